// The frame of every chart: drawn as SVG (of very many trials as pixels, which is quicker), in the page's colours, with a text for those who cannot see it, again when width, colours or medium change.

const charts = new Map();

/** The page's colours as they are now. */
function palette() {
  const style = getComputedStyle(document.documentElement);
  return new Proxy({}, { get: (_, name) => style.getPropertyValue(`--${name}`).trim() });
}

/** A table of lines for a tooltip, as elements: nothing of the document is ever taken for markup. */
function tip(title, lines) {
  return element("div", { class: "tip" }, element("strong", null, title), ...lines.filter(l => l).map(l => element("div", null, l)));
}

function frame(colors, description) {
  return {
    animation: false,
    backgroundColor: "transparent",
    color: [colors.completed, colors.pruned, colors.running, colors.broken, colors.failed, colors.quiet],
    textStyle: { color: colors.text, fontFamily: getComputedStyle(document.body).fontFamily, fontSize: 12 },
    aria: { enabled: true, label: { description } },
    tooltip: { confine: true, backgroundColor: colors.panel, borderColor: colors.line, textStyle: { color: colors.text, fontSize: 13 } },
  };
}

/** A value axis in the page's colours. */
function axis(colors, name, more) {
  return {
    type: "value", name, nameLocation: "middle", scale: true,
    nameTextStyle: { color: colors.text }, axisLine: { show: true, onZero: false, lineStyle: { color: colors.quiet } }, axisTick: { show: true, lineStyle: { color: colors.quiet } },
    axisLabel: { color: colors.muted, hideOverlap: true, formatter: v => typeof v === "number" ? format(v) : v }, splitLine: { lineStyle: { color: colors.line, type: [2, 3] } },
    ...more,
  };
}

const across = (colors, name, more) => axis(colors, name, { nameGap: 28, ...more });
const up = (colors, name, more) => axis(colors, name, { nameGap: 52, ...more });
const grid = more => ({ left: 72, right: 20, top: 40, bottom: 48, containLabel: false, ...more });
const legend = (colors, more) => ({ top: 0, left: 0, right: 0, type: "scroll", textStyle: { color: colors.text }, inactiveColor: colors.line, pageTextStyle: { color: colors.text }, itemWidth: 18, ...more });

/**
 * Draws a chart.
 * @param id The id of its place, without "-chart".
 * @param description What it shows, for those who cannot see it.
 * @param caption The text under it.
 * @param build Makes ECharts' option from the colours and the width.
 * @param height In pixels; that of the style sheet where left out.
 */
function draw(id, description, caption, build, height) {
  const place = byId(`${id}-chart`);
  if (height) place.style.height = `${height}px`;
  if (!charts.has(id)) charts.set(id, { chart: echarts.init(place, null, { renderer: current.trials.length > 2000 ? "canvas" : "svg" }), width: 0 });
  const entry = charts.get(id);
  Object.assign(entry, { description, build });
  place.closest("figure").querySelector("figcaption").textContent = caption;
  paint(entry);
}

function paint(entry, width) {
  entry.chart.resize(width ? { width } : undefined);
  entry.width = entry.chart.getWidth();
  const colors = palette();
  entry.chart.setOption({ ...frame(colors, entry.description), ...entry.build(colors, entry.width) }, { notMerge: true });
  const place = entry.chart.getDom();
  place.setAttribute("role", "img");
  place.setAttribute("aria-label", entry.description);
}

function paintAll(width) {
  for (const entry of charts.values()) if (entry.chart.getDom().offsetParent !== null) paint(entry, width);
}

/** Draws again when the window's width, the colours or the medium change. */
function watchMedium() {
  let waiting = null;
  new ResizeObserver(() => {
    clearTimeout(waiting);
    waiting = setTimeout(() => { for (const e of charts.values()) if (Math.abs(e.chart.getDom().clientWidth - e.width) > 1 && !matchMedia("print").matches) paint(e); }, 100);
  }).observe(document.body);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => paintAll());
  addEventListener("beforeprint", () => paintForPaper());
  addEventListener("afterprint", () => paintAll());
  matchMedia("print").addEventListener("change", e => e.matches ? paintForPaper() : paintAll());
}

/** On paper 182 mm wide and narrower ones; two beside each other have the half. */
function paintForPaper() {
  for (const entry of charts.values()) paint(entry, entry.chart.getDom().closest(".pair") ? 320 : 660);
}

/** The values that an axis shows: all, unless a few lie so far off that the rest could not be told apart; then how many lie beyond. */
function reach(values) {
  const sorted = values.filter(v => v !== null && Number.isFinite(v)).sort((a, b) => a - b);
  if (sorted.length === 0) return { low: 0, high: 1, beyond: 0 };
  const at = share => sorted[Math.round(share * (sorted.length - 1))];
  const spread = at(0.9) - at(0.1) || Math.abs(at(0.5)) || 1;
  const inside = sorted.filter(v => v >= at(0.1) - 2 * spread && v <= at(0.9) + 2 * spread);
  return { low: inside[0], high: inside[inside.length - 1], beyond: sorted.length - inside.length };
}

/** An axis with round ends that has room for a range. */
function span({ low, high }) {
  const width = high - low || Math.abs(high) || 1, rough = width / 5, unit = 10 ** Math.floor(Math.log10(rough));
  const interval = unit * [1, 2, 5, 10].find(f => f * unit >= rough), round = v => Number(v.toPrecision(12));
  const min = round(Math.floor((low - width * 0.03) / interval) * interval);
  return { min: low >= 0 ? Math.max(0, min) : min, max: round(Math.ceil((high + width * 0.03) / interval) * interval), interval };
}

const clamp = (value, range) => value === null ? null : Math.min(range.high, Math.max(range.low, value));
const beyondText = range => range.beyond > 0 ? ` ${range.beyond === 1 ? "1 value lies" : `${range.beyond} values lie`} beyond the axis, drawn at its edge.` : "";
