// What all parts of the page share: elements, numbers as text, and how states look.

const byId = id => document.getElementById(id);

/** An element; children that are text become text, never markup. */
function element(tag, attributes, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes ?? {}))
    if (value !== null && value !== undefined && value !== false) made.setAttribute(name, value === true ? "" : value);
  made.append(...children.filter(c => c !== null && c !== undefined));
  return made;
}

/** A number of the document; null where it has none. Numbers that are none come as text. */
const number = value => typeof value === "number" ? value : null;

const grouped = new Intl.NumberFormat("en", { maximumFractionDigits: 0 });

/** A number with four significant digits. */
function format(value) {
  if (typeof value === "string") return value;
  if (value === null || value === undefined || Number.isNaN(value)) return "";
  const size = Math.abs(value);
  if (Number.isInteger(value) && size < 1e9) return grouped.format(value);
  if (size >= 1e6 || size < 1e-3) return value === 0 ? "0" : value.toExponential(2).replace("e+", "e");
  return size >= 1e4 ? grouped.format(value) : String(Number(value.toPrecision(4)));
}

const percent = value => `${(100 * value).toFixed(value > 0 && value < 0.0995 ? 1 : 0)} %`;

function duration(seconds) {
  if (seconds < 1) return `${Math.round(1000 * seconds)} ms`;
  if (seconds < 10) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  return whole < 3600 ? `${Math.floor(whole / 60)} min ${whole % 60} s` : `${Math.floor(whole / 3600)} h ${Math.floor(whole % 3600 / 60)} min`;
}

function size(bytes) {
  const units = ["bytes", "kB", "MB", "GB", "TB"];
  let unit = 0;
  while (bytes >= 1000 && unit < units.length - 1) { bytes /= 1000; unit++; }
  return `${format(bytes)} ${units[unit]}`;
}

/** A value of a metric; sizes and times with their units. */
function metricText(name, value) {
  if (number(value) === null) return format(value);
  if (name.endsWith("Bytes")) return size(value);
  return name.includes("Microseconds") ? `${format(value)} µs` : format(value);
}

/** "RootMeanSquaredError" as words: "Root mean squared error"; short names in capitals stay. */
function words(name) {
  const text = name.replace(/([a-z0-9])([A-Z])/g, "$1 $2").replace(/([A-Z]+)([A-Z][a-z])/g, "$1 $2").split(" ");
  return text.map((word, i) => i === 0 || word === word.toUpperCase() ? word : word.toLowerCase()).join(" ");
}

/** How a state is told apart: by a sign and a shape as well as by its colour. */
const states = {
  Completed: { sign: "●", symbol: "circle", color: "completed", text: "completed" },
  Broken: { sign: "■", symbol: "rect", color: "broken", text: "breaks a constraint" },
  Pruned: { sign: "▲", symbol: "triangle", color: "pruned", text: "pruned" },
  Failed: { sign: "✕", symbol: "path://M2,0L5,3L8,0L10,2L7,5L10,8L8,10L5,7L2,10L0,8L3,5L0,2Z", color: "failed", text: "failed" },
  Skipped: { sign: "◇", symbol: "diamond", color: "quiet", text: "skipped" },
  Running: { sign: "▶", symbol: "path://M0,0L10,5L0,10Z", color: "running", text: "running" },
  Waiting: { sign: "○", symbol: "emptyCircle", color: "quiet", text: "waiting" },
};

/** The key of a trial's state in the table above: completed trials that break a constraint have their own. */
const stateOf = trial => trial.state === "Completed" && !trial.isFeasible ? "Broken" : trial.state;

/** Seconds that a trial took, or has taken so far. */
function secondsOf(trial, now) {
  if (!trial.started) return null;
  const end = trial.ended ?? (trial.state === "Running" ? now : null);
  return end ? Math.max(0, (Date.parse(end) - Date.parse(trial.started)) / 1000) : null;
}

/** The choices on which other hyperparameters depend, such as the architecture. */
const parents = doc => doc.space.filter(h => doc.space.some(other => other.parent === h.name));

/** A trial in few words: its number and its architecture. */
function trialName(doc, trial) {
  const names = parents(doc).map(h => trial.configuration[h.name]).filter(v => v !== undefined);
  return `Trial ${trial.number}${names.length > 0 ? ` (${names.join(", ")})` : ""}`;
}

const configurationText = trial => Object.entries(trial.configuration).map(([name, value]) => `${name}=${typeof value === "number" ? format(value) : value}`).join(", ");

function fill(select, options, chosen) {
  const isSame = select.options.length === options.length && options.every((o, i) => select.options[i].value === o.value && select.options[i].text === o.text);
  if (!isSame) select.replaceChildren(...options.map(o => element("option", { value: o.value }, o.text)));
  select.value = options.some(o => o.value === chosen) ? chosen : options[0]?.value ?? "";
  return select.value;
}
