// Search: over ids, aliases and the titles of all languages, blind to case and accents.

let shelf; // one entry for each name: { node, words, folded, code }

// Letters and digits in lower case without accents or vowel signs; words stand one space apart.
function fold(text) {
  return text.normalize("NFKD").toLowerCase()
    .replace(/[\u0300-\u036f\u064b-\u065f\u0640\u00ad\u200b-\u200f\u202a-\u202e\u2066-\u2069]/g, "")
    .replace(/[أإآٱ]/g, "ا").replace(/ى/g, "ي").replace(/ة/g, "ه").replace(/[øō]/g, "o").replace(/ß/g, "ss");
}

function foldedWords(text) {
  return fold(text).replace(/[^\p{L}\p{N}]+/gu, " ").trim();
}

function openShelf() {
  shelf = [];
  for (const [code, titles] of Object.entries(graph.titles)) {
    for (const [node, words] of titles) shelf.push({ node, words, code, folded: foldedWords(words) });
  }
  for (const [node, aliases] of graph.aliases) {
    for (const words of aliases) shelf.push({ node, words, code: "", folded: foldedWords(words), id: words });
  }
  graph.ids.forEach((id, node) => shelf.push({ node, words: id, code: "", folded: foldedWords(id), id }));
}

const HAN = /[\u3400-\u9fff]/;

// How well a name answers to the words: each must be found; and a little for how much of the name they are.
function wordsScore(name, asked, all) {
  if (name === all) return 1;
  let sum = 0;
  for (const word of asked) {
    const at = name.indexOf(word);
    if (at < 0) return 0;
    const begins = at === 0 || name[at - 1] === " ";
    const ends = at + word.length === name.length || name[at + word.length] === " ";
    if (HAN.test(word) || (begins && ends)) sum += 1;
    else if (begins) sum += 0.8;
    else if (word.length >= 3) sum += 0.45;
    else return 0;
  }
  return 0.8 * (sum / asked.length) + 0.15 * Math.min(1, all.length / name.length);
}

// The nodes that answer, best first; each with the name that answers best.
function find(text, most) {
  if (!shelf) openShelf();
  const all = foldedWords(text);
  if (!all) return [];
  const parts = typedParts(text);
  let found = answers(all, parts);
  if (!found.size) found = answers(mended(all), []);
  const ranked = [...found.values()];
  ranked.sort((one, next) => next.score - one.score || one.node - next.node);
  return most ? ranked.slice(0, most) : ranked;
}

function answers(all, parts) {
  const asked = all.split(" ");
  const found = new Map();
  for (const entry of shelf) {
    let score = wordsScore(entry.folded, asked, all);
    if (entry.id && parts.length) score = Math.max(score, symbolScore(parts, entry));
    if (!score) continue;
    const cited = graph.cited[entry.node];
    score = 0.9 * score + 0.1 * (cited / (cited + 10)) + 0.01 * (entry.code === view.language);
    // A resolution is meant more often than a report of the same number.
    score += sortName(entry.node) === "resolution" ? 0.02 : 0;
    const held = found.get(entry.node);
    if (!held || held.score < score) found.set(entry.node, { ...entry, score });
  }
  return found;
}

let vocabulary;

// The same with each word that stands nowhere replaced by the nearest that does: a misprint or two do not matter.
function mended(all) {
  vocabulary ??= new Set(shelf.flatMap((entry) => (entry.code ? entry.folded.split(" ") : [])));
  const near = (word) => {
    if (vocabulary.has(word) || word.length < 5 || HAN.test(word)) return word;
    const most = Math.min(2, Math.ceil(word.length / 5));
    let best = word;
    let least = most + 1;
    for (const held of vocabulary) {
      if (Math.abs(held.length - word.length) >= least) continue;
      const distance = edits(word, held, least);
      if (distance < least) [best, least] = [held, distance];
    }
    return best;
  };
  return all.split(" ").map(near).join(" ");
}

// How many letters must be added, dropped or changed, as far as `most`.
function edits(one, other, most) {
  let row = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let line = 0; line < one.length; line++) {
    const next = [line + 1];
    for (let column = 0; column < other.length; column++) {
      const same = one[line] === other[column] ? 0 : 1;
      next.push(Math.min(row[column] + same, row[column + 1] + 1, next[column] + 1));
    }
    if (Math.min(...next) > most) return most + 1;
    row = next;
  }
  return row[other.length];
}

// The field, and the list that opens below it while one types.
function openSearch() {
  const field = byId("query");
  const list = byId("found");
  let chosen = -1;
  const close = () => {
    list.hidden = true;
    list.replaceChildren();
    field.setAttribute("aria-expanded", "false");
    field.removeAttribute("aria-activedescendant");
    chosen = -1;
  };
  const mark = (at) => {
    const options = [...list.querySelectorAll("[role=option]")];
    if (!options.length) return;
    chosen = (at + options.length) % options.length;
    options.forEach((option, nth) => option.setAttribute("aria-selected", String(nth === chosen)));
    options[chosen].scrollIntoView({ block: "nearest" });
    field.setAttribute("aria-activedescendant", options[chosen].id);
  };
  const take = (node) => {
    close();
    field.value = "";
    choose(node, true);
    byId("panel").focus({ preventScroll: true });
  };
  const offer = () => {
    const found = find(field.value, 0);
    const best = found.slice(0, 30);
    list.replaceChildren(...best.map((answer, nth) => option(answer, nth, take)));
    list.hidden = !field.value.trim();
    if (!found.length) list.append(element("li", { class: "none", text: phrase("page.nothing-found") }));
    field.setAttribute("aria-expanded", String(!list.hidden));
    field.removeAttribute("aria-activedescendant");
    chosen = -1;
    if (!list.hidden) tell(found.length ? phrase("page.found", number(found.length)) : phrase("page.nothing-found"));
    else tellCounts();
  };
  field.addEventListener("input", offer);
  field.addEventListener("focus", () => { if (field.value) offer(); });
  field.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown") mark(chosen + 1);
    else if (event.key === "ArrowUp") mark(chosen - 1);
    else if (event.key === "Enter") list.querySelectorAll("[role=option]")[Math.max(0, chosen)]?.click();
    else if (event.key === "Escape") { close(); field.value = ""; tellCounts(); }
    else return;
    event.preventDefault();
  });
  field.addEventListener("blur", () => setTimeout(() => { if (document.activeElement !== field) close(); }, 200));
}

function option(answer, nth, take) {
  const { title, code } = titled(answer.node);
  // The name that answered is shown where it is not the title anyway.
  const other = answer.code && answer.words !== title ? answer.words : "";
  return element("li", { role: "option", id: `found-${nth}`, "aria-selected": "false", on: { mousedown: (event) => event.preventDefault(), click: () => take(answer.node) } },
    swatch(answer.node),
    element("b", { dir: "auto", text: label(answer.node) }),
    isDocument(answer.node) && title ? element("span", { dir: "auto", lang: code, text: title }) : null,
    other ? element("i", { dir: "auto", lang: answer.code, text: other }) : null,
    element("small", { text: [graph.date.get(answer.node), number(graph.cited[answer.node])].filter(Boolean).join(" · ") }));
}

// The colour and the form of a sort.
function swatch(node) {
  return element("span", { class: `swatch sort-${sortName(node)}`, title: phrase(sortName(node)) });
}
