// A graph as nobody would wish it: every word in it tries to become something else.

const WORDS = [
  "</script><script>window.ran = 1; alert(1)</script>",
  "<img src=x onerror=\"window.ran = 1\">",
  "\"quoted\" & 'single' --> ]]> <!-- ${window.ran = 1} {a} {b} @@graph@@",
  "\u202egnihtyna\u202c \u2066x\u2069 \u2069\u2069",
  "x".repeat(10000),
  "字".repeat(10000),
  "line\nbreak\r\nand\ttab\u0001\u001b[31m\u007f\u0085\u2028\u2029\ufeff\ufffe",
  "=cmd()|' /C calc'!A0",
  "<svg onload=window.ran=1><style>*{display:none}</style>",
  "javascript:window.ran=1",
  "",
];

export function hostile() {
  const input = { file: WORDS[0], sha256: WORDS[1], symbol: "A/RES/1/1", language: "en" };
  const nodes = WORDS.map((words, nth) => ({
    id: nth ? `node-${nth}-${words.replace(/[\s\p{C}]+/gu, "_").slice(0, 200)}` : "A/RES/1/1",
    class: ["document", "instrument", "body", "set", "event"][nth % 5],
    kind: nth % 5 ? words.slice(0, 100) || "other" : "resolution",
    form: nth % 5 === 1 ? words : undefined,
    titles: { en: words, zh: words, ar: `ابجد ${words}` },
    aliases: nth % 2 ? [words] : undefined,
    body: nth % 3 ? undefined : "node-2-body",
    read: nth === 0,
  }));
  const edges = nodes.slice(1).map((node, nth) => ({
    source: "A/RES/1/1", target: node.id, key: "recalls", class: "citation", relation: "recalls", origin: ["text"], count: 1,
    evidence: [{ paragraph: WORDS[nth].slice(0, 60) || "PP1", section: "preamble", quote: WORDS[nth + 1], span: [0, 9], language: "en", input: 0, pinpoint: WORDS[nth] }],
  }));
  const head = { schema: "unxref-graph/1", generator: WORDS[0], manifest: { gaps: WORDS[1], licence: WORDS[0] }, inputs: [input], unplaced: [] };
  return { directed: true, multigraph: true, graph: head, nodes, edges };
}
