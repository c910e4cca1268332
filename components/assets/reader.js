// The reader. Texts are set by textContent only; a click speaks to the page's thread, which writes the address.

const memory = new WeakMap();
const el = (name, cls, text) => {
  const node = document.createElement(name);
  if (cls) node.className = cls;
  if (text != null) node.textContent = text;
  return node;
};
const go = (changes) => document.dispatchEvent(new CustomEvent("readback:go", { detail: new URLSearchParams(changes).toString() }));

function cell(side, runs, missing) {
  const box = el("div", `cell ${side}`);
  box.setAttribute("role", "gridcell");
  box.dir = "auto";
  box.append(el("span", "tagged", side.toUpperCase()));
  if (!runs.length) {
    box.classList.add("unfilled");
    box.append(el("span", "missing", `┄ ${missing} ┄`));
    return box;
  }
  for (const [text, look, difference, finding, conflict, gap] of runs) {
    if (!look) {
      box.append(document.createTextNode(text));
      continue;
    }
    const mark = gap ? el("span", `gap ${look}`) : el("mark", look);
    mark.dataset.difference = difference;
    mark.dataset.finding = finding;
    if (conflict) mark.classList.add("conflict");
    mark.append(el("span", "sr", gap ? ` (nothing here in ${side.toUpperCase()}) ` : `only in ${side.toUpperCase()}: `));
    if (!gap) mark.append(document.createTextNode(text));
    box.append(mark);
  }
  return box;
}

function note(text) {
  const box = el("div", "note", text);
  box.setAttribute("role", "gridcell");
  return box;
}

function rowNode(row, state) {
  const node = el("div", `row ${row.type}${row.quiet ? " quiet" : ""}${row.pick ? " picks" : ""}${row.signs.includes("≠") ? " conflict" : ""}`);
  node.setAttribute("role", "row");
  node.tabIndex = -1;
  node.dataset.pick = row.pick ?? "";
  const margin = el("div", "margin");
  margin.setAttribute("role", "rowheader");
  if (row.sign) {
    const signs = el("span", "signs");
    signs.append(el("span", "", row.sign), el("span", "sr", ` ${row.says} `));
    margin.append(signs);
  }
  margin.append(el("span", "n", row.n));
  for (const sign of row.signs.split(" ").filter(Boolean)) margin.append(document.createTextNode(" "), el("span", sign === "≠" ? "differs" : "", sign));
  node.append(margin, cell("a", row.a, row.missing), cell("b", row.b, row.missing));
  if (row.moved) node.append(note(row.moved));
  if (row.type === "aside") {
    const why = note(row.reason ? `Put aside: ${row.reason}. ` : "");
    if (row.back) {
      const back = el("button", "back", "Put back");
      back.type = "button";
      back.dataset.back = row.back;
      why.append(back);
    }
    node.append(why);
  }
  for (const id of row.ids) {
    if (!state.rows.has(id)) state.rows.set(id, []);
    state.rows.get(id).push(node);
  }
  return node;
}

function build(root, data, state) {
  state.rows.clear();
  root.setAttribute("role", "grid");
  root.setAttribute("aria-label", "Both texts, side by side");
  root.tabIndex = -1;
  const top = el("div", "top");
  top.setAttribute("role", "row");
  for (const [cls, text] of [["margin", "Sentence"], ["a", `A · ${data.labels[0]}`], ["b", `B · ${data.labels[1]}`]]) {
    const head = el("div", cls, text);
    head.setAttribute("role", "columnheader");
    top.append(head);
  }
  const all = document.createDocumentFragment();
  all.append(top);
  for (const row of data.rows) {
    if (row.type === "head") {
      const line = el("div", "row-group");
      line.setAttribute("role", "row");
      const head = el("div", "head", row.text);
      head.setAttribute("role", "gridcell");
      line.append(head);
      line.dataset.aside = "";
      all.append(line);
    } else if (row.type === "fold") {
      const line = el("div", "fold-line");
      line.setAttribute("role", "row");
      const holder = el("div");
      holder.setAttribute("role", "gridcell");
      const button = el("button", "fold", `${row.text} ▾`);
      button.type = "button";
      button.setAttribute("aria-expanded", "false");
      holder.append(button);
      line.append(holder);
      const inside = row.rows.map((one) => rowNode(one, state));
      for (const node of inside) node.hidden = node.style.display = "none";
      button.addEventListener("click", () => unfold(button, inside, button.getAttribute("aria-expanded") !== "true", row.text));
      for (const node of inside) node.unfold = () => unfold(button, inside, true, row.text);
      all.append(line, ...inside);
    } else all.append(rowNode(row, state));
  }
  root.replaceChildren(all);
  const first = root.querySelector(".row[role=row]");
  if (first) first.tabIndex = 0;
}

function unfold(button, inside, open, text) {
  button.setAttribute("aria-expanded", String(open));
  button.textContent = open ? `${text} ▴` : `${text} ▾`;
  for (const node of inside) {
    node.hidden = !open;
    node.style.display = open ? "" : "none";
  }
}

// Scroll the reader, never the page; rows out of sight get their real height only when they come near.
function reveal(root, row, again = 2) {
  row.unfold?.();
  const head = root.querySelector(".top")?.offsetHeight ?? 0;
  const box = root.getBoundingClientRect();
  const at = row.getBoundingClientRect();
  if (at.top < box.top + head || at.bottom > box.bottom) {
    root.scrollTo({ top: root.scrollTop + at.top - box.top - head - Math.max(0, (box.height - head - at.height) / 3), behavior: "instant" });
    if (again) requestAnimationFrame(() => reveal(root, row, again - 1));
  }
}

function select(root, state, ids, scroll) {
  const key = ids.join(" ");
  if (state.selected === key) return;
  state.selected = key;
  for (const old of root.querySelectorAll(".selected, .on")) old.classList.remove("selected", "on");
  for (const old of root.querySelectorAll("[aria-selected]")) old.removeAttribute("aria-selected");
  const rows = ids.flatMap((id) => state.rows.get(id) ?? []);
  for (const row of new Set(rows)) {
    row.classList.add("selected");
    row.setAttribute("aria-selected", "true");
  }
  for (const mark of root.querySelectorAll("mark, .gap")) if (ids.includes(mark.dataset.difference)) mark.classList.add("on");
  const target = (ids.length > 1 && state.rows.get(ids[ids.length - 1])?.[0]) || rows[0];
  if (target && scroll) reveal(root, target);
}

function focus(root, row) {
  for (const old of root.querySelectorAll('.row[tabindex="0"]')) old.tabIndex = -1;
  row.tabIndex = 0;
  row.focus({ preventScroll: true });
  reveal(root, row);
}

export default function ({ data, parentElement }) {
  const root = parentElement.querySelector(".reader");
  const state = memory.get(root) ?? { version: null, selected: null, rows: new Map(), open: "" };
  memory.set(root, state);
  root.style.setProperty("--reader-height", data.height);
  root.classList.toggle("one", data.layout === "one");
  for (const look of ["fact", "wording", "style"]) root.classList.toggle(`no-${look}`, data.hidden.includes(look));
  if (state.version !== data.version) {
    const start = performance.now();
    state.version = data.version;
    state.selected = null;
    build(root, data, state);
    root.dataset.built = (performance.now() - start).toFixed(1);
  }
  const heard = (event) => {
    select(root, state, event.detail, true);
    root.dataset.selectedAt = String(performance.now());
  };
  document.addEventListener("readback:selected", heard);
  select(root, state, window.readbackThread?.selected ?? [], true);
  const aside = data.open.find((name) => name.startsWith("aside"));
  if (aside && state.open !== aside) {
    const line = root.querySelector("[data-aside]");
    if (line) requestAnimationFrame(() => root.scrollTo({ top: line.offsetTop - 40, behavior: "instant" }));
  }
  state.open = aside ?? "";
  for (const row of root.querySelectorAll(".row")) row.classList.toggle("dim", !!data.search && !row.textContent.toLowerCase().includes(data.search));
  root.onclick = (event) => {
    const back = event.target.closest("[data-back]");
    if (back) return go({ back: back.dataset.back, sel: "" });
    const row = event.target.closest(".row[data-pick]");
    if (!row || String(getSelection()).trim()) return;
    const mark = event.target.closest("mark, .gap");
    const id = mark ? mark.dataset.difference : row.dataset.pick;
    if (id) go({ sel: id });
    for (const old of root.querySelectorAll('.row[tabindex="0"]')) old.tabIndex = -1;
    row.tabIndex = 0;
  };
  root.onkeydown = (event) => {
    const now = event.target.closest?.(".row");
    if (!now || event.metaKey || event.ctrlKey || event.altKey) return;
    const all = [...root.querySelectorAll(".row")].filter((node) => node.style.display !== "none");
    const at = all.indexOf(now);
    const to = { ArrowDown: all[at + 1], ArrowUp: all[at - 1], Home: all[0], End: all[all.length - 1] }[event.key];
    if (event.key === "Enter" && now.dataset.pick) go({ sel: now.dataset.pick });
    else if (event.key === "Escape") go({ sel: "" });
    else if (!(event.key in { ArrowDown: 1, ArrowUp: 1, Home: 1, End: 1 })) return;
    event.preventDefault();
    event.stopPropagation();
    if (to) focus(root, to);
  };
  return () => document.removeEventListener("readback:selected", heard);
}
