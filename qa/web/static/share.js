// Shares an answer: its address on this machine, its quotes as Markdown, or one of them as a picture.

import { getConversation } from "./conversations.js";
import { find, findAll, findClosest, get } from "./dom.js";
import { copy, showToast } from "./frame.js";
import { drawCard } from "./share_card.js";

// --- what can be done

/** @param {string} number */
function copyLink(number) {
  const address = new URL("./", location.href);
  address.search = `${new URLSearchParams({ conversation: getConversation() ?? "", answer: number })}`;
  copy(address.href);
}

/** @param {string} number */
async function fetchMarkdown(number) {
  const answer = await fetch(`api/conversations/${encodeURIComponent(getConversation() ?? "")}/answers/${number}.md`);
  if (!answer.ok) throw new Error(`the program answered ${answer.status}`);
  return answer.text();
}

/**
 * Save a quote as a picture. The sources hold it letter for letter, the chat where it comes from.
 * @param {HTMLElement} quote
 */
async function savePicture(quote) {
  const chip = get(".pq-chip", quote);
  const place = chip.id.replace("chip-", "");
  const card = await drawCard(get(`#quote-${place}`).textContent, get(".pq-line", quote), get(".pq-from", quote));
  if (!card) {
    showToast("This quote is too long for a picture");
    return;
  }
  const link = document.createElement("a");
  link.href = URL.createObjectURL(card);
  link.download = `quote-${place}.png`;
  link.click();
  URL.revokeObjectURL(link.href);
}

/**
 * Return what can be done with an answer, each by its name.
 * @param {string} number
 * @returns {[name: string, act: () => void][]}
 */
function listActs(number) {
  const quotes = findAll(`#answer-${number} .pq-quote`);
  return [
    ["Copy link", () => copyLink(number)],
    ["Copy as Markdown", () => copy(fetchMarkdown(number))],
    ...quotes.map((quote, at) => {
      const name = quotes.length > 1 ? `Save quote ${at + 1} as a picture` : "Save as a picture";
      return /** @type {[string, () => void]} */ ([name, () => savePicture(quote)]);
    }),
  ];
}

// --- the menu

const findMenu = () => find("#pq-share");
/** The link that opened the menu, which may have been drawn anew. */
let opener = "";
const findOpener = () => find(`#ask-chat a[href="${opener}"]`);

/** @param {boolean} [refocus] */
function closeMenu(refocus = true) {
  findMenu()?.remove();
  findOpener()?.removeAttribute("aria-expanded");
  if (refocus) findOpener()?.focus();
}

/** @param {string} name @param {() => void} act */
function makeItem(name, act) {
  const item = document.createElement("button");
  item.type = "button";
  item.setAttribute("role", "menuitem");
  item.textContent = name;
  item.addEventListener("click", () => {
    closeMenu();
    act();
  });
  return item;
}

/**
 * Put the menu at its link, on the side where it has room.
 * @param {HTMLElement} menu
 * @param {HTMLElement} link
 */
function place(menu, link) {
  const at = link.getBoundingClientRect();
  const under = at.bottom + menu.offsetHeight + 12 <= innerHeight;
  menu.style.left = `${Math.max(12, Math.min(at.left, innerWidth - menu.offsetWidth - 12))}px`;
  menu.style.top = `${under ? at.bottom + 4 : Math.max(12, at.top - menu.offsetHeight - 4)}px`;
}

/**
 * Open the menu of an answer, or close it.
 * @param {string} number
 */
export function toggleShare(number) {
  const wasOpen = Boolean(findMenu()) && opener === `#share-${number}`;
  closeMenu(false);
  opener = `#share-${number}`;
  const link = findOpener();
  if (wasOpen || !link) return;
  const menu = document.createElement("div");
  menu.id = "pq-share";
  menu.setAttribute("role", "menu");
  menu.setAttribute("aria-label", "Share the answer");
  menu.append(...listActs(number).map(([name, act]) => makeItem(name, act)));
  menu.addEventListener("keydown", walk);
  get("main").append(menu);
  link.setAttribute("aria-expanded", "true");
  place(menu, link);
  get("button", menu).focus({ preventScroll: true });
}

/** Where a key leads to among the items. @type {Record<string, (at: number, count: number) => number>} */
const STEPS = {
  ArrowDown: (at, count) => (at + 1) % count,
  ArrowUp: (at, count) => (at + count - 1) % count,
  Home: () => 0,
  End: (_, count) => count - 1,
};

/** While the menu is open, keys are its own. @param {KeyboardEvent} event */
function walk(event) {
  event.stopPropagation();
  const items = findAll("#pq-share button");
  const step = STEPS[event.key];
  if (step) items[step(items.indexOf(/** @type {HTMLElement} */ (document.activeElement)), items.length)].focus();
  else if (event.key === "Escape" || event.key === "Tab") closeMenu();
  else return;
  event.preventDefault();
}

document.addEventListener("pointerdown", (event) => {
  if (findMenu() && !findClosest(event, "#pq-share") && !findClosest(event, `a[href="${opener}"]`)) closeMenu(false);
});
/** Have the menu stay at its link. */
function follow() {
  const [menu, link] = [findMenu(), findOpener()];
  if (menu && link) place(menu, link);
}

document.addEventListener("scroll", follow, true);
window.addEventListener("resize", follow);
