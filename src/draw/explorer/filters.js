// The filters: none chosen lets everything pass, as with the filters of the program.

function drawFilters() {
  const sorts = tally(graph.count, (node) => sortName(node));
  const relations = tally(graph.edges, (edge) => relationName(edge));
  const bodies = tally(graph.count, (node) => bodyId(node));
  bodies.delete("");
  const pieces = [
    element("h2", { text: phrase("page.filters") }),
    group("kinds", [...sorts.keys()].sort((one, next) => data.sorts.indexOf(one) - data.sorts.indexOf(next)), sorts, phrase, true),
    years(),
    group("relations", byCount(relations), relations, phrase, false),
    bodies.size ? group("bodies", byCount(bodies), bodies, bodyName, false) : null,
    button(phrase("page.clear"), () => change({ kinds: [], relations: [], bodies: [], since: 0, until: 0, page: 0 }), { id: "clear" }),
  ];
  byId("filters").replaceChildren(...pieces.filter(Boolean));
}

function tally(count, name) {
  const counts = new Map();
  for (let row = 0; row < count; row++) {
    const key = name(row);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}

function byCount(counts) {
  return [...counts.keys()].sort((one, next) => counts.get(next) - counts.get(one) || (one < next ? -1 : 1));
}

// One group of boxes to tick.
function group(key, names, counts, words, open) {
  const rows = names.map((name) => {
    const box = element("input", { type: "checkbox", value: name, on: { change: () => tick(key) } });
    box.checked = view[key].includes(name);
    const colour = key === "kinds" ? element("span", { class: `swatch sort-${name}` }) : null;
    const line = key === "relations" ? element("span", { class: `line manner-${graph.ties.find((tie) => tie.name === name).manner}` }) : null;
    return element("label", {}, box, colour, line,
      element("span", { dir: "auto", text: words(name) }), element("small", { text: number(counts.get(name)) }));
  });
  const list = element("fieldset", { "data-group": key }, element("legend", { class: "hidden", text: phrase(`page.${key}`) }), ...rows);
  walkWithArrows(list, () => [...list.querySelectorAll("input")]);
  const before = document.querySelector(`[data-group=${key}]`)?.parentElement.open;
  return element("details", { open: before ?? (open || view[key].length > 0) }, element("summary", { text: phrase(`page.${key}`) }), list);
}

function tick(key) {
  const boxes = document.querySelectorAll(`[data-group=${key}] input:checked`);
  change({ [key]: [...boxes].map((box) => box.value), page: 0 });
}

function years() {
  const known = graph.year.filter((year) => year !== 0);
  const first = known.reduce((least, year) => Math.min(least, year), 9999);
  const last = known.reduce((most, year) => Math.max(most, year), 0);
  const field = (key, hint) => {
    const input = element("input", {
      type: "number", id: key, min: String(first), max: String(last), placeholder: known.length ? String(hint) : "", inputmode: "numeric",
      on: { change: () => change({ [key]: Math.max(0, Number.parseInt(input.value, 10) || 0), page: 0 }) },
    });
    input.value = view[key] || "";
    return element("label", {}, element("span", { text: phrase(`page.${key}`) }), input);
  };
  return element("details", { open: true }, element("summary", { text: phrase("page.years") }),
    element("div", { class: "years" }, field("since", first), field("until", last)));
}

// Ticks what the view says, without making the boxes anew: the one that has the focus keeps it.
function syncFilters() {
  for (const list of document.querySelectorAll("[data-group]")) {
    for (const box of list.querySelectorAll("input")) box.checked = view[list.dataset.group].includes(box.value);
  }
  for (const key of ["since", "until"]) {
    const field = byId(key);
    if (field && document.activeElement !== field) field.value = view[key] || "";
  }
  const any = view.kinds.length + view.relations.length + view.bodies.length + view.since + view.until;
  const clear = byId("clear");
  if (clear) clear.disabled = !any;
}
