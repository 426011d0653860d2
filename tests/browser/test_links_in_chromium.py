"""Links to quotes in a real Chromium: each scrolls to the intended place and marks it and nothing else.

What was marked is seen on a picture of the page: `::target-text` is painted in a colour that nothing else has, and the
picture is held against the rectangles of the quote's letters. benchmarks/links.py does the same on many pages.
"""

import io
import threading
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import numpy as np
import pytest

from corpus import Article, load
from qa import Citation, Quote
from qa.cite.anchoring.links import make_link

pytestmark = pytest.mark.browser

FILL = "".join(
    f"<p>Paragraph {n} of the long report says again how the river rose and fell that year.</p>" for n in range(30)
)
# Each quote is all that stands in one element, or in two.
PAGE = f"""<!doctype html><html lang="en"><head><meta charset="utf-8"><title>The flood</title>
<style>::target-text {{ background-color: #f0f; color: #f0f }}
body {{ margin: 0 auto; width: 600px; font: 16px/1.5 serif }}
#item {{ text-transform: uppercase }}</style></head>
<body><nav><a href="/">Home</a> <a href="/floods">Floods</a></nav><article><h1>The flood</h1>{FILL}
<p id="markup">The <em>old</em> dam, a <a href="/dam">well-known</a> work of Smith &amp; Sons, broke at&nbsp;noon.</p>
<p id="quoted">“Nobody had warned us,” said the keeper’s daughter — and she was right&hellip;</p>
<p id="long">The reservoir above the town had been leak&shy;ing for many years, and although three <b>engineers</b>
had written to the council, and one had gone there himself, no money was ever found for the northern wall.</p>
<p>They asked at noon. <span id="again">He denied it.</span> In the evening they asked once more.
<span id="once">He denied it.</span> So they left.</p>
<p id="unseen">The firm that cut the stone, Holt Lines<span style="font-size: 0">, opens in a new tab</span>, was paid
in May<span hidden> or never</span> of that year.</p>
<p id="first-part">The mill was gone by the morning.</p><p id="second-part">Nothing of it was ever found.</p>
<ul><li id="item">A hose, two bags and a roll of tape</li><li>A lamp</li></ul>
<table><tr><th>Year</th><th>Ships</th></tr><tr id="row"><td>1901</td><td>twelve of them, all lost</td></tr></table>
<figure><img alt="" width="200" height="80"><figcaption>The lock keeper in 1931.</figcaption></figure>
<blockquote><p id="rime">Water, water, every where,<br>And all the boards did shrink.</p></blockquote>
<p id="ru" lang="ru">Плотина на реке прорвалась в ночь на 9 апреля, и вода поднялась на четыре метра.</p>
<p id="el" lang="el">Ο φάρος άναψε για πρώτη φορά το 1884.</p>
<p lang="ja"><span id="ja">白浜の灯台は1902年に建てられた。</span>嵐の夜ほど静かに感じると彼は書いている。</p>
<p lang="zh">洪水淹没了一楼，书架倒了三排。<span id="zh">镇上的人用门板把书运到山上的庙里。</span></p>
<p id="ar" lang="ar" dir="rtl">افتُتحت مكتبة الميناء القديم سنة 1927 في بيت تاجر حبوب.</p>
<p id="he" lang="he" dir="rtl">תחנת הרכבת בעמק נפתחה בשנת 1905, וכולם באו.</p>
{FILL}<p id="last">The new dam is of stone.</p></article></body></html>"""
QUOTES = {
    "markup": "The old dam, a well-known work of Smith & Sons, broke at\xa0noon.",
    "quoted": "“Nobody had warned us,” said the keeper’s daughter — and she was right…",
    "long": ("The reservoir above", "found for the northern wall."),
    "again": "He denied it.",
    "once": "He denied it.",
    "unseen": ("The firm that", "of that year."),
    "first-part second-part": ("The mill was gone", "was ever found."),
    "item": "- A hose, two bags and a roll of tape",
    "row": "1901 | twelve of them, all lost",
    "rime": ("Water, water", "did shrink."),
    "ru": ("Плотина на реке", "четыре метра."),
    "el": "Ο φάρος άναψε για πρώτη φορά το 1884.",
    "ja": "白浜の灯台は1902年に建てられた。",
    "zh": "镇上的人用门板把书运到山上的庙里。",
    "ar": "افتُتحت مكتبة الميناء القديم سنة 1927 في بيت تاجر حبوب.",
    "he": "תחנת הרכבת בעמק נפתחה בשנת 1905, וכולם באו.",
    "last": "The new dam is of stone.",
}
RECTANGLES = """(ids) => ids.flatMap((id) => {
  const range = document.createRange();
  const walker = document.createTreeWalker(document.getElementById(id), NodeFilter.SHOW_TEXT);
  const found = [];
  for (let node; (node = walker.nextNode()); ) {
    if (!node.data.trim()) continue;
    range.selectNodeContents(node);
    found.push(...[...range.getClientRects()].map((r) => [r.left, r.top + scrollY, r.right, r.bottom + scrollY]));
  }
  return found;
})"""


@pytest.fixture(scope="module")
def address():
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            body = PAGE.encode()
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/flood?year=1931&page=1"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture(scope="module")
def article(address, tmp_path_factory):
    """The page as the product's own reader reads it."""
    path = tmp_path_factory.mktemp("flood") / "flood.html"
    path.write_text(PAGE, encoding="utf-8")
    (read,) = load(path)
    assert isinstance(read, Article)
    return replace(read, source=replace(read.source, url=address))


def cited(article, quoted, nth=0):
    first, last = quoted if isinstance(quoted, tuple) else (quoted, quoted)
    start = article.text.index(first)
    for _ in range(nth):
        start = article.text.index(first, start + 1)
    end = article.text.index(last, start) + len(last)
    return Citation(1, Quote(article.id, start, end, 1.0), article)


def marked(page):
    """Return which pixels of the whole page are painted as what a link leads to."""
    image = pytest.importorskip("PIL.Image").open(io.BytesIO(page.screenshot(full_page=True))).convert("RGB")
    pixels = np.asarray(image).astype(int)
    return (pixels[..., 0] > 200) & (pixels[..., 1] < 60) & (pixels[..., 2] > 200)


@pytest.mark.parametrize("ids", QUOTES)
def test_a_link_leads_to_its_quote_and_marks_no_more(browser, article, ids):
    leads = make_link(cited(article, QUOTES[ids], nth=ids == "once"))
    assert leads.unique
    page = browser.new_page(viewport={"width": 800, "height": 600})
    page.goto(leads.url)
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    seen = page.evaluate("scrollY")
    boxes = [[round(edge) for edge in box] for box in page.evaluate(RECTANGLES, ids.split())]
    painted = marked(page)
    page.close()
    wanted, near = np.zeros_like(painted), np.zeros_like(painted)
    for left, top, right, bottom in boxes:
        wanted[top + 3 : bottom - 3, left:right] = True
        near[top - 6 : bottom + 6, left - 24 : right + 24] = True
    assert (painted & wanted).sum() > 0.95 * wanted.sum(), leads.url
    assert not (painted & ~near).any(), leads.url
    assert 0 < seen <= boxes[0][1] <= seen + 600


def test_a_page_without_the_quote_is_opened_at_its_top(browser, article):
    changed = make_link(
        cited(replace(article, text=article.text.replace("of stone", "of marble")), "The new dam is of marble.")
    )
    page = browser.new_page()
    page.goto(changed.url)
    assert page.evaluate("scrollY") == 0
    assert not marked(page).any()
    page.close()
