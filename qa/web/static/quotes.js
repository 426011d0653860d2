// Moves between a quote in the chat and the same quote in its article, walks through quotes, previews and copies them.
// Listeners on the document serve every answer, however often the chat is drawn again.

import { calm, copy, narrow, scrollTo, setBehind } from "./wire.js";

const BEHIND = ".pq-menu, #tabs > .tab-wrapper, #history, #ask-column";
let opener = null;
const panel = () => document.getElementById("sources");
const byHash = (link) => document.getElementById(link.hash.slice(1));

export function openSheet(from) {
  if (!narrow.matches || document.body.classList.contains("pq-sheet")) return;
  opener = from;
  document.body.classList.add("pq-sheet");
  setBehind(BEHIND, true);
  panel().setAttribute("role", "dialog");
  panel().setAttribute("aria-modal", "true");
  panel().setAttribute("aria-label", "Sources");
}

export function closeSheet() {
  if (!document.body.classList.contains("pq-sheet")) return false;
  document.body.classList.remove("pq-sheet");
  setBehind(BEHIND, false);
  for (const name of ["role", "aria-modal", "aria-label"]) panel().removeAttribute(name);
  if (opener?.isConnected) opener.focus({ preventScroll: true });
  return true;
}

narrow.addEventListener("change", closeSheet);

function mark(chip, quote) {
  for (const old of document.querySelectorAll("#chat .pq-now, #sources .pq-now")) old.classList.remove("pq-now");
  chip?.classList.add("pq-now");
  quote?.classList.add("pq-now");
}

function goTo(target) {
  target.focus({ preventScroll: true });
  scrollTo(target);
}

function follow(link) {
  const target = byHash(link);
  if (!target) return;
  hidePreview();
  if (link.matches(".pq-chip")) {
    mark(link, target);
    openSheet(link);
  } else {
    mark(target, document.getElementById(link.hash.slice(1).replace("chip-", "quote-")));
    closeSheet();
  }
  goTo(target);
}

// The sources hold every answer's quotes: go to those of this one.
function seeAll(link) {
  openSheet(link);
  panel().querySelector(".pq-close").focus();
  byHash(link.closest(".pq-answer").querySelector("a.pq-chip"))?.scrollIntoView({ block: "center" });
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("a.pq-chip, #sources a.pq-number, .pq-see a");
  if (link) {
    event.preventDefault();
    if (link.closest(".pq-see")) seeAll(link);
    else follow(link);
  } else if (event.target.closest("#sources .pq-close")) closeSheet();
  else if (document.body.classList.contains("pq-sheet") && !event.target.closest("#sources, #reader")) closeSheet();
}, true);

// --- walking

// Arrow keys go from quote to quote: in the chat by the chips, in an article by the numbers.
export function walk(step) {
  const inReader = document.querySelector(".pq-reader");
  if (!inReader && !document.querySelector("#chat")?.checkVisibility()) return false;
  const stops = [...document.querySelectorAll(inReader ? ".pq-text .pq-number" : "#chat .pq-chip")];
  if (!stops.length) return false;
  const at = stops.findIndex((stop) => stop === document.activeElement || (!inReader && stop.classList.contains("pq-now")));
  const firstOfLast = () => {
    const turns = [...document.querySelectorAll("#chat .pq-answer")].filter((turn) => turn.querySelector(".pq-chip"));
    return stops.indexOf(turns.at(-1).querySelector(".pq-chip"));
  };
  const start = inReader ? 0 : firstOfLast();
  const next = stops[at < 0 ? start : Math.min(stops.length - 1, Math.max(0, at + step))];
  if (!inReader) mark(next, byHash(next));
  goTo(next);
  if (!inReader && !narrow.matches) byHash(next)?.scrollIntoView({ block: "center", behavior: calm.matches ? "auto" : "smooth" });
  return true;
}

// --- copying

const sourceOf = (quote) => quote.querySelector(".pq-from").textContent;
const wordsOf = (quote) => quote.querySelector(".pq-words").textContent;

function asHtml(words, source) {
  const [block, quote, cite] = ["blockquote", "p", "p"].map((name) => document.createElement(name));
  quote.textContent = words;
  quote.style.whiteSpace = "pre-wrap";
  cite.textContent = `— ${source}`;
  block.append(quote, cite);
  return block.outerHTML;
}

export function copyCited(pairs) {
  const text = pairs.map(([words, source]) => `“${words}”\n— ${source}`).join("\n\n");
  return copy(text, pairs.map(([words, source]) => asHtml(words, source)).join(""));
}

export function copyAnswer(number) {
  const quotes = [...document.querySelectorAll(`#answer-${number} .pq-quote`)];
  return copyCited(quotes.map((quote) => [wordsOf(quote), sourceOf(quote)]));
}

// The quote at hand: the one that has the focus or was gone to, else the first of the last answer.
export function copyCurrent() {
  const at = document.activeElement;
  // In an article the quote's number, or the quote that stands after it.
  const number = [at, at.previousElementSibling].find((it) => it?.matches(".pq-number"));
  const chip = (number ? byHash(number) : at.closest(".pq-chip"))
    ?? document.querySelector("#chat .pq-chip.pq-now")
    ?? [...document.querySelectorAll("#chat .pq-answer:has(.pq-chip)")].at(-1)?.querySelector(".pq-chip");
  const quote = chip?.closest(".pq-quote");
  if (quote) copyCited([[wordsOf(quote), sourceOf(quote)]]);
}

// --- previewing

let waiting;
function preview(chip) {
  const passage = byHash(chip)?.closest(".pq-passage");
  if (!passage) return;
  hidePreview();
  const box = document.createElement("div");
  box.id = "pq-preview";
  box.setAttribute("role", "tooltip");
  const shown = passage.cloneNode(true);
  for (const one of [shown, ...shown.querySelectorAll("[id], [tabindex], a")]) {
    one.removeAttribute("id");
    one.removeAttribute("tabindex");
    one.classList?.remove("pq-now");
  }
  for (const number of shown.querySelectorAll(".pq-number")) number.remove();
  const title = document.createElement("p");
  title.className = "pq-label";
  title.textContent = passage.closest(".pq-source").querySelector("h4").textContent;
  box.append(title, shown);
  document.querySelector(".gradio-container").append(box);
  chip.setAttribute("aria-describedby", "pq-preview");
  const at = chip.getBoundingClientRect();
  const left = Math.max(12, Math.min(at.left - 24, innerWidth - box.offsetWidth - 12));
  // On the side where there is more room; what does not fit is cut, but not the quote.
  const [above, below] = [at.top - 16, innerHeight - at.bottom - 16];
  const under = box.offsetHeight <= below || below >= above;
  box.style.maxHeight = `${under ? below : above}px`;
  Object.assign(box.style, { left: `${left}px`, top: `${under ? at.bottom + 8 : at.top - box.offsetHeight - 8}px` });
  const quoted = shown.querySelector("mark");
  const overhang = quoted.offsetTop + quoted.offsetHeight + 16 - box.clientHeight;
  if (overhang > 0) box.scrollTop = Math.min(overhang, quoted.offsetTop - 40);
}

export function hidePreview() {
  clearTimeout(waiting);
  const box = document.getElementById("pq-preview");
  if (!box) return false;
  box.remove();
  document.querySelector("[aria-describedby=pq-preview]")?.removeAttribute("aria-describedby");
  return true;
}

document.addEventListener("pointerover", (event) => {
  const chip = event.pointerType === "mouse" && event.target.closest?.(".pq-chip");
  if (chip) waiting = setTimeout(() => preview(chip), 200);
});
document.addEventListener("pointerout", (event) => {
  if (event.target.closest?.(".pq-chip")) hidePreview();
});
document.addEventListener("focusin", (event) => {
  if (event.target.matches(".pq-chip:focus-visible")) preview(event.target);
});
document.addEventListener("focusout", (event) => {
  if (event.target.matches(".pq-chip")) hidePreview();
});
document.addEventListener("scroll", (event) => {
  if (!event.target.closest?.("#pq-preview") && !document.activeElement.matches(".pq-chip")) hidePreview();
}, true);
