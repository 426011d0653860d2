"""The library in a browser: words of its texts lead to their place, and several articles are tagged at once."""

import pytest

from corpus import Article

pytestmark = pytest.mark.browser

CAPTAIN = "The captain of the ferry Aldona is Jurga Petraityte."
CUT = Article("cut", "The cut heron", "The heron of Halden stood by the weir.", remark="the extraction looks cut")
WHOLE = Article("whole", "The whole heron", "Another heron of Halden stood on the roof.")


@pytest.fixture
def open_library(open_page, assistant):
    """Return a function that opens the page at the library, which holds two herons more."""

    def opened(**options):
        page = open_page(**options)
        list(assistant.library.add([CUT, WHOLE]))  # after the page was opened: what is added then is forgotten
        page.get_by_role("tab", name="Library").click()
        page.locator("#library-list tbody tr").first.wait_for()
        return page

    return opened


def fits(page):
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def search(page, words, count):
    page.fill("#library-search :is(input, textarea)", words)
    page.locator("#library-list h2", has_text=f"{count} article").wait_for()


def test_words_lead_to_their_place_and_several_articles_are_tagged(open_library, ask, texts, check, unfold):
    page = open_library()
    search(page, "captain ferry", 1)
    assert texts(page, ".pq-library-place .pq-words")[0] == CAPTAIN
    assert texts(page, ".pq-library-place mark")[:2] == ["captain", "ferry"]
    page.locator(".pq-library-place", has_text=CAPTAIN).click()
    page.locator(".pq-reader mark.pq-now").first.wait_for()
    assert "".join(texts(page, ".pq-reader mark.pq-now")) == CAPTAIN
    page.keyboard.press("Escape")
    page.locator(".pq-reader").wait_for(state="detached")
    # Two at once; one of them has a remark.
    search(page, "heron Halden", 2)
    assert texts(page, ".pq-library-remark") == ["The extraction looks cut."]
    page.get_by_label("Select all that are listed").check()
    bar = page.locator(".pq-library-picked")
    bar.get_by_text("2 selected").wait_for()
    bar.get_by_label("Tag", exact=True).fill("Birds")
    check(page)
    bar.get_by_role("button", name="Tag", exact=True).click()
    page.wait_for_function("document.querySelectorAll('.pq-library-tags li').length === 2")
    page.get_by_label("Select The cut heron").uncheck()
    bar.get_by_label("Tag", exact=True).fill("birds")
    bar.get_by_role("button", name="Untag").click()
    page.wait_for_function("document.querySelectorAll('.pq-library-tags li').length === 1")
    page.get_by_label("Select The cut heron").check()
    bar.get_by_role("button", name="Remove").click()
    page.get_by_text("Removed 2 articles.").wait_for()
    page.get_by_role("button", name="Undo").click()
    page.get_by_text("2 articles are back.").wait_for()
    # A question that is limited to the tag finds nothing of the other one.
    page.locator("#library-tag input").click()
    page.get_by_role("option", name="Birds").click()
    page.locator("#library-list h2", has_text="1 article").wait_for()
    page.get_by_role("tab", name="Ask", exact=True).click()
    unfold(page)
    page.locator("#filters-tags input").click()
    page.get_by_role("option", name="Birds").click()
    page.locator(".pq-filters-chips li", has_text="Tagged Birds").wait_for()
    ask(page, "Where did the heron of Halden stand?")
    assert texts(page, "#ask-chat .pq-filtered") == ["Birds"]
    assert set(texts(page, "#sources h4")) == {"The cut heron"}


def test_on_a_phone(open_library, texts, check):
    page = open_library(width=390, height=844, has_touch=True)
    search(page, "captain ferry", 1)
    fits(page)
    check(page)
    page.locator(".pq-library-place", has_text=CAPTAIN).tap()
    page.locator(".pq-reader mark.pq-now").first.wait_for()
    page.keyboard.press("Escape")
    page.locator(".pq-reader").wait_for(state="detached")
    search(page, "heron", 2)
    page.get_by_label("Select The cut heron").tap()
    page.locator(".pq-library-picked").get_by_text("1 selected").wait_for()
    fits(page)
    check(page)
