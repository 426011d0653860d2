// What every part of the page does: going to a place, keeping back what lies behind a dialog, saying what passes.

import { findAll } from "./dom.js";

export const calm = window.matchMedia("(prefers-reduced-motion: reduce)");
export const narrow = window.matchMedia("(max-width: 900px)");

/** What each part of the page lies behind: one dialog may lie over another. @type {WeakMap<HTMLElement, Set<string>>} */
const covered = new WeakMap();

/**
 * Keep what lies behind a dialog from being reached, by whatever means, or let it be reached again.
 * @param {string} selector
 * @param {boolean} behind
 */
export function setBehind(selector, behind) {
  for (const part of findAll(selector)) {
    const over = covered.get(part) ?? new Set();
    covered.set(part, over);
    if (behind) over.add(selector);
    else over.delete(selector);
    part.inert = over.size > 0;
  }
}

/**
 * Bring an element into view; what is far away at once: gliding there would take long and show nothing.
 * @param {HTMLElement} target
 * @param {ScrollLogicalPosition} [block]
 */
export function scrollTo(target, block = "center") {
  const far = Math.abs(target.getBoundingClientRect().top) > 3 * innerHeight;
  target.scrollIntoView({ block, behavior: calm.matches || far ? "instant" : "smooth" });
}

/** @type {number | undefined} */
let hiding;

/**
 * Say something for some seconds, at the foot of the page.
 * @param {string} text
 */
export function showToast(text) {
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

/**
 * Put text and, if there is any, its HTML on the clipboard. Both may be promised: what is copied has to be begun while
 * the press that asks for it lasts.
 * @param {string | Promise<string>} text
 * @param {string | Promise<string>} [html]
 */
export async function copy(text, html) {
  /** @param {string | Promise<string>} content @param {string} type */
  const makeBlob = async (content, type) => new Blob([await content], { type });
  try {
    /** @type {Record<string, Promise<Blob>>} */
    const kinds = { "text/plain": makeBlob(text, "text/plain") };
    if (html) kinds["text/html"] = makeBlob(html, "text/html");
    await navigator.clipboard.write([new ClipboardItem(kinds)]);
    showToast("Copied");
  } catch {
    showToast("The browser did not let it be copied");
  }
}
