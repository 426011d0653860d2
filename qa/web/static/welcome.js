// The button that begins an empty library: it leads to the Library tab, and opens the choice of files there.

import { find, findClosest } from "./dom.js";

document.addEventListener("click", (event) => {
  if (!findClosest(event, ".pq-welcome-add")) return;
  find("[role=tab][data-tab-id=library]")?.click();
  chooseFiles();
});

/** Open the choice of files, once the tab has been drawn. */
function chooseFiles() {
  const field = find("#library-files input[type=file]");
  if (field) field.click();
  else requestAnimationFrame(chooseFiles);
}
