// The details of an article in the library: a dialog over the page.

import { find, findAll, findClosest, get } from "./dom.js";
import { setBehind } from "./frame.js";

const BEHIND = ".pq-conversations-menu, .pq-keys-open, #tabs > .tab-wrapper, #library-column";
const findDialog = () => find("#library-detail");
let open = false;
/** The id of the article whose details were opened last. */
let opener = "";

/** Return the id of the article whose details are open, empty without any. */
export const getOpenDetails = () => (open && find(".pq-library-detail")?.dataset.article) || "";

/** Close the dialog; return whether it was open. */
export function closeDetails() {
  if (!findDialog()) return false;
  get("#library-detail-close").click();
  return true;
}

document.addEventListener(
  "click",
  (event) => {
    opener = findClosest(event, "[data-send=library_details]")?.dataset.id ?? opener;
  },
  true,
);

document.addEventListener("click", (event) => {
  // What quotes the article is opened on its own tab.
  const link = findClosest(event, ".pq-library-glance a");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  closeDetails();
  find(`#tabs [role=tab][data-tab-id=${link.dataset.tab}]`)?.click();
});

/** Notice that the dialog has come or gone: Gradio puts it there and takes it away. */
export function settleDetails() {
  const dialog = findDialog();
  const field = dialog && findAll("textarea, input", dialog).find((each) => each.checkVisibility());
  if (Boolean(field) === open) return;
  open = !open;
  setBehind(BEHIND, open);
  if (dialog && field) {
    dialog.setAttribute("role", "dialog");
    dialog.setAttribute("aria-modal", "true");
    dialog.setAttribute("aria-label", "Details");
    field.focus();
  } else find(`[data-send=library_details][data-id="${CSS.escape(opener)}"]`)?.focus();
}
