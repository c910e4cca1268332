// Clicks and keys become a new address; what is selected is marked wherever it stands. Text is only ever set by textContent.

const thread = (window.readbackThread ??= { send: null, selected: [], focus: null, wired: false, asked: new URLSearchParams(), keys: [], busy: 0, reveal: 0 });
const WAIT = 2500; // milliseconds after which an answer of the server is no longer waited for

const typing = (node) => node && (node.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(node.tagName));
const shown = (node) => node.offsetParent !== null || getComputedStyle(node).position === "fixed";
const announce = (words) => {
  let live = document.getElementById("readback-live");
  if (!live) {
    live = document.createElement("div");
    live.id = "readback-live";
    live.className = "sr";
    live.setAttribute("role", "status");
    (document.querySelector("main, .stMain, [data-testid=stMain]") ?? document.body).append(live);
  }
  live.textContent = words;
};

// Charts: Vega's SVG keeps with each element the row it draws. The rings are drawn already, unseen; here the right ones are shown.
function ring() {
  for (const node of document.querySelectorAll('[data-testid="stVegaLiteChart"] g[class*="rings_marks"] > path')) {
    if (node.ringedFor === thread.selected && node.ringedAs === node.__data__) continue; // a long story has thousands
    const ids = node.__data__?.datum?.ids;
    node.toggleAttribute("data-chosen", typeof ids === "string" && ids.split(" ").some((id) => thread.selected.includes(id)));
    node.ringedFor = thread.selected;
    node.ringedAs = node.__data__;
  }
}

function mark() {
  ring();
  for (const node of document.querySelectorAll("[data-pick]")) {
    const on = node.dataset.pick.split(" ").some((id) => thread.selected.includes(id));
    if (on && node.getAttribute("aria-current") !== "true") node.setAttribute("aria-current", "true");
    if (!on && node.hasAttribute("aria-current")) node.removeAttribute("aria-current");
  }
  const tab = document.querySelector(".panels a[aria-current]");
  const bar = tab?.parentElement;
  if (bar && bar.scrollWidth > bar.clientWidth && thread.tab !== tab.textContent) {
    thread.tab = tab.textContent;
    bar.scrollLeft += tab.getBoundingClientRect().left - bar.getBoundingClientRect().left - 60;
  }
  if (performance.now() < thread.reveal) reveal();
  if (thread.focus && (!document.activeElement || document.activeElement === document.body)) {
    const next = document.querySelector(`[data-focus="${CSS.escape(thread.focus)}"]`);
    if (next) next.focus({ preventScroll: true });
  }
}

// What is chosen is brought into sight on its list, above the card that is docked below. The reader scrolls inside itself.
function reveal() {
  const main = document.querySelector('[data-testid="stMain"]');
  const rows = [...document.querySelectorAll('[data-pick][aria-current="true"]')].filter((node) => shown(node) && !node.closest(".detail"));
  if (!main || !rows.length) return;
  const box = rows[0].getBoundingClientRect();
  const holders = [...document.querySelectorAll(".drawer, .picked")].map((node) => node.closest(".stElementContainer"));
  const card = holders.find((node) => node && /fixed|sticky/.test(getComputedStyle(node).position));
  const top = main.getBoundingClientRect().top + 48;
  const docked = card?.getBoundingClientRect().top ?? innerHeight;
  const bottom = Math.min(innerHeight, docked > top + 120 ? docked : innerHeight) - 8;
  if (box.bottom > bottom) main.scrollTop += Math.min(box.bottom - bottom, box.top - top);
  else if (box.top < top) main.scrollTop += box.top - top;
}

function select(ids) {
  if (ids.join(" ") !== thread.selected.join(" ")) thread.reveal = performance.now() + 1200;
  thread.selected = ids;
  mark();
  document.dispatchEvent(new CustomEvent("readback:selected", { detail: ids }));
}

function go(changes, node) {
  thread.focus = document.activeElement?.dataset?.focus ?? null; // what has the focus now keeps it, under the same name
  const asked = new URLSearchParams(changes);
  if (asked.get("sel")) select((node?.dataset?.pick ?? asked.get("sel")).split(" "));
  for (const [key, value] of asked) thread.asked.set(key, value); // with what was asked a moment ago and is not answered yet
  thread.busy = performance.now() + WAIT;
  thread.send?.(thread.asked.toString());
}

// Keys pressed faster than the server answers are not lost: each waits until the link it presses leads on from the last answer.
function later(tries) {
  if (!thread.keys.length) return;
  const node = keyed(thread.keys[0]);
  if (performance.now() < thread.busy || (node && node.dataset.go === thread.pressed && tries)) return void setTimeout(later, 30, tries - 1);
  thread.keys.shift();
  if (node) press(node);
  later(40);
}

const keyed = (key) => [...document.querySelectorAll("[data-keys]")].filter((n) => shown(n) && n.dataset.keys.split(" ").includes(key)).at(-1);

function press(node) {
  thread.pressed = node.dataset.go;
  if (node.tagName === "SUMMARY" || !("go" in node.dataset)) node.click();
  else go(node.dataset.go, node);
}

async function copy(button) {
  const words = button.dataset.copy;
  try {
    await navigator.clipboard.writeText(words);
  } catch {
    const area = Object.assign(document.createElement("textarea"), { value: words });
    document.body.append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
  }
  const label = button.textContent;
  button.textContent = "Copied";
  announce("Copied as a note");
  setTimeout(() => (button.textContent = label), 1600);
}

function openSidebar(field) {
  const closed = document.querySelector('[data-testid="stExpandSidebarButton"]');
  closed?.click();
  setTimeout(() => {
    const target = field && document.querySelector(`.st-key-${CSS.escape(field)}`);
    (target?.querySelector("details:not([open]) > summary") ?? target?.closest("details:not([open])")?.querySelector("summary"))?.click();
    target?.scrollIntoView({ block: "nearest" });
    (target?.querySelector("[role=spinbutton], input, textarea") ?? target?.querySelector("button, [tabindex]"))?.focus();
  }, 350);
}

function onClick(event) {
  if (event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  const drawn = event.target.closest?.('[data-testid="stVegaLiteChart"] svg') && event.target.__data__?.datum?.target;
  if (typeof drawn === "string" && drawn) return go(new URLSearchParams({ sel: drawn }).toString(), null);
  const node = event.composedPath().find((n) => n.dataset && ("go" in n.dataset || "copy" in n.dataset || "open" in n.dataset));
  if (!node) return;
  event.preventDefault();
  if ("copy" in node.dataset) return void copy(node);
  if ("open" in node.dataset) return openSidebar(node.dataset.open);
  if (String(getSelection()).trim() && node.classList.contains("text")) return; // words are being selected to copy them
  go(node.dataset.go, node);
}

function onKey(event) {
  if (event.metaKey || event.ctrlKey || event.altKey || typing(event.composedPath()[0])) return;
  const key = event.key === " " ? "Space" : event.key;
  const row = event.composedPath().find((n) => n.matches?.("[data-pick]"));
  const list = row?.closest("[data-list]");
  if (list && (key === "ArrowDown" || key === "ArrowUp" || key === "Home" || key === "End")) {
    const rows = [...list.querySelectorAll("a[data-pick]")].filter(shown);
    const at = rows.indexOf(event.composedPath().find((n) => n.matches?.("a[data-pick]")));
    const to = { ArrowDown: rows[at + 1], ArrowUp: rows[at - 1], Home: rows[0], End: rows[rows.length - 1] }[key];
    event.preventDefault();
    event.stopPropagation();
    if (to) {
      to.focus({ preventScroll: true });
      to.scrollIntoView({ block: "nearest" });
    }
    return;
  }
  if (key === "Space" && event.composedPath()[0]?.matches?.("button, summary")) return;
  const help = key === "Escape" && document.querySelector(".help[open] > summary");
  const node = help || keyed(key);
  if (!node) return;
  event.preventDefault();
  event.stopPropagation();
  if (performance.now() < thread.busy && "go" in node.dataset) return void (thread.keys.push(key), thread.keys.length === 1 && later(40));
  press(node);
}

export default function ({ data, setTriggerValue }) {
  thread.send = (changes) => setTriggerValue("go", changes);
  thread.asked = new URLSearchParams();
  thread.busy = 0;
  if (!thread.wired) {
    thread.wired = true;
    document.addEventListener("click", onClick, true);
    document.addEventListener("keydown", onKey, true);
    document.addEventListener("readback:go", (event) => go(event.detail, null));
    let waiting = false;
    new MutationObserver(() => {
      if (waiting) return;
      waiting = true;
      requestAnimationFrame(() => ((waiting = false), mark()));
    }).observe(document.body, { childList: true, subtree: true });
  }
  select(data?.selected ?? []);
}
