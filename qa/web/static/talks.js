// The conversations: the list beside the chat or as a drawer, renaming, and the address of the open one.

import { send, setBehind } from "./wire.js";

const BEHIND = ".pq-menu, #tabs > .tab-wrapper, #ask-column, #sources";
const menu = () => document.querySelector(".pq-menu");

export function closeDrawer() {
  if (!document.body.classList.contains("pq-drawer")) return false;
  document.body.classList.remove("pq-drawer");
  setBehind(BEHIND, false);
  menu().setAttribute("aria-expanded", "false");
  menu().focus();
  return true;
}

function openDrawer() {
  document.querySelector("[role=tab][data-tab-id=ask]")?.click();
  document.body.classList.add("pq-drawer");
  setBehind(BEHIND, true);
  menu().setAttribute("aria-expanded", "true");
  document.querySelector("#history .pq-close").focus();
}

window.matchMedia("(max-width: 1199px)").addEventListener("change", closeDrawer);

function rename(button) {
  const row = button.closest(".pq-talk");
  const link = row.querySelector("a");
  const box = document.createElement("input");
  box.className = "pq-rename-box";
  box.value = link.textContent;
  box.setAttribute("aria-label", "New name");
  link.hidden = true;
  link.after(box);
  box.select();
  box.focus();
  let done = false;
  const end = (keep) => {
    if (done) return;
    done = true;
    const name = box.value;
    box.remove();
    link.hidden = false;
    if (keep && name.trim()) send("rename", { id: button.dataset.rename, name });
    button.focus();
  };
  box.addEventListener("keydown", (event) => {
    // Else the key would also press the button that gets the focus.
    if (event.key === "Enter") (event.preventDefault(), end(true));
    if (event.key === "Escape") (event.stopPropagation(), end(false));
  });
  // Not at once: it may be losing the focus because the list is being drawn anew.
  box.addEventListener("blur", () => setTimeout(() => end(box.isConnected)));
}

function sure(button, asking) {
  const row = button.closest(".pq-talk");
  row.querySelector(".pq-talk-acts").hidden = asking;
  row.querySelector(".pq-sure").hidden = !asking;
  row.querySelector(asking ? ".pq-keep" : ".pq-remove").focus();
}

document.addEventListener("click", (event) => {
  const target = event.target;
  if (target.closest(".pq-menu")) document.body.classList.contains("pq-drawer") ? closeDrawer() : openDrawer();
  else if (target.closest("#history .pq-close")) closeDrawer();
  else if (target.closest(".pq-rename")) rename(target.closest(".pq-rename"));
  else if (target.closest("#history .pq-remove")) sure(target, true);
  else if (target.closest("#history .pq-keep")) sure(target, false);
  else if (document.body.classList.contains("pq-drawer") && !target.closest("#history")) closeDrawer();
});

// The address leads back to the conversation that is open.
let current = null;
export function keepAddress() {
  const now = document.querySelector(".pq-history")?.dataset.current;
  if (now === undefined || now === current) return;
  const first = current === null;
  current = now;
  const url = new URL(location);
  if (now) url.searchParams.set("conversation", now);
  else url.searchParams.delete("conversation");
  if (url.href !== location.href) history.replaceState(history.state, "", url);
  if (!first) closeDrawer();
}
