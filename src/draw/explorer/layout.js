// Where things stand. The whole page stands where the program has put it; a neighbourhood and a path are laid out here.

let layout; // { cards, x, y, w, h, size, lanes, years }
let whole;
let placedFor = "";
let placedIn = "";

// The more there are, the less each says.
const CARDS = [
  { most: 20, w: 236, h: 62, gap: 12 },
  { most: 80, w: 204, h: 52, gap: 10 },
  { most: Infinity, w: 168, h: 30, gap: 8 },
];
// Between the bands of a map.
const BAND_GAP = 24;
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
  const key = layoutKey();
  if (key === placedFor) return;
  placedFor = key;
  const nodes = [];
  shown.nodes.forEach((one, node) => { if (one) nodes.push(node); });
  if (view.scope === "path") layout = pathLayout(nodes);
  else if (view.scope === "near" && nodes.length <= MOST_CARDS) layout = nearLayout(view.node, nodes, (edge) => shown.edges[edge]);
  else if (whole.cards || !nodes.length || nodes.length === graph.count) layout = whole;
  else layout = closedUp(nodes);
}

// The map without the bands of which nothing is shown, the others as high as gives it its proportions.
function closedUp(nodes) {
  const made = { ...whole, y: new Float32Array(graph.count), lanes: [] };
  const { x, r, y } = whole;
  const lane = (node) => whole.lanes.findIndex(([, top, foot]) => top <= y[node] && y[node] <= foot);
  const own = new Map(nodes.map((node) => [node, lane(node)]));
  const used = whole.lanes.map((_, nth) => nodes.filter((node) => own.get(node) === nth));
  const left = nodes.reduce((least, node) => Math.min(least, x[node] - r[node]), Infinity);
  const right = nodes.reduce((most, node) => Math.max(most, x[node] + r[node]), -Infinity);
  const spans = used.map((held) => [
    held.reduce((least, node) => Math.min(least, y[node] - r[node]), Infinity),
    held.reduce((most, node) => Math.max(most, y[node] + r[node]), -Infinity),
  ]);
  const least = (right - left) / 40;
  const high = ([top, foot]) => Math.max(least, foot - top);
  const total = spans.reduce((sum, span) => sum + (span[0] < Infinity ? high(span) : 0), 0);
  const by = Math.min(12, Math.max(1, (right - left) / SHAPE / total));
  let at = 0;
  spans.forEach((span, nth) => {
    if (span[0] === Infinity) return;
    const room = high(span) * by;
    const middle = (span[0] + span[1]) / 2;
    for (const node of used[nth]) made.y[node] = at + room / 2 + (y[node] - middle) * by;
    made.lanes.push([whole.lanes[nth][0], at, at + room]);
    at += room + BAND_GAP;
  });
  made.box = [left, 0, Math.max(right, left + 60), Math.max(at - BAND_GAP, 60)];
  made.grid = bucketed(made, nodes);
  return made;
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
  const card = CARDS.find(({ most }) => nodes.length <= most);
  const cited = new Set(edgesFrom(node).filter(counts).map((edge) => graph.to[edge]));
  const others = nodes.filter((other) => other !== node);
  const order = (one, next) => graph.sort[one] - graph.sort[next] || graph.year[one] - graph.year[next] || one - next;
  const sides = [others.filter((other) => !cited.has(other)).sort(order), others.filter((other) => cited.has(other)).sort(order)];
  const centre = { w: 244, h: 92 };
  const pitch = [card.w + card.gap, card.h + card.gap];
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
      const middle = sign * (centre.w / 2 + GUTTER + card.w / 2 + Math.floor(nth / even) * pitch[0]);
      put(made, other, middle - card.w / 2, top + (nth % even) * pitch[1] + card.gap / 2, card.w, card.h);
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
