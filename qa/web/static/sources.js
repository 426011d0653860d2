// Moves between a quote in the chat and the same quote in its article, and walks through quotes.
// Listeners on the document serve every answer, however often the chat is drawn again.

import { find, findAll, findClosest, findLinked, get, getHash } from "./dom.js";
import { calm, narrow, scrollTo, setBehind } from "./frame.js";
import { hidePreview } from "./sources_preview.js";

// --- the sheet, where there is no room beside the chat

const BEHIND = ".pq-conversations-menu, .pq-keys-open, #tabs > .tab-wrapper, #conversations, #ask-column";
const getPanel = () => get("#sources");
export const isSheetOpen = () => document.body.classList.contains("pq-sources-sheet");
/** @type {HTMLElement | null} */
let opener = null;

/**
 * Open the sheet; the focus comes back to what it was opened from.
 * @param {HTMLElement | null} from
 */
export function openSheet(from) {
  if (!narrow.matches || isSheetOpen()) return;
  opener = from;
  document.body.classList.add("pq-sources-sheet");
  setBehind(BEHIND, true);
  getPanel().setAttribute("role", "dialog");
  getPanel().setAttribute("aria-modal", "true");
  getPanel().setAttribute("aria-label", "Sources");
}

/** Close the sheet; return whether it was open. */
export function closeSheet() {
  if (!isSheetOpen()) return false;
  document.body.classList.remove("pq-sources-sheet");
  setBehind(BEHIND, false);
  for (const name of ["role", "aria-modal", "aria-label"]) getPanel().removeAttribute(name);
  if (opener?.isConnected) opener.focus({ preventScroll: true });
  return true;
}

narrow.addEventListener("change", closeSheet);

// --- going to a quote

/**
 * Mark a quote in the chat and in the sources as the one that was gone to.
 * @param {HTMLElement | null} chip
 * @param {HTMLElement | null} quote
 */
function mark(chip, quote) {
  for (const before of findAll("#ask-chat .pq-now, #sources .pq-now")) before.classList.remove("pq-now");
  chip?.classList.add("pq-now");
  quote?.classList.add("pq-now");
}

/** @param {HTMLElement} target */
function goTo(target) {
  target.focus({ preventScroll: true });
  scrollTo(target);
}

/** @param {HTMLElement} link */
function follow(link) {
  const target = findLinked(link);
  if (!target) return;
  hidePreview();
  if (link.matches(".pq-chip")) {
    mark(link, target);
    openSheet(link);
  } else {
    mark(target, document.getElementById(getHash(link).replace("chip-", "quote-")));
    closeSheet();
  }
  goTo(target);
}

/**
 * Show the sources of an answer: they hold every answer's quotes.
 * @param {HTMLElement} link
 */
function seeAll(link) {
  openSheet(link);
  get(".pq-close", getPanel()).focus();
  const answer = /** @type {HTMLElement} */ (link.closest(".pq-answer"));
  findLinked(get("a.pq-chip", answer))?.scrollIntoView({ block: "center" });
}

document.addEventListener(
  "click",
  (event) => {
    const link = findClosest(event, "a.pq-chip, #sources a.pq-number, .pq-see a");
    if (link) {
      event.preventDefault();
      if (link.closest(".pq-see")) seeAll(link);
      else follow(link);
    } else if (findClosest(event, "#sources .pq-close") || !findClosest(event, "#sources, #reader")) closeSheet();
  },
  true,
);

// --- walking

/** Return the place of the first quote of the last answer among all quotes of the chat. */
function findFirstOfLast(/** @type {HTMLElement[]} */ stops) {
  const answer = findAll("#ask-chat .pq-answer:has(.pq-chip)").at(-1);
  return answer ? stops.indexOf(get(".pq-chip", answer)) : 0;
}

/**
 * Go from quote to quote, in the chat by the chips, in an article by the numbers; return whether there are any.
 * @param {number} step
 */
export function walk(step) {
  const inReader = Boolean(find(".pq-reader"));
  if (!inReader && !find("#ask-chat")?.checkVisibility()) return false;
  const stops = findAll(inReader ? ".pq-reader-text .pq-number" : "#ask-chat .pq-chip");
  if (!stops.length) return false;
  const at = stops.findIndex(
    (stop) => stop === document.activeElement || (!inReader && stop.classList.contains("pq-now")),
  );
  const start = inReader ? 0 : findFirstOfLast(stops);
  const next = stops[at < 0 ? start : Math.min(stops.length - 1, Math.max(0, at + step))];
  if (!inReader) mark(next, findLinked(next));
  goTo(next);
  if (!inReader && !narrow.matches)
    findLinked(next)?.scrollIntoView({ block: "center", behavior: calm.matches ? "auto" : "smooth" });
  return true;
}
