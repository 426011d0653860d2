"""The settings in a browser: what is chosen is kept, and what is told is true."""

import pytest

pytestmark = pytest.mark.browser

SEVERAL = "What happened in 1883?"
DARK = "document.body.classList.contains('dark')"


def open_settings(page):
    page.get_by_role("tab", name="Settings").click()
    page.locator(".pq-settings").wait_for()


def choose(page, group, label):
    page.locator(f"#settings-{group}").get_by_role("radio", name=label).check()


def test_the_library_and_the_model_are_told(open_page, ask, assistant, served):
    page = open_page()
    ask(page, SEVERAL)
    open_settings(page)
    state = assistant.library.state()
    page.get_by_text(f"{state.articles} articles, {state.passages} passages, 1 conversation; ").wait_for()
    facts = page.locator("#settings-facts").inner_text()
    assert str(assistant.library.folder.resolve()) in facts and assistant.library.embedder.name in facts
    assert "This page is served at " + served.address in facts and "only this machine can reach" in facts
    assert page.get_by_role("heading", name="What leaves this machine").is_visible()
    # It tells what is there now, not what was there when the page was opened.
    page.get_by_role("tab", name="Ask", exact=True).click()
    page.locator(".pq-conversations-new").click()
    page.locator(".pq-welcome").wait_for()
    ask(page, SEVERAL)
    open_settings(page)
    page.get_by_text("2 conversations").wait_for()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_theme_is_chosen_and_kept(open_page, scheme):
    page = open_page(color_scheme=scheme)
    other = "light" if scheme == "dark" else "dark"
    ground = "getComputedStyle(document.body).backgroundColor"
    assert page.evaluate(DARK) == (scheme == "dark")
    own = page.evaluate(ground)
    open_settings(page)
    assert page.locator("#settings-theme").get_by_role("radio", name="System").is_checked()
    choose(page, "theme", other.capitalize())
    page.wait_for_function(f"{DARK} === {str(other == 'dark').lower()}")
    assert page.evaluate(ground) != own
    page.reload()
    page.locator("html[data-pullquote=wired] #settings-theme").wait_for()
    page.wait_for_function(f"{DARK} === {str(other == 'dark').lower()}")
    open_settings(page)
    page.wait_for_function(
        "name => document.querySelector('#settings-theme input:checked').value === name", arg=other.title()
    )
    choose(page, "theme", "System")
    page.wait_for_function(f"{DARK} === {str(scheme == 'dark').lower()}")
    # And it follows the system from then on.
    page.emulate_media(color_scheme=other)
    page.wait_for_function(f"{DARK} === {str(other == 'dark').lower()}")


def test_the_length_of_answers_is_chosen_and_kept(open_page, ask, texts, assistant):
    page = open_page()
    ask(page, SEVERAL)
    usual = texts(page, "#ask-chat .pq-words")
    assert len(usual) > 1
    open_settings(page)
    assert page.locator("#settings-length").get_by_role("radio", name="Standard").is_checked()
    with page.expect_response(lambda each: "/gradio_api/run/predict" in each.url):
        choose(page, "length", "Short")
    page.reload()
    open_settings(page)
    page.wait_for_function(
        "document.querySelector('#settings-length input:checked')?.closest('label').innerText === 'Short'"
    )
    page.get_by_role("tab", name="Ask", exact=True).click()
    page.locator(".pq-conversations-new").click()
    page.locator(".pq-welcome").wait_for()
    answer = ask(page, SEVERAL)
    assert answer.locator(".pq-words").all_inner_texts() == usual[:1]
    open_settings(page)
    with page.expect_response(lambda each: "/gradio_api/run/predict" in each.url):
        choose(page, "length", "Long")
    page.get_by_role("tab", name="Ask", exact=True).click()
    page.locator(".pq-conversations-new").click()
    page.locator(".pq-welcome").wait_for()
    assert ask(page, SEVERAL).locator(".pq-words").count() >= len(usual)
