// Has the address tell what is in view, and back and forward lead through what was: tabs, conversations, an article's
// details, the reader and sheets. What is in view is read from the page itself; nothing else on it needs to know of the history.

import { closeDrawer, getConversation, isDrawerOpen, openDrawer } from "./conversations.js";
import { find, findClosest, get } from "./dom.js";
import { closeKeys, isKeysOpen, openKeys } from "./keys.js";
import { closeDetails, getOpenDetails } from "./library.js";
import { closeReader, openPlace } from "./reader.js";
import { getOpenPlace } from "./reader_place.js";
import { closeSheet, isSheetOpen, openSheet } from "./sources.js";
import { send } from "./wire.js";

/** What is in view, empty where there is none; the tab is empty where questions are asked. */
const NAMES = /** @type {const} */ (["conversation", "tab", "basket", "details", "article", "start", "end", "sheet"]);
/** @typedef {(typeof NAMES)[number]} Name @typedef {Record<Name, string>} View */

/** What lies over the page besides the reader, the topmost first. */
const SHEETS = {
  keys: { isOpen: isKeysOpen, open: openKeys, close: closeKeys },
  sources: { isOpen: isSheetOpen, open: () => openSheet(null), close: closeSheet },
  conversations: { isOpen: isDrawerOpen, open: openDrawer, close: closeDrawer },
};
// What an address asks for may be so long on its way; then it is not there, or not any more.
const PATIENCE = 10_000; // milliseconds

/** @type {View} */
let told = readAddress();
/** What the address asks for that is not there yet. @type {Set<Name>} */
const awaited = new Set();
/** Whether the article that is awaited has been asked for: its quotes are marked by the conversation that is open. */
let reached = true;
/** The conversation that was opened by hand. @type {string | null} */
let opened = null;
/** Whether the page is on its way back to an address before this one. */
let returning = false;
let arrived = false;

/** Say whether a person opened the page: what another site leads here with is not done by itself. */
export const isOpenedByPerson = () =>
  /** @type {HTMLMetaElement} */ (get("meta[name=pullquote-opened-by]")).content === "person";

function readAddress() {
  const address = new URLSearchParams(location.search);
  return /** @type {View} */ (Object.fromEntries(NAMES.map((name) => [name, address.get(name) ?? ""])));
}

/** @returns {View} */
function readPage() {
  const tab = find("#tabs [role=tab][aria-selected=true]")?.dataset.tabId ?? "";
  const [sheet] = Object.entries(SHEETS).find(([, each]) => each.isOpen()) ?? [""];
  const basket = (tab === "basket" && find(".pq-basket")?.dataset.basket) || "";
  const conversation = getConversation() ?? "";
  const details = getOpenDetails();
  return { tab: tab === "ask" ? "" : tab, conversation, basket, details, ...getOpenPlace(), sheet };
}

/** @param {View} view */
function makeAddress(view) {
  const url = new URL(location.href);
  // In one order always, so that the same view has the same address.
  // The answer that the page was opened at is in view only for a while.
  for (const name of [...NAMES, "answer"]) url.searchParams.delete(name);
  for (const name of NAMES) if (view[name]) url.searchParams.append(name, view[name]);
  return url.href;
}

// --- from the address to the page

/** @type {number | undefined} */
let waiting;

/** Bring into view what the address asks for. */
function follow() {
  told = readAddress();
  const now = readPage();
  awaited.clear();
  for (const name of NAMES) if (told[name] !== now[name]) awaited.add(name);
  // One that has not begun is seen only where questions are asked.
  if (!told.conversation && (told.tab || told.article)) awaited.delete("conversation");
  // Which basket is open is kept, so no other site may choose it.
  if (!told.basket || told.tab !== "basket" || !(arrived || isOpenedByPerson())) awaited.delete("basket");
  reached = !awaited.has("article") && !awaited.has("start");
  if (awaited.has("tab")) find(`#tabs [role=tab][data-tab-id="${CSS.escape(told.tab || "ask")}"]`)?.click();
  if (arrived && awaited.has("conversation")) send("conversations_open", { id: told.conversation });
  if (awaited.has("basket")) send("basket_open", { name: told.basket });
  if (awaited.has("details") && told.details) send("library_details", { id: told.details });
  if (!told.details) closeDetails();
  if (!told.article) closeReader();
  for (const [name, sheet] of Object.entries(SHEETS)) {
    if (name === told.sheet) sheet.open();
    else sheet.close();
  }
  clearTimeout(waiting);
  waiting = setTimeout(() => {
    awaited.clear();
    keepAddress();
  }, PATIENCE);
  settle();
}

window.addEventListener("popstate", () => {
  const address = readAddress();
  const isReturn = returning && NAMES.every((name) => address[name] === told[name]);
  returning = false;
  // What has been opened since it set out to return is a step of its own.
  if (isReturn) settle();
  else if (arrived) follow();
});

/**
 * Bring into view what the page was opened with; it has opened the conversation by itself.
 * Who has gone to a tab meanwhile is not led back.
 */
export function arriveAtAddress() {
  // The page begins where questions are asked; it may be drawn before this module is there to see a click.
  const ahead = readPage().tab !== "";
  if (!ahead) follow();
  awaited.delete("conversation");
  arrived = true;
  settle();
}

// --- from the page to the address

/** @type {number | undefined} */
let settling;

/** Have the address tell what is in view, once all that changes together has changed. */
export function keepAddress() {
  clearTimeout(settling);
  if (arrived) settling = setTimeout(settle);
}

function settle() {
  if (returning) return;
  const now = readPage();
  for (const name of awaited) if (now[name] === told[name]) awaited.delete(name);
  if (!reached && !awaited.has("conversation")) {
    reached = true;
    if (told.article) openPlace(told);
  }
  const next = { ...now };
  for (const name of awaited) next[name] = told[name];
  if (NAMES.some((name) => next[name] !== told[name])) tell(next);
}

/** @param {View} next */
function tell(next) {
  const last = told;
  told = next;
  const from = makeAddress(last);
  const to = makeAddress(next);
  /** The addresses of what lies beneath, up to the page itself. @type {string[]} */
  const beneath = history.state?.beneath ?? [];
  const changed = last.basket && next.basket && last.basket !== next.basket;
  const moved = changed || last.tab !== next.tab || last.conversation !== next.conversation;
  const opens = /** @type {Name[]} */ (["details", "article"]).some((name) => !last[name] && next[name]);
  const covered = opens || (next.sheet && last.sheet !== next.sheet);
  const stepped = last.tab !== next.tab || changed || (moved && next.conversation === opened);
  if (!moved && !covered && beneath.includes(to)) {
    // What is closed leads back, so that it does not come again with the next step back.
    returning = true;
    history.go(beneath.lastIndexOf(to) - beneath.length);
  } else if ((stepped || covered) && !(moved && last.sheet === "conversations"))
    history.pushState({ beneath: moved ? [] : [...beneath, from] }, "", to);
  else history.replaceState(moved ? { beneath: [] } : history.state, "", to);
  opened = null;
}

document.addEventListener(
  "click",
  (event) => {
    opened = findClosest(event, "[data-send=conversations_open]")?.dataset.id ?? opened;
  },
  true,
);
