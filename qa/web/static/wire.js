// Sends to the program what Gradio has no component for.

import { get } from "./dom.js";

/** @typedef {typeof import("../events.json")} Events */

/** The values of each event: the table that the program reads, too. */
const EVENTS = /** @type {Events} */ (JSON.parse(get("#pullquote-events").textContent));

// A second press in one breath, with nothing written in between, is the first one still.
const BREATH = 500; // milliseconds
let last = { what: "", at: -BREATH };
document.addEventListener(
  "input",
  () => {
    last.what = "";
  },
  true,
);

/**
 * Say whether something is asked for a second time in one breath.
 * @param {string} what
 */
export function isRepeated(what) {
  const before = last;
  last = { what, at: performance.now() };
  return what === before.what && last.at - before.at < BREATH;
}

/**
 * Send an event with its values; before the page is wired it waits.
 * @template {keyof Events} Name
 * @param {Name} name
 * @param {Partial<Record<keyof Events[Name], unknown>>} [values]
 */
export function send(name, values = {}) {
  const kinds = Object.entries(EVENTS[name]).filter(([key]) => key in values);
  const data = Object.fromEntries(
    kinds.map(([key, kind]) => {
      const value = values[/** @type {keyof Events[Name]} */ (key)];
      return [key, kind === "number" ? Number(value) : value];
    }),
  );
  if (["ask_question", "ask_retry"].includes(name) && isRepeated(`${name} ${JSON.stringify(data)}`)) return;
  const message = new CustomEvent("pullquote:send", { detail: { name, data } });
  if (document.documentElement.dataset.pullquote === "wired") document.dispatchEvent(message);
  else document.addEventListener("pullquote:wired", () => document.dispatchEvent(message), { once: true });
}
