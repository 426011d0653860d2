// Copies quotes and their citations in the chosen style, and sends what is chosen, noted and dropped in the basket.

import { copy, send } from "./wire.js";

async function copiesOf(turn) {
  const talk = document.querySelector(".pq-history").dataset.current;
  const style = document.querySelector("#sources [data-choose=style]").value;
  const answer = await fetch(`/api/conversations/${encodeURIComponent(talk)}/copies/${turn}?style=${encodeURIComponent(style)}`);
  if (!answer.ok) throw new Error(`the program answered ${answer.status}`);
  return answer.json();
}

function copyOne(turn, choose) {
  const chosen = copiesOf(turn).then(choose);
  return copy(chosen.then(({ text }) => text), chosen.then(({ html }) => html));
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-cite]");
  if (button) {
    const [turn, number] = button.dataset.place.split("-").map(Number);
    copyOne(turn, ({ quotes }) => quotes.find((it) => it.number === number)[button.dataset.cite]);
  }
  if (event.target.closest(".pq-copy-all")) {
    const [, turn] = document.querySelector("#sources mark[id]").id.split("-");
    copyOne(turn, ({ all }) => all);
  }
  const sure = event.target.closest(".pq-basket [data-sure]");
  if (sure) ask(sure, true);
  const no = event.target.closest(".pq-basket .pq-keep");
  if (no) ask(no.closest(".pq-acts").querySelector("[data-sure]"), false);
});

// What would be lost with a quote is asked about first.
function ask(button, asking) {
  const sure = button.closest(".pq-acts").querySelector(".pq-sure");
  button.hidden = asking;
  sure.hidden = !asking;
  (asking ? sure.querySelector("button") : button).focus();
}

document.addEventListener("change", (event) => {
  const { choose, note } = event.target.dataset ?? {};
  if (note) send("note", { kept: note, text: event.target.value });
  if (choose !== "style") return;
  for (const menu of document.querySelectorAll("[data-choose=style]")) menu.value = event.target.value;
  send("style", { name: event.target.value });
});

document.addEventListener("submit", (event) => {
  if (!event.target.matches(".pq-basket-name")) return;
  event.preventDefault();
  send("basket", { name: event.target.elements.basket.value });
});

// Gradio changes the field that is there into the next one, and what was written into it would stay.
const drawn = new WeakMap();
export function showNotes() {
  for (const field of document.querySelectorAll("textarea[data-note]")) {
    const now = `${field.dataset.note} ${field.defaultValue}`;
    if (drawn.get(field) === now) continue;
    drawn.set(field, now);
    field.value = field.defaultValue;
  }
}

// The focus goes with the quote that was moved, to the button that moved it or to the one that is left.
let moved = null;
const placeOf = (id) => [...document.querySelectorAll(".pq-kept > li")].findIndex((it) => it.id === id);
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-send=place]");
  if (!button) return;
  const id = `kept-${button.dataset.kept}`;
  moved = { id, label: button.textContent, from: placeOf(id) };
}, true);
export function followMoved() {
  if (!moved || placeOf(moved.id) === moved.from) return;
  const buttons = [...document.querySelectorAll(`#${moved.id} [data-send=place]`)];
  (buttons.find((it) => it.textContent === moved.label) ?? buttons[0])?.focus();
  moved = null;
}
