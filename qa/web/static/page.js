// Moves between a quote in the chat and the same quote in its article, and opens and closes the sources on a phone.
// One listener on the document serves every answer, however often the chat is drawn again.

const narrow = window.matchMedia("(max-width: 900px)");
const calm = window.matchMedia("(prefers-reduced-motion: reduce)");
let opener = null;

const panel = () => document.getElementById("sources");

function openSheet(from) {
  if (!narrow.matches || document.body.classList.contains("pq-sheet")) return;
  opener = from;
  document.body.classList.add("pq-sheet");
  panel().setAttribute("role", "dialog");
  panel().setAttribute("aria-modal", "true");
  panel().setAttribute("aria-label", "Sources");
}

function closeSheet() {
  if (!document.body.classList.contains("pq-sheet")) return;
  document.body.classList.remove("pq-sheet");
  panel().removeAttribute("role");
  panel().removeAttribute("aria-modal");
  panel().removeAttribute("aria-label");
  opener?.isConnected && opener.focus({ preventScroll: true });
}

function mark(chip, quote) {
  for (const old of document.querySelectorAll(".pq-now")) old.classList.remove("pq-now");
  chip?.classList.add("pq-now");
  quote?.classList.add("pq-now");
}

function show(target) {
  target.focus({ preventScroll: true });
  target.scrollIntoView({ block: "center", behavior: calm.matches ? "auto" : "smooth" });
}

function follow(link) {
  const target = document.getElementById(link.hash.slice(1));
  if (!target) return;
  if (link.matches(".pq-chip")) {
    mark(link, target);
    openSheet(link);
  } else {
    mark(target, document.getElementById(link.hash.slice(1).replace("chip-", "quote-")));
    closeSheet();
  }
  show(target);
}

// What was searched for goes into the question box, to be changed and searched for as it then stands.
function change(link) {
  const box = document.querySelector("#question textarea");
  const exactly = document.querySelector("#exactly input");
  box.value = link.parentElement.querySelector(".pq-whole").textContent;
  box.dispatchEvent(new Event("input", { bubbles: true }));
  if (!exactly.checked) exactly.click();
  box.focus();
}

function sure(button, asking) {
  const cell = button.closest(".pq-act");
  cell.querySelector(".pq-remove").hidden = asking;
  cell.querySelector(".pq-sure").hidden = !asking;
  cell.querySelector(asking ? ".pq-keep" : ".pq-remove").focus();
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("a.pq-chip, a.pq-number, .pq-see a, a.pq-change");
  if (link) {
    event.preventDefault();
    if (link.matches(".pq-change")) change(link);
    else if (link.closest(".pq-see")) {
      openSheet(link);
      // The sources hold every answer's quotes: go to those of this one.
      const chip = link.closest(".pq-answer").querySelector("a.pq-chip");
      panel().querySelector(".pq-close").focus();
      document.getElementById(chip.hash.slice(1)).scrollIntoView({ block: "center" });
    } else follow(link);
  } else if (event.target.closest(".pq-close")) closeSheet();
  else if (event.target.closest(".pq-remove")) sure(event.target, true);
  else if (event.target.closest(".pq-keep")) sure(event.target, false);
  else if (document.body.classList.contains("pq-sheet") && !event.target.closest("#sources")) closeSheet();
}, true);

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") closeSheet();
});

// A turn is gone to as it appears, whatever comes of it.
let turns = 0;
function followUp() {
  const shown = document.querySelectorAll("#chat .pq-question").length;
  if (shown > turns) document.dispatchEvent(new Event("pullquote:answer"));
  turns = shown;
}

// What a screen reader hears of a message is its text; Gradio would have it read out the markup.
function tidy() {
  for (const said of document.querySelectorAll("#chat [data-testid][aria-label]")) said.removeAttribute("aria-label");
  document.querySelector("#question .submit-button:not([aria-label])")?.setAttribute("aria-label", "Ask");
  document.querySelector("#question textarea:not([aria-label])")?.setAttribute("aria-label", "Question");
}
new MutationObserver(() => (tidy(), followUp())).observe(document.body, { subtree: true, childList: true, attributeFilter: ["aria-label"] });

// A new answer is read from its question down, not from its end up.
document.addEventListener("pullquote:answer", () => {
  requestAnimationFrame(() => {
    document.querySelector(".pq-panel-body")?.scrollTo(0, 0);
    const asked = [...document.querySelectorAll("#chat .pq-question")].at(-1);
    asked?.scrollIntoView({ block: "start", behavior: calm.matches ? "auto" : "smooth" });
  });
});
