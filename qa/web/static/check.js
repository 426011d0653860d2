// Moves between a quotation of a draft and its source, and copies the words that stand there.

import { copy, scrollTo } from "./wire.js";

function goTo(target) {
  for (const old of document.querySelectorAll("#checked .pq-now")) old.classList.remove("pq-now");
  target.classList.add("pq-now");
  target.querySelector("a").focus({ preventScroll: true });
  scrollTo(target, target.matches("mark") ? "center" : "start");
}

document.addEventListener("click", (event) => {
  const link = event.target.closest(".pq-draft mark > a, .pq-checked h4 a");
  const target = link && document.getElementById(link.hash.slice(1));
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
