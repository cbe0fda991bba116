// Elements are made here and nowhere else: what a title says is always text, never markup.

function element(name, settings = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(settings)) {
    if (value === undefined || value === false) continue;
    if (key === "on") {
      for (const [event, listener] of Object.entries(value)) made.addEventListener(event, listener);
    } else if (key === "text") {
      made.textContent = value;
    } else if (key === "class") {
      made.className = value;
    } else {
      made.setAttribute(key, value === true ? "" : value);
    }
  }
  made.append(...children.filter((child) => child !== undefined && child !== null));
  return made;
}

function byId(id) {
  return document.getElementById(id);
}

function button(words, act, settings = {}) {
  return element("button", { type: "button", text: words, on: { click: act }, ...settings });
}

// Draws a part of the page anew; what has the focus in it has it afterwards.
function keepFocus(part, draw) {
  const focused = part.contains(document.activeElement) && document.activeElement !== part;
  const key = focused ? document.activeElement.dataset.key : undefined;
  draw(part);
  if (!focused) return;
  const again = key ? part.querySelector(`[data-key="${CSS.escape(key)}"]`) : null;
  (again && !again.disabled ? again : part).focus({ preventScroll: true });
}

// A key that a list answers to: arrows go from one to the next, Home and End to the ends.
function walkWithArrows(list, items) {
  list.addEventListener("keydown", (event) => {
    const all = items();
    const at = all.indexOf(document.activeElement);
    const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: all.length - 1 }[event.key];
    if (next === undefined || at < 0 || !all[next]) return;
    event.preventDefault();
    all[next].focus();
  });
}
