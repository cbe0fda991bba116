// The same as a table, for those who do not see the map, and for those who would rather read.

const ROWS = 100;

function nodeColumns() {
  return {
    id: { name: "page.id", value: (node) => graph.ids[node], cell: (node) => cellButton(node) },
    title: { name: "page.title", value: (node) => titled(node).title, cell: (node) => titledCell(node) },
    kind: { name: "page.kind", value: (node) => phrase(sortName(node)) },
    body: { name: "page.body", value: (node) => (bodyId(node) ? bodyName(bodyId(node)) : "") },
    date: { name: "page.date", value: (node) => graph.date.get(node) ?? "", style: "short" },
    in: { name: "page.in", value: (node) => graph.cited[node], number: true, style: "number" },
    out: { name: "page.out", value: (node) => graph.cites[node], number: true, style: "number" },
  };
}

function linkColumns() {
  return {
    source: { name: "page.source", value: (edge) => graph.ids[graph.from[edge]], cell: (edge) => cellButton(graph.from[edge]) },
    relation: { name: "page.relation", value: (edge) => phrase(relationName(edge)) },
    target: { name: "page.target", value: (edge) => graph.ids[graph.to[edge]], cell: (edge) => cellButton(graph.to[edge]) },
    count: { name: "page.count", value: (edge) => data.edges.count[edge], number: true, style: "number" },
    paragraphs: { name: "page.paragraphs", value: (edge) => cutTo(paragraphs(edge).join(" "), 120) },
    words: { name: "page.words", value: (edge) => evidence(edge)[0]?.quote ?? "", cell: (edge) => quoteCell(edge) },
  };
}

function drawTable() {
  const links = view.rows === "links";
  if (links && !words) wordsToCome.then(() => { if (view.show === "table" && view.rows === "links") drawTable(); });
  const columns = links ? linkColumns() : nodeColumns();
  const rows = [];
  (links ? shown.edges : shown.nodes).forEach((one, row) => { if (one) rows.push(row); });
  sortRows(rows, columns[view.sort]);
  const pages = Math.max(1, Math.ceil(rows.length / ROWS));
  const page = Math.min(view.page, pages - 1);
  const which = (name, count) => button(`${phrase(`page.${name}`)} · ${number(count)}`, () => change({ rows: name, sort: "", down: false, page: 0 }), {
    "aria-pressed": String(view.rows === name), "data-key": `rows-${name}`,
  });
  const head = element("tr", {}, ...Object.entries(columns).map(([key, column]) => header(key, column)));
  const body = rows.slice(page * ROWS, page * ROWS + ROWS).map((row) => element("tr", {
    class: !links && row === view.node ? "chosen" : undefined,
  }, ...Object.values(columns).map((column, nth) => cell(row, column, nth))));
  const bar = element("div", { class: "bar" },
    element("div", { class: "tabs", role: "group", "aria-label": phrase("page.table") }, which("nodes", shown.nodeCount), which("links", shown.edgeCount)),
    turner("previous", page - 1, page > 0), element("span", { text: phrase("page.pages", number(page + 1), number(pages)) }), turner("next", page + 1, page + 1 < pages));
  const caption = element("caption", { class: "hidden", text: `${phrase(`page.${view.rows}`)}: ${number(rows.length)}` });
  const sheet = element("div", { class: "sheet", tabindex: "0", role: "region", "aria-label": caption.textContent },
    element("table", {}, caption, element("thead", {}, head), element("tbody", {}, ...body)));
  keepFocus(byId("table"), (table) => table.replaceChildren(bar, sheet));
}

function sortRows(rows, column) {
  if (!column) {
    // What is cited most comes first; links as they come, but facts after citations.
    const first = view.rows === "nodes" ? (node) => -graph.cited[node] : (edge) => Number(isFact(edge));
    rows.sort((one, next) => first(one) - first(next) || one - next);
    return;
  }
  const sign = view.down ? -1 : 1;
  const compare = column.number ? (one, next) => one - next : new Intl.Collator(view.language, { numeric: true }).compare;
  const values = new Map(rows.map((row) => [row, column.value(row)]));
  // What has no value comes last, whichever way.
  const empty = (row) => values.get(row) === "";
  rows.sort((one, next) => empty(one) - empty(next) || sign * compare(values.get(one), values.get(next)) || one - next);
}

function header(key, column) {
  const sorted = view.sort === key ? (view.down ? "descending" : "ascending") : "none";
  const down = view.sort === key ? !view.down : Boolean(column.number);
  const sign = { ascending: " ▲", descending: " ▼", none: "" }[sorted];
  return element("th", { scope: "col", "aria-sort": sorted, class: column.style },
    button(phrase(column.name) + sign, () => change({ sort: key, down, page: 0 }), { "data-key": key }));
}

function turner(name, page, able) {
  return button(phrase(`page.${name}`), () => change({ page }, { push: false }), { disabled: !able, "data-key": name });
}

function cell(row, column, nth) {
  const made = element(nth ? "td" : "th", { scope: nth ? undefined : "row", class: column.style });
  const told = column.cell ? column.cell(row) : column.value(row);
  made.append(typeof told === "number" ? number(told) : told);
  return made;
}

function cellButton(node) {
  return button(cutTo(isDocument(node) ? label(node) : graph.ids[node], 120), () => choose(node), { class: "plain", "data-key": `node-${node}` });
}

function titledCell(node) {
  const { title, code } = titled(node);
  return element("span", { dir: "auto", lang: code || undefined, text: cutTo(title, 300) });
}

function quoteCell(edge) {
  const first = evidence(edge)[0];
  return first ? element("q", { dir: "auto", lang: first.language, text: cutTo(first.quote, 200) }) : "";
}
