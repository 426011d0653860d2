// The chips of the filters follow the dates as they are written, or chosen in the browser's own calendar.

import { fill, findClosest, get, getField, getTarget } from "./dom.js";
import { send } from "./wire.js";

/** @type {number | undefined} */
let writing;

document.addEventListener("input", (event) => {
  if (!findClosest(event, "#filters-fields")) return;
  clearTimeout(writing);
  writing = setTimeout(() => send("filters_change"), 150);
});

// --- the calendar

/** The date that is written, by the id of what it stands in. @param {string} id */
const nameField = (id) => `#${id} .form :is(input, textarea)`;

/** What makes of a year or a month its first day. */
const FIRST_DAY = "2000-01-01";

document.addEventListener("click", (event) => {
  const picker = findClosest(event, ".pq-filters-day")?.closest(".pq-filters-date");
  if (!picker) return;
  const written = getField(nameField(picker.id)).value.trim();
  const day = /** @type {HTMLInputElement} */ (get("input[type=date]", picker));
  day.value = written && written + FIRST_DAY.slice(written.length);
  day.showPicker();
});

document.addEventListener("input", (event) => {
  const day = /** @type {HTMLInputElement} */ (getTarget(event));
  const picker = day.closest(".pq-filters-date");
  if (picker && day.type === "date") fill(nameField(picker.id), day.value);
});
