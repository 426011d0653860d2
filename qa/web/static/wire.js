// Sends to the program what Gradio has no component for, and says things that pass.

const NUMBERS = ["start", "end", "number", "rating", "which", "kept", "to"];

export const calm = window.matchMedia("(prefers-reduced-motion: reduce)");
export const narrow = window.matchMedia("(max-width: 900px)");

// A second press in one breath, with nothing written in between, is the first one still.
const BREATH = 500; // milliseconds
let last = { what: "", at: -BREATH };
document.addEventListener("input", () => (last.what = ""), true);
export function repeated(what) {
  const { what: before, at } = last;
  last = { what, at: performance.now() };
  return what === before && last.at - at < BREATH;
}

export function send(name, data = {}) {
  if (["ask", "retry"].includes(name) && repeated(`${name} ${JSON.stringify(data)}`)) return;
  const values = Object.entries(data).map(([key, value]) => [key, NUMBERS.includes(key) ? Number(value) : value]);
  const message = new CustomEvent("pullquote:send", { detail: { name, data: Object.fromEntries(values) } });
  if (document.documentElement.dataset.pullquote === "wired") document.dispatchEvent(message);
  else document.addEventListener("pullquote:wired", () => document.dispatchEvent(message), { once: true });
}

// What lies behind a dialog cannot be reached, by whatever means.
export function setBehind(selector, behind) {
  for (const part of document.querySelectorAll(selector)) part.inert = behind;
}

// What is far away is gone to at once: gliding there would take long and show nothing.
export function scrollTo(target, block = "center") {
  const far = Math.abs(target.getBoundingClientRect().top) > 3 * innerHeight;
  target.scrollIntoView({ block, behavior: calm.matches || far ? "instant" : "smooth" });
}

let hiding;
export function say(text) {
  let toast = document.getElementById("pq-toast");
  if (!toast) {
    toast = document.createElement("div");
    toast.id = "pq-toast";
    toast.setAttribute("role", "status");
    document.body.append(toast);
  }
  toast.textContent = text;
  toast.classList.add("pq-shown");
  clearTimeout(hiding);
  hiding = setTimeout(() => toast.classList.remove("pq-shown"), 4000);
}

// Both may be promised: what is copied has to be begun while the press that asks for it lasts.
export async function copy(text, html) {
  const blob = async (said, type) => new Blob([await said], { type });
  try {
    const kinds = { "text/plain": blob(text, "text/plain") };
    if (html) kinds["text/html"] = blob(html, "text/html");
    await navigator.clipboard.write([new ClipboardItem(kinds)]);
    say("Copied");
  } catch {
    say("The browser did not let it be copied");
  }
}
