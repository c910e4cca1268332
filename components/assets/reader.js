// The reader. Texts are set by textContent only; a click speaks to the page's thread, which writes the address. The card of what is
// selected comes as a template beside the reader and is copied under its row, so that choosing another row sends no text again.

const memory = new WeakMap();
const el = (name, cls, text) => {
  const node = document.createElement(name);
  if (cls) node.className = cls;
  if (text != null) node.textContent = text;
  return node;
};
const part = (cls, role, ...children) => {
  const node = el("div", cls);
  node.setAttribute("role", role);
  node.append(...children);
  return node;
};
const button = (cls, text) => {
  const node = el("button", cls, text);
  node.type = "button";
  return node;
};
const ours = (cls, text) => {
  const node = el("span", cls, text);
  node.dir = "ltr"; // our own words do not decide in which direction the article's are written
  return node;
};
const go = (changes) => document.dispatchEvent(new CustomEvent("readback:go", { detail: new URLSearchParams(changes).toString() }));

// Where this side has nothing: a drawn mark that can be clicked. `words` is its name.
function insertion(side, cls, difference, words) {
  const mark = button(`gap ${cls}`);
  mark.tabIndex = -1;
  mark.dataset.difference = difference;
  mark.setAttribute("aria-label", words);
  return mark;
}

function cell(side, row, state) {
  const box = part(`cell ${side}`, "gridcell");
  const [runs, other] = [row[side], side === "a" ? "B" : "A"];
  box.dir = "auto";
  box.append(ours("tagged", row.same ? "A = B" : side.toUpperCase()));
  if (!runs.length) {
    box.classList.add("unfilled");
    if (row.type !== "row") return box;
    const mark = insertion(side, "whole", row.alone, `${row.missing} (${side.toUpperCase()})`);
    keep(state.marks, row.alone, mark);
    if (!row.quiet) mark.append(ours("missing", row.missing));
    box.append(mark);
    return box;
  }
  runs.forEach(([text, look, difference, conflict, lacks], at) => {
    if (!look) return box.append(document.createTextNode(text));
    const gap = !text;
    const mark = gap ? insertion(side, look, difference, `Nothing here in ${side.toUpperCase()}. ${other} has: ${lacks}`) : el("mark", look);
    if (gap && /^\s/.test(runs[at + 1]?.[0] ?? "")) mark.classList.add("before-space");
    else if (gap && /\s$/.test(runs[at - 1]?.[0] ?? "")) mark.classList.add("after-space");
    if (!gap) {
      mark.tabIndex = -1;
      mark.append(ours("sr", `in ${side.toUpperCase()}: `), document.createTextNode(text));
      if (difference === row.alone) mark.classList.add("whole");
    }
    mark.dataset.difference = difference;
    if (conflict) mark.classList.add("conflict");
    keep(state.marks, difference, mark);
    box.append(mark);
  });
  return box;
}

function keep(map, key, node) {
  if (!map.has(key)) map.set(key, []);
  map.get(key).push(node);
}

function rowNode(row, state) {
  const kinds = [row.type, row.quiet && "quiet", row.pick && "picks", row.same && "same", row.alone && "alone", row.signs.includes("≠") && "conflict"];
  const node = part(`row ${kinds.filter(Boolean).join(" ")}`, "row");
  node.tabIndex = -1;
  node.dataset.pick = row.pick;
  const margin = part("margin", "rowheader");
  if (row.sign) {
    const signs = el("span", "signs");
    signs.append(el("span", "", row.sign), el("span", "sr", ` ${row.says} `));
    margin.append(signs);
  }
  margin.append(el("span", "n", row.n));
  for (const sign of row.signs.split(" ").filter(Boolean)) margin.append(document.createTextNode(" "), el("span", sign === "≠" ? "differs" : "", sign));
  node.append(margin, cell("a", row, state), cell("b", row, state));
  if (row.note || row.back || row.go) {
    const note = part("note", "gridcell", document.createTextNode(`${row.note} `));
    if (row.back) {
      const back = button("do back", "Put back");
      back.dataset.back = row.back;
      note.append(back);
    }
    if (row.go) {
      const there = button("do", row.says_go);
      there.dataset.there = row.go;
      note.append(there);
    }
    node.append(note);
  }
  for (const id of row.ids) state.rows.set(id, node);
  for (const id of row.also) keep(state.also, id, node);
  state.words.set(node, [...row.a, ...row.b].map((run) => run[0]).join("").toLowerCase());
  return node;
}

function build(root, data, state) {
  for (const map of [state.rows, state.also, state.marks]) map.clear();
  state.words = new Map();
  state.card = state.source = state.search = null;
  state.lit = [];
  root.setAttribute("role", "grid");
  root.setAttribute("aria-label", "Both texts, side by side");
  root.tabIndex = -1;
  const heads = [["margin", "Sentence"], ["a", `A · ${data.labels[0]}`], ["b", `B · ${data.labels[1]}`]];
  const all = document.createDocumentFragment();
  all.append(
    part("top", "row", ...heads.map(([cls, text]) => {
      const head = part(cls, "columnheader");
      head.textContent = text;
      return head;
    })),
  );
  for (const row of data.rows) {
    if (row.type === "head") {
      const line = part("row-group", "row", part("head", "gridcell", document.createTextNode(row.text)));
      line.dataset.aside = "";
      all.append(line);
    } else if (row.type === "fold") {
      const fold = button("fold", `${row.text} ▾`);
      fold.setAttribute("aria-expanded", "false");
      const inside = row.rows.map((one) => rowNode(one, state));
      for (const node of inside) {
        node.hidden = node.style.display = "none";
        node.unfold = () => unfold(fold, inside, true, row.text);
      }
      fold.addEventListener("click", () => unfold(fold, inside, fold.getAttribute("aria-expanded") !== "true", row.text));
      all.append(part("fold-line", "row", part("", "gridcell", fold)), ...inside);
    } else all.append(rowNode(row, state));
  }
  root.replaceChildren(all);
  state.stop = null;
  if (root.querySelector(".row")) stop(state, root.querySelector(".row"));
}

function unfold(fold, inside, open, text) {
  fold.setAttribute("aria-expanded", String(open));
  fold.textContent = `${text} ${open ? "▴" : "▾"}`;
  for (const node of inside) {
    node.hidden = !open;
    node.style.display = open ? "" : "none";
  }
}

// The reader fills the window below its own top; scrolling it never moves the page.
function fit(root) {
  const page = root.getRootNode().host?.closest('[data-testid="stMain"]');
  const top = root.getBoundingClientRect().top + (page?.scrollTop ?? 0);
  if (top > 0) root.style.setProperty("--reader-height", `${Math.round(innerHeight - top - 10)}px`);
}

// Scroll the reader, never the page; rows out of sight get their real height only when they come near.
function reveal(root, row, under, again = 4) {
  if (!row.isConnected || under?.isConnected === false) return;
  row.unfold?.();
  const box = root.getBoundingClientRect();
  const [low, high] = [box.top + (root.querySelector(".top")?.offsetHeight ?? 0), Math.min(box.bottom, innerHeight)];
  const at = row.getBoundingClientRect();
  const bottom = (under ?? row).getBoundingClientRect().bottom;
  let by = 0;
  if (at.top < low || at.top > high - 40) by = at.top - low - Math.max(0, (high - low - (bottom - at.top)) / 3);
  else if (bottom > high) by = Math.min(bottom - high + 8, at.top - low);
  if (Math.abs(by) >= 1) root.scrollTo({ top: root.scrollTop + by, behavior: "instant" });
  if (again) requestAnimationFrame(() => reveal(root, row, under, again - 1));
}

const chosen = (state, ids) => state.rows.get(ids[1]) ?? state.rows.get(ids[0]);

function select(root, state, ids, scroll) {
  const key = ids.join(" ");
  if (state.selected === key) return;
  state.selected = key;
  for (const old of state.lit) old.classList.remove("selected", "also", "on"), old.removeAttribute("aria-selected");
  state.lit = [];
  const light = (node, cls) => (node.classList.add(cls), state.lit.push(node));
  const row = chosen(state, ids);
  if (state.card && !ids.includes(state.card.dataset.card)) state.card.classList.add("stale");
  for (const other of ids.flatMap((id) => state.also.get(id) ?? [])) light(other, "also");
  for (const mark of ids.flatMap((id) => state.marks.get(id) ?? [])) light(mark, "on");
  if (!row) return;
  light(row, "selected");
  row.setAttribute("aria-selected", "true");
  const had = root.getRootNode().activeElement;
  stop(state, row);
  if (had?.matches(".row") && had !== row) row.focus({ preventScroll: true });
  if (scroll) reveal(root, row);
}

// The card of the template, copied under its row; a card that was open goes, and what had the focus in it has it again.
function dock(root, state) {
  const source = document.querySelector("template[data-card]");
  if (source === state.source) return; // docked already, or closed
  state.source = source;
  const row = source && state.rows.get(source.dataset.card);
  const old = state.card;
  const active = root.getRootNode().activeElement;
  const held = old?.contains(active) ? active.dataset.focus ?? "" : null;
  if (!row) {
    old?.remove();
    state.card = null;
    if (held !== null) focus(root, state, state.stop);
    return;
  }
  row.unfold?.();
  const before = row.getBoundingClientRect().top;
  const line = part("card", "row", part("", "gridcell", source.content.cloneNode(true)));
  line.dataset.card = source.dataset.card;
  for (const node of line.querySelectorAll("[data-pick]")) if (node.dataset.pick.split(" ").includes(line.dataset.card)) node.setAttribute("aria-current", "true");
  old?.remove();
  row.after(line);
  state.card = line;
  root.scrollTop += row.getBoundingClientRect().top - before;
  reveal(root, row, line);
  if (held !== null) ((held && line.querySelector(`[data-focus="${CSS.escape(held)}"]`)) || row).focus({ preventScroll: true });
}

function close(root, state) {
  const row = state.card?.previousElementSibling ?? state.lit.find((node) => node.matches(".row.selected"));
  const active = root.getRootNode().activeElement;
  state.source = document.querySelector("template[data-card]");
  state.card?.remove();
  state.card = null;
  select(root, state, [], false);
  go({ sel: "" });
  if (row && (active || document.activeElement === document.body || !document.activeElement)) focus(root, state, row);
}

function stop(state, row) {
  if (state.stop) state.stop.tabIndex = -1;
  state.stop = row;
  row.tabIndex = 0;
}

function focus(root, state, row) {
  if (!row) return;
  stop(state, row);
  row.focus({ preventScroll: true });
  reveal(root, row);
}

function onClick(event, root, state) {
  const { back, there } = event.target.closest("[data-back], [data-there]")?.dataset ?? {};
  if (back) return go({ back, sel: "" });
  if (there && state.rows.has(there)) {
    state.rows.get(there).unfold?.();
    return focus(root, state, state.rows.get(there));
  }
  const row = event.target.closest(".row");
  if (!row?.dataset.pick || String(getSelection()).trim()) return;
  stop(state, row);
  go({ sel: event.target.closest("mark, .gap")?.dataset.difference || row.dataset.pick });
}

function onKey(event, root, state) {
  if (event.metaKey || event.ctrlKey || event.altKey) return;
  const now = event.target.closest?.(".row");
  const done = () => (event.preventDefault(), event.stopPropagation());
  if (event.key === "Escape" && (state.selected || state.card)) return done(), close(root, state);
  if (!now) return;
  const all = [...root.querySelectorAll(".row")].filter((node) => node.style.display !== "none");
  const marks = [...now.querySelectorAll("mark, .gap")].filter((node) => node.offsetParent);
  const [at, on] = [all.indexOf(now), marks.indexOf(event.target)];
  const row = { ArrowDown: all[at + 1], ArrowUp: all[at - 1], Home: all[0], End: all[all.length - 1] };
  const mark = { ArrowRight: marks[on + 1], ArrowLeft: on > 0 ? marks[on - 1] : now };
  if (event.key in row) done(), row[event.key] && focus(root, state, row[event.key]);
  else if (event.key in mark) done(), mark[event.key]?.focus({ preventScroll: true });
  else if (event.key === "Enter" && !event.target.matches("button")) done(), go({ sel: event.target.dataset.difference ?? now.dataset.pick });
}

export default function ({ data, parentElement }) {
  const root = parentElement.querySelector(".reader");
  const state = memory.get(root) ?? { version: null, selected: null, rows: new Map(), also: new Map(), marks: new Map(), open: "" };
  memory.set(root, state);
  root.classList.toggle("one", data.layout === "one");
  for (const look of ["fact", "wording", "style"]) root.classList.toggle(`no-${look}`, data.hidden.includes(look));
  fit(root);
  if (state.version !== data.version) {
    const start = performance.now();
    state.version = data.version;
    state.selected = null;
    build(root, data, state);
    root.dataset.built = (performance.now() - start).toFixed(1);
  }
  const heard = (event) => select(root, state, event.detail, true);
  const resized = () => fit(root);
  const escaped = (event) => {
    const typing = event.target.closest?.("input, textarea, select, details[open], [role=dialog]");
    if (event.key === "Escape" && !event.defaultPrevented && !typing && (state.selected || state.card)) close(root, state);
  };
  let waiting = false;
  const watch = new MutationObserver(() => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => ((waiting = false), dock(root, state)));
  });
  watch.observe(document.body, { childList: true, subtree: true });
  document.addEventListener("readback:selected", heard);
  document.addEventListener("keydown", escaped);
  window.addEventListener("resize", resized);
  select(root, state, window.readbackThread?.selected ?? [], true);
  dock(root, state);
  const aside = data.open.find((name) => name.startsWith("aside"));
  if (aside && state.open !== aside) {
    const line = root.querySelector("[data-aside]");
    if (line) requestAnimationFrame(() => root.scrollTo({ top: line.offsetTop - 40, behavior: "instant" }));
  }
  state.open = aside ?? "";
  if (state.search !== data.search) {
    state.search = data.search;
    for (const [row, words] of state.words) {
      const found = !data.search || words.includes(data.search);
      row.classList.toggle("dim", !found);
      if (data.search && found) row.unfold?.();
    }
  }
  root.onclick = (event) => onClick(event, root, state);
  root.onkeydown = (event) => onKey(event, root, state);
  return () => {
    watch.disconnect();
    document.removeEventListener("readback:selected", heard);
    document.removeEventListener("keydown", escaped);
    window.removeEventListener("resize", resized);
  };
}
