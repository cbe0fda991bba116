// What is shown as a picture of its own: SVG made of elements, so that nothing in a title can become one.

const SVG = "http://www.w3.org/2000/svg";

function saveSvg() {
  wordsToCome.then(() => save(fileName("svg"), "image/svg+xml", svg()));
}

function drawn(name, settings, ...children) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(settings)) made.setAttribute(key, typeof value === "number" ? round(value) : value);
  made.append(...children);
  return made;
}

function round(value) {
  return String(Math.round(value * 10) / 10);
}

// Words as a child of their own, without what XML forbids.
function written(name, settings, words) {
  const whole = words.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "");
  return drawn(name, settings, whole.replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, ""));
}

// The strokes of a path in letters: it takes what the canvas takes.
class Strokes {
  letters = "";
  moveTo(x, y) { this.letters += `M${round(x)} ${round(y)}`; }
  lineTo(x, y) { this.letters += `L${round(x)} ${round(y)}`; }
  closePath() { this.letters += "Z"; }
  rect(x, y, width, height) { this.letters += `M${round(x)} ${round(y)}h${round(width)}v${round(height)}h${round(-width)}Z`; }
  arc(x, y, r) { this.letters += `A${round(r)} ${round(r)} 0 1 1 ${round(x - r)} ${round(y)}A${round(r)} ${round(r)} 0 1 1 ${round(x + r)} ${round(y)}Z`; }
  roundRect(x, y, width, height, r) {
    const turn = (toX, toY) => `a${round(r)} ${round(r)} 0 0 1 ${round(toX)} ${round(toY)}`;
    this.letters += `M${round(x + r)} ${round(y)}h${round(width - 2 * r)}${turn(r, r)}v${round(height - 2 * r)}${turn(-r, r)}h${round(2 * r - width)}${turn(-r, -r)}v${round(2 * r - height)}${turn(r, -r)}Z`;
  }
}

function svg() {
  const [left, top, right, foot] = layout.box;
  const margin = 30;
  const head = layout.cards ? 0 : 16;
  const box = [left - margin, top - margin - head, right - left + 2 * margin, foot - top + 2 * margin + head].map(round);
  const root = drawn("svg", { viewBox: box.join(" "), width: box[2], height: box[3], "font-family": FONT.replaceAll('"', "'"), lang: view.language });
  root.append(written("title", {}, document.title), drawn("rect", { x: box[0], y: box[1], width: box[2], height: box[3], fill: ink.back }));
  if (!layout.cards) svgBands(root);
  const nodes = Array.from(graph.fame).filter((node) => shown.nodes[node]);
  shown.edges.forEach((one, edge) => { if (one && isDrawn(edge)) root.append(svgEdge(edge)); });
  for (const node of nodes) root.append(svgNode(node));
  if (layout.cards) svgHeads(root);
  else svgNames(root, nodes);
  return `${new XMLSerializer().serializeToString(root)}\n`;
}

// Of very many edges only those of what is chosen are drawn, as on the map.
function isDrawn(edge) {
  return layout.cards || shown.edgeCount <= ALL_EDGES || graph.from[edge] === view.node || graph.to[edge] === view.node;
}

function svgEdge(edge) {
  const style = manner(edge);
  const [x, y, ...rest] = layout.cards ? curve(edge).map(round) : [...middle(graph.from[edge]), ...middle(graph.to[edge])].map(round);
  const opacity = layout.cards ? (isOwn(edge) ? 0.7 : 0.15) : shown.edgeCount > ALL_EDGES ? 0.5 : Math.min(0.3, 100 / shown.edgeCount);
  const path = drawn("path", {
    d: `M${x} ${y}${layout.cards ? "C" : "L"}${rest.join(" ")}`, fill: "none", stroke: ink.manners[style], "stroke-width": "1.2", "stroke-opacity": String(opacity),
  });
  if (dash(style).length) path.setAttribute("stroke-dasharray", dash(style).join(" "));
  path.append(written("title", {}, `${label(graph.from[edge])} ${phrase(relationName(edge))} ${label(graph.to[edge])}`));
  return path;
}

function svgNode(node) {
  const sort = sortName(node);
  const style = ink.sorts[graph.sort[node]];
  const [left, top, right, foot] = extent(layout, node);
  const strokes = new Strokes();
  if (layout.cards) outline(strokes, sort, left, top, right - left, foot - top);
  else mark(strokes, sort, ...middle(node), layout.r[node]);
  const made = drawn("g", {}, written("title", {}, `${label(node)} ${titled(node).title}`), drawn("path", {
    d: strokes.letters, fill: style.fill, stroke: style.line, "stroke-width": layout.cards && data.asked.includes(node) ? "2.4" : "1",
  }));
  if (layout.cards) svgWords(made, node);
  const link = address(node);
  return link ? drawn("a", { href: link, target: "_blank" }, made) : made;
}

// The words of a card at its full size.
function svgWords(made, node) {
  const [left, top, right, foot] = extent(layout, node);
  const [room, rows] = [right - left - 18, Math.max(1, Math.floor((foot - top - 8) / 15))];
  const lines = [];
  pen.font = `600 12px ${FONT}`;
  for (const line of wrapped(cutTo(label(node), 400), room, isDocument(node) ? 1 : rows)) lines.push([line, "600", "12"]);
  pen.font = `11px ${FONT}`;
  if (isDocument(node)) for (const line of wrapped(cutTo(titled(node).title, 400), room, rows - 1)) lines.push([line, "400", "11"]);
  lines.forEach(([line, weight, height], nth) => {
    const rtl = /[\u0590-\u08ff]/.test(line);
    const y = (top + foot) / 2 + (nth - (lines.length - 1) / 2) * 15 + 4;
    made.append(written("text", {
      x: rtl ? right - 9 : left + 9, y, "font-size": height, "font-weight": weight, fill: ink.text, direction: rtl ? "rtl" : "ltr",
    }, line));
  });
}

function svgHeads(root) {
  for (const { key, count, x, y, end } of layout.heads) {
    root.append(written("text", { x, y, "font-size": "13", "font-weight": "600", fill: ink.soft, "text-anchor": end ? "end" : "start" }, `${phrase(key)} · ${number(count)}`));
  }
}

function svgBands(root) {
  const [left, , right] = layout.box;
  layout.lanes.forEach(([key, top, foot], nth) => {
    if (nth % 2 === 0) root.append(drawn("rect", { x: left - 12, y: top - 10, width: right - left + 24, height: foot - top + 20, fill: ink.band }));
    root.append(written("text", { x: left - 8, y: top + 4, "font-size": "13", "font-weight": "600", fill: ink.soft }, phrase(key)));
  });
  let end = -Infinity;
  for (const [year, x] of layout.years) {
    if (x < end) continue;
    root.append(written("text", { x, y: -16, "font-size": "11", fill: ink.soft }, year ? String(year) : "?"));
    end = x + 36;
  }
}

// The names of what is cited most, wherever they find room.
function svgNames(root, nodes) {
  const [left, top, right, foot] = layout.box;
  const cell = 8;
  const wide = Math.ceil((right - left + 300) / cell);
  const taken = new Uint8Array(wide * Math.ceil((foot - top + 40) / cell));
  pen.font = `10px ${FONT}`;
  for (const node of nodes.slice(0, 3000)) {
    const words = cutTo(label(node), 36);
    const [x, y] = [layout.x[node] + layout.r[node] + 3, layout.y[node]];
    if (!claim(taken, wide, cell, x - left, y - top - 6, pen.measureText(words).width + 4, 12)) continue;
    root.append(written("text", { x, y: y + 3.5, "font-size": "10", fill: ink.text, stroke: ink.back, "stroke-width": "2.5", "paint-order": "stroke" }, words));
  }
}
