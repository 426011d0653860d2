// The reader view: opens at a quote, finds words, and lets sentences be picked.

import { closeSheet, copyCited } from "./quotes.js";
import { say, scrollTo, send, setBehind } from "./wire.js";

const reader = () => document.querySelector(".pq-reader");
let opened = null;
let opener = null;
let goal = null;
let picked = null;

// --- opening and closing

const PLACE = ["article", "start", "end"];

function address(article, place) {
  const url = new URL(location);
  for (const name of PLACE) url.searchParams.delete(name);
  if (article) url.searchParams.set("article", article);
  for (const name of ["start", "end"]) if (article && place?.[name]) url.searchParams.set(name, place[name]);
  return url;
}

let asked = null;
document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-send=read]");
  if (!link) return;
  asked = { article: link.dataset.id, start: link.dataset.start, end: link.dataset.end };
  asked.upwards = link.matches(".pq-further:has(+ .pq-text) *");
  // What a script clicked was clicked for what has the focus.
  if (!reader()) opener = event.isTrusted ? link : document.activeElement;
}, true);

// Where the focus goes when the reader closes: what opened it, though it may have been drawn again meanwhile.
function home() {
  if (goal) return document.getElementById(goal);
  const { quote, id } = opener?.dataset ?? {};
  const drawn = quote ? `.pq-open[data-quote="${quote}"]` : `[data-send=read][data-id="${CSS.escape(id ?? "")}"]`;
  return opener?.isConnected ? opener : document.querySelector(drawn);
}

// Called whenever the page has changed: a reader that has just come or gone is noticed here. Gradio changes the element
// that is there into the next one, so what is shown tells them apart.
export function settle() {
  const now = reader();
  const key = now ? `${now.dataset.part} ${now.dataset.article}` : null;
  if (key === opened) return;
  const before = opened;
  opened = key;
  // It was opened from the sheet: then the focus goes where that was opened from.
  if (now && closeSheet()) opener = document.activeElement;
  setBehind("#tabs, .pq-menu", Boolean(now));
  document.body.classList.toggle("pq-reading", Boolean(now));
  unpick();
  if (!now) {
    const target = home();
    target?.focus({ preventScroll: true });
    if (goal && target) scrollTo(target);
    return;
  }
  goal = null;
  const place = asked?.start && asked.article === now.dataset.article ? asked : null;
  const url = address(now.dataset.article, place);
  const here = new URLSearchParams(location.search);
  if (PLACE.some((name) => url.searchParams.get(name) !== here.get(name))) {
    if (before) history.replaceState(history.state, "", url);
    else history.pushState({ reader: true }, "", url);
  }
  clearFound();
  now.querySelector(".pq-find").reset();
  tell("");
  const mark = now.querySelector("mark.pq-now");
  if (mark) {
    mark.focus({ preventScroll: true });
    mark.scrollIntoView({ block: "center" });
    return;
  }
  const body = now.querySelector(".pq-reader-body");
  body.focus();
  body.scrollTop = asked?.upwards ? body.scrollHeight : 0;
}

export function closeReader() {
  if (!reader()) return false;
  if (history.state?.reader) history.back();
  else {
    history.replaceState(null, "", address());
    shut();
  }
  return true;
}

function shut() {
  clearFound();
  send("shut");
}

window.addEventListener("popstate", () => {
  const wanted = new URLSearchParams(location.search);
  if (reader() && !wanted.has("article")) shut();
  else if (!reader() && wanted.has("article")) openFrom(wanted);
});

export function openFrom(wanted) {
  asked = { article: wanted.get("article"), start: wanted.get("start"), end: wanted.get("end") };
  const place = Object.entries(asked).filter(([name, value]) => name !== "article" && value);
  send("read", { id: asked.article, ...Object.fromEntries(place) });
}

document.addEventListener("click", (event) => {
  if (event.target.closest(".pq-reader .pq-close")) closeReader();
  const number = event.target.closest(".pq-reader a.pq-number");
  if (number) {
    event.preventDefault();
    goal = number.hash.slice(1);
    closeReader();
  }
  if (event.target.closest(".pq-only")) {
    closeReader();
    document.querySelector("[role=tab][data-tab-id=ask]")?.click();
    say("Questions are now asked of this article only");
  }
});

// --- finding

let found = [];
let at = -1;

function textNodes() {
  const walker = document.createTreeWalker(reader().querySelector(".pq-text"), NodeFilter.SHOW_TEXT);
  const nodes = [];
  while (walker.nextNode()) nodes.push(walker.currentNode);
  return nodes;
}

function ranges(wanted) {
  const nodes = textNodes();
  const starts = [];
  let whole = "";
  for (const node of nodes) (starts.push(whole.length), (whole += node.data));
  const place = (offset) => {
    let low = 0;
    for (let high = starts.length - 1; low < high;) {
      const middle = (low + high + 1) >> 1;
      if (starts[middle] <= offset) low = middle;
      else high = middle - 1;
    }
    return [nodes[low], offset - starts[low]];
  };
  const pattern = wanted.trim().split(/\s+/).map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("\\s+");
  return [...whole.matchAll(new RegExp(pattern, "giu"))].map((match) => {
    const range = new Range();
    range.setStart(...place(match.index));
    const [node, offset] = place(match.index + match[0].length - 1);
    range.setEnd(node, offset + 1);
    return range;
  });
}

function clearFound() {
  found = [];
  at = -1;
  CSS.highlights?.delete("pq-found");
  CSS.highlights?.delete("pq-found-now");
}

function find(wanted) {
  clearFound();
  found = wanted.trim() ? ranges(wanted) : [];
  CSS.highlights?.set("pq-found", new Highlight(...found));
  step(1);
  if (wanted.trim() && !found.length) tell("not found");
  if (!wanted.trim()) tell("");
}

const tell = (text) => (reader().querySelector(".pq-find output").textContent = text);

function step(by) {
  if (!found.length) return;
  at = (at + by + found.length) % found.length;
  CSS.highlights?.set("pq-found-now", new Highlight(found[at]));
  tell(`${at + 1} of ${found.length}`);
  scrollTo(found[at].startContainer.parentElement);
}

document.addEventListener("input", (event) => {
  if (event.target.matches(".pq-find input")) find(event.target.value);
});
document.addEventListener("submit", (event) => {
  if (!event.target.matches(".pq-find")) return;
  event.preventDefault();
  step(1);
});
document.addEventListener("keydown", (event) => {
  if (event.target.matches?.(".pq-find input") && event.key === "Enter" && event.shiftKey) {
    event.preventDefault();
    step(-1);
  }
});

// --- picking

function pick(first, last) {
  unpick();
  const sentences = [...reader().querySelectorAll(".pq-s")];
  const [from, to] = [sentences.indexOf(first), sentences.indexOf(last)];
  if (from < 0 || to < from) return;
  for (const sentence of sentences.slice(from, to + 1)) sentence.classList.add("pq-picked");
  picked = { first, last };
  const bar = reader().querySelector(".pq-pick");
  bar.hidden = false;
}

export function unpick() {
  if (!picked) return false;
  picked = null;
  for (const sentence of document.querySelectorAll(".pq-picked")) sentence.classList.remove("pq-picked");
  const bar = document.querySelector(".pq-pick");
  if (bar) bar.hidden = true;
  return true;
}

function selected() {
  const selection = getSelection();
  if (!reader() || selection.isCollapsed || !selection.rangeCount) return null;
  const range = selection.getRangeAt(0);
  const touched = [...reader().querySelectorAll(".pq-s")].filter((sentence) => range.intersectsNode(sentence)
    && !(range.endContainer === sentence && range.endOffset === 0));
  return touched.length ? [touched[0], touched.at(-1)] : null;
}

document.addEventListener("selectionchange", () => {
  const sentences = selected();
  if (sentences) pick(...sentences);
});

document.addEventListener("mousedown", (event) => {
  // A press on the bar must not take the selection away.
  if (event.target.closest(".pq-pick")) event.preventDefault();
});

document.addEventListener("click", (event) => {
  if (!reader()) return;
  const action = event.target.closest("[data-pick]")?.dataset.pick;
  const sentence = event.target.closest(".pq-s");
  if (action && picked) {
    const { first, last } = picked;
    if (action === "quote") {
      asked = { article: reader().dataset.article, start: first.dataset.start, end: last.dataset.end };
      send("quote", { id: asked.article, start: asked.start, end: asked.end });
    } else {
      const range = new Range();
      range.setStartBefore(first);
      range.setEndAfter(last);
      copyCited([[range.toString(), about()]]);
    }
    getSelection().removeAllRanges();
    unpick();
  } else if (sentence && getSelection().isCollapsed && !event.target.closest("a")) pick(sentence, sentence);
  else if (!event.target.closest(".pq-pick") && getSelection().isCollapsed) unpick();
});

function about() {
  const head = reader().querySelector("header");
  return [head.querySelector("h2").textContent, head.querySelector(".pq-meta")?.textContent].filter(Boolean).join(" · ");
}
