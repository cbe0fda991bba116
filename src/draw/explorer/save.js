// What is shown, saved: as a picture, and as a graph that `unxref -g` and networkx read.

function save(name, type, text) {
  const link = element("a", { download: name, href: URL.createObjectURL(new Blob([text], { type })) });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  tell(phrase("page.saved", name));
}

function fileName(ending) {
  const id = view.node >= 0 && view.scope === "near" ? graph.ids[view.node] : data.asked.length ? graph.ids[data.asked[0]] : "graph";
  return `${id.replace(/[^\p{L}\p{N}.-]+/gu, "_").slice(0, 80)}.${ending}`;
}

function saveJson() {
  wordsToCome.then(() => save(fileName("json"), "application/json", `${JSON.stringify(nodeLink(), null, 1)}\n`));
}

// The node-link form of networkx, in the schema of the program's own graphs.
function nodeLink() {
  const inputs = new Map();
  const input = (row) => {
    if (!inputs.has(row)) inputs.set(row, inputs.size);
    return inputs.get(row);
  };
  const nodes = [];
  const edges = [];
  shown.nodes.forEach((one, node) => { if (one) nodes.push(nodeJson(node)); });
  shown.edges.forEach((one, edge) => { if (one) edges.push(edgeJson(edge, input)); });
  const told = words.inputs;
  const texts = [...inputs.keys()].map((row) => ({ file: told.file[row], sha256: told.sha256[row], symbol: told.symbol[row], language: told.language[row] }));
  const facts = edges.filter((edge) => edge.class === "fact").length;
  const mentions = shown.edges.reduce((sum, one, edge) => sum + (one && !isFact(edge) && isMention(edge) ? 1 : 0), 0);
  const counts = { nodes: nodes.length, edges: edges.length, citations: edges.length - facts - mentions, mentions, facts, inputs: texts.length, unplaced: 0 };
  const head = { schema: data.schema, generator: data.generator, manifest: data.manifest, counts, inputs: texts, unplaced: [] };
  return { directed: true, multigraph: true, graph: head, nodes, edges };
}

function nodeJson(node) {
  const titles = {};
  for (const code of LANGUAGES) {
    const title = graph.titles[code]?.get(node);
    if (title !== undefined) titles[code] = title;
  }
  return {
    id: graph.ids[node],
    class: data.classes[data.nodes.class[node]],
    kind: data.kinds[data.nodes.kind[node]],
    form: graph.form.has(node) ? data.forms[graph.form.get(node)] : undefined,
    titles,
    date: graph.date.get(node),
    date_origin: graph.dated.get(node),
    body: bodyId(node) || undefined,
    aliases: graph.aliases.get(node),
    read: Boolean(graph.flags[node] & READ),
  };
}

function edgeJson(edge, input) {
  const relation = relationName(edge);
  return {
    source: graph.ids[graph.from[edge]],
    target: graph.ids[graph.to[edge]],
    key: relation,
    class: isFact(edge) ? "fact" : "citation",
    relation,
    origin: origins(edge),
    count: data.edges.count[edge],
    evidence: evidence(edge).map((piece) => ({
      paragraph: piece.paragraph, section: piece.section, quote: piece.quote, span: [piece.start, piece.end],
      language: piece.language, input: input(piece.input), anchor: piece.anchor, pinpoint: piece.pinpoint,
    })),
  };
}
