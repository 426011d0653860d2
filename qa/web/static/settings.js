// Light, dark, or as the system has it; kept in this browser.

import { find, getTarget } from "./dom.js";

const KEY = "pullquote-theme";
const dark = window.matchMedia("(prefers-color-scheme: dark)");
const readTheme = () => localStorage.getItem(KEY) ?? "System";

function applyTheme() {
  const wanted = readTheme() === "Dark" || (readTheme() === "System" && dark.matches);
  if (document.body.classList.contains("dark") !== wanted) document.body.classList.toggle("dark", wanted);
}

dark.addEventListener("change", applyTheme);
// Gradio sets the class as well, by the system alone.
new MutationObserver(applyTheme).observe(document.body, { attributeFilter: ["class"] });
applyTheme();

/** @type {HTMLElement | null} */
let drawn = null;

/**
 * Show which theme is chosen. Gradio draws the fields anew now and then, as they stood at first; and sets them so once
 * more, a little later, with nothing in the document that tells of it.
 */
export function showTheme() {
  const field = find(`#settings-theme input[type=radio][value="${CSS.escape(readTheme())}"]`);
  if (!field) return;
  if (!(/** @type {HTMLInputElement} */ (field).checked)) field.click();
  if (field === drawn) return;
  drawn = field;
  for (const wait of [100, 400, 1500, 4000]) setTimeout(showTheme, wait);
}

document.addEventListener("change", (event) => {
  const field = getTarget(event);
  if (!field.matches("#settings-theme input[type=radio]")) return;
  localStorage.setItem(KEY, /** @type {HTMLInputElement} */ (field).value);
  applyTheme();
});
