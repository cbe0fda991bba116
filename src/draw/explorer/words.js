// What the page says, in the language that is chosen.

function phrase(key, a = "", b = "") {
  const words = data.words[key];
  if (!words) return key;
  return words[LANGUAGES.indexOf(view.language)].replace("{a}", a).replace("{b}", b);
}

function number(value) {
  return value.toLocaleString(view.language === "ar" ? "ar-u-nu-latn" : view.language);
}

const NATIVE = { ar: "العربية", en: "English", es: "Español", fr: "Français", ru: "Русский", zh: "中文" };

// The name of a body: its title where the graph has it, else its id.
function bodyName(id) {
  const node = graph.numbers.get(id);
  return (node !== undefined && titled(node).title) || id;
}

// Gives every piece of the frame its words.
function speak() {
  document.documentElement.lang = view.language;
  document.documentElement.dir = view.language === "ar" ? "rtl" : "ltr";
  for (const piece of document.querySelectorAll("[data-word]")) piece.textContent = phrase(piece.dataset.word);
  for (const piece of document.querySelectorAll("[data-name]")) piece.setAttribute("aria-label", phrase(piece.dataset.name));
  for (const piece of document.querySelectorAll("[data-hint]")) piece.placeholder = phrase(piece.dataset.hint);
  for (const piece of document.querySelectorAll("[data-tip]")) {
    piece.title = phrase(piece.dataset.tip);
    piece.setAttribute("aria-label", piece.title);
  }
  const asked = data.asked[0];
  const heading = asked === undefined ? phrase("page.whole") : phrase("title.around", label(asked));
  document.getElementById("heading").textContent = heading;
  document.title = heading;
}
