// The page that asks whether another one is added. What is offered comes from a bookmark, but may come from any site: so
// all of it is shown as text, and nothing is sent on before the person presses the button.

import { get } from "./dom.js";
import { READY } from "./save_bookmark.js";
import "./settings.js";

// A press that was meant for another window comes within this time.
const PAUSE = 1_000; // milliseconds
const LARGEST_PAGE = 8 * 2 ** 20; // bytes
const MOST = { address: 2_000, title: 300, text: 20_000, around: 100 }; // characters

const button = /** @type {HTMLButtonElement} */ (get("#save-add"));
const fragment = new URLSearchParams(location.hash.slice(1));
const [address, title, text] = ["address", "title", "text"].map((name) => fragment.get(name) ?? "");
/** The page as the browser has it, empty until it comes. */
const sent = { html: "", before: "", after: "" };
/** What opened this page, if it can be spoken to. @type {Window | null} */
const opener = window.opener;

/** Return the origin of the page that is offered, empty if it has none that Pullquote reads. */
function findOrigin() {
  const url = address.length <= MOST.address && URL.canParse(address) ? new URL(address) : null;
  return url && /^https?:$/.test(url.protocol) ? url.origin : "";
}
const origin = findOrigin();

// --- what is offered

function showOffer() {
  get("#save-question").textContent = `Add “${title.slice(0, MOST.title) || address}”?`;
  get("#save-address").textContent = address;
  get("#save-text").textContent = text.slice(0, MOST.text);
  get("#save-text").hidden = !text;
  get("#save-offer").hidden = false;
  get("#save-question").focus();
  showWay("It is fetched from there if you add it.");
}

/** Say by which way the page would come, and give the person time to see it. @param {string} way */
function showWay(way) {
  get("#save-how").textContent = way;
  waitForPerson();
}

/** @type {number | undefined} */
let waiting;

/** Let the button be pressed once the page has been in view for a while. */
function waitForPerson() {
  clearTimeout(waiting);
  button.disabled = true;
  if (document.visibilityState === "visible" && document.hasFocus())
    waiting = setTimeout(() => {
      button.disabled = isAdding;
    }, PAUSE);
}

/** Take the page as the browser has it, from the window that shows it and from no other, once. */
function takePage(/** @type {MessageEvent} */ event) {
  if (event.source !== opener || event.origin !== origin || isAdding) return;
  const { html, before, after } = event.data ?? {};
  if ([html, before, after].some((part) => typeof part !== "string")) return;
  if (before.length > MOST.around || after.length > MOST.around) return;
  window.removeEventListener("message", takePage);
  Object.assign(sent, { before: before.toWellFormed(), after: after.toWellFormed() });
  const size = html.length > LARGEST_PAGE ? Number.POSITIVE_INFINITY : new TextEncoder().encode(html).length;
  if (size > LARGEST_PAGE) {
    showWay("As your browser shows it, it is larger than 8 MB: it is fetched from there if you add it.");
    return;
  }
  sent.html = html.toWellFormed();
  showWay(`It is added as your browser shows it, ${formatSize(size)}; nothing is fetched.`);
}

/** @param {number} bytes */
const formatSize = (bytes) =>
  bytes < 1e6
    ? `${Math.ceil(bytes / 1e3)} kB`
    : `${(bytes / 1e6).toLocaleString("en", { maximumFractionDigits: 1 })} MB`;

// --- adding

let isAdding = false;

async function add() {
  isAdding = true;
  button.disabled = true;
  tell("Adding it …");
  try {
    const { before, after } = sent;
    const body = JSON.stringify({ address, html: sent.html || null, text: text.slice(0, MOST.text), before, after });
    const answer = await fetch("save", { method: "POST", headers: { "Content-Type": "application/json" }, body });
    if (!answer.ok) throw new Error(await answer.text());
    read(await answer.json());
  } catch (error) {
    isAdding = false;
    button.disabled = false;
    tell(
      error instanceof TypeError ? "Pullquote does not answer: start it again." : String(Object(error).message),
      true,
    );
  }
}

/**
 * Say how it goes.
 * @param {string} line
 * @param {boolean} [isWrong]
 */
function tell(line, isWrong = false) {
  get("#save-told").textContent = line;
  get("#save-told").classList.toggle("pq-wrong", isWrong);
}

/**
 * Open the article, at what was selected.
 * @param {{ article: string, start: number | null, end: number | null }} saved
 */
function read({ article, start, end }) {
  const view = new URLSearchParams({ tab: "library", article });
  if (start !== null) {
    view.set("start", String(start));
    view.set("end", String(end));
  }
  if (text) view.set("selection", start === null ? "missing" : "found");
  location.replace(`./?${view}`);
}

button.addEventListener("click", (event) => {
  if (event.isTrusted) add();
});
get("#save-cancel").addEventListener("click", () => {
  window.close();
  location.replace("./");
});

if (origin) {
  showOffer();
  for (const name of ["focus", "blur"]) window.addEventListener(name, waitForPerson);
  document.addEventListener("visibilitychange", waitForPerson);
  if (opener) {
    window.addEventListener("message", takePage);
    opener.postMessage(READY, origin);
  }
} else if (address) tell("Only pages whose addresses begin with http:// or https:// can be added.", true);
else tell("Press “Save to Pullquote” in your bookmarks on a page that you read.");
