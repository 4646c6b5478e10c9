// The table of trials. What is shown is kept in the address, so that it can be handed on: #sort=Accuracy&order=descending&filter=mlp&state=Failed

const view = { sort: null, order: null, filter: "", state: "", shown: 200 };
let shownDocument = null;

/** What a trial has beside its choices, under the names that its architecture has for them: the architecture stands in a column of its own. */
function own(trial, choices) {
  const prefixes = choices.map(name => `${trial.configuration[name]}.`);
  const short = name => prefixes.reduce((text, prefix) => text.startsWith(prefix) ? text.slice(prefix.length) : text, name);
  return Object.fromEntries(Object.entries(trial.configuration).filter(([name]) => !choices.includes(name)).map(([name, value]) => [short(name), value]));
}

/** The columns: what they are called, a trial's value to sort by, and as text; those that paper has no room for are for the screen alone. */
function columnsOf(doc) {
  const ended = doc.trials.filter(t => Object.keys(t.metrics).length > 0);
  const objectives = doc.objectives.map((o, i) => ({ key: o.metric, title: words(o.metric), isNumber: true, descends: o.maximize, value: t => number(t.values[i]), text: t => metricText(o.metric, t.values[i]) }));
  const others = [...new Set(ended.flatMap(t => Object.keys(t.metrics)))].filter(name => !doc.objectives.some(o => o.metric === name));
  const choices = parents(doc).map(h => h.name);
  return [
    { key: "Trial", title: "Trial", isNumber: true, value: t => t.number, text: t => `${doc.paretoFront.includes(t.number) ? "◆ " : ""}${t.number === doc.best ? "★ " : ""}${t.number}` },
    { key: "State", title: "State", value: t => states[stateOf(t)].text, text: t => `${states[stateOf(t)].sign} ${states[stateOf(t)].text}` },
    ...choices.map(name => ({ key: name, title: words(name), value: t => String(t.configuration[name] ?? "") })),
    ...objectives,
    ...others.map(name => ({ key: name, title: words(name), isNumber: true, value: t => number(t.metrics[name]), text: t => metricText(name, t.metrics[name]) })),
    { key: "Duration", title: "Duration", isNumber: true, value: t => secondsOf(t, doc.created), text: t => secondsOf(t, doc.created) === null ? "" : duration(secondsOf(t, doc.created)) },
    { key: "Steps", title: "Steps", isNumber: true, isScreen: true, value: t => t.reports.length === 1 ? t.reports[0].step : t.reports.length },
    { key: "ProposedBy", title: "Proposed by", isScreen: true, value: t => t.proposedBy },
    { key: "Configuration", title: "Configuration", isLong: true, value: t => configurationText({ configuration: own(t, choices) }) },
    { key: "Reason", title: "Reason", isLong: true, isScreen: true, value: t => t.reason ?? "" },
  ].map(c => ({ text: t => c.isNumber ? format(c.value(t)) : c.value(t), ...c })).filter(c => c.key !== "Reason" || doc.trials.some(t => t.reason));
}

/** Takes what the address says. */
function readAddress() {
  const parts = location.hash.includes("=") ? new URLSearchParams(location.hash.slice(1)) : null;
  if (parts === null) return;
  Object.assign(view, { sort: parts.get("sort"), order: parts.get("order"), filter: parts.get("filter") ?? "", state: parts.get("state") ?? "" });
}

function writeAddress() {
  const parts = new URLSearchParams();
  for (const name of ["sort", "order", "filter", "state"]) if (view[name]) parts.set(name, view[name]);
  history.replaceState(null, "", parts.size > 0 ? `#${parts}` : location.pathname + location.search);
}

/** Those that have no value come last in either order; equal ones by their numbers. */
function sorted(trials, column, isDescending) {
  const sign = isDescending ? -1 : 1;
  return trials.map(t => [column.value(t), t]).sort(([a, s], [b, t]) => {
    const isMissing = v => v === null || v === "";
    if (isMissing(a) || isMissing(b)) return isMissing(a) - isMissing(b) || s.number - t.number;
    return sign * (typeof a === "number" ? a - b : a.localeCompare(b, "en", { numeric: true })) || s.number - t.number;
  }).map(([, t]) => t);
}

function drawLeaderboard(doc) {
  shownDocument = doc;
  const columns = columnsOf(doc);
  const column = columns.find(c => c.key.toLowerCase() === view.sort?.toLowerCase()) ?? columns.find(c => c.key === doc.objectives[0].metric);
  const isDescending = view.order ? view.order === "descending" : column.descends ?? false;
  const wanted = view.filter.toLowerCase().split(/\s+/).filter(w => w);
  const trials = doc.trials.filter(t => (!view.state || stateOf(t) === view.state) && (wanted.length === 0 || isMatch(columns, t, wanted)));
  drawControls(doc, trials.length);
  // Where trials failed there are no metrics, where they completed no reasons: columns without anything would only be in the way.
  const filled = columns.filter(c => c === column || trials.length === 0 || trials.some(t => c.text(t) !== ""));
  drawHead(filled, column, isDescending);
  const rows = sorted(trials, column, isDescending);
  byId("leaderboard-table").tBodies[0].replaceChildren(...rows.slice(0, view.shown).map(t => row(doc, filled, t)));
  byId("more").hidden = rows.length <= view.shown;
  byId("more").textContent = `Show ${Math.min(500, rows.length - view.shown)} more`;
}

function isMatch(columns, trial, wanted) {
  const text = columns.map(c => c.text(trial)).join("\n").toLowerCase();
  return wanted.every(w => text.includes(w));
}

function row(doc, columns, trial) {
  return element("tr", { class: trial.number === doc.best ? "best" : null, "data-trial": trial.number }, ...columns.map((c, i) => element(i === 0 ? "th" : "td", {
    scope: i === 0 ? "row" : null,
    class: [c.isNumber ? "number" : c.isLong ? "long" : "short", c.isScreen ? "screen" : "", c.key === "State" ? `state-${stateOf(trial)}` : ""].filter(n => n).join(" "),
  }, c.text(trial))));
}

function drawHead(columns, sortedBy, isDescending) {
  const head = byId("leaderboard-table").tHead, focused = head.contains(document.activeElement) ? document.activeElement.closest("th").dataset.key : null;
  head.replaceChildren(element("tr", null, ...columns.map(c => {
    const isSorted = c === sortedBy;
    const button = element("button", { type: "button" }, c.title, element("span", { "aria-hidden": "true" }, isSorted ? isDescending ? "▼" : "▲" : ""));
    button.addEventListener("click", () => change({ sort: c.key, order: (isSorted ? !isDescending : c.descends ?? false) ? "descending" : "ascending" }));
    return element("th", { scope: "col", "data-key": c.key, class: [c.isNumber ? "number" : "", c.isScreen ? "screen" : ""].filter(n => n).join(" ") || null, "aria-sort": isSorted ? isDescending ? "descending" : "ascending" : null }, button, element("span", { class: "paper", "aria-hidden": "true" }, `${c.title}${isSorted ? isDescending ? " ▼" : " ▲" : ""}`));
  })));
  if (focused) head.querySelector(`th[data-key="${CSS.escape(focused)}"] button`)?.focus();
}

function drawControls(doc, count) {
  const present = Object.keys(states).filter(s => doc.trials.some(t => stateOf(t) === s));
  fill(byId("state"), [{ value: "", text: "all" }, ...present.map(s => ({ value: s, text: `${states[s].sign} ${states[s].text}` }))], view.state);
  if (byId("filter").value !== view.filter) byId("filter").value = view.filter;
  byId("leaderboard-count").textContent = count === doc.trials.length ? `${format(count)} trials` : `${format(count)} of ${format(doc.trials.length)} trials`;
}

function change(what) {
  Object.assign(view, what);
  writeAddress();
  drawLeaderboard(shownDocument);
}

function watchLeaderboard() {
  byId("leaderboard-controls").addEventListener("submit", e => e.preventDefault());
  byId("filter").addEventListener("input", e => change({ filter: e.target.value, shown: 200 }));
  byId("state").addEventListener("change", e => change({ state: e.target.value, shown: 200 }));
  byId("more").addEventListener("click", () => change({ shown: view.shown + 500 }));
  addEventListener("hashchange", () => { readAddress(); drawLeaderboard(shownDocument); });
  readAddress();
}
