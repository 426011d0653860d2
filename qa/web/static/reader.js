// The reader view: opens over the page, at a quote, and closes again; the address tells what is open.

import { find, findClosest, get, getHash } from "./dom.js";
import { scrollTo, setBehind, showToast } from "./frame.js";
import { clearFinds, resetFind } from "./reader_find.js";
import { expectPlace, getExpected, keepPlace, makeAddress, readAddress } from "./reader_place.js";
import { dropSelection } from "./reader_quote.js";
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
 * Open the article that an address names.
 * @param {URLSearchParams} address
 */
export function openFrom(address) {
  const { article, start, end } = readAddress(address);
  expectPlace({ article, start, end });
  send("reader_open", { id: article, ...(start ? { start } : {}), ...(end ? { end } : {}) });
}

// --- closing

/** Close the reader; return whether it was open. */
export function closeReader() {
  if (!findReader()) return false;
  if (history.state?.reader) history.back();
  else {
    history.replaceState(null, "", makeAddress({}));
    shut();
  }
  return true;
}

function shut() {
  clearFinds();
  send("reader_close");
}

window.addEventListener("popstate", () => {
  const address = new URLSearchParams(location.search);
  if (findReader() && !address.has("article")) shut();
  else if (!findReader() && address.has("article")) openFrom(address);
});

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
    goal = getHash(number);
    closeReader();
  }
  if (findClosest(event, ".pq-only")) {
    closeReader();
    find("[role=tab][data-tab-id=ask]")?.click();
    showToast("Questions are now asked of this article only");
  }
});

// --- keeping up

/**
 * Notice that the reader has come or gone. Gradio changes the element that is there into the next one, so what is shown
 * tells them apart.
 */
export function settleReader() {
  const reader = findReader();
  const now = reader ? `${reader.dataset.part} ${reader.dataset.article}` : null;
  if (now === shown) return;
  const before = shown;
  shown = now;
  // It was opened from the sheet: then the focus goes where that was opened from.
  if (reader && closeSheet()) opener = /** @type {HTMLElement} */ (document.activeElement);
  setBehind("#tabs, .pq-conversations-menu", Boolean(reader));
  document.body.classList.toggle("pq-reader-open", Boolean(reader));
  dropSelection();
  if (reader) settleOpened(reader, before !== null);
  else settleClosed();
}

function settleClosed() {
  const target = findWayBack();
  target?.focus({ preventScroll: true });
  if (goal && target) scrollTo(target);
}

/**
 * @param {HTMLElement} reader
 * @param {boolean} again
 */
function settleOpened(reader, again) {
  goal = null;
  keepPlace(reader.dataset.article, again);
  resetFind();
  const mark = find("mark.pq-now", reader);
  if (mark) {
    mark.focus({ preventScroll: true });
    mark.scrollIntoView({ block: "center" });
    return;
  }
  const body = get(".pq-reader-body", reader);
  body.focus();
  body.scrollTop = getExpected().upwards ? body.scrollHeight : 0;
}
