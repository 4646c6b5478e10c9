// How the sweep went: the history of values, and learning curves.

const lastValue = trial => trial.reports.length > 0 ? number(trial.reports[trial.reports.length - 1].value) : null;

/** What reports are about. */
const reported = doc => doc.reported ?? doc.objectives[0];

function drawHistory(doc) {
  const objective = doc.objectives[0], name = words(objective.metric), trials = new Map(doc.trials.map(t => [t.number, t]));
  const pruned = doc.trials.filter(t => t.state === "Pruned" && reported(doc).metric === objective.metric && lastValue(t) !== null).map(t => [t.number, lastValue(t)]);
  const completed = doc.history.map(s => [s.trial, number(s.value), s.isFeasible]);
  const range = reach([...completed, ...pruned].map(p => p[1]));
  const failures = doc.trials.filter(t => t.state === "Failed").length;
  const points = (key, values, colors) => values.length === 0 ? null : {
    type: "scatter", name: states[key].text, data: values.map(([n, v]) => [n, clamp(v, range)]), symbol: states[key].symbol, symbolSize: 8,
    itemStyle: { color: colors[states[key].color] }, tooltip: { formatter: p => trialTip(doc, trials.get(p.data[0])) },
  };
  draw("history", `${name} of every trial, and the best so far. ${doc.summary}`,
    `${name} on validation rows by trial, ${better(objective)}.${pruned.length > 0 ? " Pruned trials are shown with what they had reported last." : ""}${failures > 0 ? ` ${failures} failed and have no value.` : ""}${beyondText(range)}`,
    colors => ({
      grid: grid(), legend: legend(colors), xAxis: across(colors, "Trial", { minInterval: 1, min: 0, max: Math.max(...doc.trials.map(t => t.number)) + 1 }), yAxis: up(colors, name, span(range)),
      tooltip: { ...frame(colors).tooltip, trigger: "item" },
      series: [
        points("Completed", completed.filter(p => p[2]), colors), points("Broken", completed.filter(p => !p[2]), colors), points("Pruned", pruned, colors),
        { type: "line", name: "best so far", step: "end", symbol: "none", data: bestSoFar(doc, range), lineStyle: { color: colors.best, width: 2 }, itemStyle: { color: colors.best }, tooltip: { show: false } },
      ].filter(s => s),
    }));
}

function bestSoFar(doc, range) {
  const steps = doc.history.filter(s => number(s.best) !== null).map(s => [s.trial, clamp(s.best, range)]);
  return steps.length === 0 ? [] : [...steps, [Math.max(...doc.trials.map(t => t.number)), steps[steps.length - 1][1]]];
}

function trialTip(doc, trial) {
  return tip(trialName(doc, trial), [
    `${states[stateOf(trial)].sign} ${states[stateOf(trial)].text}, proposed by ${trial.proposedBy}`,
    ...doc.objectives.map((o, i) => i < trial.values.length ? `${words(o.metric)}: ${metricText(o.metric, trial.values[i])}` : null),
    configurationText(trial), trial.reason,
  ]);
}

/** The means over the folds by step. */
function curve(trial) {
  const steps = new Map();
  for (const r of trial.reports) if (number(r.value) !== null) steps.set(r.step, [...(steps.get(r.step) ?? []), r.value]);
  return [...steps].sort((a, b) => a[0] - b[0]).map(([step, values]) => [step, values.reduce((a, b) => a + b) / values.length]);
}

/** The best trial and the latest ones: beyond a hundred lines nothing can be seen. */
function curvesShown(doc) {
  const all = doc.trials.filter(t => t.reports.length > 1);
  const shown = new Set(all.slice(-100));
  const best = all.find(t => t.number === doc.best);
  return { all, best, shown: [...(best ? shown.add(best) : shown)] };
}

function drawCurves(doc) {
  const { all, best, shown } = curvesShown(doc), name = words(reported(doc).metric), omitted = doc.curvesOmitted ?? 0;
  const lines = shown.map(t => ({ trial: t, points: curve(t) }));
  const range = reach(lines.flatMap(l => l.points.map(p => p[1])));
  draw("curves", `${name} by epoch or iteration for ${shown.length} trials.`,
    `${name} on validation rows by epoch or iteration${all.some(t => t.reports.some(r => r.fold > 0)) ? ", means over the folds" : ""}.${shown.length < all.length + omitted ? ` The latest ${shown.length} of ${all.length + omitted} trials are shown.` : ""}${omitted > 0 ? ` Of ${omitted} trials the curves are not in this page, which keeps those of the best and of the latest; "sweep export" has all.` : ""}${beyondText(range)}`,
    colors => ({
      grid: grid(), xAxis: across(colors, "Epoch or iteration", { minInterval: 1, scale: false }), yAxis: up(colors, name, span(range)),
      legend: legend(colors, { data: [...new Set(lines.map(l => curveName(l.trial, best)))] }),
      tooltip: { ...frame(colors).tooltip, trigger: "item" },
      series: lines.map(l => curveSeries(doc, l, best, range, colors)),
    }));
}

const curveName = (trial, best) => trial === best ? "best" : states[trial.state].text;

function curveSeries(doc, { trial, points }, best, range, colors) {
  const isBest = trial === best, color = isBest ? colors.best : colors[states[trial.state].color];
  return {
    type: "line", name: curveName(trial, best), data: points.map(([step, v]) => [step, clamp(v, range)]), z: isBest ? 5 : 2,
    symbol: states[trial.state].symbol, symbolSize: (_, p) => p.dataIndex === points.length - 1 ? 7 : isBest ? 4 : 0.01, showAllSymbol: true,
    lineStyle: { color, width: isBest ? 3 : 1.2, opacity: isBest ? 1 : 0.6, type: trial.state === "Pruned" ? "dashed" : trial.state === "Failed" ? "dotted" : "solid" }, itemStyle: { color },
    emphasis: { lineStyle: { width: 3, opacity: 1 } }, tooltip: { formatter: p => trialTip(doc, trial) },
  };
}
