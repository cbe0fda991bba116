// Reads one file with a library of JavaScript and prints its nodes, edges and evidence: `node read.mjs LIBRARY FILE`,
// in the folder where the libraries were installed.
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const [library, file] = process.argv.slice(2);
const text = readFileSync(file, "utf8");
const load = createRequire(join(process.cwd(), "package.json"));
const sum = (numbers) => numbers.reduce((total, number) => total + number, 0);

const readers = {
  cytoscape() {
    const cytoscape = load("cytoscape");
    const graph = cytoscape({ headless: true, styleEnabled: false, ...JSON.parse(text) });
    return [graph.nodes().length, graph.edges().length, sum(graph.edges().map((edge) => edge.data("words").length))];
  },

  graphology() {
    const { MultiDirectedGraph } = load("graphology");
    const graph = MultiDirectedGraph.from(JSON.parse(text));
    return [graph.order, graph.size, sum(graph.mapEdges((_, attributes) => attributes.words.length))];
  },

  // Drawn in a browser: what counts is what stands in the picture.
  mermaid() {
    const script = load.resolve("mermaid").replace(/mermaid\.core\.mjs$|mermaid\.esm\.mjs$/, "mermaid.min.js");
    const chart = JSON.stringify(text).replaceAll("<", "\\u003c");
    const page = `<!doctype html><meta charset="utf-8"><body><script src="file://${script}"></script><script>
      mermaid.initialize({ startOnLoad: false, maxEdges: 5000, maxTextSize: 9000000 });
      mermaid.render("chart", ${chart}).then(({ svg }) => { document.body.innerHTML = svg; },
        (error) => { document.body.textContent = "failed: " + error; });
    </script>`;
    const html = join(process.cwd(), "mermaid.html");
    writeFileSync(html, page);
    const flags = ["--headless", "--no-sandbox", "--disable-gpu", "--virtual-time-budget=60000", "--dump-dom"];
    const drawn = execFileSync(process.env.CHROMIUM || "chromium", [...flags, `file://${html}`], { encoding: "utf8", maxBuffer: 1 << 28, stdio: ["ignore", "pipe", "ignore"] });
    const count = (pattern) => (drawn.match(pattern) ?? []).length;
    return [count(/<g class="node /g), count(/<path [^>]*class="[^"]*flowchart-link/g), null];
  },
};

process.stdout.write(JSON.stringify(readers[library]()));
