// Looks up elements of the page, with their types.

/** @typedef {HTMLInputElement | HTMLTextAreaElement} Field */

/**
 * Return the first element that a selector finds, or null.
 * @param {string} selector
 * @param {ParentNode} [root]
 */
export function find(selector, root = document) {
  return /** @type {HTMLElement | null} */ (root.querySelector(selector));
}

/**
 * Return the first element that a selector finds; there must be one.
 * @param {string} selector
 * @param {ParentNode} [root]
 */
export function get(selector, root = document) {
  const element = find(selector, root);
  if (!element) throw new Error(`The page has no ${selector}`);
  return element;
}

/**
 * Return all elements that a selector finds.
 * @param {string} selector
 * @param {ParentNode} [root]
 */
export function findAll(selector, root = document) {
  return /** @type {HTMLElement[]} */ ([...root.querySelectorAll(selector)]);
}

/**
 * Return the input field that a selector finds; there must be one.
 * @param {string} selector
 */
export const getField = (selector) => /** @type {Field} */ (get(selector));

/**
 * Return the element that an event happened to.
 * @param {Event} event
 */
export const getTarget = (event) => /** @type {HTMLElement} */ (event.target);

/**
 * Return the closest element around an event's own that a selector finds, or null.
 * @param {Event} event
 * @param {string} selector
 */
export function findClosest(event, selector) {
  return /** @type {HTMLElement | null} */ (getTarget(event).closest?.(selector) ?? null);
}

/**
 * Return the element that a link within the page leads to, or null.
 * @param {HTMLElement} link
 */
export const findLinked = (link) => document.getElementById(getHash(link));

/**
 * Return where a link within the page leads to.
 * @param {HTMLElement} link
 */
export const getHash = (link) => /** @type {HTMLAnchorElement} */ (link).hash.slice(1);

/**
 * Write into a field, as if by hand, and return it.
 * @param {string} selector
 * @param {string} text
 */
export function fill(selector, text) {
  const box = getField(selector);
  box.value = text;
  box.dispatchEvent(new Event("input", { bubbles: true }));
  return box;
}

/**
 * Have what is being written outlast a reload, and a page that loads itself again because the program was started anew.
 * Returned is what puts it back, once the field is there.
 * @param {string} key
 * @param {string} selector
 */
export function keepOverReload(key, selector) {
  const findBox = () => /** @type {Field | null} */ (find(selector));
  let restored = false;
  window.addEventListener("pagehide", () => {
    const box = findBox();
    if (box) sessionStorage.setItem(key, box.value);
  });
  return () => {
    const box = findBox();
    if (restored || !box) return;
    restored = true;
    const kept = sessionStorage.getItem(key);
    if (kept && !box.value) fill(selector, kept);
  };
}
