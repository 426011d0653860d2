"""What can be done with each quote, in a browser: beside it in the answer, and in one line among the sources."""

import pytest

from qa.basket.basket_store import Baskets
from qa.cite.copying import make_copies
from qa.cite.styles import STYLES

pytestmark = pytest.mark.browser

SEVERAL = "What happened in 1883?"
PRIZES = "List the prizes of Marie Curie."
ACTS = [
    "Copy quote {}",
    "Copy citation of quote {}",
    "Keep quote {} in the basket",
    "Open the article at quote {}",
]
OPACITY = "one => Number(getComputedStyle(one).opacity)"
# The icons of each line of acts: their heights on the page, and how large they are.
LINES = """found => found.map(line => [...line.querySelectorAll(".pq-icon")].map(one => {
  const { top, width, height } = one.getBoundingClientRect();
  return [Math.round(top), Math.min(width, height)];
}))"""


@pytest.mark.parametrize(
    "options", [{}, {"width": 390, "height": 844, "has_touch": True, "color_scheme": "dark"}], ids=["desktop", "phone"]
)
def test_each_quote_can_be_copied_cited_kept_and_opened_where_it_stands(
    open_page, ask, texts, clipboard, focused, assistant, options
):
    page = open_page(**options)
    answer = ask(page, SEVERAL)
    quotes = assistant.ask(SEVERAL).quotes
    copies = make_copies(quotes, STYLES["apa"])
    # Each is named, says what it does where it is pointed at, and stands with the others in one line.
    named = texts(page, "#ask-chat .pq-quote-acts .pq-icon")
    assert named == [act.format(each.number) for each in quotes for act in ACTS]
    assert answer.locator(".pq-icon:not([title])").count() == answer.locator(".pq-icon:not([role=button])").count() == 0
    for line in answer.locator(".pq-quote-acts").evaluate_all(LINES):
        assert len({top for top, _ in line}) == 1 and min(size for _, size in line) >= (36 if options else 24)
    second = answer.locator(".pq-quote").nth(1)
    copy, cite, keep, opens = (second.get_by_role("button", name=act.format(2), exact=True) for act in ACTS)
    # They wait until the quote is pointed at, or one of them has the focus; on a phone they are always there.
    page.mouse.move(2, 2)
    assert copy.evaluate(OPACITY) == 1 if options else copy.evaluate(OPACITY) < 0.01
    page.focus("#chip-1-2")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert copy.evaluate("one => one === document.activeElement") and copy.evaluate(OPACITY) == 1
    page.keyboard.press("Enter")
    assert clipboard(page)["text"] == copies[1].quote.plain
    cite.click()
    assert clipboard(page)["text"] == copies[1].citation.plain
    keep.click()
    page.locator("#pq-toast.pq-shown", has_text="Quote 2 is kept in your basket").wait_for()
    assert [each.citation.text for each in Baskets(assistant.library).list_quotes()] == [quotes[1].text]
    opens.click()
    page.locator(".pq-reader mark.pq-now").first.wait_for()
    assert "".join(texts(page, ".pq-reader mark.pq-now")) == quotes[1].text
    page.keyboard.press("Escape")
    page.locator(".pq-reader").wait_for(state="detached")
    focused(page, "#ask-chat [href='#read-1-2']")
    # Among the sources each quote has one line, and the first one is that of the first quote.
    if options:
        page.locator(".pq-see a").click()
        page.locator("#sources").wait_for(state="visible")
    lines = page.locator("#sources .pq-quote-acts")
    assert lines.count() == len(quotes) and lines.first.get_attribute("aria-label") == "Quote 1"
    for line in lines.evaluate_all(LINES):
        assert len({top for top, _ in line}) == 1 and len(line) >= 5
