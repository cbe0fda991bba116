// Deep links: the view stands in the address after `#`, so that a link gives the same view again.

function writeLink(push) {
  const told = new URLSearchParams();
  const put = (key, value, without) => { if (value !== without) told.append(key, value); };
  const id = (node) => (node < 0 ? "" : graph.ids[node]);
  put("node", id(view.node), "");
  put("scope", view.scope, "all");
  put("from", id(view.from), "");
  put("to", id(view.to), "");
  put("chain", String(view.chain), "0");
  put("show", view.show, "map");
  put("rows", view.rows, "nodes");
  put("sort", (view.down ? "-" : "") + view.sort, "");
  put("page", String(view.page), "0");
  for (const [key, list] of [["kind", view.kinds], ["relation", view.relations], ["body", view.bodies]]) {
    list.forEach((value) => told.append(key, value));
  }
  put("since", String(view.since), "0");
  put("until", String(view.until), "0");
  put("lang", view.language, data.language);
  put("theme", view.theme, "auto");
  if (view.camera) put("at", place(view.camera), "");
  const link = `#${told}`;
  if (link === (location.hash || "#")) return;
  if (push) history.pushState(null, "", link);
  else history.replaceState(null, "", link);
}

// A camera in as few letters as give the same picture again.
function place({ x, y, k }) {
  return [x.toFixed(2), y.toFixed(2), k.toPrecision(5)].map(Number).join();
}

// Reads the view out of the address. What it names and the page does not hold is told, and left out.
function readLink() {
  const told = new URLSearchParams(location.hash.slice(1));
  const missing = [];
  const node = (key) => {
    const id = told.get(key);
    if (!id) return -1;
    const number = graph.numbers.get(id) ?? find(id, 1).find((answer) => answer.score > 0.9)?.node;
    if (number === undefined) missing.push(id);
    return number ?? -1;
  };
  const one = (key, known, otherwise) => (known.includes(told.get(key)) ? told.get(key) : otherwise);
  const whole = (key) => Math.max(0, Number.parseInt(told.get(key), 10) || 0);
  const sort = told.get("sort") ?? "";
  const at = (told.get("at") ?? "").split(",").map(Number);
  const inCamera = at.length === 3 && at.every(Number.isFinite) && at[2] > 0;
  Object.assign(view, {
    language: one("lang", LANGUAGES, data.language),
    theme: one("theme", ["light", "dark"], "auto"),
    node: node("node"),
    scope: one("scope", ["near", "path"], "all"),
    from: node("from"),
    to: node("to"),
    chain: whole("chain"),
    show: one("show", ["table"], "map"),
    rows: one("rows", ["links"], "nodes"),
    sort: sort.replace(/^-/, ""),
    down: sort.startsWith("-"),
    page: whole("page"),
    kinds: told.getAll("kind").filter((kind) => data.sorts.includes(kind)),
    relations: told.getAll("relation").filter((name) => graph.ties.some((tie) => tie.name === name)),
    bodies: told.getAll("body").filter((body) => data.bodies.includes(body)),
    since: whole("since"),
    until: whole("until"),
    camera: inCamera ? { x: at[0], y: at[1], k: Math.min(20, Math.max(0.005, at[2])) } : null,
  });
  if (view.scope === "near" && view.node < 0) view.scope = "all";
  if (view.scope === "path" && (view.from < 0 || view.to < 0)) view.scope = "all";
  return missing;
}

// Back and forward, and an address that is typed.
function followLinks() {
  const follow = () => {
    const missing = readLink();
    dress();
    speak();
    turnRound();
    drawFilters();
    refresh();
    if (missing.length) tell(phrase("page.unknown", missing.join(", ")));
  };
  addEventListener("popstate", follow);
  return follow;
}
