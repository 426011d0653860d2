// The Check tab: moves between a quotation of a draft and its source, copies what stands there, keeps the draft.

import { find, findAll, findClosest, findLinked, get, getTarget, keepOverReload } from "./dom.js";
import { copy, narrow, scrollTo } from "./frame.js";

const BOX = "#check-draft textarea";
const getReport = () => get("#check-report");

/** @param {HTMLElement} target */
function goTo(target) {
  for (const before of findAll("#check-report .pq-now")) before.classList.remove("pq-now");
  target.classList.add("pq-now");
  get("a", target).focus({ preventScroll: true });
  scrollTo(target, target.matches("mark") || narrow.matches ? "center" : "nearest");
}

/**
 * Return the next quotation with a verdict: one after the other.
 * @param {string} verdict
 */
function findNext(verdict) {
  const marks = findAll(`.pq-draft mark.pq-${verdict}`);
  return marks[(marks.findIndex((mark) => mark.matches(".pq-now")) + 1) % marks.length];
}

document.addEventListener("click", (event) => {
  const link = findClosest(event, ".pq-draft mark > a, .pq-checked h4 a, .pq-legend a");
  const verdict = link?.dataset.verdict;
  const target = verdict ? findNext(verdict) : link && findLinked(link);
  if (target) {
    event.preventDefault();
    goTo(target);
  }
  // Anywhere in a quotation is as good as its number, unless something is being selected.
  const mark = findClosest(event, ".pq-draft mark");
  if (mark && !link && getSelection()?.isCollapsed) get("a", mark).click();
  const button = findClosest(event, ".pq-copy-standing");
  if (button) {
    const stands = button.closest(".pq-acts")?.previousElementSibling?.previousElementSibling;
    if (stands) copy(get("mark, .pq-words-of", stands).textContent);
  }
});

document.addEventListener("keydown", (event) => {
  if (!getTarget(event).matches?.(BOX) || event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
  event.preventDefault();
  get("#check-start").click();
});

// A report is on the draft as it was checked.
document.addEventListener("input", (event) => {
  if (getTarget(event).matches(BOX)) getReport().classList.toggle("pq-stale", Boolean(find("#check-report .pq-check")));
});

let checking = false;

/** Go to a report that has just come; before it there is always the sign that it is being made. */
export function showReport() {
  const now = Boolean(find("#check-report .pq-check-progress"));
  if (now === checking) return;
  checking = now;
  getReport().classList.remove("pq-stale");
  if (!now) scrollTo(getReport(), "start");
}

// The program keeps nothing of a draft.
export const restoreDraft = keepOverReload("pullquote-checked-draft", BOX);
