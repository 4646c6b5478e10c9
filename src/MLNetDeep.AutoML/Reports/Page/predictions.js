// What the best model predicts for rows it has not learnt from.

const predictionParts = { confusion: drawConfusion, roc: drawRoc, calibration: drawCalibration, residuals: drawResiduals };

function drawBest(doc) {
  for (const [name, show] of Object.entries(predictionParts)) {
    byId(name).hidden = !doc[name];
    if (name === "residuals") byId("fit").hidden = !doc[name];
    if (doc[name]) show(doc[name]);
  }
}

function drawConfusion({ classes, counts }) {
  const totals = counts.map(r => r.reduce((a, b) => a + b, 0)), all = totals.reduce((a, b) => a + b, 0), right = counts.reduce((sum, r, i) => sum + r[i], 0);
  const cells = counts.flatMap((r, i) => r.map((count, j) => [j, i, totals[i] === 0 ? 0 : count / totals[i], count]));
  const longest = Math.max(...classes.map(c => c.length)), isFew = classes.length <= 12;
  const names = colors => ({ type: "category", data: classes, axisLine: { lineStyle: { color: colors.quiet } }, axisTick: { show: false }, nameLocation: "middle", nameTextStyle: { color: colors.text } });
  draw("confusion", `Confusion matrix of ${classes.length} classes; ${format(right)} of ${format(all)} rows right.`,
    `Rows of each class (down) by what they were taken for (across); ${format(right)} of ${format(all)} are right. Shades are shares of the row.`,
    (colors, width) => {
      const side = Math.min(110, 16 + 7 * longest);
      return {
        grid: { left: side + 24, right: 12, top: 8, bottom: (isFew && longest < 8 ? 24 : side) + 28 },
        xAxis: { ...names(colors), name: "Predicted", nameGap: (isFew && longest < 8 ? 0 : side - 20) + 28, axisLabel: { color: colors.text, rotate: isFew && longest < 8 ? 0 : 90, width: 100, overflow: "truncate", interval: 0, fontSize: isFew ? 12 : 9 } },
        yAxis: { ...names(colors), name: "Label", inverse: true, nameGap: side + 4, axisLabel: { color: colors.text, width: 100, overflow: "truncate", interval: 0, fontSize: isFew ? 12 : 9 } },
        visualMap: { show: false, min: 0, max: 1, dimension: 2, inRange: { color: [colors.back, colors.completed] } },
        aria: { enabled: true, label: { description: "Confusion matrix" }, decal: { show: false } },
        tooltip: { ...frame(colors).tooltip, formatter: p => tip(`${classes[p.data[1]]} taken for ${classes[p.data[0]]}`, [`${format(p.data[3])} rows, ${percent(p.data[2])} of the class`]) },
        series: [{ type: "heatmap", data: cells, itemStyle: { borderColor: colors.line, borderWidth: 1 }, label: { show: true, fontSize: isFew ? 12 : 8, formatter: p => p.data[3] === 0 && !isFew ? "" : format(p.data[3]), ...cellText(colors) } }],
      };
    });
}

/** Numbers that can be read on every shade. */
const cellText = colors => ({ color: colors.text, textBorderColor: colors.back, textBorderWidth: 2 });

const diagonal = colors => ({ type: "line", data: [[0, 0], [1, 1]], symbol: "none", silent: true, lineStyle: { color: colors.quiet, type: "dashed", width: 1 }, tooltip: { show: false } });

function drawRoc(roc) {
  draw("roc", `ROC curve with an area of ${format(roc.area)}.`, `Area under the curve ${format(roc.area)}, from ${format(roc.positives)} positive and ${format(roc.negatives)} negative rows. The dashed line is chance.`,
    colors => ({
      grid: grid({ top: 12 }), xAxis: across(colors, "False positive rate", { min: 0, max: 1 }), yAxis: up(colors, "True positive rate", { min: 0, max: 1 }), tooltip: { ...frame(colors).tooltip, trigger: "axis", formatter: ps => tip("ROC", [`${percent(ps[0].data[1])} of the positive rows found at ${percent(ps[0].data[0])} false alarms`]) },
      series: [{ type: "line", name: "ROC", data: roc.falsePositiveRates.map((x, i) => [x, roc.truePositiveRates[i]]), symbol: "none", lineStyle: { color: colors.completed, width: 2 }, areaStyle: { color: colors.completed, opacity: 0.1 } }, diagonal(colors)],
    }));
}

function drawCalibration(calibration) {
  const bins = calibration.bins, most = Math.max(...bins.map(b => b.rows));
  draw("calibration", `Calibration curve; the expected calibration error is ${format(calibration.expectedError)}.`,
    `How often what the model says comes true, with 95 % intervals; on the dashed line probabilities match frequencies. Bars are rows, of ${format(most)} at most. Expected calibration error ${format(calibration.expectedError)}.`,
    colors => ({
      grid: grid({ top: 12 }), xAxis: across(colors, "Probability", { min: 0, max: 1 }), yAxis: up(colors, "Frequency", { min: 0, max: 1 }),
      tooltip: { ...frame(colors).tooltip, trigger: "item", formatter: p => binTip(bins[p.dataIndex]) },
      series: [
        { type: "bar", data: bins.map(b => [b.probability, 0.15 * b.rows / most]), barWidth: 10, itemStyle: { color: colors.quiet, opacity: 0.5 } },
        { type: "custom", encode: { x: 0, y: [1, 2] }, data: bins.map(b => [b.probability, b.low, b.high]), renderItem: (_, api) => upright(api, colors), z: 3 },
        { type: "line", data: bins.map(b => [b.probability, b.frequency]), symbol: "circle", symbolSize: 8, lineStyle: { color: colors.completed, width: 2 }, itemStyle: { color: colors.completed }, z: 4 },
        diagonal(colors),
      ],
    }));
}

const binTip = b => b ? tip(`Probability ${format(b.probability)}`, [`came true ${percent(b.frequency)} (${percent(b.low)} to ${percent(b.high)})`, `${format(b.rows)} rows`]) : "";

function upright(api, colors) {
  const [x, low] = api.coord([api.value(0), api.value(1)]), high = api.coord([api.value(0), api.value(2)])[1], style = { stroke: colors.completed, lineWidth: 1.5 };
  const line = (x1, y1, x2, y2) => ({ type: "line", shape: { x1, y1, x2, y2 }, style });
  return { type: "group", children: [line(x, low, x, high), line(x - 4, low, x + 4, low), line(x - 4, high, x + 4, high)] };
}

function drawResiduals(r) {
  const both = [...r.actual, ...r.predicted], range = span({ low: Math.min(...both), high: Math.max(...both) });
  draw("fit", "Predictions against labels.", `${format(r.actual.length)}${r.actual.length < r.rows ? ` of ${format(r.rows)}` : ""} rows; on the dashed line predictions are right.`,
    colors => ({
      grid: grid({ top: 12 }), xAxis: across(colors, "Label", range), yAxis: up(colors, "Prediction", range), tooltip: { ...frame(colors).tooltip, trigger: "item", formatter: p => tip("Row", [`label ${format(p.data[0])}`, `prediction ${format(p.data[1])}`]) },
      series: [{ type: "scatter", data: r.actual.map((a, i) => [a, r.predicted[i]]), symbolSize: 4, itemStyle: { color: colors.completed, opacity: 0.5 } }, { ...diagonal(colors), data: [[range.min, range.min], [range.max, range.max]] }],
    }));
  drawResidualBins(r);
}

function drawResidualBins(r) {
  const middles = r.counts.map((_, i) => (r.edges[i] + r.edges[i + 1]) / 2), width = r.edges[1] - r.edges[0];
  draw("residuals", `Residuals: root mean squared error ${format(r.rootMeanSquaredError)}, mean absolute error ${format(r.meanAbsoluteError)}.`,
    `Prediction less label over ${format(r.rows)} rows. Root mean squared error ${format(r.rootMeanSquaredError)}, mean absolute error ${format(r.meanAbsoluteError)}.`,
    colors => ({
      grid: grid({ top: 12 }), xAxis: across(colors, "Prediction less label", { min: r.edges[0], max: r.edges[r.edges.length - 1], axisLabel: { ...axis(colors).axisLabel, showMinLabel: false, showMaxLabel: false } }), yAxis: up(colors, "Rows", { scale: false }),
      tooltip: { ...frame(colors).tooltip, trigger: "item", formatter: p => tip(`${format(middles[p.dataIndex] - width / 2)} to ${format(middles[p.dataIndex] + width / 2)}`, [`${format(r.counts[p.dataIndex])} rows`]) },
      series: [{ type: "bar", data: middles.map((m, i) => [m, r.counts[i]]), barWidth: "95%", itemStyle: { color: colors.completed } }],
    }));
}
