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
    origin: ["text", "registry", "link"].filter((_, bit) => data.edges.origin[edge] & (1 << bit)),
    count: data.edges.count[edge],
    evidence: evidence(edge).map((piece) => ({
      paragraph: piece.paragraph, section: piece.section, quote: piece.quote, span: [piece.start, piece.end],
      language: piece.language, input: input(piece.input), anchor: piece.anchor, pinpoint: piece.pinpoint,
    })),
  };
}

function saveSvg() {
  wordsToCome.then(() => save(fileName("svg"), "image/svg+xml", svg()));
}

const SVG = "http://www.w3.org/2000/svg";

function drawn(name, settings, ...children) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(settings)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

// The picture as elements, so that nothing in a title can become one.
function svg() {
  const round = (value) => String(Math.round(value * 10) / 10);
  const [left, top, right, foot] = layout.box;
  const margin = 24;
  const head = layout.cards ? 0 : 16;
  const box = [left - margin, top - margin - head, right - left + 2 * margin, foot - top + 2 * margin + head].map(round);
  const root = drawn("svg", { viewBox: box.join(" "), width: box[2], height: box[3], "font-family": FONT.replaceAll('"', "'"), lang: view.language });
  const name = (words) => drawn("title", {}, clean(words));
  root.append(name(document.title), drawn("rect", { x: box[0], y: box[1], width: box[2], height: box[3], fill: ink.back }));
  if (!layout.cards) svgBands(root, round);
  shown.edges.forEach((one, edge) => {
    if (!one) return;
    const style = manner(edge);
    const path = drawn("path", {
      d: layout.cards ? svgCurve(edge, round) : svgLine(edge, round),
      fill: "none", stroke: ink.manners[style], "stroke-width": "1.2", "stroke-dasharray": dash(style).join(" ") || "none",
      "stroke-opacity": layout.cards ? "0.7" : shown.edgeCount > ALL_EDGES ? "0.06" : "0.25",
    });
    path.append(name(`${label(graph.from[edge])} ${phrase(relationName(edge))} ${label(graph.to[edge])}`));
    root.append(path);
  });
  for (const { key, count, x, y, end } of layout.heads ?? []) {
    root.append(drawn("text", { x: round(x), y: round(y), "font-size": "13", "font-weight": "600", fill: ink.soft, "text-anchor": end ? "end" : "start" }, `${phrase(key)} · ${number(count)}`));
  }
  let labels = 0;
  for (const node of graph.fame) {
    if (!shown.nodes[node]) continue;
    root.append(layout.cards ? svgCard(node, round, name) : svgDot(node, round, name, labels++ < 400));
  }
  return `${new XMLSerializer().serializeToString(root)}\n`;
}

// What XML forbids is left out.
function clean(words) {
  return words.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "").replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, "");
}

function svgCurve(edge, round) {
  const [x, y, ...rest] = curve(edge).map(round);
  return `M${x} ${y}C${rest.join(" ")}`;
}

function svgLine(edge, round) {
  const [x, y] = middle(graph.from[edge]);
  const [endX, endY] = middle(graph.to[edge]);
  return `M${round(x)} ${round(y)}L${round(endX)} ${round(endY)}`;
}

function svgBands(root, round) {
  const [left, , right] = layout.box;
  layout.lanes.forEach(([key, top, foot], nth) => {
    if (nth % 2 === 0) root.append(drawn("rect", { x: round(left - 12), y: round(top - 10), width: round(right - left + 24), height: round(foot - top + 20), fill: ink.band }));
    root.append(drawn("text", { x: round(left - 8), y: round(top + 4), "font-size": "13", "font-weight": "600", fill: ink.soft }, phrase(key)));
  });
  let end = -Infinity;
  for (const [year, x] of layout.years) {
    if (x < end) continue;
    root.append(drawn("text", { x: round(x), y: "-16", "font-size": "11", fill: ink.soft }, year ? String(year) : "?"));
    end = x + 36;
  }
}

function svgDot(node, round, name, named) {
  const { x, y, r } = layout;
  const style = ink.sorts[graph.sort[node]];
  const made = drawn("g", {}, name(`${label(node)} ${titled(node).title}`));
  made.append(drawn("circle", { cx: round(x[node]), cy: round(y[node]), r: round(r[node]), fill: style.fill, stroke: style.line, "stroke-width": "0.8" }));
  if (named) {
    made.append(drawn("text", { x: round(x[node] + r[node] + 3), y: round(y[node] + 3.5), "font-size": "10", fill: ink.text }, clean(cutTo(label(node), 28))));
  }
  return made;
}

function svgCard(node, round, name) {
  const style = ink.sorts[graph.sort[node]];
  const [left, top, right, foot] = extent(layout, node);
  const made = drawn("g", {}, name(`${label(node)} ${titled(node).title}`));
  made.append(drawn("rect", {
    x: round(left), y: round(top), width: round(right - left), height: round(foot - top),
    rx: ["body", "session"].includes(sortName(node)) ? "12" : "2", fill: style.fill, stroke: style.line, "stroke-width": data.asked.includes(node) ? "2.4" : "1.2",
  }));
  const lines = [];
  pen.font = `600 12px ${FONT}`;
  const rows = Math.max(1, Math.floor((foot - top - 8) / 15));
  for (const line of wrapped(cutTo(label(node), 400), right - left - 18, isDocument(node) ? 1 : rows)) lines.push([line, "600", "12"]);
  pen.font = `11px ${FONT}`;
  if (isDocument(node)) for (const line of wrapped(cutTo(titled(node).title, 400), right - left - 18, rows - 1)) lines.push([line, "400", "11"]);
  lines.forEach(([line, weight, height], nth) => {
    const y = (top + foot) / 2 + (nth - (lines.length - 1) / 2) * 15 + 4;
    const rtl = /[\u0590-\u08ff]/.test(line);
    made.append(drawn("text", {
      x: round(rtl ? right - 9 : left + 9), y: round(y), "font-size": height, "font-weight": weight, fill: ink.text, direction: rtl ? "rtl" : "ltr",
    }, clean(line)));
  });
  const link = address(node);
  if (!link) return made;
  return drawn("a", { href: link, target: "_blank" }, made);
}
