// The conversations: the list beside the chat or as a drawer, and renaming.

import { find, findClosest, get } from "./dom.js";
import { setBehind } from "./frame.js";
import { send } from "./wire.js";

const BEHIND = ".pq-conversations-menu, .pq-keys-open, #tabs > .tab-wrapper, #ask-column, #sources";
const getMenu = () => get(".pq-conversations-menu");

/** Return the id of the conversation that is open: empty if none is, undefined before the list is there. */
export const getConversation = () => find(".pq-conversations")?.dataset.current;

// --- the drawer

export const isDrawerOpen = () => document.body.classList.contains("pq-conversations-drawer");

/** Close the drawer; return whether it was open. */
export function closeDrawer() {
  if (!isDrawerOpen()) return false;
  document.body.classList.remove("pq-conversations-drawer");
  setBehind(BEHIND, false);
  getMenu().setAttribute("aria-expanded", "false");
  getMenu().focus();
  return true;
}

const roomy = window.matchMedia("(min-width: 1200px)");

/** Open the drawer, where the list does not stand beside the chat. */
export function openDrawer() {
  if (roomy.matches || isDrawerOpen()) return;
  find("[role=tab][data-tab-id=ask]")?.click();
  document.body.classList.add("pq-conversations-drawer");
  setBehind(BEHIND, true);
  getMenu().setAttribute("aria-expanded", "true");
  get("#conversations .pq-close").focus();
}

roomy.addEventListener("change", closeDrawer);

// --- one conversation

/** @param {HTMLElement} button */
const getRow = (button) => /** @type {HTMLElement} */ (button.closest(".pq-conversation"));

/**
 * Put a box in the place of a conversation's name.
 * @param {HTMLElement} button
 */
function rename(button) {
  const link = get("a", getRow(button));
  const box = document.createElement("input");
  box.className = "pq-rename-box";
  box.value = link.textContent;
  box.setAttribute("aria-label", "New name");
  link.hidden = true;
  link.after(box);
  box.select();
  box.focus();
  let done = false;
  /** @param {boolean} keep */
  const end = (keep) => {
    if (done) return;
    done = true;
    const name = box.value;
    box.remove();
    link.hidden = false;
    if (keep && name.trim()) send("conversations_rename", { id: button.dataset.rename, name });
    button.focus();
  };
  box.addEventListener("keydown", (event) => {
    if (event.key === "Enter") {
      // Else the key would also press the button that gets the focus.
      event.preventDefault();
      end(true);
    }
    if (event.key === "Escape") {
      event.stopPropagation();
      end(false);
    }
  });
  // Not at once: it may be losing the focus because the list is being drawn anew.
  box.addEventListener("blur", () => setTimeout(() => end(box.isConnected)));
}

/**
 * Ask whether a conversation shall be deleted, or ask no more.
 * @param {HTMLElement} button
 * @param {boolean} asking
 */
function askToDelete(button, asking) {
  const row = getRow(button);
  get(".pq-conversation-acts", row).hidden = asking;
  get(".pq-sure", row).hidden = !asking;
  get(asking ? ".pq-keep" : ".pq-remove", row).focus();
}

document.addEventListener("click", (event) => {
  const button = findClosest(
    event,
    ".pq-conversations-menu, .pq-rename, #conversations :is(.pq-close, .pq-remove, .pq-keep)",
  );
  if (!button) {
    if (!findClosest(event, "#conversations")) closeDrawer();
  } else if (button.matches(".pq-conversations-menu")) {
    if (!closeDrawer()) openDrawer();
  } else if (button.matches(".pq-close")) closeDrawer();
  else if (button.matches(".pq-rename")) rename(button);
  else askToDelete(button, button.matches(".pq-remove"));
});

// --- keeping up

/** @type {string | undefined} */
let current;

/** Close the drawer once another conversation is open. */
export function settleConversation() {
  const now = getConversation();
  if (now === current) return;
  if (current !== undefined) closeDrawer();
  current = now;
}
