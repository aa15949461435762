// A chart as a file: the wide drawing with its title, reading, note and source, every colour written out, ink on white.
// Loaded by charts.js when a file is asked for.

const WIDTH = 500; // the wide drawing's own width
const EDGE = 16;
const SCALE = 3; // pixels of a PNG for each unit of the drawing
const PROPERTIES = ["fill", "fill-opacity", "stroke", "stroke-width", "stroke-dasharray", "stroke-linejoin", "stroke-linecap",
  "paint-order", "font-family", "font-size", "font-weight"];

function svgElement(name, attributes = {}, text = "") {
  const element = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.textContent = text;
  return element;
}

// Words of the figure as lines that fit the file.
function lines(figure, selector, size, weight) {
  const pen = document.createElement("canvas").getContext("2d");
  pen.font = `${weight} ${size}px ${getComputedStyle(figure).fontFamily}`;
  const made = [];
  for (const word of (figure.querySelector(selector)?.textContent.trim() ?? "").split(/\s+/)) {
    const longer = made.length ? `${made.at(-1)} ${word}` : word;
    if (made.length && pen.measureText(longer).width <= WIDTH) made[made.length - 1] = longer;
    else if (word) made.push(word);
  }
  return made.map((text) => ({ text, size, weight }));
}

function drawing(figure) {
  const paper = figure.appendChild(Object.assign(document.createElement("div"), { className: "chart-paper" }));
  const copy = paper.appendChild(figure.querySelector(".chart-svg.wide").cloneNode(true));
  const nodes = [...copy.querySelectorAll("*")].map((node) => {
    const style = getComputedStyle(node); // live: read everything before any class is taken away
    return [node, PROPERTIES.map((name) => [name, style.getPropertyValue(name)])];
  });
  for (const [node, looks] of nodes) {
    for (const [name, value] of looks) node.setAttribute(name, value);
    node.removeAttribute("class");
  }
  paper.remove();
  const { width, height } = copy.viewBox.baseVal;
  const ink = { fill: "#14212B", "font-family": getComputedStyle(figure).fontFamily };
  const head = [...lines(figure, "h2, h3", 17, 700), ...lines(figure, ".chart-subtitle", 13, 400), ...lines(figure, ".chart-reading", 12, 400)];
  const foot = [...lines(figure, ".chart-note", 12, 400), ...lines(figure, ".chart-source", 12, 400)];
  const file = svgElement("svg", { xmlns: "http://www.w3.org/2000/svg" });
  file.append(svgElement("title", {}, copy.querySelector("title").textContent), svgElement("rect", { width: "100%", height: "100%", fill: "#FFFFFF" }));
  let y = EDGE - 2;
  const write = ({ text, size, weight }) => {
    y += size * 1.4;
    file.append(svgElement("text", { ...ink, x: EDGE, y, "font-size": size, "font-weight": weight }, text));
  };
  head.forEach(write);
  const group = svgElement("g", { transform: `translate(${EDGE} ${y + 14})` });
  group.append(...copy.children);
  file.append(group);
  y += height + 20;
  foot.forEach(write);
  const size = [width + 2 * EDGE, Math.ceil(y + 18)];
  Object.entries({ width: size[0], height: size[1], viewBox: `0 0 ${size.join(" ")}` }).forEach(([key, value]) => file.setAttribute(key, value));
  return { blob: new Blob([new XMLSerializer().serializeToString(file)], { type: "image/svg+xml" }), size };
}

async function asPng({ blob, size: [width, height] }) {
  const image = new Image(width, height);
  image.src = URL.createObjectURL(blob);
  await image.decode();
  const canvas = Object.assign(document.createElement("canvas"), { width: width * SCALE, height: height * SCALE });
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
  URL.revokeObjectURL(image.src);
  return new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
}

export async function save(figure, type) {
  const file = drawing(figure);
  const blob = type === "png" ? await asPng(file) : file.blob;
  const link = Object.assign(document.createElement("a"), { href: URL.createObjectURL(blob), download: `${figure.id}.${type}` });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
