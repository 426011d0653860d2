// A quote as a picture: its letters and where it comes from, in the page's own look, and nothing else.

import { findAll } from "./dom.js";

const WIDTH = 1200; // pixels
const LEAST_HEIGHT = 630; // pixels: what cards usually are
const MARGIN = 88;
/** From the bar at the side to the letters. */
const INDENT = 36;
const BAR = 6;
/** Sizes of the quote's letters, the largest that leave room for all of it; beyond the last one the card grows. */
const SIZES = [64, 58, 52, 46, 42, 38, 34, 30];
const SOURCE_SIZE = 26;
const LEADING = 1.42;
const GAP = 44;

/**
 * Return what an element shows, with each part that has a direction of its own set apart from the others.
 * @param {HTMLElement} element
 */
function readIsolated(element) {
  const copy = /** @type {HTMLElement} */ (element.cloneNode(true));
  for (const part of findAll("bdi", copy)) part.textContent = `\u2068${part.textContent}\u2069`;
  return copy.textContent.trim();
}

/**
 * Return the parts between which a line may break: words, or the letters of a word that is wider than a line.
 * @param {CanvasRenderingContext2D} context
 * @param {string} text
 * @param {number} width
 */
function cut(context, text, width) {
  const words = text.split(/(?<=[ \t\u3000])/);
  const letters = new Intl.Segmenter();
  return words.flatMap((word) =>
    context.measureText(word.trimEnd()).width <= width
      ? [word]
      : Array.from(letters.segment(word), ({ segment }) => segment),
  );
}

/**
 * Return the lines of a text, as wide as is said at most, in the context's font.
 * @param {CanvasRenderingContext2D} context
 * @param {string} text
 * @param {number} width
 */
function wrap(context, text, width) {
  const lines = [];
  for (const paragraph of text.split("\n")) {
    let line = "";
    for (const part of cut(context, paragraph, width)) {
      if (line && context.measureText((line + part).trimEnd()).width > width) {
        lines.push(line);
        line = "";
      }
      line += part;
    }
    lines.push(line);
  }
  return lines;
}

/**
 * @typedef {{ lines: string[], font: string, size: number, direction: CanvasDirection, colour: string }} Block
 * @param {Block} block
 */
const measureHeight = ({ lines, size }) => lines.length * size * LEADING;

/**
 * Draw lines from a height down; return the height at which they end.
 * @param {CanvasRenderingContext2D} context
 * @param {Block} block
 * @param {number} top
 */
function drawBlock(context, { lines, font, size, direction, colour }, top) {
  Object.assign(context, { font, direction, fillStyle: colour, textAlign: "start", textBaseline: "middle" });
  const start = MARGIN + INDENT;
  const x = direction === "rtl" ? WIDTH - start : start;
  lines.forEach((line, at) => {
    context.fillText(line.trimEnd(), x, top + (at + 0.5) * size * LEADING);
  });
  return top + lines.length * size * LEADING;
}

/**
 * Return the quote as large as there is room for it, and its source.
 * @param {CanvasRenderingContext2D} context
 * @param {string} words
 * @param {HTMLElement} line
 * @param {HTMLElement} source
 */
function compose(context, words, line, source) {
  /** @param {string} text @param {HTMLElement} element @param {number} size @param {string} font @param {string} colour */
  const set = (text, element, size, font, colour) => {
    context.font = font;
    const direction = /** @type {CanvasDirection} */ (getComputedStyle(element).direction);
    return { lines: wrap(context, text, WIDTH - 2 * MARGIN - INDENT), font, size, direction, colour };
  };
  const below = set(readIsolated(source), source, SOURCE_SIZE, makeSourceFont(), readLook("--quiet"));
  const room = LEAST_HEIGHT - 2 * MARGIN - GAP - measureHeight(below);
  /** @param {number} size */
  const setQuote = (size) => set(words, line, size, makeFont(size), readLook("--ink"));
  let quote = setQuote(SIZES[0]);
  for (const size of SIZES.slice(1)) if (measureHeight(quote) > room) quote = setQuote(size);
  return { quote, below };
}

/** Return a colour or the fonts of the page, as it looks now. @param {string} name */
const readLook = (name) => getComputedStyle(document.body).getPropertyValue(name).trim();
/** @param {number} size */
const makeFont = (size) => `400 ${size}px ${readLook("--serif")}`;
const makeSourceFont = () => `500 ${SOURCE_SIZE}px ${readLook("--sans")}`;

/**
 * Draw a quote; null if it is too long for a picture.
 * @param {string} words The quote, letter for letter.
 * @param {HTMLElement} line Where it is shown, in its direction.
 * @param {HTMLElement} source Where it comes from.
 * @returns {Promise<Blob | null>}
 */
export async function drawCard(words, line, source) {
  // What is drawn before its font is there would be drawn in another.
  const fonts = [makeFont(SIZES[0]), makeSourceFont()];
  await Promise.all(fonts.map((font) => document.fonts.load(font, words + source.textContent)));
  const canvas = document.createElement("canvas");
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  const { quote, below } = compose(context, words, line, source);
  const height = measureHeight(quote) + GAP + measureHeight(below);
  canvas.width = WIDTH;
  canvas.height = Math.max(LEAST_HEIGHT, Math.ceil(height + 2 * MARGIN));
  const top = (canvas.height - height) / 2;
  context.fillStyle = readLook("--paper");
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.fillStyle = readLook("--accent");
  context.fillRect(quote.direction === "rtl" ? WIDTH - MARGIN - BAR : MARGIN, top, BAR, height);
  drawBlock(context, below, drawBlock(context, quote, top) + GAP);
  return new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
}
