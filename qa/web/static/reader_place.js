// What of which article the reader view was asked for.

import { find } from "./dom.js";

/** @typedef {{ article?: string, start?: string, end?: string, upwards?: boolean }} Place */

/** @type {Place} */
let expected = {};

/**
 * Remember what was asked for, for when it is there.
 * @param {Place} place
 */
export function expectPlace(place) {
  expected = place;
  // One that was being closed is wanted again.
  find(".pq-reader")?.removeAttribute("aria-busy");
}

export const getExpected = () => expected;

/** Return the place in an article that is read, each part empty where there is none. */
export function getOpenPlace() {
  const article = find(".pq-reader:not([aria-busy])")?.dataset.article ?? "";
  const { start, end } = article && article === expected.article ? expected : {};
  return { article, start: start || "", end: (start && end) || "" };
}
