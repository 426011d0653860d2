// The basket: what is noted, moved, dropped and opened in it.

import { findAll, findClosest, get, getTarget } from "./dom.js";
import { send } from "./wire.js";

// --- dropping

/**
 * Ask whether a quote shall be dropped, or ask no more: its note would be lost with it.
 * @param {HTMLElement} button
 * @param {boolean} asking
 */
function askToDrop(button, asking) {
  const sure = get(".pq-sure", getButtons(button));
  button.hidden = asking;
  sure.hidden = !asking;
  (asking ? get("button", sure) : button).focus();
}

/** @param {HTMLElement} button */
const getButtons = (button) => /** @type {HTMLElement} */ (button.closest(".pq-acts"));

/**
 * Say whether something is noted about a quote, saved or not.
 * @param {HTMLElement} button
 */
function hasNote(button) {
  const item = /** @type {HTMLElement} */ (button.closest(".pq-kept > li"));
  return /** @type {HTMLTextAreaElement} */ (get("textarea[data-note]", item)).value.trim() !== "";
}

document.addEventListener("click", (event) => {
  const drop = findClosest(event, ".pq-basket [data-sure]");
  if (drop && hasNote(drop)) askToDrop(drop, true);
  else if (drop) send("basket_drop", { kept: drop.dataset.kept });
  const keep = findClosest(event, ".pq-basket .pq-keep");
  if (keep) askToDrop(get("[data-sure]", getButtons(keep)), false);
});

// --- noting

document.addEventListener("change", (event) => {
  const field = /** @type {HTMLTextAreaElement} */ (event.target);
  if (!field.dataset?.note) return;
  underway.set(field.dataset.note, { text: field.value, until: performance.now() + SAVING });
  send("basket_note", { kept: field.dataset.note, text: field.value });
});

// So long a note may be on its way: a basket that is drawn meanwhile need not hold it yet.
const SAVING = 10_000; // milliseconds
/** @type {Map<string, { text: string, until: number }>} */
const underway = new Map();

/** @param {HTMLTextAreaElement} field */
function getNote(field) {
  const id = field.dataset.note ?? "";
  const note = underway.get(id);
  if (note && note.text !== field.defaultValue && performance.now() < note.until) return note.text;
  underway.delete(id);
  return field.defaultValue;
}

/** @type {WeakMap<HTMLElement, string>} */
const drawn = new WeakMap();

/** Show notes as they are: Gradio changes the field that is there into the next, and what was written in would stay. */
export function showNotes() {
  for (const field of /** @type {HTMLTextAreaElement[]} */ (findAll("textarea[data-note]"))) {
    const now = `${field.dataset.note} ${field.defaultValue}`;
    if (drawn.get(field) === now) continue;
    drawn.set(field, now);
    field.value = getNote(field);
  }
}

// --- opening another basket

document.addEventListener("submit", (event) => {
  const form = getTarget(event);
  if (!form.matches(".pq-basket-name")) return;
  event.preventDefault();
  send("basket_open", { name: new FormData(/** @type {HTMLFormElement} */ (form)).get("basket") });
});

// --- moving

/** @type {{ id: string, label: string, from: number } | null} */
let moved = null;

/** @param {string} id */
const findPlace = (id) => findAll(".pq-kept > li").findIndex((item) => item.id === id);

document.addEventListener(
  "click",
  (event) => {
    const button = findClosest(event, "[data-send=basket_move]");
    if (!button) return;
    const id = `kept-${button.dataset.kept}`;
    moved = { id, label: button.textContent, from: findPlace(id) };
  },
  true,
);

/** Have the focus go with a quote that was moved, to the button that moved it or to the one that is left. */
export function followMoved() {
  if (!moved || findPlace(moved.id) === moved.from) return;
  const { id, label } = moved;
  const buttons = findAll(`#${id} [data-send=basket_move]`);
  (buttons.find((button) => button.textContent === label) ?? buttons[0])?.focus();
  moved = null;
}
