// The graph: nodes and edges by their numbers, in the order of the file.

const LANGUAGES = ["ar", "en", "es", "fr", "ru", "zh"];
const READ = 1;
const PUBLISHED = 2;

let data; // the block of the graph as it came
let graph;

function openGraph(block) {
  data = block;
  const { nodes, edges } = block;
  const count = nodes.id.length;
  const numbered = block.ties.map(([name, sort, manner]) => ({ name, fact: sort === "fact", manner }));
  graph = {
    count,
    ids: nodes.id,
    sort: Uint8Array.from(nodes.sort),
    year: Int16Array.from(nodes.year),
    flags: Uint8Array.from(nodes.flags),
    form: sparse(nodes.form),
    body: sparse(nodes.body),
    date: sparse(nodes.date),
    dated: sparse(nodes.dated),
    aliases: sparse(nodes.aliases),
    titles: Object.fromEntries(Object.entries(nodes.titles).map(([code, column]) => [code, sparse(column)])),
    numbers: new Map(nodes.id.map((id, node) => [id, node])),
    ties: numbered,
    edges: edges.from.length,
    from: Uint32Array.from(edges.from),
    to: Uint32Array.from(edges.to),
    tie: Uint8Array.from(edges.tie),
  };
  graph.leaving = starts(graph.from, count);
  graph.entering = starts(graph.to, count);
  graph.entrants = byTarget(graph);
  graph.cited = new Uint32Array(count);
  graph.cites = new Uint32Array(count);
  countNeighbours();
  graph.fame = Uint32Array.from({ length: count }, (_, node) => node);
  graph.fame.sort((one, next) => graph.cited[next] - graph.cited[one] || one - next);
}

// Where the rows of each node begin; one more at the end.
function starts(ends, count) {
  const first = new Uint32Array(count + 1);
  for (const node of ends) first[node + 1]++;
  for (let node = 0; node < count; node++) first[node + 1] += first[node];
  return first;
}

// The edges in the order of their targets. They stand in the order of their sources already.
function byTarget({ to, entering }) {
  const next = entering.slice();
  const edges = new Uint32Array(to.length);
  for (let edge = 0; edge < to.length; edge++) edges[next[to[edge]]++] = edge;
  return edges;
}

function edgesFrom(node) {
  const edges = [];
  for (let edge = graph.leaving[node]; edge < graph.leaving[node + 1]; edge++) edges.push(edge);
  return edges;
}

function edgesTo(node) {
  return Array.from(graph.entrants.subarray(graph.entering[node], graph.entering[node + 1]));
}

// How many things each cites, and how many cite it, facts apart.
function countNeighbours() {
  const { from, to, tie, ties } = graph;
  for (let edge = 0, last = -1; edge < from.length; edge++) {
    if (ties[tie[edge]].fact) continue;
    const pair = last >= 0 && from[last] === from[edge] && to[last] === to[edge];
    if (!pair) {
      graph.cites[from[edge]]++;
      graph.cited[to[edge]]++;
    }
    last = edge;
  }
}

function sortName(node) {
  return data.sorts[graph.sort[node]];
}

function isMention(edge) {
  return ["body", "event", "session"].includes(sortName(graph.to[edge]));
}

// The sort of the line of an edge.
function manner(edge) {
  const tie = graph.ties[graph.tie[edge]];
  return !tie.fact && isMention(edge) ? "mentioning" : tie.manner;
}

function isFact(edge) {
  return graph.ties[graph.tie[edge]].fact;
}

function relationName(edge) {
  return graph.ties[graph.tie[edge]].name;
}

function bodyId(node) {
  const body = graph.body.get(node);
  return body === undefined ? "" : data.bodies[body];
}

// The title in the language that is chosen, else in English, else in any; with the language that it is in.
function titled(node) {
  for (const code of [view.language, "en", ...LANGUAGES]) {
    const title = graph.titles[code]?.get(node);
    if (title) return { title, code };
  }
  return { title: "", code: "" };
}

function shortId(node) {
  return graph.ids[node].replace(/^(session|ext):/, "");
}

// What a node is called: a document by its symbol, anything else by its name.
function label(node) {
  if (isDocument(node)) return shortId(node);
  const name = titled(node).title || shortId(node);
  return sortName(node) === "session" ? `${phrase("session")} ${name}` : name;
}

function isDocument(node) {
  return ["resolution", "decision", "report", "draft"].includes(sortName(node));
}

function address(node) {
  if (!(graph.flags[node] & PUBLISHED)) return "";
  const symbol = graph.ids[node].split("[")[0];
  return `https://docs.un.org/${view.language}/${encodeURI(symbol)}`;
}

// The evidence: it comes after the map is drawn, and is waited for where it is asked sooner.
let words;
let wordsToCome;

function openWords(block) {
  const first = new Uint32Array(block.edges.length + 1);
  block.edges.forEach((count, edge) => { first[edge + 1] = first[edge] + count; });
  words = { ...block, first, anchor: sparse(block.anchor), pinpoint: sparse(block.pinpoint) };
}

// The pieces of evidence of an edge.
function evidence(edge) {
  if (!words) return [];
  const pieces = [];
  for (let row = words.first[edge]; row < words.first[edge + 1]; row++) {
    const anchor = words.anchor.get(row);
    pieces.push({
      paragraph: words.paragraphs[words.paragraph[row]],
      section: words.sections[words.section[row]],
      quote: words.quotes[words.quote[row]],
      start: words.start[row],
      end: words.start[row] + words.length[row],
      language: words.languages[words.language[row]],
      input: words.input[row],
      file: words.inputs.file[words.input[row]],
      anchor: anchor === undefined ? undefined : words.paragraphs[anchor],
      pinpoint: words.pinpoint.get(row),
    });
  }
  return pieces;
}

// Where an edge is known from.
function origins(edge) {
  return ["text", "registry", "link"].filter((_, bit) => data.edges.origin[edge] & (1 << bit));
}

// The paragraphs of an edge, each once.
function paragraphs(edge) {
  return [...new Set(evidence(edge).map((piece) => piece.paragraph))];
}
