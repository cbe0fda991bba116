// The map: its camera, and what the pointer and the keys do to it. What is drawn stands in dots.js and cards.js.

const FONT = '"Noto Sans", "Noto Sans CJK SC", "Noto Sans Arabic", system-ui, sans-serif';

let canvas;
let pen;
let size = { width: 1, height: 1 };
let hovered = -1;
let waiting = false;
const ink = {};

function openCanvas() {
  canvas = byId("map");
  pen = canvas.getContext("2d");
  new ResizeObserver(measure).observe(byId("stage"));
  measure();
  listenToPointer();
  canvas.addEventListener("keydown", steer);
  byId("zoom-in").addEventListener("click", () => zoom(1.5));
  byId("zoom-out").addEventListener("click", () => zoom(1 / 1.5));
  byId("zoom-fit").addEventListener("click", () => change({ camera: null }, { push: false }));
}

function measure() {
  const { width, height } = byId("stage").getBoundingClientRect();
  if (!width || !height) return;
  size = { width, height };
  const ratio = devicePixelRatio || 1;
  canvas.width = Math.round(width * ratio);
  canvas.height = Math.round(height * ratio);
  drawSoon();
}

// The colours of the sheet that is worn now.
function mix() {
  const style = getComputedStyle(document.documentElement);
  const value = (name) => style.getPropertyValue(`--${name}`).trim();
  for (const name of ["back", "text", "soft", "rule", "band", "accent"]) ink[name] = value(name);
  ink.sorts = data.sorts.map((sort) => ({ fill: value(`${sort}-fill`), line: value(`${sort}-line`) }));
  ink.manners = {};
  for (const name of ["reaffirming", "recalling", "welcoming", "asking", "according", "troubled", "noting", "mentioning", "fact"]) {
    ink.manners[name] = value(`manner-${name}`);
  }
}

// The whole of the layout in the window; beside a map there is room for the names of its bands.
function fitted() {
  const [left, top, right, foot] = layout.box;
  const margin = layout.cards ? 30 : 16;
  const names = layout.cards ? 0 : Math.min(190, size.width * 0.2);
  const years = layout.cards ? 0 : 24;
  const k = Math.max(0.005, Math.min((size.width - 2 * margin - names) / (right - left), (size.height - 2 * margin - years) / (foot - top), layout.cards ? 1.25 : 3));
  const flip = document.documentElement.dir === "rtl" ? -1 : 1;
  return { x: (left + right - flip * names / k) / 2, y: (top + foot - years / k) / 2, k };
}

function camera() {
  return view.camera ?? fitted();
}

// A camera in which a node can be seen: the one of now where it is well within.
function revealed(node) {
  if (layout.cards && layout !== whole) return null;
  const now = camera();
  const [x, y] = middle(node);
  const inside = Math.abs((x - now.x) * now.k) < size.width * 0.45 && Math.abs((y - now.y) * now.k) < size.height * 0.45;
  const least = layout.cards ? 0.8 : 0.9;
  return inside && now.k >= least * 0.5 ? view.camera : { x, y, k: Math.max(now.k, least) };
}

// From the map to the window, and back.
function project(x, y, at = camera()) {
  return [(x - at.x) * at.k + size.width / 2, (y - at.y) * at.k + size.height / 2];
}

function unproject(x, y, at = camera()) {
  return [(x - size.width / 2) / at.k + at.x, (y - size.height / 2) / at.k + at.y];
}

function move(to) {
  view.camera = to;
  drawSoon();
  keepPlace();
}

let keeping = 0;

// The address follows the map when it has come to rest.
function keepPlace() {
  clearTimeout(keeping);
  keeping = setTimeout(() => {
    if (!view.camera) return;
    const [x, y, k] = place(view.camera).split(",").map(Number);
    view.camera = { x, y, k };
    drawSoon();
    writeLink(false);
  }, 250);
}

// Nearer or further, the point at (x, y) of the window staying where it is.
function zoom(by, x = size.width / 2, y = size.height / 2) {
  const now = camera();
  const k = Math.min(20, Math.max(fitted().k * 0.5, now.k * by));
  const [mapX, mapY] = unproject(x, y, now);
  move({ x: mapX - (x - size.width / 2) / k, y: mapY - (y - size.height / 2) / k, k });
}

function listenToPointer() {
  const pointers = new Map();
  let dragged = 0;
  const at = (event) => {
    const box = canvas.getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top];
  };
  canvas.addEventListener("wheel", (event) => {
    event.preventDefault();
    const [x, y] = at(event);
    zoom(Math.exp(-event.deltaY * (event.deltaMode ? 0.05 : 0.0015)), x, y);
  }, { passive: false });
  canvas.addEventListener("pointerdown", (event) => {
    canvas.setPointerCapture(event.pointerId);
    pointers.set(event.pointerId, at(event));
    dragged = 0;
  });
  canvas.addEventListener("pointermove", (event) => {
    const [x, y] = at(event);
    const before = pointers.get(event.pointerId);
    if (!before) {
      hover(x, y);
      return;
    }
    const others = [...pointers].filter(([pointer]) => pointer !== event.pointerId);
    if (others.length) {
      const [otherX, otherY] = others[0][1];
      const spread = (point) => Math.hypot(point[0] - otherX, point[1] - otherY) || 1;
      zoom(spread([x, y]) / spread(before), (x + otherX) / 2, (y + otherY) / 2);
    }
    dragged += Math.hypot(x - before[0], y - before[1]);
    pointers.set(event.pointerId, [x, y]);
    if (dragged > 4 && !others.length) {
      const now = camera();
      move({ ...now, x: now.x - (x - before[0]) / now.k, y: now.y - (y - before[1]) / now.k });
    }
  });
  const up = (event) => {
    if (!pointers.delete(event.pointerId) || dragged > 4) return;
    const [x, y] = at(event);
    const node = nodeAt(...unproject(x, y), 6 / camera().k);
    if (node !== view.node) choose(node);
  };
  canvas.addEventListener("pointerup", up);
  canvas.addEventListener("pointercancel", (event) => pointers.delete(event.pointerId));
  canvas.addEventListener("pointerleave", () => hoverNode(-1));
  canvas.addEventListener("dblclick", (event) => {
    const [x, y] = at(event);
    if (nodeAt(...unproject(x, y), 6 / camera().k) >= 0) change({ scope: "near" });
    else zoom(2, x, y);
  });
}

function hover(x, y) {
  const node = nodeAt(...unproject(x, y), 4 / camera().k);
  canvas.style.cursor = node < 0 ? "" : "pointer";
  hoverNode(node);
  const tip = byId("tip");
  if (node < 0) return;
  const left = x + 280 > size.width ? x - 270 : x + 14;
  tip.style.left = `${Math.max(4, left)}px`;
  tip.style.top = `${Math.min(y + 16, size.height - 90)}px`;
}

function hoverNode(node) {
  if (node === hovered) return;
  hovered = node;
  const tip = byId("tip");
  tip.hidden = node < 0;
  if (node >= 0) {
    const { title, code } = titled(node);
    const facts = [phrase(sortName(node)), graph.date.get(node), `${phrase("page.in")} ${number(graph.cited[node])}`];
    tip.replaceChildren(element("b", { dir: "auto", text: label(node) }),
      isDocument(node) && title ? element("span", { dir: "auto", lang: code, text: cutTo(title, 160) }) : "",
      element("small", { text: facts.filter(Boolean).join(" · ") }));
  }
  drawSoon();
}

// Arrows go to the nearest node that way; with Shift they move the map.
function steer(event) {
  const ways = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  const way = ways[event.key];
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (way && event.shiftKey) {
    const now = camera();
    move({ ...now, x: now.x + way[0] * 80 / now.k, y: now.y + way[1] * 80 / now.k });
  } else if (way) {
    const next = view.node >= 0 && shown.nodes[view.node] ? nearest(view.node, way) : central();
    if (next >= 0) {
      choose(next, true);
      tell(`${label(next)}. ${titled(next).title}`);
    }
  } else if (event.key === "+" || event.key === "=") zoom(1.5);
  else if (event.key === "-") zoom(1 / 1.5);
  else if (event.key === "0") change({ camera: null }, { push: false });
  else if (event.key === "Enter" && view.node >= 0) byId("panel").focus();
  else return;
  event.preventDefault();
}

// What is cited most of what is shown.
function central() {
  return graph.fame.find((node) => shown.nodes[node]) ?? -1;
}

// The nearest node in a direction: what lies aside counts three times as far.
function nearest(node, [wayX, wayY]) {
  const [x, y] = middle(node);
  let best = -1;
  let least = Infinity;
  for (let other = 0; other < graph.count; other++) {
    if (other === node || !shown.nodes[other]) continue;
    const [otherX, otherY] = middle(other);
    const along = (otherX - x) * wayX + (otherY - y) * wayY;
    const aside = Math.abs((otherX - x) * wayY) + Math.abs((otherY - y) * wayX);
    if (along <= 0.5 || along + 3 * aside >= least) continue;
    [best, least] = [other, along + 3 * aside];
  }
  return best;
}

function drawSoon() {
  if (waiting || !layout) return;
  waiting = true;
  requestAnimationFrame(() => {
    waiting = false;
    drawNow();
  });
}

function drawNow() {
  const ratio = devicePixelRatio || 1;
  pen.setTransform(ratio, 0, 0, ratio, 0, 0);
  pen.fillStyle = ink.back;
  pen.fillRect(0, 0, size.width, size.height);
  pen.direction = "ltr";
  if (layout.cards) drawCards(camera());
  else drawDots(camera());
}

// The chosen or the pointed at, with all that is tied to it by what is shown.
function focus() {
  const node = hovered >= 0 ? hovered : view.node;
  const near = new Set();
  const edges = [];
  if (node >= 0 && shown.nodes[node]) {
    near.add(node);
    for (const [edge, other] of around(node)) {
      if (!shown.edges[edge]) continue;
      near.add(other);
      edges.push(edge);
    }
  }
  return { node, near, edges };
}

// Words without what turns their neighbours round, and no longer than anybody would draw.
function cutTo(words, most) {
  const plain = words.replace(/[\u202a-\u202e\u2066-\u2069]/g, "").replace(/\s+/g, " ").trim();
  return plain.length > most ? `${plain.slice(0, most - 1)}…` : plain;
}

// As many of the words as find room.
function roomFor(words, room) {
  if (pen.measureText(words).width <= room) return words;
  let [fits, fails] = [0, words.length];
  while (fails - fits > 1) {
    const half = (fits + fails) >> 1;
    if (pen.measureText(`${words.slice(0, half)}…`).width <= room) fits = half;
    else fails = half;
  }
  return fits ? `${words.slice(0, fits).trimEnd()}…` : "";
}
