// The bookmark that saves the page being read: what it does there, and the link in the Library that it is made of.

import { find, findClosest } from "./dom.js";
import { copy, showToast } from "./frame.js";

/** What is sent from one window to the other: that Pullquote is ready, and then the page. */
export const READY = "pullquote:ready";

/**
 * Offer the page being read to Pullquote, in a new tab. This runs in that page, with nothing else of this file.
 * @param {string} pullquote the address at which Pullquote is served, without the last slash
 * @param {string} ready what Pullquote says once it listens
 */
function offerPage(pullquote, ready) {
  const range = getSelection()?.rangeCount ? getSelection()?.getRangeAt(0) : null;
  const text = String(getSelection() ?? "").slice(0, 20000);
  const address = new URLSearchParams({ address: location.href, title: document.title.slice(0, 300), text });
  const tab = open(`${pullquote}/save#${address}`);
  // What is no HTML, such as a PDF, Pullquote has to fetch.
  if (!/html/.test(document.contentType)) return;

  /** Return the text beside the selection. @param {boolean} isBefore */
  const readBeside = (isBefore) => {
    if (!range || !text) return "";
    const beside = document.createRange();
    beside.selectNodeContents(document.body);
    if (isBefore) beside.setEnd(range.startContainer, range.startOffset);
    else beside.setStart(range.endContainer, range.endOffset);
    return isBefore ? String(beside).slice(-48) : String(beside).slice(0, 48);
  };

  addEventListener("message", function answer(event) {
    if (event.source !== tab || event.origin !== new URL(pullquote).origin || event.data !== ready) return;
    removeEventListener("message", answer);
    // A copy that runs nothing, without what the person wrote into it and what is not for reading.
    const page = document.implementation.createHTMLDocument("").importNode(document.documentElement, true);
    for (const each of page.querySelectorAll("script:not([type='application/ld+json']), noscript, input, textarea"))
      each.remove();
    tab?.postMessage({ html: page.outerHTML, before: readBeside(true), after: readBeside(false) }, pullquote);
  });
}

/** Return the address of the bookmark: a script that has in it where Pullquote is. */
export function makeBookmark() {
  const pullquote = new URL("./", location.href).href.slice(0, -1);
  return `javascript:${encodeURIComponent(`void(${offerPage})(${JSON.stringify(pullquote)},${JSON.stringify(READY)})`)}`;
}

/** Put into the link what it does, once it is there. */
export function settleBookmark() {
  const link = /** @type {HTMLAnchorElement | null} */ (find(".pq-save-link:not([href^='javascript:'])"));
  if (link) link.href = makeBookmark();
}

document.addEventListener("click", (event) => {
  if (findClosest(event, ".pq-save-link")) {
    event.preventDefault();
    showToast("Drag it to your bookmarks bar");
  }
  if (findClosest(event, ".pq-save-copy")) copy(makeBookmark());
});
