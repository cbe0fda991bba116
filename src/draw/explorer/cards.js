// A small graph: a card for each thing, with as many words as it has room for.

function drawCards(at) {
  const { node, near, edges } = focus();
  const dimmed = node >= 0 && near.size > 0;
  const all = [];
  for (let edge = 0; edge < graph.edges; edge++) if (shown.edges[edge]) all.push(edge);
  for (const edge of all) if (!isOwn(edge)) drawLine(edge, at, dimmed ? 0.04 : 0.12, false);
  const clear = Math.max(0.3, Math.min(0.65, 60 / all.length));
  for (const edge of all) if (isOwn(edge)) drawLine(edge, at, dimmed ? 0.12 : clear, !dimmed);
  if (dimmed) for (const edge of edges) drawLine(edge, at, 1, true);
  for (let one = 0; one < graph.count; one++) if (shown.nodes[one]) drawCard(one, at, dimmed && !near.has(one));
  drawHeads(at);
  if (view.scope === "path") for (const edge of all) drawRelation(edge, at);
}

// Whether an edge ties what was asked for, and not two of what lies around it.
function isOwn(edge) {
  return layout !== whole || !data.asked.length || data.asked.includes(graph.from[edge]) || data.asked.includes(graph.to[edge]);
}

// The names of the two sides.
function drawHeads(at) {
  pen.font = `600 13px ${FONT}`;
  pen.fillStyle = ink.soft;
  pen.textBaseline = "middle";
  for (const head of layout.heads) {
    const [x, y] = project(head.x, head.y, at);
    pen.textAlign = head.end ? "right" : "left";
    pen.fillText(`${phrase(head.key)} · ${number(head.count)}`, x, y);
  }
}

// The curve of an edge: from the side of one card to the side of the other.
function curve(edge) {
  const [left, top, right, foot] = extent(layout, graph.from[edge]);
  const [otherLeft, otherTop, otherRight, otherFoot] = extent(layout, graph.to[edge]);
  const off = siblings(edge) * 7;
  const y = Math.min(foot - 4, Math.max(top + 4, (top + foot) / 2 + off));
  const endY = Math.min(otherFoot - 4, Math.max(otherTop + 4, (otherTop + otherFoot) / 2 + off));
  if (otherLeft >= right) {
    const bend = Math.max(24, (otherLeft - right) / 2);
    return [right, y, right + bend, y, otherLeft - bend, endY, otherLeft, endY];
  }
  if (otherRight <= left) {
    const bend = Math.max(24, (left - otherRight) / 2);
    return [left, y, left - bend, y, otherRight + bend, endY, otherRight, endY];
  }
  const out = Math.max(right, otherRight) + 18 + Math.abs(endY - y) * 0.12;
  return [right, y, out, y, out, endY, otherRight, endY];
}

// How far an edge stands off from the others between the same two.
function siblings(edge) {
  const same = (other) => graph.from[other] === graph.from[edge] && graph.to[other] === graph.to[edge];
  let [first, last] = [edge, edge];
  while (first > 0 && same(first - 1)) first--;
  while (last + 1 < graph.edges && same(last + 1)) last++;
  return edge - (first + last) / 2;
}

function drawLine(edge, at, alpha, headed) {
  const points = curve(edge);
  const placed = [];
  for (let nth = 0; nth < 8; nth += 2) placed.push(...project(points[nth], points[nth + 1], at));
  const name = manner(edge);
  const colour = ink.manners[name];
  pen.globalAlpha = alpha;
  pen.strokeStyle = colour;
  pen.lineWidth = (name === "reaffirming" ? 2.2 : 1.3) * Math.min(1.2, Math.max(0.6, at.k));
  pen.setLineDash(dash(name));
  pen.beginPath();
  pen.moveTo(placed[0], placed[1]);
  pen.bezierCurveTo(...placed.slice(2));
  pen.stroke();
  pen.setLineDash([]);
  if (headed) drawHead(placed, colour);
  pen.globalAlpha = 1;
}

function drawHead([, , , , fromX, fromY, x, y], colour) {
  const angle = Math.atan2(y - fromY, x - fromX);
  pen.fillStyle = colour;
  pen.beginPath();
  pen.moveTo(x, y);
  for (const turn of [0.42, -0.42]) pen.lineTo(x - 9 * Math.cos(angle + turn), y - 9 * Math.sin(angle + turn));
  pen.fill();
}

// The relation on the line, where there is room for it.
function drawRelation(edge, at) {
  const [x, y, , , , , endX, endY] = curve(edge);
  const [midX, midY] = project((x + endX) / 2, (y + endY) / 2 + siblings(edge) * 14, at);
  pen.font = `11px ${FONT}`;
  pen.textAlign = "center";
  pen.textBaseline = "middle";
  const words = [phrase(relationName(edge)), paragraphs(edge).slice(0, 2).join(" ")].filter(Boolean).join(" · ");
  const room = Math.abs(endX - x) * at.k - 24;
  const cut = roomFor(words, room);
  if (!cut) return;
  const width = pen.measureText(cut).width;
  pen.fillStyle = ink.back;
  pen.fillRect(midX - width / 2 - 3, midY - 8, width + 6, 16);
  pen.fillStyle = ink.text;
  pen.fillText(cut, midX, midY);
}

function drawCard(node, at, dim) {
  const [left, top] = project(layout.x[node], layout.y[node], at);
  const [width, height] = [layout.w[node] * at.k, layout.h[node] * at.k];
  if (left > size.width || top > size.height || left + width < 0 || top + height < 0) return;
  const sort = graph.sort[node];
  pen.globalAlpha = 1;
  pen.fillStyle = ink.back;
  pen.beginPath();
  outline(pen, data.sorts[sort], left, top, width, height);
  pen.fill();
  pen.globalAlpha = dim ? 0.35 : 1;
  pen.fillStyle = ink.sorts[sort].fill;
  pen.fill();
  const chosen = node === view.node;
  pen.lineWidth = chosen ? 3 : data.asked.includes(node) ? 2.4 : 1.2;
  pen.strokeStyle = chosen || node === hovered ? ink.accent : ink.sorts[sort].line;
  pen.setLineDash(["draft", "session"].includes(data.sorts[sort]) ? [5, 3] : []);
  pen.stroke();
  pen.setLineDash([]);
  if (data.sorts[sort] === "treaty" && height > 16) {
    pen.lineWidth = 0.8;
    pen.strokeRect(left + 3, top + 3, width - 6, height - 6);
  }
  drawWords(node, left, top, width, height);
  pen.globalAlpha = 1;
}

// The form of a card, as in the pictures.
function outline(path, sort, left, top, width, height) {
  const [right, foot] = [left + width, top + height];
  const cut = Math.min(10, height / 4);
  const points = {
    decision: [[left, top], [right - cut, top], [right, top + cut], [right, foot - cut], [right - cut, foot], [left, foot]],
    report: [[left, top], [right - cut, top], [right, top + cut], [right, foot], [left, foot]],
    event: [[left + cut, top], [right - cut, top], [right, top + height / 2], [right - cut, foot], [left + cut, foot], [left, top + height / 2]],
  };
  points.draft = points.report;
  if (points[sort]) {
    points[sort].forEach(([x, y], nth) => path[nth ? "lineTo" : "moveTo"](x, y));
    path.closePath();
  } else {
    path.roundRect(left, top, width, height, ["body", "session"].includes(sort) ? Math.min(12, height / 2) : sort === "programme" ? 5 : 1.5);
  }
}

// The words of a card: the name in lines as large as can be read at any scale, then the title, then the date.
function drawWords(node, left, top, width, height) {
  const scale = Math.max(0.75, Math.min(1.4, camera().k));
  const [name, small] = [Math.round(12.5 * scale), Math.round(11 * scale)];
  const leading = Math.round(small * 1.32);
  const pad = Math.min(9, width / 12);
  const room = width - 2 * pad;
  let rows = Math.floor((height - 6) / leading);
  const lines = [];
  const take = (words, font, colour, most) => {
    pen.font = font;
    for (const line of wrapped(cutTo(words, 400), room, Math.min(rows, most))) {
      lines.push([line, font, colour]);
      rows--;
    }
  };
  if (height < 11) return;
  rows = Math.max(1, rows);
  const { title } = titled(node);
  const date = graph.date.get(node);
  const others = isDocument(node) ? Boolean(title) : false;
  pen.font = `600 ${name}px ${FONT}`;
  // A symbol is no symbol without its end: it is set smaller instead.
  const tight = isDocument(node) ? Math.max(7.5, Math.min(name, name * room / pen.measureText(cutTo(label(node), 60)).width)) : name;
  take(label(node), `600 ${tight}px ${FONT}`, ink.text, isDocument(node) ? 1 : rows > 2 && date ? rows - 1 : rows);
  if (others && rows > 0) take(title, `${small}px ${FONT}`, ink.text, date && rows > 2 ? rows - 1 : rows);
  if (date && rows > 0) take(date, `${small}px ${FONT}`, ink.soft, 1);
  pen.textBaseline = "middle";
  let y = top + height / 2 - (lines.length - 1) * leading / 2;
  const rtl = /[\u0590-\u08ff]/;
  for (const [line, font, colour] of lines) {
    pen.font = font;
    pen.fillStyle = colour;
    const fromRight = rtl.test(line);
    pen.direction = fromRight ? "rtl" : "ltr";
    pen.textAlign = fromRight ? "right" : "left";
    pen.fillText(line, fromRight ? left + width - pad : left + pad, y);
    y += leading;
  }
  pen.direction = "ltr";
}

// Words in lines; what does not fit ends in an ellipsis. Where there are no spaces, a line breaks anywhere.
function wrapped(words, room, most) {
  if (most < 1) return [];
  const pieces = words.match(/[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]|[^\s\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]+\s*|\s+/g) ?? [];
  const lines = [];
  let line = "";
  for (const [nth, piece] of pieces.entries()) {
    if (!line || pen.measureText((line + piece).trimEnd()).width <= room) {
      line += piece;
      continue;
    }
    if (lines.length === most - 1) return [...lines, roomFor(line + pieces.slice(nth).join(""), room)];
    lines.push(roomFor(line.trimEnd(), room));
    line = piece;
  }
  if (line) lines.push(roomFor(line.trimEnd(), room));
  return lines;
}
