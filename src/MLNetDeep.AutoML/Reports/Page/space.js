// What hyperparameters do: parallel coordinates and importance.

let parallelFor = null, importanceFor = "";
const mostAxes = 9, mostLines = 1000;

/** A hyperparameter's axis: choices as categories, wide ranges by factors. */
function dimension(h) {
  if (h.choices) return { name: h.name, type: "category", data: h.choices.map(String), value: t => t.configuration[h.name] === undefined ? null : String(t.configuration[h.name]) };
  return { name: h.name, type: h.log ? "log" : "value", min: h.minimum, max: h.maximum, value: t => t.configuration[h.name] ?? null };
}

/** The hyperparameters shown: those of every trial, or those that come with one value of a choice; the most important where there are too many. */
function dimensionsOf(doc) {
  const [parent, value] = parallelFor.split("\u0000");
  const isThere = h => h.name !== parent && !h.parent || h.parent === parent && h.parentValues.map(String).includes(value);
  const rank = new Map((doc.importance[0]?.hyperparameters ?? []).map((i, n) => [i.name, n]));
  const there = doc.space.filter(h => isThere(h) && (h.choices ? h.choices.length > 1 : h.minimum < h.maximum));
  const kept = new Set([...there].sort((a, b) => (rank.get(a.name) ?? 1e9) - (rank.get(b.name) ?? 1e9)).slice(0, mostAxes));
  return { left: there.length - kept.size, dimensions: there.filter(h => kept.has(h)).map(dimension) };
}

function drawParallel(doc) {
  const options = parents(doc).flatMap(h => h.choices.map(c => ({ value: `${h.name}\u0000${c}`, text: `${h.name} = ${c}` })));
  byId("parallel-choice").hidden = options.length === 0;
  parallelFor ??= firstChoice(doc);
  parallelFor = fill(byId("parallel-select"), [{ value: "", text: "all trials" }, ...options], parallelFor);
  const [parent, value] = parallelFor.split("\u0000");
  const trials = doc.trials.filter(t => t.state === "Completed" && number(t.values[0]) !== null && (!parallelFor || String(t.configuration[parent]) === value));
  const { left, dimensions } = dimensionsOf(doc), results = doc.objectives.map((o, i) => objectiveAxis(o, i, trials));
  const all = [...dimensions, ...results], isBetter = doc.objectives[0].maximize, range = reach(trials.map(t => t.values[0]));
  const best = [...trials].sort((a, b) => isBetter ? b.values[0] - a.values[0] : a.values[0] - b.values[0]).slice(0, Math.max(1, Math.ceil(trials.length / 10)));
  const shown = trials.length > mostLines ? [...new Set([...best.slice(0, mostLines / 2), ...trials.slice(-mostLines / 2)])] : trials, chosen = new Set(best);
  draw("parallel", `Hyperparameters and results of ${shown.length} completed trials, a line for each.`,
    `Each line is a completed trial; thick ones are the best tenth by ${words(doc.objectives[0].metric)}, stronger ones are better.${left > 0 ? ` The ${dimensions.length} most important of ${dimensions.length + left} hyperparameters are shown.` : ""}${shown.length < trials.length ? ` Of ${format(trials.length)} trials the best and the latest are shown.` : ""}${trials.length === 0 ? " There is none yet." : ""}`,
    (colors, width) => parallelOption(doc, all, shown, chosen, range, colors, width), Math.max(380, innerWidth < 640 ? 70 * all.length + 60 : 0));
}

/** What comes with the best trial's architecture is shown first. */
function firstChoice(doc) {
  const best = doc.trials.find(t => t.number === doc.best), parent = parents(doc).find(h => best && best.configuration[h.name] !== undefined);
  return parent ? `${parent.name}\u0000${best.configuration[parent.name]}` : "";
}

function objectiveAxis(objective, index, trials) {
  const range = reach(trials.map(t => number(t.values[index])));
  return { name: words(objective.metric), type: "value", ...span(range), value: t => clamp(number(t.values[index]), range) };
}

function parallelOption(doc, all, trials, best, range, colors, width) {
  const isNarrow = width < 600, isMore = doc.objectives[0].maximize;
  const share = t => { const s = (clamp(t.values[0], range) - range.low) / (range.high - range.low || 1); return isMore ? s : 1 - s; };
  return {
    parallel: isNarrow ? { layout: "vertical", left: 16, right: 24, top: 36, bottom: 30 } : { left: 60, right: 90, top: 44, bottom: 36 },
    parallelAxis: all.map((d, dim) => ({
      dim, name: d.name, type: d.type, data: d.data, min: d.min, max: d.max, interval: d.interval, nameLocation: isNarrow ? "start" : "end", nameGap: isNarrow ? 0 : 14,
      nameTextStyle: { color: colors.text, fontSize: 11, width: isNarrow ? 300 : (width - 150) / Math.max(1, all.length - 1) - 8, overflow: "truncate", ...(isNarrow ? { align: "left", verticalAlign: "bottom", padding: [0, 0, 10, 0] } : {}) },
      axisLine: { lineStyle: { color: colors.quiet } }, axisTick: { lineStyle: { color: colors.quiet } }, axisLabel: { color: colors.muted, fontSize: 11, hideOverlap: true, formatter: v => typeof v === "number" ? format(v) : v, width: 90, overflow: "truncate", textBorderColor: colors.back, textBorderWidth: 3 }, z: 10,
    })),
    tooltip: { ...frame(colors).tooltip, trigger: "item", formatter: p => p.data?.trial ? trialTip(doc, p.data.trial) : "" },
    series: [{
      type: "parallel", z: 1, smooth: false, inactiveOpacity: 0.05, activeOpacity: 1, emphasis: { lineStyle: { width: 4 } },
      data: trials.map(t => ({ trial: t, value: all.map(d => d.value(t) ?? "-"), lineStyle: best.has(t) ? { color: colors.best, width: 2.5, opacity: 0.9 } : { color: colors.completed, width: 1.2, opacity: 0.12 + 0.5 * share(t) } })),
    }],
  };
}

function drawImportance(doc) {
  byId("importance-choice").hidden = doc.importance.length < 2;
  importanceFor = fill(byId("importance-select"), doc.importance.map(i => ({ value: i.metric, text: words(i.metric) })), importanceFor);
  const { hyperparameters, note } = doc.importance.find(i => i.metric === importanceFor);
  const shown = hyperparameters.slice(0, 20).reverse();
  const isNone = shown.length === 0;
  byId("importance-chart").hidden = isNone;
  const caption = isNone ? note : `The share of each hyperparameter in what decides whether a trial is among the best tenth (PED-ANOVA, less what chance would give). Conditional ones are judged over the trials that have them.${note ? ` ${note}` : ""}`;
  if (isNone) { byId("importance").querySelector("figcaption").textContent = caption; return; }
  draw("importance", `Importance for ${words(importanceFor)}: ${hyperparameters.slice(0, 5).map(h => `${h.name} ${percent(h.share)}`).join(", ")}.`, caption, (colors, width) => ({
    grid: grid({ left: Math.min(width * 0.4, 16 + 7 * Math.max(...shown.map(h => h.name.length))), right: 56, top: 8, bottom: 44 }),
    xAxis: across(colors, "Share", { min: 0, scale: false, axisLabel: { ...axis(colors).axisLabel, formatter: percent } }),
    yAxis: { type: "category", data: shown.map(h => h.name), axisLine: { lineStyle: { color: colors.quiet } }, axisTick: { show: false }, axisLabel: { color: colors.text, width: width * 0.36, overflow: "truncate" } },
    tooltip: { ...frame(colors).tooltip, trigger: "item", formatter: p => importanceTip(shown[p.dataIndex]) },
    series: [{ type: "bar", data: shown.map(h => h.share), barMaxWidth: 22, itemStyle: { color: colors.completed }, label: { show: true, position: "right", color: colors.text, formatter: p => percent(p.value) } }],
  }), 70 + 28 * shown.length);
}

const importanceTip = h => tip(h.name, [`${percent(h.share)} of what all explain`, `explains ${percent(h.explained)} of the variance by itself`, `from ${h.trials} trials`]);

function watchSpace(current) {
  byId("parallel-select").addEventListener("change", e => { parallelFor = e.target.value; drawParallel(current()); });
  byId("importance-select").addEventListener("change", e => { importanceFor = e.target.value; drawImportance(current()); });
}
