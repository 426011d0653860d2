// Sends to the program what Gradio has no component for.

const NUMBERS = ["start", "end", "number", "rating", "which", "kept", "to"];

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
 * @param {string} name
 * @param {Record<string, unknown>} [data]
 */
export function send(name, data = {}) {
  if (["ask", "retry"].includes(name) && isRepeated(`${name} ${JSON.stringify(data)}`)) return;
  const values = Object.entries(data).map(([key, value]) => [key, NUMBERS.includes(key) ? Number(value) : value]);
  const message = new CustomEvent("pullquote:send", { detail: { name, data: Object.fromEntries(values) } });
  if (document.documentElement.dataset.pullquote === "wired") document.dispatchEvent(message);
  else document.addEventListener("pullquote:wired", () => document.dispatchEvent(message), { once: true });
}
