// From the blocks of the page to the map, and the keys that work everywhere.

// The sheet of colours: as the system has it, or as was chosen.
function dress() {
  if (view.theme === "auto") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = view.theme;
  mix();
  byId("language").value = view.language;
  byId("theme").replaceChildren(...["auto", "light", "dark"].map((name) => element("option", { value: name, text: phrase(`page.theme.${name}`) })));
  byId("theme").value = view.theme;
}

function openTools(follow) {
  byId("language").replaceChildren(...LANGUAGES.map((code) => element("option", { value: code, lang: code, text: NATIVE[code] })));
  byId("language").addEventListener("change", () => {
    change({ language: byId("language").value }, { push: false });
    follow();
  });
  byId("theme").addEventListener("change", () => {
    change({ theme: byId("theme").value }, { push: false });
    dress();
    drawSoon();
  });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => { mix(); drawSoon(); });
  byId("save-svg").addEventListener("click", saveSvg);
  byId("save-json").addEventListener("click", saveJson);
  byId("show-map").addEventListener("click", () => change({ show: "map" }));
  byId("show-table").addEventListener("click", () => change({ show: "table" }));
  byId("skip").addEventListener("click", () => {
    change({ show: "table" });
    byId("table").querySelector("button")?.focus();
  });
}

// `/` goes to the search, Escape steps back: from a path, a neighbourhood, a choice.
function listenToKeys() {
  addEventListener("keydown", (event) => {
    const typing = event.target.closest?.("input, select, textarea");
    if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      byId("query").focus();
    } else if (event.key === "Escape" && !typing) {
      if (view.scope !== "all") change({ scope: "all" });
      else if (view.from >= 0 || view.to >= 0) change({ from: -1, to: -1, chain: 0 });
      else if (view.node >= 0) change({ node: -1 });
      else return;
      byId(view.show === "map" ? "map" : "table").focus({ preventScroll: true });
    } else if (event.key === "Escape" && typing && typing.id !== "query") {
      byId("main").focus();
    }
  });
}

async function main() {
  try {
    openGraph(await unpacked("graph"));
  } catch (error) {
    byId("status").textContent = `${document.title}: ${error.message}`;
    throw error;
  }
  view.language = data.language;
  const missing = readLink();
  speak();
  openLayout();
  const follow = followLinks();
  openTools(follow);
  openSearch();
  listenToKeys();
  openCanvas();
  // The words come while the map is looked at; whoever asks sooner waits for them.
  wordsToCome = new Promise((done) => { setTimeout(done, 30); }).then(() => unpacked("words")).then(openWords);
  dress();
  drawFilters();
  refresh();
  if (missing.length) tell(phrase("page.unknown", missing.join(", ")));
  drawNow();
  document.documentElement.dataset.ready = String(Math.round(performance.now()));
  await wordsToCome;
  if (!shelf) openShelf();
  if (view.scope === "path") drawSoon();
  document.documentElement.dataset.complete = String(Math.round(performance.now()));
}

main();
