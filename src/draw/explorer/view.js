// The view: all that defines what is seen. Whatever changes it goes through `change`.

const view = {
  language: "en",
  theme: "auto",
  node: -1, // what is chosen
  scope: "all", // all, near, path
  from: -1, // the ends of a path
  to: -1,
  chain: 0,
  show: "map", // map, table
  rows: "nodes", // nodes, links
  sort: "",
  down: false,
  page: 0,
  kinds: [],
  relations: [],
  bodies: [],
  since: 0,
  until: 0,
  camera: null, // the middle and the scale of the map; null shows all
};

// What passes the filters and lies within the scope.
const shown = { nodes: null, edges: null, nodeCount: 0, edgeCount: 0, passing: null, chains: [] };

const DEFAULTS = { ...view };

// Changes the view. A step that one may want to go back from is pushed; a mere move of the map is not.
function change(changes, { push = true } = {}) {
  const before = layoutKey();
  Object.assign(view, changes);
  if (view.scope === "near" && view.node < 0) view.scope = "all";
  if (layoutKey() !== before && !("camera" in changes)) view.camera = null;
  writeLink(push);
  refresh();
}

// What decides where things stand.
function layoutKey() {
  const { kinds, relations, bodies, since, until } = view;
  const filters = JSON.stringify([kinds, relations, bodies, since, until]);
  return view.scope === "all" ? filters : JSON.stringify([view.scope, view.node, view.from, view.to, view.chain, filters]);
}

function choose(node, reveal = false) {
  const changes = { node };
  if (view.scope === "path" && !shown.nodes[node]) changes.scope = "all";
  if (view.scope === "all" && reveal) changes.camera = revealed(node);
  change(changes);
}

function refresh() {
  narrow();
  placeAll();
  drawPanel();
  drawScope();
  syncFilters();
  const table = view.show === "table";
  byId("table").hidden = !table;
  byId("stage").hidden = table;
  byId("zoom").hidden = table;
  byId("show-map").setAttribute("aria-pressed", String(!table));
  byId("show-table").setAttribute("aria-pressed", String(table));
  if (table) drawTable();
  else drawSoon();
  tellCounts();
}

// Marks what passes the filters and lies within the scope.
function narrow() {
  const { count, edges } = graph;
  const inFilter = new Uint8Array(count);
  const kinds = new Set(view.kinds);
  const bodies = new Set(view.bodies);
  for (let node = 0; node < count; node++) inFilter[node] = passes(node, kinds, bodies) ? 1 : 0;
  const relations = new Set(view.relations);
  const passing = new Uint8Array(edges);
  for (let edge = 0; edge < edges; edge++) {
    passing[edge] = !relations.size || relations.has(relationName(edge)) ? 1 : 0;
  }
  shown.passing = passing;
  shown.inFilter = inFilter;
  shown.chains = view.from >= 0 && view.to >= 0 ? chains(view.from, view.to) : [];
  if (view.scope === "near" && view.node >= 0) narrowToNear(inFilter, passing);
  else if (view.scope === "path") narrowToPath();
  else narrowToFilter(inFilter, passing, relations.size > 0);
  shown.nodeCount = shown.nodes.reduce((sum, one) => sum + one, 0);
  shown.edgeCount = shown.edges.reduce((sum, one) => sum + one, 0);
}

function passes(node, kinds, bodies) {
  if (kinds.size && !kinds.has(sortName(node))) return false;
  if (bodies.size && !bodies.has(bodyId(node))) return false;
  if (!view.since && !view.until) return true;
  const year = graph.year[node];
  return year !== 0 && (!view.since || view.since <= year) && (!view.until || year <= view.until);
}

function narrowToFilter(inFilter, passing, tiedOnly) {
  const { from, to, edges, count } = graph;
  shown.edges = new Uint8Array(edges);
  const tied = new Uint8Array(count);
  for (let edge = 0; edge < edges; edge++) {
    if (!passing[edge] || !inFilter[from[edge]] || !inFilter[to[edge]]) continue;
    shown.edges[edge] = 1;
    tied[from[edge]] = 1;
    tied[to[edge]] = 1;
  }
  // Where only some relations are asked for, what has none of them is left out.
  shown.nodes = tiedOnly ? tied : inFilter;
}

// What is chosen and all that is tied to it.
function narrowToNear(inFilter, passing) {
  shown.nodes = new Uint8Array(graph.count);
  shown.edges = new Uint8Array(graph.edges);
  shown.nodes[view.node] = 1;
  for (const [edge, other] of around(view.node)) {
    if (!passing[edge] || !inFilter[other]) continue;
    shown.edges[edge] = 1;
    shown.nodes[other] = 1;
  }
}

function narrowToPath() {
  shown.nodes = new Uint8Array(graph.count);
  shown.edges = new Uint8Array(graph.edges);
  for (const end of [view.from, view.to]) if (end >= 0) shown.nodes[end] = 1;
  const chain = shown.chains[view.chain];
  if (!chain) return;
  chain.nodes.forEach((node) => { shown.nodes[node] = 1; });
  chain.steps.flat().forEach((edge) => { shown.edges[edge] = 1; });
}

// The edges of a node with what stands at their other ends.
function around(node) {
  const out = edgesFrom(node).map((edge) => [edge, graph.to[edge]]);
  return out.concat(edgesTo(node).map((edge) => [edge, graph.from[edge]]));
}

// Says something to those who hear the page.
function tell(words) {
  byId("status").textContent = words;
}

function tellCounts() {
  tell(phrase("page.shown", number(shown.nodeCount), number(shown.edgeCount)));
}

// The buttons for what the map is of.
function drawScope() {
  const scope = (name, able) => button(phrase(`page.scope.${name}`), () => change({ scope: name }), {
    "aria-pressed": String(view.scope === name), disabled: !able, "data-key": `scope-${name}`,
  });
  const buttons = [scope("all", true), scope("near", view.node >= 0)];
  if (view.from >= 0 && view.to >= 0) buttons.push(scope("path", true));
  keepFocus(byId("scope"), (scope) => scope.replaceChildren(...buttons));
}
