// The parts that are text: the heading, warnings, the setup, the search space, how to repeat it.

function facts(place, pairs) {
  place.replaceChildren(...pairs.filter(([, value]) => value !== null && value !== undefined && value !== "").map(([name, value]) =>
    element("div", null, element("dt", null, name), element("dd", null, String(value)))));
}

function drawHeading(doc) {
  document.title = doc.title;
  byId("title").textContent = doc.title;
  byId("summary").textContent = doc.summary;
  byId("product").textContent = `MLNetDeep ${doc.productVersion}, ${new Date(doc.created).toISOString().slice(0, 16).replace("T", " ")} UTC`;
}

const drawWarnings = doc => byId("warnings-list").replaceChildren(...doc.warnings.map(w => element("li", null, w)));

function drawSetup(doc) {
  const data = doc.data, set = doc.settings ?? {};
  facts(byId("setup-facts"), [
    ["Task", doc.task && words(doc.task)],
    ["Data", data && `${data.name}: ${format(data.rows)} rows, ${format(data.columns)} columns`],
    [doc.objectives.length > 1 ? "Objectives" : "Objective", doc.objectives.map(o => `${words(o.metric)}, ${o.maximize ? "the more the better" : "the less the better"}`).join("; ")],
    ["Constraints", doc.constraints.map(c => `${words(c.metric)} at most ${metricText(c.metric, c.maximum)}`).join("; ")],
    ["Tuner", set.tuner], ["Pruner", set.pruner], ["Budget", set.budget], ["Validation", set.validation], ["Seed", set.seed],
  ]);
}

const rangeText = h => h.choices ? h.choices.map(c => typeof c === "number" ? format(c) : String(c)).join(", ") : `${format(h.minimum)} to ${format(h.maximum)}${h.log ? ", log scale" : ""}`;

function drawSpace(doc) {
  const table = byId("space-table");
  table.tHead.replaceChildren(element("tr", null, ...["Hyperparameter", "Kind", "Values", "There with"].map(t => element("th", { scope: "col" }, t))));
  table.tBodies[0].replaceChildren(...doc.space.map(h => element("tr", null,
    element("th", { scope: "row" }, h.name), element("td", null, h.kind.toLowerCase()), element("td", null, rangeText(h)),
    element("td", null, h.parent ? `${h.parent} = ${h.parentValues.join(" or ")}` : "always"))));
}

function drawEnsemble(doc) {
  const table = byId("ensemble-table");
  table.tHead.replaceChildren(element("tr", null, element("th", { scope: "col" }, "Model"), element("th", { scope: "col" }, "Trial"), element("th", { scope: "col", class: "number" }, "Weight")));
  table.tBodies[0].replaceChildren(...[...doc.ensemble].sort((a, b) => b.weight - a.weight).map(m => element("tr", null,
    element("th", { scope: "row" }, m.name), element("td", null, String(m.trial)), element("td", { class: "number" }, percent(m.weight)))));
}

function drawRepeat(doc) {
  byId("repeat-command").textContent = doc.repetition.commandLine;
  facts(byId("repeat-facts"), [["Seed", doc.settings?.seed], ...Object.entries(doc.repetition.versions)]);
}
