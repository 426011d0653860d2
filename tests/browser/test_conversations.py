"""Conversations in a browser: several, named, exported and deleted; and there again whatever happened meanwhile."""

import pytest

from qa import Assistant

pytestmark = pytest.mark.browser

PUMP = "Who suspected the Broad Street pump?"
KRAKATOA = "How loud was the eruption of Krakatoa?"
FERRY = "Who is the captain of the ferry Aldona?"
CURRENT = ".pq-conversations [aria-current]"


@pytest.fixture
def begin(ask):
    """Return a function that begins a conversation with a question."""

    def begun(page, question):
        page.locator(".pq-conversations-new").click()
        page.locator(".pq-welcome").wait_for()
        ask(page, question)

    return begun


@pytest.fixture
def switch(answered):
    """Return a function that opens a conversation by its name."""

    def switched(page, name, count=1):
        page.locator(".pq-conversation > a", has_text=name).click()
        page.locator(CURRENT, has_text=name).wait_for()
        answered(page, count)

    return switched


def names(page):
    return page.locator(".pq-conversation > a").evaluate_all("found => found.map(one => one.textContent)")


def test_a_conversation_is_named_by_its_first_question(open_page, ask, begin, switch, texts):
    page = open_page()
    assert page.locator(".pq-conversations .pq-hint").is_visible()
    ask(page, PUMP)
    ask(page, "When did he present his findings?")
    begin(page, KRAKATOA)
    assert names(page) == [KRAKATOA, PUMP]
    assert page.locator(CURRENT).text_content() == KRAKATOA
    switch(page, PUMP, 2)
    assert texts(page, "#ask-chat .pq-question") == [PUMP, "When did he present his findings?"]
    assert sorted(texts(page, "#sources mark")) == sorted(texts(page, "#ask-chat .pq-words"))
    assert page.locator("#sources .pq-turn-title").count() == 2
    # What is asked now follows on what was asked here, and the one that was talked in last stands first.
    ask(page, "When was the handle taken off?")
    assert names(page) == [PUMP, KRAKATOA]
    switch(page, KRAKATOA)
    assert texts(page, "#ask-chat .pq-question") == [KRAKATOA]


def test_a_new_conversation_is_empty_and_not_kept_before_it_begins(open_page, ask, begin):
    page = open_page()
    ask(page, PUMP)
    page.locator(".pq-conversations-new").click()
    page.locator(".pq-welcome").wait_for()
    assert page.locator("#ask-chat .pq-question").count() == 0 and page.locator("#sources mark").count() == 0
    assert page.locator(CURRENT).count() == 0 and names(page) == [PUMP]
    page.wait_for_function("!location.search.includes('conversation=')")


def test_it_is_restored_after_a_reload(open_page, ask, begin, texts, answered):
    page = open_page()
    ask(page, PUMP)
    begin(page, KRAKATOA)
    page.locator(".pq-conversation > a", has_text=PUMP).click()
    page.locator(CURRENT, has_text=PUMP).wait_for()
    chat, sources = (page.locator(each).inner_html() for each in ("#answer-1", "#sources .pq-sources-body"))
    page.reload()
    answered(page, 1)
    assert page.locator("#answer-1").inner_html() == chat
    assert page.locator("#sources .pq-sources-body").inner_html() == sources
    assert names(page) == [KRAKATOA, PUMP]
    # Its chips lead to their places still.
    page.click("#chip-1-1")
    page.wait_for_function("document.activeElement.id === 'quote-1-1'")


def test_it_is_renamed(open_page, ask, focused):
    page = open_page()
    ask(page, PUMP)
    row, button = page.locator(".pq-conversation"), page.get_by_role("button", name=f"Rename {PUMP}")
    row.hover()
    button.click()
    box = page.get_by_role("textbox", name="New name")
    assert box.input_value() == PUMP and box.evaluate("one => one === document.activeElement")
    box.fill("Cholera")
    box.press("Enter")
    row.locator("a", has_text="Cholera").first.wait_for()
    assert box.count() == 0
    focused(page, ".pq-rename")
    page.keyboard.press("Enter")
    box.fill("thrown away")
    box.press("Escape")
    box.wait_for(state="detached")
    assert names(page) == ["Cholera"]
    focused(page, ".pq-rename")
    page.keyboard.press("Enter")
    box.fill("")
    box.press("Enter")
    box.wait_for(state="detached")
    assert names(page) == ["Cholera"]
    page.keyboard.press("Enter")
    box.fill("Snow")
    page.locator("#ask-question textarea").click()
    row.locator("a", has_text="Snow").first.wait_for()
    page.reload()
    page.locator(CURRENT, has_text="Snow").wait_for()


def test_it_is_exported(open_page, ask, texts):
    page = open_page()
    ask(page, PUMP)
    page.locator(".pq-conversation").hover()
    with page.expect_download() as downloaded:
        page.get_by_role("link", name=f"Export {PUMP} as Markdown").click()
    # A question mark is no part of a file's name.
    assert downloaded.value.suggested_filename.replace(" .", ".") == "Who suspected the Broad Street pump.md"
    markdown = downloaded.value.path().read_text()
    assert markdown.startswith("# Who suspected the Broad Street pump?\n")
    [words] = texts(page, "#ask-chat .pq-words")
    assert "> " + words.replace(".", "\\.") in markdown and "Nowhere\\-on\\-Sea Courier" in markdown


def test_it_is_deleted_once_that_is_confirmed(open_page, ask, begin, focused):
    page = open_page()
    ask(page, PUMP)
    begin(page, KRAKATOA)
    row = page.locator(".pq-conversation", has_text=PUMP)
    row.hover()
    row.get_by_role("button", name=f"Delete {PUMP}").click()
    focused(page, ".pq-keep")
    row.get_by_role("button", name="Keep").click()
    focused(page, ".pq-remove")
    assert row.locator(".pq-sure").is_hidden()
    page.keyboard.press("Enter")
    row.get_by_role("button", name="Delete it").click()
    row.wait_for(state="detached")
    # Another one is open, and stays so.
    assert names(page) == [KRAKATOA] and page.locator("#ask-chat .pq-question").text_content() == KRAKATOA
    row = page.locator(".pq-conversation")
    row.hover()
    row.get_by_role("button", name=f"Delete {KRAKATOA}").click()
    row.get_by_role("button", name="Delete it").click()
    page.locator(".pq-welcome").wait_for()
    assert names(page) == [] and page.locator("#ask-chat .pq-question").count() == 0
    page.wait_for_function("!location.search.includes('conversation=')")
    page.reload()
    page.locator(".pq-welcome").wait_for()


def test_filters_are_remembered_within_a_conversation(open_page, ask, begin, switch, answered, unfold):
    page = open_page()
    unfold(page)
    chips = page.locator(".pq-filters-chips li span")
    page.get_by_role("textbox", name="From").press_sequentially("2014")
    chips.get_by_text("From 2014").wait_for()
    page.get_by_role("textbox", name="To", exact=True).press_sequentially("2015")
    chips.get_by_text("To 2015").wait_for()
    page.click("#filters-publishers input")
    page.get_by_role("option", name="Nowhere-on-Sea Courier").click()
    page.keyboard.press("Escape")
    chips.get_by_text("Nowhere-on-Sea Courier").wait_for()
    assert chips.all_inner_texts() == ["From 2014", "To 2015", "Nowhere-on-Sea Courier"]
    ask(page, PUMP)
    assert page.locator("#ask-chat .pq-filtered").inner_text() == "2014 to 2015 · Nowhere-on-Sea Courier"
    # A new conversation has none, and the first one has its own again.
    begin(page, KRAKATOA)
    assert page.locator(".pq-filters-chips li").count() == 0
    switch(page, PUMP)
    page.wait_for_function("document.querySelectorAll('.pq-filters-chips li').length === 3")
    page.reload()
    answered(page, 1)
    page.wait_for_function("document.querySelectorAll('.pq-filters-chips li').length === 3")
    for label in ("from 2014", "Nowhere-on-Sea Courier", "to 2015"):
        page.get_by_role("button", name=f"Remove the filter {label}").click()
        page.get_by_role("button", name=f"Remove the filter {label}").wait_for(state="detached")
    ask(page, PUMP)
    assert page.locator("#ask-chat .pq-filtered").count() == 1


def test_a_date_that_is_pasted_is_shown_as_a_filter(open_page, unfold):
    page = open_page()
    unfold(page)
    page.get_by_role("textbox", name="From").fill("2014")
    page.keyboard.press("Tab")
    page.locator(".pq-filters-chips li span", has_text="From 2014").wait_for()


def test_wrong_filters_are_explained(open_page, ask, unfold):
    page = open_page()
    unfold(page)
    page.get_by_role("textbox", name="From").press_sequentially("2023")
    page.locator(".pq-filters-chips li span", has_text="From 2023").wait_for()
    answer = ask(page, PUMP)
    assert "Dr. Snow" not in answer.inner_text()
    assert page.locator("#ask-chat .pq-filtered").inner_text() == "from 2023"
    page.get_by_role("textbox", name="From").fill("yesterday")
    assert "is not a date: write it like" in ask(page, PUMP).inner_text()
    # The question is given back, to be sent again once the filter is mended.
    assert page.locator("#ask-question textarea").input_value() == PUMP
    page.get_by_role("textbox", name="From").fill("2016")
    page.get_by_role("textbox", name="To", exact=True).fill("2014")
    page.press("#ask-question textarea", "Enter")
    page.get_by_text("The dates end in 2014, before they begin in 2016: exchange them.").wait_for()


def test_a_removed_article_is_missed_and_found_again(open_page, ask, texts):
    page = open_page()
    ask(page, FERRY)
    words = texts(page, "#ask-chat .pq-words")
    page.get_by_role("tab", name="Library").click()
    page.get_by_role("button", name="Remove The ferry over the lagoon").click()
    page.get_by_role("button", name="Undo").wait_for()
    page.get_by_role("tab", name="Ask", exact=True).click()
    lost = page.locator("#ask-chat .pq-lost").first
    lost.wait_for()
    assert lost.inner_text() == "no longer in the library"
    assert page.locator("#sources .pq-lost").first.inner_text().startswith("No longer in the library")
    # The quote is shown as it stood, and can be copied; there is nothing to open.
    assert texts(page, "#ask-chat .pq-words") == words
    assert sorted(texts(page, "#sources mark")) == sorted(words)
    assert page.locator("#sources .pq-open, #ask-chat .pq-read").count() == 0
    assert page.locator("#sources [data-cite=quote]").count() == len(words)
    page.click("#chip-1-1")
    page.wait_for_function("document.activeElement.id === 'quote-1-1'")
    page.get_by_role("tab", name="Library").click()
    page.get_by_role("button", name="Undo").click()
    page.locator(".pq-notice", has_text="is back").wait_for()
    page.get_by_role("tab", name="Ask", exact=True).click()
    page.locator("#sources .pq-open").first.wait_for()
    assert page.locator(".pq-lost").count() == 0 and texts(page, "#ask-chat .pq-words") == words


@pytest.fixture
def own_server(serve, assistant, tmp_path):
    """A server that a test may stop, over a library of its own."""
    own = Assistant.open(tmp_path / "own", create=True)
    list(own.library.add([assistant.library.article("ferry")]))
    return serve(own)


def test_a_conversation_outlasts_the_program(open_page, ask, own_server, texts, answered, wrong):
    page = open_page(at=own_server)
    ask(page, FERRY)
    words, talk = texts(page, "#ask-chat .pq-words"), page.url
    own_server.stop()
    own_server.start()
    # The page that was open goes on.
    ask(page, "How long does the ferry Aldona need?")
    assert texts(page, "#ask-chat .pq-words")[: len(words)] == words
    page.goto(talk)
    answered(page, 2)
    assert texts(page, "#ask-chat .pq-words")[: len(words)] == words
    wrong.forgive("ERR_CONNECTION_REFUSED")


def test_a_question_sent_while_the_program_is_down(open_page, ask, own_server, texts, answered, wrong):
    """Nothing is lost: neither the conversation nor the question that was written."""
    page = open_page(at=own_server)
    ask(page, FERRY)
    own_server.stop()
    page.fill("#ask-question textarea", "How long does the ferry Aldona need?")
    page.keyboard.press("Enter")
    page.get_by_text("Connection to the server was lost").wait_for()
    # Once the program is back, the page loads itself again.
    with page.expect_navigation():
        own_server.start()
    answered(page, 1)
    page.wait_for_function("document.querySelector('#ask-question textarea').value.startsWith('How long')")
    assert texts(page, "#ask-chat .pq-question") == [FERRY]
    page.press("#ask-question textarea", "Enter")
    answered(page, 2)
    assert texts(page, "#ask-chat .pq-question") == [FERRY, "How long does the ferry Aldona need?"]
    wrong.forgive("ERR_CONNECTION_REFUSED")
