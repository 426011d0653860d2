// The details of an article: a dialog over the page.

import { setBehind } from "./wire.js";

const BEHIND = ".pq-menu, #tabs > .tab-wrapper, #library-column";
let open = false;
let opener = "";
const dialog = () => document.querySelector("#detail");

export function closeDetail() {
  if (!dialog()) return false;
  document.querySelector("#detail-close").click();
  return true;
}

document.addEventListener("click", (event) => {
  opener = event.target.closest("[data-send=detail]")?.dataset.id ?? opener;
}, true);

// Called whenever the page has changed: Gradio puts the dialog there and takes it away.
export function settleDetail() {
  const field = [...dialog()?.querySelectorAll("textarea, input") ?? []].find((it) => it.checkVisibility());
  if (Boolean(field) === open) return;
  open = !open;
  setBehind(BEHIND, open);
  if (open) {
    for (const [name, value] of [["role", "dialog"], ["aria-modal", "true"], ["aria-label", "Details"]])
      dialog().setAttribute(name, value);
    field.focus();
  } else document.querySelector(`[data-send=detail][data-id="${CSS.escape(opener)}"]`)?.focus();
}
