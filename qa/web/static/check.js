// The Check tab: moves between a quotation of a draft and its source, copies what stands there, keeps the draft.

import { outlasting } from "./chat.js";
import { copy, narrow, scrollTo } from "./wire.js";

const box = () => document.querySelector("#draft textarea");
const report = () => document.querySelector("#checked");

function goTo(target) {
  for (const old of document.querySelectorAll("#checked .pq-now")) old.classList.remove("pq-now");
  target.classList.add("pq-now");
  target.querySelector("a").focus({ preventScroll: true });
  scrollTo(target, target.matches("mark") || narrow.matches ? "center" : "nearest");
}

// A verdict leads to the quotations that have it, one after the other.
function next(verdict) {
  const marks = [...document.querySelectorAll(`.pq-draft mark.pq-${verdict}`)];
  return marks[(marks.findIndex((it) => it.matches(".pq-now")) + 1) % marks.length];
}

document.addEventListener("click", (event) => {
  const link = event.target.closest(".pq-draft mark > a, .pq-checked h4 a, .pq-legend a");
  const verdict = link?.dataset.verdict;
  const target = verdict ? next(verdict) : link && document.getElementById(link.hash.slice(1));
  if (target) {
    event.preventDefault();
    goTo(target);
  }
  // Anywhere in a quotation is as good as its number, unless something is being selected.
  const mark = event.target.closest(".pq-draft mark");
  if (mark && !link && getSelection().isCollapsed) mark.querySelector("a").click();
  const button = event.target.closest(".pq-copy-standing");
  if (button) {
    const stands = button.closest(".pq-acts").previousElementSibling.previousElementSibling;
    copy(stands.querySelector("mark, .pq-words-of").textContent);
  }
});

document.addEventListener("keydown", (event) => {
  if (event.target !== box() || event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
  event.preventDefault();
  document.querySelector("#check-draft").click();
});

// A report is on the draft as it was checked.
document.addEventListener("input", (event) => {
  if (event.target === box()) report().classList.toggle("pq-stale", Boolean(report().querySelector(".pq-check")));
});

// A report that has just come is gone to; before it there is always the sign that it is being made.
let checking = false;
export function showReport() {
  const now = Boolean(document.querySelector("#checked .pq-checking"));
  if (now === checking) return;
  checking = now;
  report().classList.remove("pq-stale");
  if (!now) scrollTo(report(), "start");
}

// The program keeps nothing of a draft.
export const restoreChecked = outlasting("pullquote-checked-draft", "#draft textarea");
