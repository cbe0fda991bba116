// The details of what is chosen: what it is, what it cites and what cites it, with the words.

const FIRST_ROWS = 40;

function drawPanel() {
  const panel = byId("panel");
  const path = pathSection();
  const node = view.node;
  const pieces = [path, node >= 0 ? details(node) : path ? null : welcome()];
  keepFocus(panel, () => panel.replaceChildren(...pieces.filter(Boolean)));
}

// What is told where nothing is chosen: of what the graph is, and what is cited most.
function welcome() {
  const most = Array.from(graph.fame).filter((node) => shown.nodes[node] && graph.cited[node]).slice(0, 12);
  const list = element("ul", { class: "plain" }, ...most.map((node) =>
    element("li", {}, nodeButton(node), element("small", { text: number(graph.cited[node]) }))));
  walkWithArrows(list, () => [...list.querySelectorAll("button")]);
  return element("section", {},
    element("p", { class: "hint", text: phrase("page.choose") }),
    most.length ? element("h3", { text: phrase("page.most") }) : null, list,
    data.texts ? element("p", { class: "fine", text: phrase("page.texts", number(data.texts), data.generator) }) : null,
    ...Object.entries(data.manifest).filter(([key]) => ["gaps", "licence"].includes(key))
      .map(([, words]) => element("p", { class: "fine", lang: "en", dir: "ltr", text: words })));
}

function details(node) {
  const { title, code } = titled(node);
  const link = address(node);
  const facts = element("dl", {});
  const fact = (key, ...told) => facts.append(element("dt", { text: phrase(key) }), element("dd", {}, ...told));
  fact("page.kind", [phrase(sortName(node)), graph.form.has(node) ? data.forms[graph.form.get(node)] : null].filter(Boolean).join(" · "));
  if (graph.date.has(node)) fact("page.date", graph.date.get(node));
  const body = bodyId(node);
  if (body) fact("page.body", graph.numbers.has(body) ? nodeButton(graph.numbers.get(body)) : body);
  if (!isDocument(node)) fact("page.id", element("code", { text: cutTo(graph.ids[node], 300) }));
  if (graph.aliases.has(node)) fact("page.also", element("span", { dir: "auto", text: graph.aliases.get(node).join(", ") }));
  return element("section", {},
    button("×", () => change({ node: -1, scope: view.scope === "near" ? "all" : view.scope }), { class: "close", "aria-label": phrase("page.close"), title: phrase("page.close") }),
    element("h2", { dir: "auto" }, swatch(node), element("span", { text: cutTo(label(node), 300) })),
    isDocument(node) && title ? element("p", { class: "title", dir: "auto", lang: code, text: title }) : null,
    facts,
    element("p", { class: "row" },
      link ? element("a", { href: link, target: "_blank", rel: "noopener noreferrer", text: phrase("page.open") }) : null,
      button(phrase("page.path-from"), () => takeEnd("from", node), { "data-key": "from" }),
      button(phrase("page.path-to"), () => takeEnd("to", node), { "data-key": "to" })),
    side("side-cites", edgesFrom(node).filter((edge) => !isFact(edge)), true, node),
    side("side-cited-by", edgesTo(node).filter((edge) => !isFact(edge)), false, node),
    side("page.facts", [...edgesFrom(node), ...edgesTo(node)].filter(isFact), null, node));
}

// One side of a node: its edges by relation, in the order of the vocabulary.
function side(key, all, forward, node) {
  const other = (edge) => (graph.from[edge] === node ? graph.to[edge] : graph.from[edge]);
  const edges = all.filter((edge) => shown.passing[edge] && shown.inFilter[other(edge)]);
  if (!all.length) return null;
  const groups = new Map();
  for (const edge of edges) {
    const name = relationName(edge);
    if (!groups.has(name)) groups.set(name, []);
    groups.get(name).push(edge);
  }
  const count = edges.length === all.length ? number(edges.length) : `${number(edges.length)} / ${number(all.length)}`;
  const section = element("section", { class: "side" }, element("h3", {}, element("span", { text: phrase(key) }), element("small", { text: count })));
  const vocabulary = graph.ties.map((tie) => tie.name);
  for (const name of [...groups.keys()].sort((one, next) => vocabulary.indexOf(one) - vocabulary.indexOf(next))) {
    const own = groups.get(name);
    own.sort((one, next) => (graph.year[other(next)] || 0) - (graph.year[other(one)] || 0) || graph.cited[other(next)] - graph.cited[other(one)] || one - next);
    const list = element("ul", { class: "links" });
    const more = (from) => {
      list.append(...own.slice(from, from + FIRST_ROWS).map((edge) =>
        element("li", {}, forward === null ? directed(edge, node) : nodeButton(other(edge)), linkRow(edge, other(edge)))));
      const left = own.length - from - FIRST_ROWS;
      if (left <= 0) return;
      const next = button(phrase("page.more", number(Math.min(left, FIRST_ROWS))), () => {
        next.parentElement.remove();
        more(from + FIRST_ROWS);
        list.children[from + FIRST_ROWS]?.querySelector("button")?.focus();
      }, { class: "more" });
      list.append(element("li", {}, next));
    };
    more(0);
    walkWithArrows(list, () => [...list.querySelectorAll(":scope > li > button")]);
    const manner = own.length ? graph.ties.find((tie) => tie.name === name).manner : "";
    section.append(element("h4", {}, element("span", { class: `line manner-${manner}` }), element("span", { text: phrase(name) }), element("small", { text: number(own.length) })), list);
  }
  return section;
}

// A fact tells which of the two it starts from.
function directed(edge, node) {
  const out = graph.from[edge] === node;
  const made = nodeButton(out ? graph.to[edge] : graph.from[edge]);
  made.prepend(element("span", { class: "way", "aria-label": phrase(out ? "page.target" : "page.source"), text: out ? "→" : "←" }));
  return made;
}

function nodeButton(node) {
  const { title, code } = titled(node);
  const made = element("button", { type: "button", class: "node", "data-node": String(node), on: { click: () => visit(node) } },
    swatch(node), element("b", { dir: "auto", text: cutTo(label(node), 160) }));
  if (isDocument(node) && title) made.append(element("span", { dir: "auto", lang: code, text: cutTo(title, 140) }));
  return made;
}

// Chooses another node from the panel: the panel keeps the focus, at its top.
function visit(node) {
  choose(node, true);
  byId("panel").scrollTop = 0;
  byId("panel").focus({ preventScroll: true });
}

// What an edge says: its paragraphs and the first of its words; opened, all of its evidence.
function linkRow(edge, other) {
  const row = element("details", { class: "evidence" });
  const head = element("summary", {});
  row.append(head);
  const fill = () => {
    const pieces = evidence(edge);
    const first = pieces[0];
    const labels = paragraphs(edge);
    const told = labels.slice(0, 6).join(" ") + (labels.length > 6 ? " …" : "");
    head.replaceChildren(other < 0 ? element("em", { text: phrase(relationName(edge)) }) : "",
      element("span", { class: "place", text: told || origins(edge).join(", ") || `×${data.edges.count[edge]}` }),
      first ? element("q", { dir: "auto", lang: first.language, text: cutTo(first.quote, 90) }) : "");
  };
  if (words) fill();
  else wordsToCome.then(fill);
  row.addEventListener("toggle", () => {
    if (row.open && row.children.length === 1) wordsToCome.then(() => row.append(allEvidence(edge)));
  });
  return row;
}

function allEvidence(edge) {
  const pieces = evidence(edge);
  if (!pieces.length) {
    return element("p", { class: "fine", text: origins(edge).join(", ") });
  }
  return element("ul", { class: "pieces" }, ...pieces.map((piece) => {
    const place = [piece.paragraph, piece.anchor ? `(${piece.anchor})` : "", piece.pinpoint ?? ""].filter(Boolean).join(" ");
    return element("li", {},
      element("span", { class: "place", text: place }),
      element("q", { dir: "auto", lang: piece.language, text: piece.quote }),
      element("small", { dir: "ltr", text: `${NATIVE[piece.language]} · ${piece.file} · ${piece.start}–${piece.end}` }));
  }));
}
