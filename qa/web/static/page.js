// What the page does by itself: the other modules, the keys, what an address asks for, and keeping up with changes.

import { arriveAtAddress, isOpenedByPerson, keepAddress } from "./address.js";
import { cancelEdit, endEdit, findQuestionBox, keepInView, lookAgain, nameParts, restoreQuestion } from "./ask.js";
import { followMoved, showNotes } from "./basket.js";
import { restoreDraft, showReport } from "./check.js";
import { copyCurrent } from "./cite.js";
import { closeDrawer, settleConversation } from "./conversations.js";
import { fill, find, findClosest, getTarget } from "./dom.js";
import "./filters.js";
import { showToast } from "./frame.js";
import { closeKeys, openKeys } from "./keys.js";
import { closeDetails, settleDetails } from "./library.js";
import { settlePicked } from "./library_picked.js";
import { closeReader, settleReader } from "./reader.js";
import { focusFind } from "./reader_find.js";
import { dropSelection, expectSelection } from "./reader_quote.js";
import { settleBookmark } from "./save_bookmark.js";
import { showTheme } from "./settings.js";
import { closeSheet, walk } from "./sources.js";
import { hidePreview } from "./sources_preview.js";
import "./welcome.js";
import { send } from "./wire.js";

// Buttons and links that say what they send.
document.addEventListener("click", (event) => {
  const button = findClosest(event, "[data-send]");
  if (!button || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  const { send: named, ...values } = button.dataset;
  const name = /** @type {keyof import("./wire.js").Events} */ (named);
  send(name, values);
});

// --- keys

/** What Esc closes, the topmost first. */
const CLOSING = [closeKeys, hidePreview, dropSelection, closeReader, closeSheet, closeDrawer, closeDetails, cancelEdit];
/** @type {Record<string, () => boolean | void>} */
const KEYS = {
  "/": goToQuestion,
  "?": openKeys,
  c: () => {
    copyCurrent();
    return true;
  },
  ArrowDown: () => walk(1),
  ArrowRight: () => walk(1),
  ArrowUp: () => walk(-1),
  ArrowLeft: () => walk(-1),
};

function goToQuestion() {
  if (!focusFind()) {
    find("[role=tab][data-tab-id=ask]")?.click();
    const box = findQuestionBox();
    if (box) focusWhenShown(box);
  }
  return true;
}

/**
 * Give an element the focus: on a tab that was just chosen it is not shown yet.
 * @param {HTMLElement} element
 */
function focusWhenShown(element) {
  if (element.checkVisibility()) element.focus();
  else requestAnimationFrame(() => focusWhenShown(element));
}

// Where arrow keys have a meaning of their own, they keep it.
const OWN = "[role=tab], [role=radio], [role=listbox], [role=option], .pq-sources-body, .pq-reader-body";

/**
 * Say whether a key is the page's: not one that is written, and not one that means something where it was pressed.
 * @param {KeyboardEvent} event
 */
function isForPage(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return false;
  if (find("#library-detail, dialog[open]")) return false;
  const target = getTarget(event);
  const isArrow = event.key.startsWith("Arrow");
  if (target.matches?.("input, textarea, select, [contenteditable]")) {
    const box = findQuestionBox();
    return isArrow && target === box && !box.value;
  }
  return !(isArrow && target.matches?.(OWN));
}

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" ? CLOSING.some((close) => close()) : isForPage(event) && KEYS[event.key]?.())
    event.preventDefault();
});

// --- what the address asks for

let arrived = false;

/** Ask a question, or open an article at a quote, as the address says; all once the page has been filled. */
function arrive() {
  if (arrived || !find(".pq-conversations")) return;
  arrived = true;
  const address = new URLSearchParams(location.search);
  const question = address.get("ask");
  const selection = address.get("selection");
  if (selection === "found") expectSelection();
  arriveAtAddress();
  if (question === null && selection === null) return;
  const url = new URL(location.href);
  for (const name of ["ask", "selection"]) url.searchParams.delete(name);
  history.replaceState(history.state, "", url);
  if (selection === "missing") showToast("What you had selected does not stand so in the article");
  if (!question?.trim()) return;
  // What another site leads here with is only written down: whether it is asked, the person says.
  if (isOpenedByPerson()) send("ask_question", { question });
  else fill("#ask-question textarea", question).focus();
}

// --- keeping up with what Gradio draws

let noticed = "";

/** Say what the page was told of. */
function showNotice() {
  const now = find("#notice .pq-notice")?.textContent ?? "";
  if (now && now !== noticed) showToast(now);
  noticed = now;
}

const KEEPING_UP = [
  nameParts,
  keepInView,
  lookAgain,
  showNotes,
  followMoved,
  settleConversation,
  endEdit,
  settleReader,
  settleDetails,
  settlePicked,
  settleBookmark,
  showTheme,
  showNotice,
  arrive,
  () => arrived && restoreQuestion(),
  showReport,
  restoreDraft,
  keepAddress,
];

new MutationObserver(() => {
  for (const keepUp of KEEPING_UP) keepUp();
}).observe(document.body, {
  subtree: true,
  childList: true,
  // By these the page tells which tab is chosen, and which sheet or dialog is open.
  attributeFilter: ["aria-label", "aria-selected", "aria-modal", "aria-expanded", "aria-busy", "open"],
});
