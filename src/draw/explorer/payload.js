// What the page holds: two blocks of JSON, compressed, in letters that mean nothing to HTML.

async function unpacked(id) {
  const block = document.getElementById(id);
  const letters = atob(block.textContent);
  block.remove();
  const bytes = new Uint8Array(letters.length);
  for (let at = 0; at < letters.length; at++) bytes[at] = letters.charCodeAt(at);
  const opened = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
  return new Response(opened).json();
}

// A column of which only some rows have anything, as a map from the row to what it has.
function sparse(column) {
  const rows = new Map();
  column.at.forEach((row, nth) => rows.set(row, column.is[nth]));
  return rows;
}
