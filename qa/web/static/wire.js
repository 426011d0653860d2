// Sends to the program what Gradio has no component for, and says things that pass.

const NUMBERS = ["start", "end", "number", "rating"];

export const calm = window.matchMedia("(prefers-reduced-motion: reduce)");
export const narrow = window.matchMedia("(max-width: 900px)");

export function send(name, data = {}) {
  const values = Object.entries(data).map(([key, value]) => [key, NUMBERS.includes(key) ? Number(value) : value]);
  const message = new CustomEvent("pullquote:send", { detail: { name, data: Object.fromEntries(values) } });
  if (document.documentElement.dataset.pullquote === "wired") document.dispatchEvent(message);
  else document.addEventListener("pullquote:wired", () => document.dispatchEvent(message), { once: true });
}

// What lies behind a dialog cannot be reached, by whatever means.
export function setBehind(selector, behind) {
  for (const part of document.querySelectorAll(selector)) part.inert = behind;
}

export function scrollTo(target, block = "center") {
  target.scrollIntoView({ block, behavior: calm.matches ? "auto" : "smooth" });
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

export async function copy(text, html) {
  try {
    const kinds = { "text/plain": new Blob([text], { type: "text/plain" }) };
    if (html) kinds["text/html"] = new Blob([html], { type: "text/html" });
    await navigator.clipboard.write([new ClipboardItem(kinds)]);
    say("Copied");
  } catch {
    say("The browser did not let it be copied");
  }
}
