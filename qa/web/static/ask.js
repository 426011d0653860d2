// What can be done with a question and its answer, and that a new answer comes into view.

import { copyAnswer, copyPart } from "./cite.js";
import { getConversation } from "./conversations.js";
import { fill, find, findAll, findClosest, get, getField, getHash, getTarget, keepOverReload } from "./dom.js";
import { scrollTo, showToast } from "./frame.js";
import { openPlace } from "./reader.js";
import { toggleShare } from "./share.js";
import { isRepeated, send } from "./wire.js";

const BOX = "#ask-question textarea";
const getQuestionBox = () => getField(BOX);
export const findQuestionBox = () => /** @type {HTMLTextAreaElement | null} */ (find(BOX));
const getExactly = () => /** @type {HTMLInputElement} */ (getField("#ask-exactly input"));
const findTurns = () => findAll("#ask-chat :is(.pq-question, .pq-owned)");

// --- what is done with a question and its answer

/**
 * Put what was searched for into the question box, to be changed and searched for as it then stands.
 * @param {HTMLElement} link
 */
function change(link) {
  const searched = /** @type {HTMLElement} */ (link.closest(".pq-searched"));
  fill(BOX, get(".pq-whole", searched).textContent).focus();
  if (!getExactly().checked) getExactly().click();
}

/**
 * Put a question into its box. Only the last one can be taken back; one before it is asked anew.
 * @param {string} number
 */
function edit(number) {
  const question = get(`#turn-${number}`);
  const isLast = findAll("#ask-chat .pq-question").at(-1) === question;
  fill(BOX, question.textContent).focus();
  setEditing(isLast ? number : "");
}

/** @param {string} number */
function setEditing(number) {
  fill("#ask-editing textarea, #ask-editing input", number);
  document.body.classList.toggle("pq-ask-edits", Boolean(number));
}

/** Stop editing; return whether anything was edited. */
export function cancelEdit() {
  if (!document.body.classList.contains("pq-ask-edits")) return false;
  fill(BOX, "").focus();
  setEditing("");
  return true;
}

document.addEventListener("click", (event) => {
  if (findClosest(event, ".pq-ask-end-edit")) cancelEdit();
});

/**
 * Open an article at a quote. The sources know where each quote stands.
 * @param {string} place
 */
function openAt(place) {
  find(`#sources .pq-open[data-quote="${place}"]`)?.click();
}

/**
 * Keep a quote in the basket.
 * @param {string} place
 */
function keep(place) {
  const [number, which] = place.split("-");
  send("basket_keep", { number, which });
}

/** @type {Record<string, (place: string) => void>} */
const ACTIONS = {
  copy: copyAnswer,
  share: toggleShare,
  edit,
  retry: (number) => send("ask_retry", { number }),
  stop: () => send("ask_stop"),
  withdraw: (number) => send("reader_withdraw", { number }),
  up: (number) => send("ask_rate", { number, rating: 1 }),
  down: (number) => send("ask_rate", { number, rating: -1 }),
  unrate: (number) => send("ask_rate", { number, rating: 0 }),
  read: openAt,
  article: (id) => openPlace({ article: decodeURIComponent(id), start: "", end: "" }),
  words: (place) => copyPart(place, "quote"),
  cite: (place) => copyPart(place, "citation"),
  keep,
};

document.addEventListener(
  "click",
  (event) => {
    const link = findClosest(event, "#ask-chat :is(a.pq-do, a.pq-icon, a.pq-change, a.pq-read)");
    if (!link) return;
    event.preventDefault();
    if (link.matches(".pq-change")) change(link);
    else {
      // What stands before the first hyphen says what is done, the rest to which exchange or quote.
      const [name, ...place] = getHash(link).split("-");
      ACTIONS[name](place.join("-"));
    }
  },
  true,
);

// --- the question box

/**
 * The question that was sent last, until it stands in the conversation.
 * @type {string | null}
 */
let asked = null;

/**
 * Let what stands in the box be sent, or keep it: a page asks one question at a time, the next one waits in its box.
 * @param {Event} event
 */
function sendBox(event) {
  const question = getQuestionBox().value;
  const searching = find("#ask-chat .pq-searching");
  if (searching || !question.trim() || isRepeated(question)) {
    event.preventDefault();
    event.stopImmediatePropagation();
    if (searching) showToast("Still searching: wait, or stop it first");
  } else asked = question;
}

document.addEventListener(
  "keydown",
  (event) => {
    if (!getTarget(event).matches?.(BOX)) return;
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) sendBox(event);
  },
  true,
);
document.addEventListener(
  "click",
  (event) => {
    if (findClosest(event, "#ask-question .submit-button")) sendBox(event);
  },
  true,
);

/** Empty the box once its question stands in the conversation: one that is refused stays there, to be mended. */
function emptyBox() {
  if (asked === null) return;
  // What was written behind it meanwhile is the next question.
  const now = getQuestionBox().value;
  if (now.startsWith(asked)) fill(BOX, now.slice(asked.length));
  setEditing("");
  if (getExactly().checked) getExactly().click();
  asked = null;
}

// Whoever empties the box does not edit any more.
document.addEventListener("input", (event) => {
  const box = getTarget(event);
  if (box.matches(BOX) && !(/** @type {HTMLTextAreaElement} */ (box).value)) setEditing("");
});

export const restoreQuestion = keepOverReload("pullquote-draft", BOX);

// --- keeping up with the conversation

let edited = "";

/** End an edit that belongs to another conversation, which has exchanges of the same numbers. */
export function endEdit() {
  const now = getConversation() ?? "";
  if (now !== edited && document.body.classList.contains("pq-ask-edits")) setEditing("");
  edited = now;
}

/** @type {number | null} */
let looking = null;

/** Look for what another page asked, or this one before it was loaded again, until it is there. */
export function lookAgain() {
  if (looking || !find("#ask-chat .pq-elsewhere")) return;
  looking = setTimeout(() => {
    looking = null;
    if (find("#ask-chat .pq-elsewhere")) send("ask_refresh");
  }, 1000);
}

/** Have a screen reader hear the text of a message; Gradio would have it read out the markup. */
export function nameParts() {
  for (const message of findAll("#ask-chat [data-testid][aria-label]")) message.removeAttribute("aria-label");
  for (const link of findAll("#ask-chat :is(a.pq-do, a.pq-icon):not([role])")) link.setAttribute("role", "button");
  find("#ask-question .submit-button:not([aria-label])")?.setAttribute("aria-label", "Ask");
  find(`${BOX}:not([aria-label])`)?.setAttribute("aria-label", "Question");
}

let shown = "";
let shownOf = "";
/** The answer that the page was opened at, until it was gone to. */
let wanted = new URLSearchParams(location.search).get("answer");

/** Go to a turn as it appears and as it is answered: an answer is read from its question down. */
export function keepInView() {
  const turns = findTurns();
  const last = turns.at(-1);
  const state = find("#ask-chat .pq-searching") ? "waiting" : "answered";
  const conversation = getConversation() ?? "";
  const now = last ? `${conversation} ${turns.length} ${last.id} ${state} ${last.textContent}` : "";
  if (now === shown) return;
  // A refused question begins no conversation: of a new one, it is the question before that still stands there.
  const isBegun = conversation !== shownOf;
  shown = now;
  shownOf = conversation;
  if (!last) return;
  if (last.id !== "turn-0") emptyBox();
  else if (!isBegun) asked = null;
  const turn = turns.find(({ id }) => id === `turn-${wanted}`) ?? last;
  wanted = null;
  requestAnimationFrame(() => {
    find(".pq-sources-body")?.scrollTo(0, 0);
    if (turn.isConnected) scrollTo(turn, "start");
  });
}
