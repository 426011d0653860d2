// Several articles of the library at once: they are picked in the list, then tagged, untagged or removed together.

import { find, findAll, findClosest, get, getTarget } from "./dom.js";
import { showToast } from "./frame.js";
import { send } from "./wire.js";

const BOXES = "#library-list tbody input[type=checkbox]";
/** The ids of the articles that are picked, on whichever page of the list they stand. @type {Set<string>} */
const picked = new Set();

/** @param {HTMLElement} box */
const asBox = (box) => /** @type {HTMLInputElement} */ (box);

document.addEventListener("change", (event) => {
  const box = asBox(getTarget(event));
  if (!box.matches("#library-list input[type=checkbox]")) return;
  const boxes = box.dataset.pick === "all" ? findAll(BOXES) : [box];
  for (const each of boxes) {
    if (box.checked) picked.add(each.dataset.id ?? "");
    else picked.delete(each.dataset.id ?? "");
  }
  settlePicked();
});

document.addEventListener("click", (event) => {
  // One that is removed by itself is picked no more.
  picked.delete(findClosest(event, "[data-send=library_remove]")?.dataset.id ?? "");
  const button = findClosest(event, ".pq-library-picked button");
  if (!button) return;
  const field = /** @type {HTMLInputElement} */ (get(".pq-library-picked input"));
  const id = [...picked].join("\n");
  const tag = field.value;
  const doing = button.dataset.pick;
  if ((doing === "tag" || doing === "untag") && !tag.trim()) {
    showToast("Write the name of a tag first");
    field.focus();
    return;
  }
  if (doing === "tag") send("library_tag", { id, tag });
  if (doing === "untag") send("library_untag", { id, tag });
  if (doing === "remove") send("library_remove", { id });
  if (doing === "clear" || doing === "remove") picked.clear();
  settlePicked();
});

document.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && findClosest(event, ".pq-library-picked input")) {
    event.preventDefault();
    get(".pq-library-picked [data-pick=tag]").click();
  }
});

/** Show what is picked: Gradio may have drawn the list anew. */
export function settlePicked() {
  const bar = find(".pq-library-picked");
  if (!bar) return;
  const boxes = findAll(BOXES).map(asBox);
  for (const box of boxes) box.checked = picked.has(box.dataset.id ?? "");
  const all = asBox(get("#library-list [data-pick=all]"));
  const here = boxes.filter((box) => box.checked).length;
  all.checked = here === boxes.length;
  all.indeterminate = here > 0 && here < boxes.length;
  const count = get(".pq-library-count", bar);
  const said = `${picked.size} selected`;
  if (count.textContent !== said) count.textContent = said;
  bar.hidden = picked.size === 0;
}
