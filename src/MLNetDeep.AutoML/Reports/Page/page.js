// Which sections there are, and keeping them up to date while the sweep runs.

/** Each section: when it is shown, what it depends on, and how it is drawn. It is drawn again only when what it depends on changed. */
const sections = [
  { id: "warnings", title: "Warnings", isWanted: d => d.warnings.length > 0, needs: d => d.warnings, draw: drawWarnings },
  { id: "setup", title: "Setup", isWanted: () => true, needs: d => [d.task, d.data, d.settings, d.objectives, d.constraints], draw: drawSetup },
  { id: "leaderboard", title: "Leaderboard", isWanted: d => d.trials.length > 0, needs: d => [d.trials, d.best, d.trials.some(t => t.state === "Running") && d.created], draw: drawLeaderboard },
  { id: "history", title: "History", isWanted: d => d.history.length > 0, needs: d => [d.history, d.trials.map(t => [t.number, t.state])], draw: drawHistory },
  { id: "curves", title: "Learning curves", isWanted: d => d.trials.some(t => t.reports.length > 1), needs: d => [d.best, d.trials.map(t => [t.number, t.state, t.reports.length])], draw: drawCurves },
  { id: "parallel", title: "Hyperparameters", isWanted: d => d.history.length > 0 && d.space.length > 0, needs: d => [d.history, d.importance], draw: drawParallel },
  { id: "importance", title: "Importance", isWanted: d => d.importance.some(i => i.hyperparameters.length > 0 || i.note), needs: d => d.importance, draw: drawImportance },
  { id: "pareto", title: "Pareto front", isWanted: d => d.objectives.length > 1 && d.history.length > 0, needs: d => [d.history, d.paretoFront], draw: drawPareto },
  { id: "timeline", title: "Timeline", isWanted: d => d.trials.some(t => t.started && (t.ended || t.state === "Running")), needs: d => [d.trials.map(t => [t.started, t.ended, t.state, t.worker]), d.trials.some(t => t.state === "Running") && d.created], draw: drawTimeline },
  { id: "comparison", title: "Comparison", isWanted: d => d.comparison.length > 0, needs: d => d.comparison, draw: drawComparison },
  { id: "ensemble", title: "Ensemble", isWanted: d => d.ensemble.length > 0, needs: d => d.ensemble, draw: drawEnsemble },
  { id: "best", title: "Best model", isWanted: d => d.confusion || d.roc || d.calibration || d.residuals, needs: d => [d.confusion, d.roc, d.calibration, d.residuals], draw: drawBest },
  { id: "space", title: "Search space", isWanted: d => d.space.length > 0, needs: d => d.space, draw: drawSpace },
  { id: "repeat", title: "Repeat", isWanted: d => d.repetition, needs: d => [d.repetition, d.settings], draw: drawRepeat },
];

let current = null;
const drawn = new Map();

function show(doc) {
  current = doc;
  drawHeading(doc);
  for (const section of sections) {
    const place = byId(section.id), isWanted = Boolean(section.isWanted(doc));
    if (place.hidden === isWanted) place.hidden = !isWanted;
    const needs = isWanted ? JSON.stringify(section.needs(doc)) : null;
    if (needs !== null && needs !== drawn.get(section.id)) section.draw(doc);
    drawn.set(section.id, needs);
  }
  drawLinks(doc);
}

function drawLinks(doc) {
  const wanted = sections.filter(s => s.isWanted(doc)), list = byId("sections");
  if ([...list.children].map(c => c.dataset.section).join() === wanted.map(s => s.id).join()) return;
  list.replaceChildren(...wanted.map(s => element("li", { "data-section": s.id }, element("a", { href: `#${s.id}` }, s.title))));
}

/** Asks for a newer document; while the server cannot be reached it says so and asks on. */
async function poll(tag, milliseconds) {
  const live = byId("live");
  let text;
  try {
    const answer = await fetch("document.json", { cache: "no-store", headers: tag ? { "If-None-Match": tag } : {} });
    if (answer.status === 200) {
      tag = answer.headers.get("ETag");
      show(await answer.json());
    } else if (answer.status !== 304) throw new Error(await answer.text());
    text = current.isRunning ? "The sweep is running; this page is kept up to date." : "The sweep is over.";
  } catch (error) {
    text = `Not up to date, shown is ${new Date(current.created).toLocaleTimeString()}: ${error instanceof TypeError ? "the sweep's page is no longer served." : error.message}`;
  }
  live.hidden = false;
  if (live.textContent !== text) live.textContent = text;
  document.documentElement.dataset.polls = Number(document.documentElement.dataset.polls ?? 0) + 1;
  setTimeout(() => poll(tag, milliseconds), milliseconds);
}

watchLeaderboard();
watchSpace(() => current);
watchPareto(() => current);
show(JSON.parse(byId("document").textContent));
watchMedium();
document.documentElement.dataset.ready = "true";
if (Number(document.body.dataset.poll) > 0) poll(null, Number(document.body.dataset.poll));
