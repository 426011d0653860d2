"""Addresses that lead somewhere: to a quote in its article, to a conversation, or to the answer of a question."""

from urllib.parse import quote

import pytest

pytestmark = pytest.mark.browser

PUMP = "Who suspected the Broad Street pump?"


def test_an_article_is_opened_at_a_quote(open_page, texts, assistant):
    [citation] = assistant.ask(PUMP).quotes
    start, end = citation.quote.start, citation.quote.end
    page = open_page(f"/?article={citation.article.id}&start={start}&end={end}", wait=".pq-reader")
    page.wait_for_function("document.activeElement.matches('mark.pq-now')")
    assert texts(page, ".pq-reader mark.pq-now") == [citation.text]
    # It stays in the address until the reader is closed.
    page.reload()
    page.locator(".pq-reader mark.pq-now").wait_for()
    page.keyboard.press("Escape")
    page.locator(".pq-reader").wait_for(state="detached")
    page.wait_for_url("**/")
    page.locator(".pq-welcome").wait_for()


def test_the_address_of_a_quote_can_be_given_away(open_page, ask, texts):
    page = open_page()
    ask(page, "How many people died?")
    page.locator(".pq-open[data-quote='1-1']").click()
    page.locator(".pq-reader mark.pq-now").wait_for()
    page.wait_for_url("**article=**start=**end=**")
    words, address = texts(page, ".pq-reader mark.pq-now"), page.url.partition("/?")[2]
    other = open_page(f"/?{address}", wait=".pq-reader")
    assert texts(other, ".pq-reader mark.pq-now") == words


@pytest.mark.parametrize("place", ["start=9&end=3", "start=-4&end=x", "start=0&end=99999999"])
def test_a_place_that_is_none_opens_the_article_alone(open_page, place, assistant):
    page = open_page(f"/?article=ferry&{place}", wait=".pq-reader")
    assert page.locator(".pq-reader-text").text_content() == assistant.library.article("ferry").text
    assert page.locator(".pq-reader mark").count() == 0


def test_an_article_that_is_not_there_is_told(open_page):
    page = open_page("/?article=nowhere")
    page.locator("#pq-toast.pq-shown").wait_for()
    assert page.locator("#pq-toast").inner_text().endswith(".")
    # It covers neither the question box nor the tabs.
    told, asked, tabs = (page.locator(at).bounding_box() for at in ("#pq-toast", "#ask-question", "[role=tablist]"))
    assert tabs["y"] + tabs["height"] <= told["y"] and told["y"] + told["height"] <= asked["y"]
    assert page.locator(".pq-reader").count() == 0
    # The page can be used.
    assert page.locator("#ask-question textarea").is_enabled() and not page.locator("#tabs").evaluate(
        "one => one.inert"
    )


def test_a_question_in_the_address_is_asked_once(open_page, answered, texts):
    page = open_page(f"/?ask={quote(PUMP)}")
    answered(page, 1)
    assert texts(page, "#ask-chat .pq-question") == [PUMP]
    page.wait_for_function("!location.search.includes('ask=') && location.search.includes('conversation=')")
    page.reload()
    answered(page, 1)
    assert texts(page, "#ask-chat .pq-question") == [PUMP]
    assert page.locator(".pq-conversation").count() == 1
    # An empty one is none.
    page.goto(page.url.partition("?")[0] + "?ask=%20")
    page.wait_for_function("!location.search && document.querySelector('.pq-welcome')")
    assert page.locator("#ask-chat .pq-question").count() == 0 and page.locator(".pq-conversation").count() == 1


def test_a_conversation_is_opened(open_page, ask, answered, texts):
    page = open_page()
    ask(page, PUMP)
    address = page.url
    other = open_page()
    assert other.locator("#ask-chat .pq-question").count() == 0
    other.goto(address)
    answered(other, 1)
    assert texts(other, "#ask-chat .pq-question") == [PUMP]
    # A question can be asked in it by its address, too.
    other.goto(f"{address}&ask={quote('When did he present his findings?')}")
    answered(other, 2)


@pytest.mark.parametrize("talk", ["nowhere", "'; DROP TABLE conversations; --"])
def test_a_conversation_that_is_not_there_is_a_new_one(open_page, ask, texts, talk):
    page = open_page(f"/?conversation={quote(talk)}", wait=".pq-welcome")
    page.wait_for_function("!location.search.includes('conversation')")
    ask(page, PUMP)
    assert texts(page, "#ask-chat .pq-question") == [PUMP]


def test_everything_at_once(open_page, answered, texts):
    page = open_page(f"/?conversation=x&article=ferry&ask={quote(PUMP)}&other=1", wait=".pq-reader")
    page.keyboard.press("Escape")
    page.locator(".pq-reader").wait_for(state="detached")
    answered(page, 1)
    assert texts(page, "#ask-chat .pq-question") == [PUMP]
