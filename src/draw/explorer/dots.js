// A large graph: years from left to right, a band for each sort of thing, a dot for each thing.

// With fewer edges than these all are drawn; with more, those of what is chosen or pointed at.
const ALL_EDGES = 1500;
const MOST_LABELS = 110;
// Of so few things even the smallest dot can be seen and pointed at.
const FEW = 1200;

function least() {
  return shown.nodeCount > FEW ? 0.7 : 3;
}

function drawDots(at) {
  drawBands(at);
  const { node, near, edges } = focus();
  const dimmed = node >= 0 && near.size > 0;
  if (shown.edgeCount <= ALL_EDGES) {
    const all = [];
    for (let edge = 0; edge < graph.edges; edge++) if (shown.edges[edge]) all.push(edge);
    drawStrands(all, at, Math.min(0.25, 100 / all.length) * (dimmed ? 0.4 : 1));
  }
  drawStrands(edges, at, edges.length > 300 ? 0.28 : 0.7);
  const seen = inWindow(at);
  drawMarks(seen.filter((one) => !dimmed || !near.has(one)), at, dimmed ? 0.22 : 1);
  if (dimmed) drawMarks(seen.filter((one) => near.has(one)), at, 1);
  for (const [ringed, wide] of [[view.node, 3], [hovered, 2]]) if (ringed >= 0 && shown.nodes[ringed]) ring(ringed, at, wide);
  drawLabels(at, seen, dimmed ? near : null, node);
  drawAxes(at);
}

// The bands with their rules, behind everything.
function drawBands(at) {
  layout.lanes.forEach(([, top, foot], nth) => {
    const [, y] = project(0, top - 10, at);
    const [, end] = project(0, foot + 10, at);
    if (nth % 2 === 0) {
      pen.fillStyle = ink.band;
      pen.fillRect(0, y, size.width, end - y);
    }
  });
  pen.strokeStyle = ink.rule;
  pen.lineWidth = 1;
  pen.beginPath();
  for (const [year, x] of layout.years) {
    if (year % 10 && at.k < 0.5) continue;
    const [left] = project(x - 12, 0, at);
    if (left < 0 || left > size.width) continue;
    pen.moveTo(Math.round(left) + 0.5, 0);
    pen.lineTo(Math.round(left) + 0.5, size.height);
  }
  pen.stroke();
}

// The years above and the names of the bands at the side, over everything.
function drawAxes(at) {
  pen.globalAlpha = 0.88;
  pen.fillStyle = ink.back;
  pen.fillRect(0, 0, size.width, 20);
  pen.globalAlpha = 1;
  pen.font = `600 11px ${FONT}`;
  pen.textBaseline = "middle";
  pen.textAlign = "left";
  pen.fillStyle = ink.soft;
  let end = -10;
  for (const [year, x] of layout.years) {
    const [left] = project(x, 0, at);
    const words = year ? String(year) : "?";
    const wide = pen.measureText(words).width;
    if (left < end + 8 || left < -wide || left > size.width) continue;
    pen.fillText(words, left, 10);
    end = left + wide;
  }
  pen.font = `600 12px ${FONT}`;
  for (const [key, top, foot] of layout.lanes) {
    const [, first] = project(0, top - 8, at);
    const [, last] = project(0, foot + 8, at);
    if (last < 34 || first > size.height || last - first < 13) continue;
    const words = phrase(key);
    const y = last - first < 30 ? (first + last) / 2 : Math.max(32, Math.min(first + 12, last - 10));
    const wide = pen.measureText(words).width;
    const rtl = document.documentElement.dir === "rtl";
    const left = rtl ? size.width - wide - 18 : 6;
    pen.globalAlpha = 0.85;
    pen.fillStyle = ink.back;
    pen.beginPath();
    pen.roundRect(left, y - 9, wide + 12, 18, 4);
    pen.fill();
    pen.globalAlpha = 1;
    pen.fillStyle = ink.text;
    pen.fillText(words, left + 6, y + 1);
  }
}

// The nodes that are shown and stand in the window.
function inWindow(at) {
  const [left, top] = unproject(-20, -20, at);
  const [right, foot] = unproject(size.width + 20, size.height + 20, at);
  const seen = [];
  for (let node = 0; node < graph.count; node++) {
    if (!shown.nodes[node]) continue;
    const r = layout.r[node];
    if (layout.x[node] + r < left || layout.x[node] - r > right || layout.y[node] + r < top || layout.y[node] - r > foot) continue;
    seen.push(node);
  }
  return seen;
}

// The dots, one sort after another, so that the colours change seldom.
function drawMarks(nodes, at, alpha) {
  const sorts = data.sorts.map(() => []);
  for (const node of nodes) sorts[graph.sort[node]].push(node);
  pen.globalAlpha = alpha;
  sorts.forEach((own, sort) => {
    if (!own.length) return;
    pen.beginPath();
    for (const node of own) {
      const [x, y] = project(layout.x[node], layout.y[node], at);
      mark(pen, data.sorts[sort], x, y, Math.max(least(), layout.r[node] * at.k));
    }
    // Small dots have no room for a frame: they are as dark as one.
    const small = at.k < 0.6;
    pen.globalAlpha = small ? alpha * 0.62 : alpha;
    pen.fillStyle = small ? ink.sorts[sort].line : ink.sorts[sort].fill;
    pen.fill();
    pen.globalAlpha = alpha;
    pen.lineWidth = Math.min(1.5, at.k);
    pen.strokeStyle = ink.sorts[sort].line;
    if (!small) pen.stroke();
  });
  pen.globalAlpha = 1;
}

// The form of a sort around a point: it tells the sort without colour.
function mark(path, sort, x, y, r) {
  if (r < 1.6) {
    path.rect(x - r, y - r, 2 * r, 2 * r);
  } else if (sort === "treaty") {
    polygon(path, x, y, r * 1.15, 4, 0);
  } else if (sort === "programme") {
    polygon(path, x, y, r * 1.2, 3, -Math.PI / 2);
  } else if (sort === "report" || sort === "draft") {
    path.rect(x - r * 0.85, y - r * 0.85, 1.7 * r, 1.7 * r);
  } else if (sort === "body") {
    polygon(path, x, y, r * 1.08, 6, 0);
  } else if (sort === "set") {
    polygon(path, x, y, r * 1.1, 5, -Math.PI / 2);
  } else {
    path.moveTo(x + r, y);
    path.arc(x, y, r, 0, 2 * Math.PI);
  }
}

function polygon(path, x, y, r, corners, turn) {
  for (let corner = 0; corner < corners; corner++) {
    const angle = turn + corner * 2 * Math.PI / corners;
    path[corner ? "lineTo" : "moveTo"](x + r * Math.cos(angle), y + r * Math.sin(angle));
  }
  path.closePath();
}

function ring(node, at, wide) {
  const [x, y] = project(layout.x[node], layout.y[node], at);
  pen.beginPath();
  pen.arc(x, y, Math.max(5, layout.r[node] * at.k + 3), 0, 2 * Math.PI);
  pen.lineWidth = wide;
  pen.strokeStyle = ink.accent;
  pen.stroke();
}

// Lines of one sort are drawn together.
function drawStrands(edges, at, alpha) {
  const sorts = new Map();
  for (const edge of edges) {
    const name = manner(edge);
    if (!sorts.has(name)) sorts.set(name, []);
    sorts.get(name).push(edge);
  }
  pen.globalAlpha = alpha;
  pen.lineWidth = 1.1;
  for (const [name, own] of sorts) {
    pen.strokeStyle = ink.manners[name];
    pen.setLineDash(dash(name));
    pen.beginPath();
    for (const edge of own) {
      const [x, y] = project(layout.x[graph.from[edge]], layout.y[graph.from[edge]], at);
      const [endX, endY] = project(layout.x[graph.to[edge]], layout.y[graph.to[edge]], at);
      pen.moveTo(x, y);
      // A slight bow tells lines apart that run side by side.
      pen.quadraticCurveTo((x + endX) / 2 - (endY - y) * 0.08, (y + endY) / 2 + (endX - x) * 0.08, endX, endY);
    }
    pen.stroke();
  }
  pen.setLineDash([]);
  pen.globalAlpha = 1;
}

function dash(name) {
  return { fact: [3, 4], mentioning: [1.5, 3], according: [6, 3], asking: [9, 3, 2, 3] }[name] ?? [];
}

// Names, the most cited first, wherever they find room; of what is chosen and its neighbours first of all.
function drawLabels(at, seen, near, chosen) {
  const cell = 6;
  const wide = Math.ceil(size.width / cell);
  const taken = new Uint8Array(wide * Math.ceil(size.height / cell + 1));
  pen.font = `11px ${FONT}`;
  pen.textBaseline = "middle";
  pen.textAlign = "left";
  const inSight = new Uint8Array(graph.count);
  for (const node of seen) inSight[node] = 1;
  const wanted = [...new Set([chosen, view.node])].filter((node) => node >= 0 && inSight[node]);
  const rest = Array.from(graph.fame).filter((node) => inSight[node] && !wanted.includes(node) && (!near || near.has(node)));
  let drawn = 0;
  // Where dots stand close, names that stood close too would hide them.
  const air = shown.nodeCount > FEW && at.k < 3 ? 7 : 0;
  for (const node of [...wanted, ...rest]) {
    const r = Math.max(least(), layout.r[node] * at.k);
    const must = wanted.includes(node);
    if (drawn >= MOST_LABELS) break;
    if (!must && !near && r < 2.4 && seen.length > 400) break;
    const [x, y] = project(layout.x[node], layout.y[node], at);
    pen.font = `${must ? "600 " : ""}${r > 12 ? 12 : 11}px ${FONT}`;
    const words = roomFor(cutTo(label(node), 60), must ? 320 : 190);
    const width = pen.measureText(words).width;
    // At the other side where it would reach out of the window.
    const left = x + r + 4 + width > size.width - 4 && x > width ? x - r - 4 - width : x + r + 4;
    if (left > size.width || left + width < 0 || y < 22 || y > size.height - 4) continue;
    if (!claim(taken, wide, cell, left - 2, y - 8 - air, width + 4, 16 + 2 * air) && !must) continue;
    pen.lineWidth = 3;
    pen.strokeStyle = ink.back;
    pen.globalAlpha = 0.85;
    pen.lineJoin = "round";
    pen.strokeText(words, left, y);
    pen.globalAlpha = 1;
    pen.fillStyle = ink.text;
    pen.fillText(words, left, y);
    drawn++;
  }
}

// Takes a place where none of it is taken.
function claim(taken, wide, cell, x, y, width, height) {
  const columns = [Math.max(0, Math.floor(x / cell)), Math.min(wide - 1, Math.floor((x + width) / cell))];
  const rows = [Math.max(0, Math.floor(y / cell)), Math.min(taken.length / wide - 1, Math.floor((y + height) / cell))];
  for (let row = rows[0]; row <= rows[1]; row++) {
    for (let column = columns[0]; column <= columns[1]; column++) if (taken[row * wide + column]) return false;
  }
  for (let row = rows[0]; row <= rows[1]; row++) taken.fill(1, row * wide + columns[0], row * wide + columns[1] + 1);
  return true;
}
