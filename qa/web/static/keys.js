// The panel of keys: a dialog that says which key does what.

import { find, findClosest } from "./dom.js";

const findPanel = () => /** @type {HTMLDialogElement | null} */ (find("dialog.pq-keys"));
export const isKeysOpen = () => findPanel()?.open ?? false;

/** Open the panel; return whether there is one. */
export function openKeys() {
  const panel = findPanel();
  if (panel && !panel.open) panel.showModal();
  return Boolean(panel);
}

/** Close the panel; return whether it was open. */
export function closeKeys() {
  if (!isKeysOpen()) return false;
  findPanel()?.close();
  return true;
}

document.addEventListener("click", (event) => {
  if (findClosest(event, ".pq-keys-open")) openKeys();
  // What lies around the dialog counts as the dialog itself.
  else if (findClosest(event, ".pq-keys .pq-close") || event.target === findPanel()) closeKeys();
});
