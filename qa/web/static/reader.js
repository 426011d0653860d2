// The reader view: opens over the page, at a quote, and closes again.

import { find, findClosest, get, getHash } from "./dom.js";
import { scrollTo, setBehind, showToast } from "./frame.js";
import { clearFinds, resetFind } from "./reader_find.js";
import { expectPlace, getExpected } from "./reader_place.js";
import { dropSelection, selectExpected, takeQuoted } from "./reader_quote.js";
import { closeSheet } from "./sources.js";
import { send } from "./wire.js";

const findReader = () => find(".pq-reader");
/** What is shown: its part and article, null if the reader is closed. @type {string | null} */
let shown = null;
/** What opened the reader. @type {HTMLElement | null} */
let opener = null;
/** The id of the element that is gone to once the reader is closed. @type {string | null} */
let goal = null;

// --- opening

document.addEventListener(
  "click",
  (event) => {
    const link = findClosest(event, "[data-send=reader_open]");
    if (!link) return;
    const { id, start, end } = link.dataset;
    expectPlace({ article: id, start, end, upwards: link.matches(".pq-reader-further:has(+ .pq-reader-text) *") });
    // What a script clicked was clicked for what has the focus.
    if (!findReader()) opener = event.isTrusted ? link : /** @type {HTMLElement} */ (document.activeElement);
  },
  true,
);

/**
 * Open an article at a place.
 * @param {import("./reader_place.js").Place} place
 */
export function openPlace({ article, start, end }) {
  expectPlace({ article, start, end });
  send("reader_open", { id: article, ...(start ? { start } : {}), ...(end ? { end } : {}) });
}

// --- closing

/** Close the reader; return whether it was open. Until it is gone it is busy. */
export function closeReader() {
  const reader = find(".pq-reader:not([aria-busy])");
  if (!reader) return false;
  clearFinds();
  reader.setAttribute("aria-busy", "true");
  send("reader_close");
  return true;
}

/**
 * Leave the reader, and the sheet it may have been opened from, for an element of the Ask tab.
 * @param {string} id
 */
export function leaveFor(id) {
  goal = id;
  leave();
}

function leave() {
  closeReader();
  closeSheet();
  find("[role=tab][data-tab-id=ask]")?.click();
}

/** Return where the focus goes when the reader closes: to what opened it, though it may have been drawn again. */
function findWayBack() {
  if (goal) return document.getElementById(goal);
  if (opener?.isConnected) return opener;
  const { quote, id } = opener?.dataset ?? {};
  return find(quote ? `.pq-open[data-quote="${quote}"]` : `[data-send=reader_open][data-id="${CSS.escape(id ?? "")}"]`);
}

document.addEventListener("click", (event) => {
  if (findClosest(event, ".pq-reader .pq-close")) closeReader();
  const number = findClosest(event, ".pq-reader a.pq-number");
  if (number) {
    event.preventDefault();
    leaveFor(getHash(number));
  }
  if (findClosest(event, ".pq-only")) {
    leave();
    showToast("Questions are now asked of this article only");
  }
});

// --- keeping up

/**
 * Notice that the reader has come or gone. Gradio changes the element that is there into the next one, so what is shown
 * tells them apart.
 */
export function settleReader() {
  const quoted = takeQuoted();
  if (quoted) leaveFor(quoted);
  const reader = findReader();
  const now = reader ? `${reader.dataset.part} ${reader.dataset.article}` : null;
  if (now === shown) return;
  shown = now;
  setBehind("#tabs, .pq-conversations-menu, .pq-keys-open", Boolean(reader));
  document.body.classList.toggle("pq-reader-open", Boolean(reader));
  dropSelection();
  if (reader) settleOpened(reader);
  else settleClosed();
}

function settleClosed() {
  const target = findWayBack();
  target?.focus({ preventScroll: true });
  if (goal && target) scrollTo(target);
}

/** @param {HTMLElement} reader */
function settleOpened(reader) {
  goal = null;
  resetFind();
  const mark = find("mark.pq-now", reader);
  if (mark) {
    mark.focus({ preventScroll: true });
    mark.scrollIntoView({ block: "center" });
    selectExpected();
    return;
  }
  const body = get(".pq-reader-body", reader);
  body.focus();
  body.scrollTop = getExpected().upwards ? body.scrollHeight : 0;
}
