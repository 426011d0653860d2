"""An article at a glance in its details, which have an address of their own."""

import pytest

from corpus import Article, Source
from qa.basket.basket_store import Baskets

pytestmark = pytest.mark.browser

SIZES = pytest.mark.parametrize(
    "options", [{}, {"width": 390, "height": 844, "has_touch": True, "color_scheme": "dark"}], ids=["desktop", "phone"]
)
QUAY = Article(
    "quay",
    "The quay of Halden",
    "The quay of Halden fell in on 3 May 2021, before the eyes of a fisherman who tied his boat to it for years.\n\n"
    "“Nobody was hurt,” said Kari Nordmann, the mayor. Nordmann said the quay had been built in 1911.",
    Source(published="2021-05-11"),
)


def test_an_address_that_names_no_article_says_so(open_page, texts):
    page = open_page()
    page.goto(f"{page.url.partition('?')[0]}?tab=library&details=nowhere")
    page.locator("#library-progress .pq-wrong").wait_for()
    [line] = texts(page, "#library-progress .pq-wrong")
    assert line == "That article is not in the library: it was removed, or its address is wrong."


@SIZES
def test_details_show_an_article_at_a_glance_and_have_an_address(open_page, ask, assistant, texts, check, options):
    page = open_page(**options)
    list(assistant.library.add([QUAY]))
    [citation] = assistant.ask("When was the quay of Halden built?").quotes
    Baskets(assistant.library).keep(citation, "The harbour")
    page.goto(f"{page.url.partition('?')[0]}?tab=library")
    page.get_by_role("button", name="Details of The quay of Halden").click()
    page.locator(".pq-library-glance dl").wait_for()
    assert texts(page, ".pq-library-lead") == [QUAY.text.partition("\n")[0]]
    assert texts(page, ".pq-library-glance li") == ["Kari Nordmann (2 times)", "1911", "3 May 2021", "The harbour"]
    address = "?tab=library&details=quay"
    page.wait_for_function("search => location.search === search", arg=address)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    check(page)
    # A step back closes it, one forward opens it again; closed by hand, it does not come again.
    page.go_back()
    page.locator("#library-detail-card").wait_for(state="detached")
    page.wait_for_function("document.activeElement.textContent === 'Details'")
    page.go_forward()
    page.locator(".pq-library-glance dl").wait_for()
    page.keyboard.press("Escape")
    page.locator("#library-detail-card").wait_for(state="detached")
    page.wait_for_function("location.search === '?tab=library'")
    # Whoever opens the address sees it, and a link in it leads to what quotes the article.
    page.goto(f"{page.url.partition('?')[0]}{address}")
    page.locator(".pq-library-glance").get_by_role("link", name="The harbour").click()
    page.locator(".pq-basket[data-basket='The harbour']").wait_for()
    assert texts(page, "#basket .pq-words") == [citation.text]
    page.wait_for_function("search => location.search === search", arg="?tab=basket&basket=The+harbour")
    page.go_back()
    page.locator(".pq-library-glance dl").wait_for()
