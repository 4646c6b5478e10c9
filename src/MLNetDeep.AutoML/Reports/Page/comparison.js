// The contenders of a comparison: their intervals, and every figure.

const contenderColumns = [
  ["Mean", c => format(c.mean)], ["Standard deviation", c => format(c.standardDeviation)], ["95 % interval", c => `${format(c.low)} to ${format(c.high)}`],
  ["Training", c => number(c.trainingSeconds) === null ? "" : duration(c.trainingSeconds)], ["Scoring, row by row", c => number(c.scoringMicrosecondsPerRow) === null ? "" : `${format(c.scoringMicrosecondsPerRow)} µs`],
  ["Scoring in bulk", c => number(c.bulkMicrosecondsPerRow) === null ? "" : `${format(c.bulkMicrosecondsPerRow)} µs`], ["Peak memory", c => number(c.peakMemoryBytes) === null ? "" : size(c.peakMemoryBytes)], ["Model", c => number(c.modelBytes) === null ? "" : size(c.modelBytes)],
];

function drawComparison(doc) {
  const objective = doc.objectives[0], name = words(objective.metric);
  const ranked = [...doc.comparison].sort((a, b) => (objective.maximize ? 1 : -1) * (b.mean - a.mean)), reference = ranked.find(c => c.isReference);
  const shown = [...ranked].reverse();
  draw("comparison", `${name} with 95 % intervals: ${ranked.map(c => `${c.name} ${format(c.mean)}`).join(", ")}.`,
    `${name}: mean over folds and seeds, with its 95 % interval.${reference ? ` The dotted line is ${reference.name}, which the others are compared with.` : ""}`,
    (colors, width) => ({
      grid: grid({ left: Math.min(width * 0.4, 20 + 7.5 * Math.max(...shown.map(c => c.name.length))), top: 12 }),
      xAxis: across(colors, name), tooltip: { ...frame(colors).tooltip, trigger: "item", formatter: p => contenderTip(shown[p.data.value ? p.data.value[1] : p.data[1]]) },
      yAxis: { type: "category", data: shown.map(c => c.name), axisLine: { lineStyle: { color: colors.quiet } }, axisTick: { show: false }, axisLabel: { color: colors.text, width: width * 0.36, overflow: "truncate" }, splitLine: { show: true, lineStyle: { color: colors.line, type: [2, 3] } } },
      series: [
        { type: "custom", encode: { x: [0, 2, 3], y: 1 }, data: shown.map((c, i) => [c.mean, i, c.low, c.high]), renderItem: (_, api) => whisker(api, colors), z: 3 },
        { type: "scatter", data: shown.map((c, i) => ({ value: [c.mean, i], symbol: c.isReference ? "diamond" : "circle" })), symbolSize: 11, itemStyle: { color: colors.completed }, z: 4,
          markLine: reference ? { silent: true, symbol: "none", label: { show: false }, lineStyle: { color: colors.muted, type: "dotted", width: 1.5 }, data: [{ xAxis: reference.mean }] } : undefined },
      ],
    }), 80 + 40 * shown.length);
  drawContenders(name, ranked);
}

const contenderTip = c => tip(c.name, [`${format(c.mean)}, 95 % interval ${format(c.low)} to ${format(c.high)}`, c.verdict]);

function whisker(api, colors) {
  const [left, y] = api.coord([api.value(2), api.value(1)]), right = api.coord([api.value(3), api.value(1)])[0], style = { stroke: colors.completed, lineWidth: 2 };
  const line = (x1, y1, x2, y2) => ({ type: "line", shape: { x1, y1, x2, y2 }, style });
  return { type: "group", children: [line(left, y, right, y), line(left, y - 6, left, y + 6), line(right, y - 6, right, y + 6)] };
}

function drawContenders(name, ranked) {
  const columns = contenderColumns.filter(([, text]) => ranked.some(c => text(c) !== "")), tests = [...new Set(ranked.flatMap(c => Object.keys(c.pValues)))];
  const table = byId("comparison-table"), isVerdict = ranked.some(c => c.verdict);
  byId("comparison-caption").textContent = `${name} and costs of each contender${tests.length > 0 ? ", with corrected p values against the reference" : ""}.`;
  const head = (title, isNumber) => element("th", { scope: "col", class: isNumber ? "number" : null }, title);
  table.tHead.replaceChildren(element("tr", null, head("Contender"), ...columns.slice(0, 3).map(c => head(c[0], true)), ...tests.map(t => head(`p (${t})`, true)), isVerdict ? head("Verdict") : null, ...columns.slice(3).map(c => head(c[0], true))));
  const cell = (text, isNumber) => element("td", { class: isNumber ? "number" : null }, text);
  table.tBodies[0].replaceChildren(...ranked.map(c => element("tr", null, element("th", { scope: "row" }, c.name), ...columns.slice(0, 3).map(([, text]) => cell(text(c), true)),
    ...tests.map(t => cell(pText(c.pValues[t]), true)), isVerdict ? cell(c.isReference ? "reference" : c.verdict ?? "") : null, ...columns.slice(3).map(([, text]) => cell(text(c), true)))));
}

const pText = p => number(p ?? null) === null ? "" : p < 0.001 ? "< 0.001" : p.toFixed(3);
