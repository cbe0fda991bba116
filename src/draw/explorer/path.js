// The shortest chains from one thing to another, along citations and facts, through what passes the filters.

const MOST_CHAINS = 50;

function chains(start, goal) {
  if (start === goal) return [];
  const depth = new Map([[start, 0]]);
  const before = new Map(); // for each node those from which it is reached first
  let edge = [start];
  while (edge.length && !depth.has(goal)) {
    const next = [];
    for (const node of edge) {
      for (let link = graph.leaving[node]; link < graph.leaving[node + 1]; link++) {
        const to = graph.to[link];
        if (!shown.passing[link] || (to !== goal && !shown.inFilter[to])) continue;
        if (!depth.has(to)) {
          depth.set(to, depth.get(node) + 1);
          before.set(to, []);
          next.push(to);
        }
        if (depth.get(to) === depth.get(node) + 1 && !before.get(to).includes(node)) before.get(to).push(node);
      }
    }
    edge = next;
  }
  if (!depth.has(goal)) return [];
  // Backwards from the goal, what is cited most first.
  const found = [];
  const extend = (way) => {
    if (found.length >= MOST_CHAINS) return;
    if (way[0] === start) {
      found.push(way);
      return;
    }
    const from = [...before.get(way[0])].sort((one, next) => graph.cited[next] - graph.cited[one] || one - next);
    for (const node of from) extend([node, ...way]);
  };
  extend([goal]);
  return found.map((nodes) => ({ nodes, steps: nodes.slice(1).map((to, nth) => linksBetween(nodes[nth], to)) }));
}

function linksBetween(from, to) {
  return edgesFrom(from).filter((edge) => graph.to[edge] === to && shown.passing[edge]);
}

// Takes a node as one end of a path; with both ends the path is shown.
function takeEnd(end, node) {
  const changes = { [end]: node, chain: 0 };
  const other = end === "from" ? "to" : "from";
  if (view[other] === node) changes[other] = -1;
  const both = (changes[other] ?? view[other]) >= 0;
  change({ ...changes, scope: both ? "path" : view.scope === "path" ? "all" : view.scope });
}

// What the panel tells of the path.
function pathSection() {
  if (view.from < 0 && view.to < 0) return null;
  const name = (node) => (node < 0 ? "…" : label(node));
  const close = button("×", () => change({ from: -1, to: -1, chain: 0, scope: view.scope === "path" ? "all" : view.scope }), {
    class: "close", "aria-label": phrase("page.close"), title: phrase("page.close"),
  });
  const heading = element("h2", { dir: "auto", text: phrase("page.path", name(view.from), name(view.to)) });
  const section = element("section", { id: "path", "aria-label": heading.textContent }, close, heading);
  if (view.from < 0 || view.to < 0) {
    section.append(element("p", { class: "hint", text: phrase("page.path-choose") }));
    return section;
  }
  const turn = button(phrase("page.turn"), () => change({ from: view.to, to: view.from, chain: 0 }), { "data-key": "turn" });
  const { chains: all } = shown;
  if (!all.length) {
    section.append(element("p", { text: phrase("page.no-path", name(view.from), name(view.to)) }), turn);
    return section;
  }
  const chain = all[Math.min(view.chain, all.length - 1)];
  const bar = element("p", { class: "row" }, turn);
  if (all.length > 1) {
    const step = (by) => () => change({ chain: (view.chain + by + all.length) % all.length, scope: "path" });
    const many = all.length >= MOST_CHAINS ? `${MOST_CHAINS}+` : String(all.length);
    bar.append(button("‹", step(-1), { "aria-label": phrase("page.previous"), "data-key": "chain-previous" }),
      element("span", { text: phrase("page.chain", String(view.chain + 1), many) }),
      button("›", step(1), { "aria-label": phrase("page.next"), "data-key": "chain-next" }));
  }
  const list = element("ol", { class: "chain" });
  chain.nodes.forEach((node, nth) => {
    list.append(element("li", {}, nodeButton(node), ...(chain.steps[nth] ?? []).map((edge) => linkRow(edge, -1))));
  });
  section.append(bar, list);
  return section;
}
