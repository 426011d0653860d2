// The chips of the filters follow the dates as they are written.

import { findClosest } from "./dom.js";
import { send } from "./wire.js";

/** @type {number | undefined} */
let writing;

document.addEventListener("input", (event) => {
  if (!findClosest(event, "#filters-fields")) return;
  clearTimeout(writing);
  writing = setTimeout(() => send("filters_change"), 150);
});
