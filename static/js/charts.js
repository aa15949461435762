// A chart stands complete in the page as SVG and table. This adds reading by arrow keys, files, and, once the chart is in
// view, the Plotly figure in place of the SVG. Without it, or when anything here fails, the SVG stays.

const FORM_WIDTH = 450; // px; below it labels stand above their bars, as in charts.css

// Plotly brings the style of its maps as an inline sheet, which the policy refuses with a complaint, unless an element of
// this id says that it is there. The id is a hash of the installed version; a test compares them.
const MAP_STYLES = "9f215cf04c5486422605d13261cb87401f4e7763b6296af81e98efbc0130da53";

const charts = new Map();

// Plotly, loaded once and only when a chart is seen

let plotlyLoading;

function loaded(element) {
  return new Promise((resolve, reject) => {
    element.addEventListener("load", resolve);
    element.addEventListener("error", () => reject(new Error(`not loaded: ${element.src || element.href}`)));
    document.head.append(element);
  });
}

async function loadPlotly({ plotly, plotlySheet }) {
  if (!document.getElementById("plotly.js-style-global")) {
    const sheet = Object.assign(document.createElement("link"), { rel: "stylesheet", id: "plotly.js-style-global", href: plotlySheet });
    await loaded(sheet); // Plotly makes an inline sheet when it does not find this one
  }
  if (!document.getElementById(MAP_STYLES)) document.head.append(Object.assign(document.createElement("meta"), { id: MAP_STYLES }));
  if (!window.Plotly) await loaded(Object.assign(document.createElement("script"), { src: plotly }));
  return window.Plotly;
}

function wantsSimple(figure) {
  return Boolean(figure.closest("[data-simple-charts]") || navigator.connection?.saveData ||
    matchMedia("(prefers-reduced-data: reduce)").matches || matchMedia("(forced-colors: active)").matches);
}

// Figures name colours as var(--…); Plotly needs them as they are in the present theme.
function coloured(value, probe, key) {
  if (typeof value === "string" && value.startsWith("var(")) {
    probe.style.color = value;
    const { color } = getComputedStyle(probe);
    return key === "fillcolor" ? color.replace("rgb(", "rgba(").replace(")", ", .2)") : color; // a band, as in charts.css
  }
  if (Array.isArray(value)) return value.map((item) => coloured(item, probe));
  if (value && typeof value === "object") {
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, coloured(item, probe, name)]));
  }
  return value;
}

async function draw(chart) {
  const { figure, stage, plot, slot } = chart;
  const width = stage.clientWidth;
  if (!width) return;
  chart.width = width;
  const form = width < FORM_WIDTH ? "narrow" : "wide";
  const probe = figure.appendChild(document.createElement("i"));
  const { data, layout, config } = coloured(slot[form], probe);
  probe.remove();
  const svg = figure.querySelector(`.chart-svg.${form}`);
  const box = svg.viewBox.baseVal;
  const drawn = Math.min(width, parseFloat(getComputedStyle(svg).maxWidth) || width);
  layout.height = Math.max(layout.height, Math.round((drawn * box.height) / box.width)); // nothing below it moves
  layout.width = width;
  layout.font.family = layout.hoverlabel.font.family = getComputedStyle(figure).fontFamily;
  plot.hidden = false;
  await window.Plotly.react(plot, data, layout, { ...config, responsive: false }); // the observer below does that
  figure.classList.add("is-plotly");
  if (!chart.bound) {
    chart.bound = true;
    plot.on("plotly_click", ({ points }) => points[0].customdata?.[1] && location.assign(points[0].customdata[1]));
    plot.toggleAttribute("data-linked", data.some((trace) => trace.customdata?.some(([, url]) => url)));
  }
}

function redrawAll() {
  for (const chart of charts.values()) if (chart.bound) draw(chart);
}

// Reading point by point

function read(chart, index) {
  const { figure, plot, slot, readout } = chart;
  chart.index = index;
  for (const svg of figure.querySelectorAll(".chart-svg")) {
    svg.querySelectorAll(".mark").forEach((mark, place) => mark.classList.toggle("is-current", place === index));
  }
  readout.textContent = slot.points[index] ?? "";
  if (!chart.bound) return;
  const curveNumber = plot.data.findIndex((trace) => trace.customdata);
  if (index === undefined) window.Plotly.Fx.unhover(plot);
  else window.Plotly.Fx.hover(plot, [{ curveNumber, pointNumber: index }]);
}

function onPointer(chart, { target }) {
  const mark = target.closest(".mark");
  if (mark) read(chart, [...mark.closest("svg").querySelectorAll(".mark")].indexOf(mark));
}

function onKey(chart, event) {
  const last = chart.slot.points.length - 1;
  const now = chart.index ?? -1;
  const next = {
    ArrowRight: Math.min(now + 1, last), ArrowDown: Math.min(now + 1, last),
    ArrowLeft: Math.max(now - 1, 0), ArrowUp: Math.max(now - 1, 0), Home: 0, End: last, Escape: undefined,
  };
  if (!(event.key in next) || event.altKey || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  read(chart, next[event.key]);
}

// Table

function toggleTable({ figure }) {
  const table = figure.querySelector(".chart-table");
  table.open = !table.open;
  figure.querySelector("[data-chart-table]").setAttribute("aria-expanded", table.open);
}

// Putting it on the page

const seen = new IntersectionObserver((entries) => {
  for (const { isIntersecting, target } of entries) {
    if (!isIntersecting) continue;
    seen.unobserve(target);
    const chart = charts.get(target);
    plotlyLoading ??= loadPlotly(chart.figure.dataset);
    plotlyLoading.then(() => draw(chart)).catch((error) => console.warn("The simple charts stay:", error.message));
  }
});

const sized = new ResizeObserver((entries) => {
  for (const { target } of entries) {
    const chart = charts.get(target.closest("[data-chart]"));
    if (chart?.bound && chart.width !== target.clientWidth) draw(chart);
  }
});

function mount(figure) {
  const source = figure.querySelector(".chart-slot");
  if (!source || charts.has(figure)) return;
  const [stage, plot, readout] = [".chart-stage", ".chart-plot", ".chart-readout"].map((name) => figure.querySelector(name));
  const chart = { figure, stage, plot, readout, slot: { points: [], ...JSON.parse(source.textContent) } };
  charts.set(figure, chart);
  figure.classList.add("is-live");
  const label = `${figure.querySelector("h2, h3").textContent}. ${readout.dataset.hint}`;
  const said = { tabindex: 0, role: "application", "aria-roledescription": stage.dataset.roleWord, "aria-label": label };
  Object.entries(said).forEach(([key, value]) => stage.setAttribute(key, value));
  stage.addEventListener("keydown", (event) => onKey(chart, event));
  stage.addEventListener("pointerover", (event) => onPointer(chart, event));
  stage.addEventListener("pointerleave", () => !chart.bound && read(chart, undefined));
  stage.addEventListener("blur", () => read(chart, undefined));
  figure.querySelectorAll("button[hidden]").forEach((button) => { button.hidden = false; });
  figure.querySelector("[data-chart-table]").addEventListener("click", () => toggleTable(chart));
  figure.querySelectorAll("[data-chart-file]").forEach((button) =>
    button.addEventListener("click", async () => (await import(figure.dataset.files)).save(figure, button.dataset.chartFile)));
  sized.observe(stage);
  if (!wantsSimple(figure)) seen.observe(figure);
}

function mountAll(root) {
  root.querySelectorAll("[data-chart]").forEach(mount);
}

addEventListener("keydown", (event) => {
  const chart = event.altKey && event.code === "KeyT" && charts.get(document.activeElement?.closest("[data-chart]"));
  if (chart) toggleTable(chart);
});
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", redrawAll);
new MutationObserver(redrawAll).observe(document.documentElement, { attributeFilter: ["data-theme"] });
document.addEventListener("htmx:load", ({ detail }) => mountAll(detail.elt.parentElement ?? document));
mountAll(document);
