// What the page does by itself: the other modules, the keys, what an address asks for, and keeping up with changes.

import { cancelEdit, endEdit, fill, keepInView, lookAgain, outlasting, questionBox, tidy } from "./chat.js";
import { restoreChecked, showReport } from "./check.js";
import { followMoved, showNotes } from "./cite.js";
import { closeDetail, settleDetail } from "./detail.js";
import { closeSheet, copyCurrent, hidePreview, walk } from "./quotes.js";
import { closeReader, openFrom, settle, unpick } from "./reader.js";
import { closeDrawer, keepAddress } from "./talks.js";
import { showTheme } from "./theme.js";
import { say, send } from "./wire.js";

// Buttons and links that say what they send.
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-send]");
  if (!button || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  const { send: name, ...data } = button.dataset;
  send(name, data);
});

const writing = (element) => element.matches?.("input, textarea, select, [contenteditable]");
const KEYS = {
  "/": () => (document.querySelector("[role=tab][data-tab-id=ask]")?.click(), focusWhenShown(questionBox()), true),
  c: () => (copyCurrent(), true),
  ArrowDown: () => walk(1),
  ArrowRight: () => walk(1),
  ArrowUp: () => walk(-1),
  ArrowLeft: () => walk(-1),
};
// A tab that was just chosen is not shown yet.
function focusWhenShown(element) {
  if (!element || element.checkVisibility()) element?.focus();
  else requestAnimationFrame(() => focusWhenShown(element));
}

// Where arrow keys have a meaning of their own, they keep it.
const OWN = "[role=tab], [role=radio], [role=listbox], [role=option], .pq-panel-body, .pq-reader-body";

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") {
    if (hidePreview() || unpick() || closeReader() || closeSheet() || closeDrawer() || closeDetail() || cancelEdit()) event.preventDefault();
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  const waiting = event.target === questionBox() && !event.target.value && event.key.startsWith("Arrow");
  if ((writing(event.target) && !waiting) || document.querySelector("#detail")) return;
  if (event.key.startsWith("Arrow") && event.target.matches?.(OWN)) return;
  if (document.querySelector(".pq-reader") && event.key === "/") {
    event.preventDefault();
    document.querySelector(".pq-find input").focus();
  } else if (KEYS[event.key]?.()) event.preventDefault();
});

// An address can ask a question, or open an article at a quote; both once the page has been filled.
let arrived = false;
function arrive() {
  if (arrived || !document.querySelector(".pq-history")) return;
  arrived = true;
  const wanted = new URLSearchParams(location.search);
  const question = wanted.get("ask");
  if (wanted.has("article")) openFrom(wanted);
  if (question === null) return;
  const url = new URL(location);
  url.searchParams.delete("ask");
  history.replaceState(null, "", url);
  if (!question.trim()) return;
  // What another site leads here with is only written down: whether it is asked, the person says.
  if (document.querySelector("meta[name=pullquote-opened-by]").content === "person") send("ask", { question });
  else fill("#question textarea", question).focus();
}

const restoreQuestion = outlasting("pullquote-draft", "#question textarea");
const restoreDraft = () => arrived && restoreQuestion();

let noticed = "";
function notice() {
  const now = document.querySelector("#notice .pq-report")?.textContent ?? "";
  if (now && now !== noticed) say(now);
  noticed = now;
}

new MutationObserver(() => {
  for (const keepUp of [tidy, keepInView, lookAgain, showNotes, followMoved, keepAddress, endEdit, settle, settleDetail, showTheme, notice, arrive, restoreDraft, showReport, restoreChecked]) keepUp();
}).observe(document.body, { subtree: true, childList: true, attributeFilter: ["aria-label"] });

