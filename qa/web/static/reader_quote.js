// Lets sentences of the open article be selected, and quoted into the conversation or copied.

import { copyQuotes } from "./cite.js";
import { getConversation } from "./conversations.js";
import { find, findAll, findClosest, get } from "./dom.js";
import { send } from "./wire.js";

/** The first and the last sentence that are selected. @type {[HTMLElement, HTMLElement] | null} */
let selected = null;

/**
 * @param {HTMLElement} first
 * @param {HTMLElement} last
 */
function select(first, last) {
  dropSelection();
  const sentences = findAll(".pq-reader .pq-reader-sentence");
  const [from, to] = [sentences.indexOf(first), sentences.indexOf(last)];
  if (from < 0 || to < from) return;
  for (const sentence of sentences.slice(from, to + 1)) sentence.classList.add("pq-reader-picked");
  selected = [first, last];
  get(".pq-reader .pq-reader-pick").hidden = false;
}

/** Select nothing any more; return whether anything was selected. */
export function dropSelection() {
  if (!selected) return false;
  selected = null;
  for (const sentence of findAll(".pq-reader-picked")) sentence.classList.remove("pq-reader-picked");
  const bar = find(".pq-reader-pick");
  if (bar) bar.hidden = true;
  return true;
}

/** Whether the place that the reader opens at was selected elsewhere. */
let expected = false;

/** Select what the reader opens at, once it does. */
export function expectSelection() {
  expected = true;
}

/** Select the sentences of the place that the reader has opened at, if that was selected elsewhere. */
export function selectExpected() {
  const sentences = findAll(".pq-reader .pq-reader-sentence:has(mark.pq-now)");
  if (expected && sentences.length) select(sentences[0], sentences[sentences.length - 1]);
  expected = false;
}

const hasNothingMarked = () => getSelection()?.isCollapsed ?? true;

document.addEventListener("selectionchange", () => {
  const selection = getSelection();
  if (!selection?.rangeCount || selection.isCollapsed) return;
  const range = selection.getRangeAt(0);
  const touched = findAll(".pq-reader .pq-reader-sentence").filter(
    (sentence) => range.intersectsNode(sentence) && !(range.endContainer === sentence && range.endOffset === 0),
  );
  if (touched.length) select(touched[0], touched[touched.length - 1]);
});

document.addEventListener("mousedown", (event) => {
  // A press on the bar must not take the selection away.
  if (findClosest(event, ".pq-reader-pick")) event.preventDefault();
});

document.addEventListener("click", (event) => {
  if (!find(".pq-reader")) return;
  const action = findClosest(event, "[data-pick]")?.dataset.pick;
  const sentence = findClosest(event, ".pq-reader-sentence");
  if (action && selected) {
    if (action === "quote") quote(...selected);
    else copySelected(...selected);
    getSelection()?.removeAllRanges();
    dropSelection();
  } else if (sentence && hasNothingMarked() && !findClosest(event, "a")) select(sentence, sentence);
  else if (!findClosest(event, ".pq-reader-pick") && hasNothingMarked()) dropSelection();
});

/**
 * @param {HTMLElement} first
 * @param {HTMLElement} last
 */
function quote(first, last) {
  const { article } = get(".pq-reader").dataset;
  latest = nameLatest();
  send("reader_quote", { id: article, start: first.dataset.start, end: last.dataset.end });
}

/** The last quote of one's own before the one that is on its way, null if none is. @type {string | null} */
let latest = null;

const findLatest = () => findAll("#ask-chat .pq-owned").at(-1);
const nameLatest = () => `${getConversation()} ${findLatest()?.id}`;

/** Return the id of the chip of a quote that was made in the reader, once it stands in the conversation; else null. */
export function takeQuoted() {
  if (!find(".pq-reader")) latest = null;
  if (latest === null || latest === nameLatest()) return null;
  const id = findLatest()?.id.replace("turn-", "chip-");
  if (!id || !document.getElementById(`${id}-1`)) return null;
  latest = null;
  return `${id}-1`;
}

/**
 * @param {HTMLElement} first
 * @param {HTMLElement} last
 */
function copySelected(first, last) {
  const range = new Range();
  range.setStartBefore(first);
  range.setEndAfter(last);
  copyQuotes([[range.toString(), describeArticle()]]);
}

function describeArticle() {
  const head = get(".pq-reader header");
  const parts = [get("h2", head).textContent, find(".pq-meta", head)?.textContent];
  return parts.filter(Boolean).join(" · ");
}
