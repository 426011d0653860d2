// What of which article the reader view was asked for, and the address that leads there.

/** @typedef {{ article?: string | null, start?: string | null, end?: string | null, upwards?: boolean }} Place */

const NAMES = /** @type {const} */ (["article", "start", "end"]);
/** @type {Place} */
let expected = {};

/**
 * Remember what was asked for, for when it is there.
 * @param {Place} place
 */
export function expectPlace(place) {
  expected = place;
}

export const getExpected = () => expected;

/**
 * Return the place that an address names.
 * @param {URLSearchParams} address
 * @returns {Place}
 */
export function readAddress(address) {
  const [article, start, end] = NAMES.map((name) => address.get(name));
  return { article, start, end };
}

/**
 * Return the page's address with a place in it, or without any.
 * @param {Place} place
 */
export function makeAddress(place) {
  const url = new URL(location.href);
  for (const name of NAMES) {
    const value = place.article && place[name];
    if (value) url.searchParams.set(name, value);
    else url.searchParams.delete(name);
  }
  return url;
}

/**
 * Have the address tell what is open, in place of what was open before or as a step that leads back.
 * @param {string | undefined} article
 * @param {boolean} again
 */
export function keepPlace(article, again) {
  const url = makeAddress(expected.start && expected.article === article ? expected : { article });
  const here = new URLSearchParams(location.search);
  if (NAMES.every((name) => url.searchParams.get(name) === here.get(name))) return;
  if (again) history.replaceState(history.state, "", url);
  else history.pushState({ reader: true }, "", url);
}
