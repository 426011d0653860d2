// Shows a quote in its passage while its number in the chat is pointed at.

import { find, findAll, findClosest, findLinked, get, getTarget } from "./dom.js";

/** @type {number | undefined} */
let waiting;

/**
 * Return a passage and its article's title as they are shown.
 * @param {HTMLElement} passage
 */
function makePreview(passage) {
  const box = document.createElement("div");
  box.id = "pq-preview";
  box.setAttribute("role", "tooltip");
  const shown = /** @type {HTMLElement} */ (passage.cloneNode(true));
  for (const part of [shown, ...findAll("[id], [tabindex], a", shown)]) {
    part.removeAttribute("id");
    part.removeAttribute("tabindex");
    part.classList.remove("pq-now");
  }
  for (const number of findAll(".pq-number", shown)) number.remove();
  const title = document.createElement("p");
  title.className = "pq-label";
  title.textContent = get("h4", /** @type {HTMLElement} */ (passage.closest(".pq-source"))).textContent;
  box.append(title, shown);
  return box;
}

/**
 * Put a preview beside a chip.
 * @param {HTMLElement} box
 * @param {HTMLElement} chip
 */
function place(box, chip) {
  const at = chip.getBoundingClientRect();
  const left = Math.max(12, Math.min(at.left - 24, innerWidth - box.offsetWidth - 12));
  // On the side where there is more room; what does not fit is cut, but not the quote.
  const [above, below] = [at.top - 16, innerHeight - at.bottom - 16];
  const under = box.offsetHeight <= below || below >= above;
  box.style.maxHeight = `${under ? below : above}px`;
  box.style.left = `${left}px`;
  box.style.top = `${under ? at.bottom + 8 : at.top - box.offsetHeight - 8}px`;
  const quote = get("mark", box);
  const overhang = quote.offsetTop + quote.offsetHeight + 16 - box.clientHeight;
  if (overhang > 0) box.scrollTop = Math.min(overhang, quote.offsetTop - 40);
}

/** @param {HTMLElement} chip */
function showPreview(chip) {
  const passage = /** @type {HTMLElement | null | undefined} */ (findLinked(chip)?.closest(".pq-passage"));
  if (!passage) return;
  hidePreview();
  const box = makePreview(passage);
  get(".gradio-container").append(box);
  chip.setAttribute("aria-describedby", "pq-preview");
  place(box, chip);
}

/** Hide the preview; return whether there was one. */
export function hidePreview() {
  clearTimeout(waiting);
  const box = find("#pq-preview");
  if (!box) return false;
  box.remove();
  find("[aria-describedby=pq-preview]")?.removeAttribute("aria-describedby");
  return true;
}

document.addEventListener("pointerover", (event) => {
  const chip = event.pointerType === "mouse" ? findClosest(event, ".pq-chip") : null;
  if (chip) waiting = setTimeout(() => showPreview(chip), 200);
});
document.addEventListener("pointerout", (event) => {
  if (findClosest(event, ".pq-chip")) hidePreview();
});
document.addEventListener("focusin", (event) => {
  if (getTarget(event).matches(".pq-chip:focus-visible")) showPreview(getTarget(event));
});
document.addEventListener("focusout", (event) => {
  if (getTarget(event).matches(".pq-chip")) hidePreview();
});
document.addEventListener(
  "scroll",
  (event) => {
    if (!findClosest(event, "#pq-preview") && !document.activeElement?.matches(".pq-chip")) hidePreview();
  },
  true,
);
