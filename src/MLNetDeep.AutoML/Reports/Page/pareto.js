// Several objectives: each trial by two of them.

const paretoAxes = { x: "", y: "" };

function drawPareto(doc) {
  const options = doc.objectives.map((o, i) => ({ value: String(i), text: words(o.metric) }));
  byId("pareto-choice").hidden = options.length < 3;
  paretoAxes.y = fill(byId("pareto-y"), options, paretoAxes.y || "0");
  paretoAxes.x = fill(byId("pareto-x"), options, paretoAxes.x || "1");
  const [x, y] = [Number(paretoAxes.x), Number(paretoAxes.y)], front = new Set(doc.paretoFront);
  const done = doc.trials.filter(t => t.state === "Completed" && number(t.values[x]) !== null && number(t.values[y]) !== null);
  const reachX = reach(done.map(t => t.values[x])), reachY = reach(done.map(t => t.values[y]));
  const point = t => ({ trial: t, value: [clamp(t.values[x], reachX), clamp(t.values[y], reachY)] });
  const onFront = done.filter(t => front.has(t.number)).sort((a, b) => a.values[x] - b.values[x]);
  const name = i => `${words(doc.objectives[i].metric)} (${doc.objectives[i].maximize ? "more" : "less"} is better)`;
  const beyond = { beyond: reachX.beyond + reachY.beyond };
  draw("pareto", `${words(doc.objectives[y].metric)} against ${words(doc.objectives[x].metric)}. On the front: trials ${onFront.map(t => t.number).join(", ")}.`,
    `${onFront.length} of ${done.length} completed trials are beaten by no other one in every objective.${options.length > 2 ? " With more than two objectives a trial on the front may look beaten here." : ""}${beyondText(beyond)}`,
    colors => ({
      grid: grid(), legend: legend(colors), xAxis: across(colors, name(x), span(reachX)), yAxis: up(colors, name(y), span(reachY)),
      tooltip: { ...frame(colors).tooltip, trigger: "item", formatter: p => p.data?.trial ? trialTip(doc, p.data.trial) : "" },
      series: [
        options.length === 2 ? { type: "line", name: "Pareto front", data: onFront.map(point), step: doc.objectives[x].maximize === doc.objectives[y].maximize ? "start" : "end", symbol: "none", lineStyle: { color: colors.best, width: 1.5 }, itemStyle: { color: colors.best }, silent: true } : null,
        { type: "scatter", name: "on the front", symbol: "diamond", symbolSize: 13, data: onFront.map(point), itemStyle: { color: colors.best }, z: 5 },
        { type: "scatter", name: "completed", symbol: "circle", symbolSize: 7, data: done.filter(t => !front.has(t.number) && t.isFeasible).map(point), itemStyle: { color: colors.completed, opacity: 0.75 } },
        { type: "scatter", name: states.Broken.text, symbol: "rect", symbolSize: 7, data: done.filter(t => !t.isFeasible).map(point), itemStyle: { color: colors.broken, opacity: 0.75 } },
      ].filter(s => s && s.data.length > 0),
    }));
}

function watchPareto(current) {
  for (const way of ["x", "y"]) byId(`pareto-${way}`).addEventListener("change", e => { paretoAxes[way] = e.target.value; drawPareto(current()); });
}
