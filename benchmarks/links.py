"""Text-fragment links in a real Chromium: of how many quotes the intended place is highlighted.

    python benchmarks/links.py [--quotes 300] [--seed 1] [--show]

The pages are invented (see link_pages.py), served on loopback and read by the product's own HTML reader; the quotes are
sentences, runs of them, items, captions and rows of the articles that come of that. A link is opened in a new tab, as
from outside. What the browser has found is seen on a picture of the whole page: the style sheet paints `::target-text`
in a colour that nothing else has, and the picture is held against the rectangles of the quote's letters, which the page
knows by their block and their number in it. A quote is right if all of its letters are painted and no others, and the
window shows its beginning.
"""

import argparse
import io
import random
import shutil
import tempfile
import threading
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import numpy as np
from link_pages import Invented, Piece, invented_pages, mark
from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from corpus import Article, Span, load
from corpus.sentences import split_sentences
from qa import Citation, Quote
from qa.cite.anchoring.links import make_link

_PAINT = "::target-text { background-color: rgb(255,0,255); color: rgb(255,0,255) }"
# Shares of a letter's, the quote's and the painted area; letters' edges are smoothed and marks stand out of their line.
_LETTER, _COVERED, _STRAY = 0.6, 0.93, 0.04

# Called in the page: the rectangles of each piece of the quote, given as [block, from, to] in letters; null if it has
# other letters than were written.
_RECTANGLES = """(wanted) => wanted.map(([block, from, to]) => {
  const walker = document.createTreeWalker(document.querySelector(`[data-b="${block}"]`), NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  let at = 0;
  const found = [];
  for (let node; (node = walker.nextNode()); ) {
    const letters = node.data;
    for (let i = 0; i < letters.length; i++) {
      if (/[\\s\\u00ad]/.test(letters[i])) continue;
      if (at >= from && at < to) {
        range.setStart(node, i);
        range.setEnd(node, i + 1);
        for (const r of range.getClientRects())
          if (r.width && r.height) found.push([r.left, r.top + scrollY, r.right, r.bottom + scrollY]);
      }
      at++;
    }
  }
  return at >= to ? found : null;
})"""


@dataclass(frozen=True, slots=True)
class Case:
    """A quote of a page, and the letters of it as [block, from, to]."""

    page: Invented
    citation: Citation
    letters: tuple[tuple[int, int, int], ...]


def main() -> None:
    """Print the figure and name the failures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quotes", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--show", action="store_true", help="print each link")
    chosen = parser.parse_args()
    pages: dict[str, str] = {}
    with _served(pages) as address, tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        cases = []
        for number, page in enumerate(invented_pages(chosen.seed)):
            url = f"{address}/{number}"
            pages[f"/{number}"] = page.markup(url).replace("<style>", f"<style>{_PAINT}")
            cases += _cases(page, url, Path(folder), random.Random(f"{chosen.seed} {number}"))
        chance = random.Random(chosen.seed)
        picked = sorted(chance.sample(range(len(cases)), min(chosen.quotes, len(cases))))
        print(f"{len(pages)} pages, {len(cases)} quotes, {len(picked)} of them opened")
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        verdicts: Counter[tuple[str, bool]] = Counter()
        for case in (cases[at] for at in picked):
            found = make_link(case.citation)
            assert found is not None
            verdict = _opened(browser, found.url, case)
            verdicts[verdict, found.unique] += 1
            if verdict != "right" or chosen.show:
                told = "" if found.unique else ", first of several" if found.first else ", not the first of several"
                print(f"{verdict}{told}: [{case.page.language}] {case.citation.text!r}\n    {found.url}")
        browser.close()
    total = sum(verdicts.values())
    right = sum(count for (verdict, _), count in verdicts.items() if verdict == "right")
    print(f"highlighted where intended  {right} of {total} ({right / total:.4f})")
    sure = sum(count for (_, unique), count in verdicts.items() if unique)
    print(f"of links said to be unique  {verdicts['right', True]} of {sure}")
    print(dict(Counter(verdict for verdict, _ in verdicts.elements())))


# --- the quotes


def _cases(page: Invented, url: str, folder: Path, chance: random.Random) -> Iterator[Case]:
    """Yield quotes of every kind in the article that is read from a page."""
    article, twin = (_read(folder, page.markup(url, twin=twin)) for twin in (False, True))
    places = _places(page, article, twin)
    sentences = split_sentences(article.text, article.headings)
    headings = set(article.headings)
    for number, sentence in enumerate(sentences):
        if sentence in headings:
            continue
        run = chance.choice((1, 1, 1, 2, 3))
        last = sentences[min(number + run, len(sentences)) - 1]
        span = Span(sentence.start, last.end)
        if any(heading.start < span.end and span.start < heading.end for heading in headings):
            span = sentence
        inside = [place for place in places if place[0].start < span.end and span.start < place[0].end]
        if inside and article.source.url == url:
            citation = Citation(1, Quote(article.id, *span, 1.0), article)
            yield Case(
                page, citation, tuple(letters for place in inside if (letters := _letters(article, place, span)))
            )


def _read(folder: Path, markup: str) -> Article:
    path = folder / "page.html"
    path.write_text(markup, encoding="utf-8")
    (article,) = load(path)
    assert isinstance(article, Article)
    return article


def _places(page: Invented, article: Article, twin: Article) -> list[tuple[Span, Piece]]:
    """Return where in the article each piece stands that its twin tells of."""
    marks = {mark(number): piece for number, piece in enumerate(page.pieces)}
    bare = "".join(letter for letter in twin.text if letter not in marks)
    assert bare == article.text, "the marks have changed what is read from a page"
    places, at = [], 0
    for letter in twin.text:
        if piece := marks.get(letter):
            span = Span(_back(article.text, at, piece.end - piece.start), at)
            read = "".join(article.text[slice(*span)].split())
            assert read == "".join(piece.text.split()), f"read otherwise than written: {read}"
            places.append((span, piece))
        else:
            at += 1
    return places


def _back(text: str, at: int, letters: int) -> int:
    """Return where the last so many letters before `at` begin, blanks not counted."""
    while letters:
        at -= 1
        letters -= not text[at].isspace()
    return at


def _letters(article: Article, place: tuple[Span, Piece], span: Span) -> tuple[int, int, int] | None:
    """Return the letters of a piece that belong to a quote."""
    where, piece = place

    def count(start: int, end: int) -> int:
        return len("".join(article.text[start:end].split()))

    start, end = max(where.start, span.start), min(where.end, span.end)
    first = piece.start + count(where.start, start)
    size = count(start, end)
    return (piece.block, first, first + size) if size else None


# --- in the browser


def _opened(browser: Browser, url: str, case: Case) -> str:
    """Open a link in a new tab and say where it led: right, partly, elsewhere, nowhere or out of sight."""
    page = browser.new_page(viewport={"width": 900, "height": 700})
    try:
        page.goto(url)
        page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
        seen = page.evaluate("[scrollY, scrollY + innerHeight]")
        found = page.evaluate(_RECTANGLES, case.letters)
        assert None not in found, case.citation.text
        image = Image.open(io.BytesIO(page.screenshot(full_page=True))).convert("RGB")
    finally:
        page.close()
    pixels = np.asarray(image).astype(int)
    painted = (pixels[..., 0] > 200) & (pixels[..., 1] < 60) & (pixels[..., 2] > 200)
    boxes = [tuple(round(edge) for edge in box) for piece in found for box in piece]
    if not painted.any():
        return "nowhere"
    wanted, near = np.zeros_like(painted), np.zeros_like(painted)
    for left, top, right, bottom in boxes:
        wanted[top + 2 : bottom - 2, left:right] = True
        near[max(0, top - 6) : bottom + 6, max(0, left - 24) : right + 24] = True
    # Between the first letter's line and the last letter's, a range marks everything.
    near[boxes[0][3] : boxes[-1][1]] = True
    if not (painted & wanted).any():
        return "elsewhere"
    ends = [painted[top + 2 : bottom - 2, left:right].mean() for left, top, right, bottom in (boxes[0], boxes[-1])]
    whole = (painted & wanted).sum() >= _COVERED * wanted.sum() and min(ends) >= _LETTER
    if not whole or (painted & ~near).sum() > _STRAY * painted.sum():
        return "partly"
    return "right" if seen[0] <= boxes[0][1] <= seen[1] else "out of sight"


class _served:  # noqa: N801 - used as a function
    """Serve pages on a free port of loopback."""

    def __init__(self, pages: dict[str, str]) -> None:
        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                body = pages.get(self.path, "").encode()
                self.send_response(200 if body else 404)
                self.send_header("Content-Type", "text/html; charset=utf-8")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)

    def __enter__(self) -> str:
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return f"http://127.0.0.1:{self._server.server_port}"

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()


if __name__ == "__main__":
    main()
