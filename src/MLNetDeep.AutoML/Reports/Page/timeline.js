// When each trial ran, and why trials failed.

const asTime = text => Date.parse(text);

function drawTimeline(doc) {
  const ran = doc.trials.filter(t => t.started && (t.ended || t.state === "Running"));
  const lanes = [...new Set(ran.map(t => t.worker ?? "worker"))].sort((a, b) => a.localeCompare(b, "en", { numeric: true }));
  const start = Math.min(...ran.map(t => asTime(t.started))), seconds = time => (asTime(time) - start) / 1000;
  const bars = ran.map(t => ({ trial: t, value: [seconds(t.started), seconds(t.ended ?? doc.created), lanes.indexOf(t.worker ?? "worker")] }));
  const end = Math.max(1, ...bars.map(b => b.value[1]));
  const unit = end > 7200 ? { name: "Hours", seconds: 3600 } : end > 180 ? { name: "Minutes", seconds: 60 } : { name: "Seconds", seconds: 1 };
  const present = Object.keys(states).filter(s => ran.some(t => stateOf(t) === s));
  draw("timeline", `When each of ${ran.length} trials ran, by worker. ${doc.trials.filter(t => t.state === "Failed").length} failed.`,
    `Each bar is a trial, a row for each worker. Completed trials are as high as the row, pruned ones half as high; failed ones are outlined and crossed.`,
    (colors, width) => ({
      grid: grid({ left: lanes.length > 1 ? Math.min(140, 24 + 7 * Math.max(...lanes.map(l => l.length))) : 20, top: 40 }),
      legend: legend(colors, { data: present.map(s => ({ name: states[s].text, icon: states[s].symbol === "emptyCircle" ? "circle" : states[s].symbol })) }),
      xAxis: across(colors, `${unit.name} since the first trial began`, { scale: false, max: end / unit.seconds, axisLabel: { ...axis(colors).axisLabel, showMaxLabel: false } }),
      yAxis: { type: "category", data: lanes, inverse: true, axisLine: { show: false }, axisTick: { show: false }, axisLabel: { show: lanes.length > 1, color: colors.muted, width: 120, overflow: "truncate" }, splitLine: { show: true, lineStyle: { color: colors.line } } },
      tooltip: { ...frame(colors).tooltip, trigger: "item" },
      series: present.map(s => ({
        type: "custom", name: states[s].text, itemStyle: { color: colors[states[s].color] }, encode: { x: [0, 1], y: 2 },
        data: bars.filter(b => stateOf(b.trial) === s).map(b => ({ value: [b.value[0] / unit.seconds, b.value[1] / unit.seconds, b.value[2]], trial: b.trial })),
        renderItem: (_, api) => bar(api, s, colors), tooltip: { formatter: p => timelineTip(doc, p.data.trial) },
      })),
    }), 110 + Math.max(2, Math.min(16, lanes.length)) * 44);
  drawReasons(doc);
}

const timelineTip = (doc, trial) => {
  const made = trialTip(doc, trial);
  made.append(element("div", null, `${duration(secondsOf(trial, doc.created))}${trial.attempts > 1 ? `, begun ${trial.attempts} times` : ""}`));
  return made;
};

function bar(api, state, colors) {
  const [x, y] = api.coord([api.value(0), api.value(2)]), right = api.coord([api.value(1), api.value(2)])[0];
  const lane = Math.min(30, api.size([0, 1])[1] * 0.7), color = colors[states[state].color], isFailed = state === "Failed";
  const height = state === "Pruned" ? lane / 2 : state === "Broken" ? lane * 0.75 : lane, width = Math.max(2, right - x - 1);
  const shape = { type: "rect", shape: { x, y: y + lane / 2 - height, width, height }, style: { fill: isFailed ? "transparent" : color, stroke: isFailed ? color : colors.back, lineWidth: isFailed ? 2 : 0.5 } };
  if (!isFailed) return shape;
  const [cx, r] = [x + width / 2, 5];
  const line = sign => ({ type: "line", shape: { x1: cx - r, y1: y - sign * r, x2: cx + r, y2: y + sign * r }, style: { stroke: color, lineWidth: 2 } });
  return { type: "group", children: [shape, line(1), line(-1)] };
}

/** Why trials did not complete: each reason once, with the trials. */
function drawReasons(doc) {
  const reasons = new Map();
  for (const t of doc.trials) if (t.reason && t.state === "Failed") reasons.set(t.reason, [...(reasons.get(t.reason) ?? []), t.number]);
  byId("reasons").replaceChildren(...(reasons.size === 0 ? [] : [element("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": "Failures" }, element("table", null,
    element("caption", null, "Why trials failed."),
    element("thead", null, element("tr", null, element("th", { scope: "col" }, "Reason"), element("th", { scope: "col" }, "Trials"))),
    element("tbody", null, ...[...reasons].sort((a, b) => b[1].length - a[1].length).map(([reason, trials]) => element("tr", null, element("td", { class: "long" }, reason), element("td", null, trials.join(", ")))))))]));
}
