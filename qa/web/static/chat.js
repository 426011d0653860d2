// What can be done with a question and its answer, and that a new answer comes into view.

import { copyAnswer } from "./quotes.js";
import { repeated, say, scrollTo, send } from "./wire.js";

const RATINGS = { up: 1, down: -1, unrate: 0 };

export function fill(selector, text) {
  const box = document.querySelector(selector);
  box.value = text;
  box.dispatchEvent(new Event("input", { bubbles: true }));
  return box;
}

// What was being written outlasts a reload, and a page that loads itself again because the program was started anew.
// Returned is what puts it back, once the field is there.
export function outlasting(key, selector) {
  const box = () => document.querySelector(selector);
  let restored = false;
  window.addEventListener("pagehide", () => {
    if (box()) sessionStorage.setItem(key, box().value);
  });
  return () => {
    if (restored || !box()) return;
    restored = true;
    const kept = sessionStorage.getItem(key);
    if (kept && !box().value) fill(selector, kept);
  };
}

export const questionBox = () => document.querySelector("#question textarea");

// What was searched for goes into the question box, to be changed and searched for as it then stands.
function change(link) {
  const exactly = document.querySelector("#exactly input");
  fill("#question textarea", link.closest(".pq-searched").querySelector(".pq-whole").textContent).focus();
  if (!exactly.checked) exactly.click();
}

// Only the last question can be taken back; one before it is asked anew.
function edit(number) {
  const turns = [...document.querySelectorAll("#chat .pq-question")];
  const isLast = turns.at(-1).id === `turn-${number}`;
  fill("#question textarea", document.getElementById(`turn-${number}`).textContent).focus();
  setEditing(isLast ? number : "");
}

function setEditing(number) {
  fill("#editing textarea, #editing input", number);
  document.body.classList.toggle("pq-edits", Boolean(number));
}

export function cancelEdit() {
  if (!document.body.classList.contains("pq-edits")) return false;
  fill("#question textarea", "").focus();
  setEditing("");
  return true;
}

document.addEventListener("click", (event) => {
  if (event.target.closest(".pq-end-edit")) cancelEdit();
});

// The sources know where each quote stands.
function open(place) {
  document.querySelector(`#sources .pq-open[data-quote="${place}"]`)?.click();
}

function act(name, number) {
  if (name === "copy") copyAnswer(number);
  else if (name === "edit") edit(number);
  else if (name in RATINGS) send("rate", { number, rating: RATINGS[name] });
  else send(name, { number });
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("#chat :is(a.pq-do, a.pq-change, a.pq-read)");
  if (!link) return;
  event.preventDefault();
  if (link.matches(".pq-change")) change(link);
  else if (link.matches(".pq-read")) open(link.hash.slice("#read-".length));
  else act(...link.hash.slice(1).split("-"));
}, true);

// A page asks one question at a time: the next one stays in its box meanwhile.
let asked = null;
function sendBox(event) {
  const question = questionBox().value;
  const searching = document.querySelector("#chat .pq-searching");
  if (searching || !question.trim() || repeated(question)) {
    event.preventDefault();
    event.stopImmediatePropagation();
    if (searching) say("Still searching: wait, or stop it first");
  } else asked = question;
}

document.addEventListener("keydown", (event) => {
  if (event.target === questionBox() && event.key === "Enter" && !event.shiftKey && !event.isComposing) sendBox(event);
}, true);
document.addEventListener("click", (event) => {
  if (event.target.closest("#question .submit-button")) sendBox(event);
}, true);

// A question leaves its box when it stands in the conversation: one that is refused stays there, to be mended.
function emptyBox() {
  if (asked === null) return;
  // What was written behind it meanwhile is the next question.
  const now = questionBox().value;
  if (now.startsWith(asked)) fill("#question textarea", now.slice(asked.length));
  setEditing("");
  const exactly = document.querySelector("#exactly input");
  if (exactly.checked) exactly.click();
  asked = null;
}

// Whoever empties the box does not edit any more.
document.addEventListener("input", (event) => {
  if (event.target === questionBox() && !event.target.value) setEditing("");
});

// An edit belongs to the conversation in which it was begun: another one has exchanges of the same numbers.
let edited = "";
export function endEdit() {
  const now = document.querySelector(".pq-history")?.dataset.current ?? "";
  if (now !== edited && document.body.classList.contains("pq-edits")) setEditing("");
  edited = now;
}

// The chips follow the dates as they are written.
let writing;
document.addEventListener("input", (event) => {
  if (!event.target.closest("#filter-fields")) return;
  clearTimeout(writing);
  writing = setTimeout(() => send("filtered"), 150);
});

// What another page asked, or this one before it was loaded again, is looked for until it is there.
let looking = null;
export function lookAgain() {
  if (looking || !document.querySelector("#chat .pq-elsewhere")) return;
  looking = setTimeout(() => {
    looking = null;
    const talk = document.querySelector(".pq-history").dataset.current;
    if (document.querySelector("#chat .pq-elsewhere")) send("look", { id: talk });
  }, 1000);
}

// What a screen reader hears of a message is its text; Gradio would have it read out the markup.
export function tidy() {
  for (const said of document.querySelectorAll("#chat [data-testid][aria-label]")) said.removeAttribute("aria-label");
  for (const said of document.querySelectorAll("#chat a.pq-do:not([role])")) said.setAttribute("role", "button");
  document.querySelector("#question .submit-button:not([aria-label])")?.setAttribute("aria-label", "Ask");
  document.querySelector("#question textarea:not([aria-label])")?.setAttribute("aria-label", "Question");
}

// A turn is gone to as it appears and as it is answered: an answer is read from its question down.
let shown = "";
export function keepInView() {
  const turns = document.querySelectorAll("#chat :is(.pq-question, .pq-owned)");
  const last = turns[turns.length - 1];
  const waiting = document.querySelector("#chat .pq-searching") ? "waiting" : "answered";
  const talk = document.querySelector(".pq-history")?.dataset.current;
  const now = last ? `${talk} ${turns.length} ${last.id} ${waiting} ${last.textContent}` : "";
  if (now === shown) return;
  shown = now;
  if (!last) return;
  if (last.id === "turn-0") asked = null;
  else emptyBox();
  requestAnimationFrame(() => {
    document.querySelector(".pq-panel-body")?.scrollTo(0, 0);
    if (last.isConnected) scrollTo(last, "start");
  });
}
