// Finds words in the article that is open in the reader view.

import { find, get, getTarget } from "./dom.js";
import { scrollTo } from "./frame.js";

/** @type {Range[]} */
let finds = [];
let at = -1;

/** @returns {Text[]} */
function listTextNodes() {
  const walker = document.createTreeWalker(get(".pq-reader .pq-reader-text"), NodeFilter.SHOW_TEXT);
  const nodes = [];
  while (walker.nextNode()) nodes.push(/** @type {Text} */ (walker.currentNode));
  return nodes;
}

/**
 * Return all places of some words, whatever blanks stand between them.
 * @param {string} words
 */
function findWords(words) {
  const nodes = listTextNodes();
  /** @type {number[]} */
  const starts = [];
  let whole = "";
  for (const node of nodes) {
    starts.push(whole.length);
    whole += node.data;
  }
  /** @param {number} offset @returns {[Text, number]} */
  const locate = (offset) => {
    let low = 0;
    for (let high = starts.length - 1; low < high; ) {
      const middle = (low + high + 1) >> 1;
      if (starts[middle] <= offset) low = middle;
      else high = middle - 1;
    }
    return [nodes[low], offset - starts[low]];
  };
  const parts = words.trim().split(/\s+/);
  const pattern = parts.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("\\s+");
  return [...whole.matchAll(new RegExp(pattern, "giu"))].map((match) => {
    const range = new Range();
    range.setStart(...locate(match.index));
    const [node, offset] = locate(match.index + match[0].length - 1);
    range.setEnd(node, offset + 1);
    return range;
  });
}

/** Mark nothing any more. */
export function clearFinds() {
  finds = [];
  at = -1;
  CSS.highlights?.delete("pq-reader-found");
  CSS.highlights?.delete("pq-reader-found-now");
}

/** Begin anew in an article that was just opened. */
export function resetFind() {
  clearFinds();
  /** @type {HTMLFormElement} */ (get(".pq-reader .pq-reader-find")).reset();
  tell("");
}

/** @param {string} words */
function search(words) {
  clearFinds();
  finds = words.trim() ? findWords(words) : [];
  CSS.highlights?.set("pq-reader-found", new Highlight(...finds));
  step(1);
  if (!finds.length) tell(words.trim() && "not found");
}

/** @param {string} text */
function tell(text) {
  get(".pq-reader .pq-reader-find output").textContent = text;
}

/** @param {number} by */
function step(by) {
  if (!finds.length) return;
  at = (at + by + finds.length) % finds.length;
  CSS.highlights?.set("pq-reader-found-now", new Highlight(finds[at]));
  tell(`${at + 1} of ${finds.length}`);
  const place = finds[at].startContainer.parentElement;
  if (place) scrollTo(place);
}

document.addEventListener("input", (event) => {
  const box = /** @type {HTMLInputElement} */ (event.target);
  if (box.matches(".pq-reader-find input")) search(box.value);
});
document.addEventListener("submit", (event) => {
  if (!getTarget(event).matches(".pq-reader-find")) return;
  event.preventDefault();
  step(1);
});
document.addEventListener("keydown", (event) => {
  if (getTarget(event).matches?.(".pq-reader-find input") && event.key === "Enter" && event.shiftKey) {
    event.preventDefault();
    step(-1);
  }
});

/** Go to the box for the words, if the reader is open. */
export function focusFind() {
  const box = find(".pq-reader .pq-reader-find input");
  box?.focus();
  return Boolean(box);
}
