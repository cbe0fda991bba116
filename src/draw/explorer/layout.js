// Where things stand. The whole page stands where the program has put it; a neighbourhood and a path are laid out here.

let layout; // { cards, x, y, w, h, size, lanes, years }
let whole;
let placedFor = "";
let placedIn = "";

const CARD = { w: 204, h: 52, gap: 10 };
// Between the chosen one and the first column.
const GUTTER = 84;
// The proportions of a neighbourhood: about those of the window between the filters and the details.
const SHAPE = 1.15;
// More neighbours than these stay where they stand on the map.
const MOST_CARDS = 400;

// What stands around one thing is read from the right in Arabic.
function turnRound() {
  if (data.around && placedIn !== document.documentElement.dir) openLayout();
}

function openLayout() {
  placedIn = document.documentElement.dir;
  placedFor = "";
  if (data.around) {
    layout = whole = nearLayout(data.asked[0], Array.from(graph.ids.keys()), () => true);
    return;
  }
  if (data.cards) {
    const { x, y, w, h } = data.cards;
    const right = x.reduce((most, left, node) => Math.max(most, left + w[node]), 1);
    const foot = y.reduce((most, top, node) => Math.max(most, top + h[node]), 1);
    whole = { cards: true, heads: [], x, y, w, h, box: [Math.min(...x), Math.min(...y), right, foot] };
  } else {
    const { x, y, years, lanes, size } = data.map;
    const r = Float32Array.from(data.map.r, (tenths) => tenths / 10);
    whole = { cards: false, x, y, r, years, lanes, box: [0, 0, Math.max(size[0], 60), Math.max(size[1], 60)] };
  }
  whole.grid = bucketed(whole);
  layout = whole;
}

function placeAll() {
  // Filters change who is a neighbour.
  const key = view.scope === "all" ? "all" : `${layoutKey()} ${view.kinds} ${view.relations} ${view.bodies} ${view.since} ${view.until}`;
  if (key === placedFor) return;
  placedFor = key;
  const ways = { near: (nodes) => nearLayout(view.node, nodes, (edge) => shown.edges[edge]), path: pathLayout };
  const nodes = [];
  if (view.scope !== "all") shown.nodes.forEach((one, node) => { if (one) nodes.push(node); });
  layout = view.scope === "all" || nodes.length > MOST_CARDS ? whole : ways[view.scope](nodes);
}

function blank() {
  const zeros = () => new Float32Array(graph.count);
  return { cards: true, heads: [], x: zeros(), y: zeros(), w: zeros(), h: zeros(), box: [0, 0, 1, 1] };
}

function put(made, node, x, y, w, h) {
  [made.x[node], made.y[node], made.w[node], made.h[node]] = [x, y, w, h];
}

function closed(made, nodes) {
  const head = made.heads.length ? 26 : 0;
  made.box = [
    Math.min(...nodes.map((node) => made.x[node])), Math.min(...nodes.map((node) => made.y[node])) - head,
    Math.max(...nodes.map((node) => made.x[node] + made.w[node])), Math.max(...nodes.map((node) => made.y[node] + made.h[node])),
  ];
  made.grid = bucketed(made, nodes);
  return made;
}

// What cites on one side, the chosen one in the middle, what it cites on the other.
function nearLayout(node, nodes, counts) {
  const made = blank();
  const cited = new Set(edgesFrom(node).filter(counts).map((edge) => graph.to[edge]));
  const others = nodes.filter((other) => other !== node);
  const order = (one, next) => graph.sort[one] - graph.sort[next] || graph.year[one] - graph.year[next] || one - next;
  const sides = [others.filter((other) => !cited.has(other)).sort(order), others.filter((other) => cited.has(other)).sort(order)];
  const centre = { w: 244, h: 92 };
  const pitch = [CARD.w + CARD.gap, CARD.h + CARD.gap];
  const columns = (side, rows) => Math.ceil(side.length / rows);
  let rows = 1;
  let best = Infinity;
  for (let tried = 1; tried <= 80; tried++) {
    const wide = sides.reduce((sum, side) => sum + (side.length ? columns(side, tried) * pitch[0] + GUTTER : 0), centre.w);
    const off = Math.abs(Math.log(wide / (tried * pitch[1] + 40) / SHAPE));
    if (off < best) [best, rows] = [off, tried];
  }
  put(made, node, -centre.w / 2, -centre.h / 2, centre.w, centre.h);
  const flip = document.documentElement.dir === "rtl" ? -1 : 1;
  sides.forEach((side, which) => {
    if (!side.length) return;
    const sign = (which ? 1 : -1) * flip;
    const even = Math.ceil(side.length / columns(side, rows));
    const top = -even * pitch[1] / 2;
    side.forEach((other, nth) => {
      const middle = sign * (centre.w / 2 + GUTTER + CARD.w / 2 + Math.floor(nth / even) * pitch[0]);
      put(made, other, middle - CARD.w / 2, top + (nth % even) * pitch[1] + CARD.gap / 2, CARD.w, CARD.h);
    });
    const near = sign * (centre.w / 2 + GUTTER);
    made.heads.push({ key: which ? "side-cites" : "side-cited-by", count: side.length, x: near, y: top - 14, end: sign < 0 });
  });
  return closed(made, nodes);
}

// One after another, with room for the words between.
function pathLayout(nodes) {
  const made = blank();
  const chain = shown.chains[Math.min(view.chain, shown.chains.length - 1)]?.nodes ?? nodes;
  const flip = document.documentElement.dir === "rtl" ? -1 : 1;
  chain.forEach((node, nth) => put(made, node, flip * nth * 430, 0, 220, 76));
  return closed(made, nodes);
}

// Which nodes stand in each square of a grid, to find what is pointed at.
const SQUARE = 64;

function bucketed(made, nodes) {
  const grid = new Map();
  const add = (node) => {
    const [left, top, right, foot] = extent(made, node);
    for (let column = Math.floor(left / SQUARE); column <= Math.floor(right / SQUARE); column++) {
      for (let row = Math.floor(top / SQUARE); row <= Math.floor(foot / SQUARE); row++) {
        const key = column * 100003 + row;
        const square = grid.get(key);
        if (square) square.push(node);
        else grid.set(key, [node]);
      }
    }
  };
  if (nodes) nodes.forEach(add);
  else for (let node = 0; node < graph.count; node++) add(node);
  return grid;
}

// The edges of a node's card or dot.
function extent(made, node) {
  const x = made.x[node];
  const y = made.y[node];
  if (made.cards) return [x, y, x + made.w[node], y + made.h[node]];
  const r = made.r[node];
  return [x - r, y - r, x + r, y + r];
}

function middle(node) {
  const [left, top, right, foot] = extent(layout, node);
  return [(left + right) / 2, (top + foot) / 2];
}

// What is drawn at a place of the map, or a little beside it.
function nodeAt(x, y, near) {
  let best = -1;
  let least = near;
  for (const column of new Set([x - near, x, x + near].map((at) => Math.floor(at / SQUARE)))) {
    for (const row of new Set([y - near, y, y + near].map((at) => Math.floor(at / SQUARE)))) {
      for (const node of layout.grid.get(column * 100003 + row) ?? []) {
        if (!shown.nodes[node]) continue;
        const [left, top, right, foot] = extent(layout, node);
        const off = Math.hypot(Math.max(left - x, 0, x - right), Math.max(top - y, 0, y - foot));
        if (off < least || (off === 0 && least === 0)) [best, least] = [node, off];
      }
    }
  }
  return best;
}
