// Copies quotes with where they come from, plainly or cited in the chosen style, and sends the choice of a style.

import { getConversation } from "./conversations.js";
import { find, findAll, findClosest, findLinked, get, getField, getTarget } from "./dom.js";
import { copy } from "./frame.js";
import { send } from "./wire.js";

// --- as the chat shows it

/** @param {HTMLElement} quote @returns {[words: string, source: string]} */
const readQuote = (quote) => [get(".pq-words", quote).textContent, get(".pq-from", quote).textContent];

/**
 * @param {string} words
 * @param {string} source
 */
function makeHtml(words, source) {
  const block = document.createElement("blockquote");
  const quote = document.createElement("p");
  const cite = document.createElement("p");
  quote.textContent = words;
  quote.style.whiteSpace = "pre-wrap";
  cite.textContent = `— ${source}`;
  block.append(quote, cite);
  return block.outerHTML;
}

/** Put single marks around double ones. @param {string} words */
const enclose = (words) => (/["“”„«»]/.test(words) ? `‘${words}’` : `“${words}”`);

/**
 * Copy quotes, each with its source.
 * @param {[words: string, source: string][]} quotes
 */
export function copyQuotes(quotes) {
  const text = quotes.map(([words, source]) => `${enclose(words)}\n— ${source}`).join("\n\n");
  return copy(text, quotes.map(([words, source]) => makeHtml(words, source)).join(""));
}

/**
 * Copy all quotes of an answer.
 * @param {string} number
 */
export function copyAnswer(number) {
  return copyQuotes(findAll(`#answer-${number} .pq-quote`).map(readQuote));
}

/** Copy the quote at hand: the one that has the focus or was gone to, else the first of the last answer. */
export function copyCurrent() {
  const at = document.activeElement;
  // In an article the quote's number, or the quote that stands after it.
  const number = [at, at?.previousElementSibling].find((each) => each?.matches(".pq-number"));
  const chip =
    (number ? findLinked(/** @type {HTMLElement} */ (number)) : at?.closest(".pq-chip")) ??
    find("#ask-chat .pq-chip.pq-now") ??
    findAll("#ask-chat .pq-answer:has(.pq-chip)").at(-1)?.querySelector(".pq-chip");
  const quote = /** @type {HTMLElement | null | undefined} */ (chip?.closest(".pq-quote"));
  if (quote) copyQuotes([readQuote(quote)]);
}

// --- cited in a style

/**
 * @typedef {{ text: string, html: string }} Copy
 * @typedef {{ number: number, quote: Copy, citation: Copy, both: Copy }} QuoteCopies
 * @typedef {{ style: string, quotes: QuoteCopies[], all: Copy }} Copies
 */

/**
 * Return what can be pasted of an answer's quotes.
 * @param {number | string} turn
 * @returns {Promise<Copies>}
 */
async function fetchCopies(turn) {
  const conversation = encodeURIComponent(getConversation() ?? "");
  const style = encodeURIComponent(getField("#sources [data-choose=style]").value);
  const answer = await fetch(`api/conversations/${conversation}/copies/${turn}?style=${style}`);
  if (!answer.ok) throw new Error(`the program answered ${answer.status}`);
  return answer.json();
}

/**
 * Copy one thing of what can be pasted.
 * @param {number | string} turn
 * @param {(copies: Copies) => Copy} choose
 */
function copyCited(turn, choose) {
  const chosen = fetchCopies(turn).then(choose);
  return copy(
    chosen.then(({ text }) => text),
    chosen.then(({ html }) => html),
  );
}

/**
 * Return one of the three copies of a quote.
 * @param {Copies} copies
 * @param {number} number
 * @param {"quote" | "citation" | "both"} kind
 */
function chooseCopy({ quotes }, number, kind) {
  const copies = quotes.find((each) => each.number === number);
  if (!copies) throw new Error(`the answer has no quote ${number}`);
  return copies[kind];
}

/**
 * Copy a quote, its citation or both; `place` is its turn and number.
 * @param {string} place
 * @param {"quote" | "citation" | "both"} kind
 */
export function copyPart(place, kind) {
  const [turn, number] = place.split("-").map(Number);
  copyCited(turn, (copies) => chooseCopy(copies, number, kind));
}

document.addEventListener("click", (event) => {
  const button = findClosest(event, "[data-cite]");
  const kind = /** @type {"quote" | "citation" | "both"} */ (button?.dataset.cite);
  if (button) copyPart(button.dataset.place ?? "", kind);
  if (findClosest(event, ".pq-copy-all")) {
    const [, turn] = get("#sources mark[id]").id.split("-");
    copyCited(turn, ({ all }) => all);
  }
});

// --- the choice of a style

/** @param {HTMLElement} inside @param {string} selector */
const findInMenu = (inside, selector) => get(selector, /** @type {HTMLElement} */ (inside.closest(".pq-cite-style")));

/**
 * Choose a style in every menu, which has it from now on, and send the choice.
 * @param {string} name
 * @param {string} [title]
 */
function choose(name, title = name) {
  for (const menu of /** @type {HTMLSelectElement[]} */ (findAll("[data-choose=style]"))) {
    const options = Array.from(menu.options);
    if (!options.some((option) => option.value === name)) menu.add(new Option(title, name), options.length - 1);
    // What is chosen by default is what a menu comes back to.
    for (const option of menu.options) option.defaultSelected = option.value === name;
    menu.value = name;
  }
  send("cite_style", { name });
}

/**
 * Put the field for a name in the place of a menu, or the menu back in its place.
 * @param {HTMLElement} inside
 * @param {boolean} naming
 */
function setNaming(inside, naming) {
  const menu = /** @type {HTMLSelectElement} */ (findInMenu(inside, "select"));
  const form = /** @type {HTMLFormElement} */ (findInMenu(inside, "form"));
  menu.value = Array.from(menu.options).find((option) => option.defaultSelected)?.value ?? menu.value;
  menu.hidden = naming;
  form.hidden = !naming;
  form.reset();
  findInMenu(inside, ".pq-cite-wrong").textContent = "";
  (naming ? get("input", form) : menu).focus();
}

/**
 * Have the program say which style is meant by what is written, and choose it.
 * @param {HTMLFormElement} form
 */
async function chooseNamed(form) {
  const name = `${new FormData(form).get("style")}`.trim();
  if (!name) return setNaming(form, false);
  const answer = await fetch(`api/style?${new URLSearchParams({ name })}`);
  const said = await answer.json();
  if (!answer.ok) {
    findInMenu(form, ".pq-cite-wrong").textContent = said.error;
    return;
  }
  setNaming(form, false);
  choose(said.name, said.title);
}

document.addEventListener("change", (event) => {
  const menu = getTarget(event);
  if (menu.dataset?.choose !== "style") return;
  const { value } = /** @type {HTMLSelectElement} */ (menu);
  if (value) choose(value);
  else setNaming(menu, true);
});

document.addEventListener("submit", (event) => {
  const form = getTarget(event);
  if (!form.matches(".pq-cite-other")) return;
  event.preventDefault();
  chooseNamed(/** @type {HTMLFormElement} */ (form));
});

document.addEventListener(
  "keydown",
  (event) => {
    if (event.key !== "Escape" || !findClosest(event, ".pq-cite-other")) return;
    event.stopPropagation();
    setNaming(getTarget(event), false);
  },
  true,
);
