// Symbols as people type them: `217 A (III)`, `HRC 53/24`, `resolution 73/195`, an address, the name of a file.

// What tells of a body, in the six languages, and the letters of its symbols.
const ORGANS = [
  [/human rights council|\bunhrc\b|consejo de derechos humanos|conseil des droits de l.homme|совет[а-я]* по правам человека|人权理事会|مجلس حقوق الانسان/g, " HRC "],
  [/security council|\bunsc\b|\bunscr\b|\bscr?\b|consejo de seguridad|conseil de securite|совет[а-я]* безопасности|安全理事会|安理会|مجلس الامن/g, " S "],
  [/general assembly|\bunga\b|\bgar?\b|asamblea general|assemblee generale|генеральн[а-я]* ассамбле[а-я]*|大会|الجمعيه العامه/g, " A "],
  [/economic and social council|\becosoc\b|consejo economico y social|conseil economique et social|经济及社会理事会|المجلس الاقتصادي والاجتماعي/g, " E "],
];

// Words beside a number that tell nothing, or the kind of the document.
const NOUNS = [
  [/resolutions?|resoluci[a-z]*|резолюци[а-я]*|决议|قرارات|القرار|قرارها|قراره|قرار/g, " RES "],
  [/decisions?|decisi[a-z]*|решени[а-я]*|决定|مقرر/g, " DEC "],
  [/\bnos?\b|\bof\b|\bthe\b|\bde\b|\bla\b|第|号|№/g, " "],
];

// The letters and the numbers of a symbol, one after another: `A/RES/217(III)[A]` gives A RES 217 III A.
function symbolParts(text) {
  return text.toUpperCase().match(/[A-Z]+|\d+/g) ?? [];
}

// What was typed as the parts of a symbol; nothing where it holds no number.
function typedParts(text) {
  let plain = text.normalize("NFKC").trim();
  const at = plain.match(/(?:undocs\.org|docs\.un\.org)\/(?:(?:ar|en|es|fr|ru|zh)\/)?(.+)$/i) ?? plain.match(/[?&]symbol=([^&]+)/i);
  if (at) {
    try { plain = decodeURIComponent(at[1]); } catch { plain = at[1]; }
  }
  plain = fold(plain).replace(/_/g, "/");
  for (const [words, letters] of [...ORGANS, ...NOUNS]) plain = plain.replace(words, letters);
  // Letters of a language without symbols are words, not parts.
  if (/[^\u0000-\u024f]/.test(plain)) return [];
  const parts = symbolParts(plain);
  return parts.some((part) => /\d/.test(part)) ? parts : [];
}

// How well an id answers to what was typed: every part must be found, numbers in their order, the last maybe begun only.
function symbolScore(parts, entry) {
  entry.parts ??= symbolParts(entry.id);
  const left = entry.parts.slice();
  const all = left.length;
  let last = -1;
  let begun = 0;
  for (const [nth, part] of parts.entries()) {
    const digits = /\d/.test(part);
    let at = left.findIndex((own, place) => own === part && (!digits || place > last));
    if (at < 0 && nth === parts.length - 1) {
      at = left.findIndex((own, place) => own && own.startsWith(part) && place > last);
      begun = 0.15;
    }
    if (at < 0) return 0;
    if (digits) last = at;
    left[at] = null;
  }
  const extra = left.filter((own) => own !== null);
  // The number of a document is the end of its symbol: what follows makes it another document.
  const tail = left.slice(last + 1).filter((own) => own !== null && !/^[IVXLC]+$/.test(own)).length;
  return Math.max(0.2, 1 - 0.04 * extra.length / all - 0.12 * tail - begun);
}
