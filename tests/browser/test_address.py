"""Back and forward in a browser: they lead through what was in view, and each view has an address of its own."""

import pytest

pytestmark = pytest.mark.browser

PUMP = "Who suspected the Broad Street pump?"
KRAKATOA = "What did the eruption of Krakatoa sound like?"


def tab(page, name):
    """Wait until a tab is the one that is shown."""
    page.locator(f"#tabs [role=tab][aria-selected=true][data-tab-id={name}]").wait_for()


def told(page, search):
    """Wait until the address says no more and no less."""
    page.wait_for_function("search => location.search === search", arg=search)


@pytest.mark.parametrize("late", ["", "address.js"])
@pytest.mark.parametrize("path", ["/", "/?tab=check"])
def test_who_chooses_a_tab_while_the_page_is_loading_is_not_led_back(open_page, path, late):
    page, held, holding = open_page(path), [], True

    def hold(route):
        waits = route.request.method == "POST" or (late and late in route.request.url)
        if waits and holding:
            held.append(route)
        else:
            route.continue_()

    page.route("**/*", hold)
    page.reload(wait_until="commit")
    page.locator("html[data-pullquote=wired] #tabs [role=tab]").first.wait_for()
    page.get_by_role("tab", name="Library").click()
    tab(page, "library")
    assert page.locator(".pq-conversations").count() == 0
    holding = False
    for route in held:
        route.continue_()
    page.locator(".pq-conversations").wait_for(state="attached")
    told(page, "?tab=library")
    tab(page, "library")


def test_back_and_forward_lead_through_tabs_conversations_and_the_reader(open_page, ask, answered, texts):
    page = open_page()
    ask(page, PUMP)
    page.wait_for_function("location.search.startsWith('?conversation=')")
    first = page.evaluate("location.search")
    page.get_by_role("tab", name="Library").click()
    told(page, f"{first}&tab=library")
    page.get_by_role("tab", name="Basket").click()
    told(page, f"{first}&tab=basket&basket=basket")
    # Another basket is another view.
    page.get_by_label("Name of a new basket").fill("The book")
    page.keyboard.press("Enter")
    told(page, f"{first}&tab=basket&basket=The+book")
    page.go_back()
    page.locator("#basket h2", has_text="Basket").wait_for()
    told(page, f"{first}&tab=basket&basket=basket")
    page.go_back()
    tab(page, "library")
    page.go_back()
    tab(page, "ask")
    told(page, first)
    page.go_forward()
    tab(page, "library")
    page.go_back()
    tab(page, "ask")
    # Conversations: a new one, which takes the place of itself as it begins, and back to the one before.
    page.locator(".pq-conversations-new").click()
    page.locator(".pq-welcome").wait_for()
    told(page, "")
    ask(page, KRAKATOA)
    page.wait_for_function("location.search.startsWith('?conversation=')")
    page.go_back()
    page.wait_for_function("words => document.querySelector('#ask-chat .pq-question')?.textContent === words", arg=PUMP)
    told(page, first)
    page.go_forward()
    page.wait_for_function(
        "words => document.querySelector('#ask-chat .pq-question')?.textContent === words", arg=KRAKATOA
    )
    talk = page.evaluate("location.search")
    # The reader: a step back closes it; closed by hand, it does not come again with the next step back.
    page.locator("#ask-chat .pq-read").first.click()
    page.locator(".pq-reader").wait_for()
    page.wait_for_function("location.search.includes('&article=')")
    page.go_back()
    page.locator(".pq-reader").wait_for(state="detached")
    told(page, talk)
    page.go_forward()
    page.locator(".pq-reader mark.pq-now").first.wait_for()
    page.keyboard.press("Escape")
    page.locator(".pq-reader").wait_for(state="detached")
    told(page, talk)
    page.go_back()
    page.wait_for_function("words => document.querySelector('#ask-chat .pq-question')?.textContent === words", arg=PUMP)
    assert page.locator(".pq-reader").count() == 0
    # The keys, too.
    page.locator("#chip-1-1").focus()
    page.keyboard.press("?")
    page.get_by_role("dialog", name="Keys").wait_for()
    told(page, f"{first}&sheet=keys")
    page.keyboard.press("c")  # is no key of the page while they lie over it
    page.go_back()
    page.get_by_role("dialog", name="Keys").wait_for(state="hidden")
    told(page, first)
    assert page.locator("#pq-toast.pq-shown", has_text="Copied").count() == 0


def test_back_closes_sheets_on_a_phone(open_page, ask, focused):
    page = open_page(width=390, height=844, has_touch=True)
    ask(page, PUMP)
    page.wait_for_function("location.search.startsWith('?conversation=')")
    talk = page.evaluate("location.search")
    page.tap(".pq-see a")
    told(page, f"{talk}&sheet=sources")
    page.tap(".pq-open[data-quote='1-1']")
    page.locator(".pq-reader").wait_for()
    # From the article to the sheet, to the conversation.
    page.go_back()
    page.locator(".pq-reader").wait_for(state="detached")
    told(page, f"{talk}&sheet=sources")
    assert page.locator("#sources").is_visible()
    page.go_back()
    page.locator("#sources").wait_for(state="hidden")
    told(page, talk)
    # From an article that was opened from the sheet, its number leads to the answer, past both.
    page.tap(".pq-see a")
    page.tap(".pq-open[data-quote='1-1']")
    page.locator(".pq-reader-text .pq-number").first.tap()
    focused(page, "#chip-1-1")
    page.locator("#sources").wait_for(state="hidden")
    told(page, talk)
    # The conversations: closed by a step back, or left for another one, to which they are no step.
    page.tap(".pq-conversations-menu")
    told(page, f"{talk}&sheet=conversations")
    page.go_back()
    page.locator("#conversations").wait_for(state="hidden")
    page.tap(".pq-conversations-menu")
    page.locator(".pq-conversations-new").tap()
    page.locator(".pq-welcome").wait_for()
    told(page, "")
    page.go_back()
    page.locator("#chip-1-1").wait_for()
    # It slides out of sight.
    page.locator("#conversations").wait_for(state="hidden")
    told(page, talk)


@pytest.mark.parametrize("width", [1280, 390])
def test_every_view_can_be_opened_by_its_address(open_page, ask, served, width):
    page = open_page(width=width)
    ask(page, PUMP)
    page.wait_for_function("location.search.startsWith('?conversation=')")
    talk = page.evaluate("location.search")
    for name, shown in (("library", "#library-list"), ("basket&basket=Mine", ".pq-basket[data-basket=Mine]")):
        page.goto(f"{served.address}/{talk}&tab={name}")
        page.locator(shown).wait_for()
        tab(page, name.partition("&")[0])
        told(page, f"{talk}&tab={name}")
    page.goto(f"{served.address}/{talk}&tab=library&article=ferry")
    page.locator(".pq-reader").wait_for()
    page.keyboard.press("Escape")
    page.locator(".pq-reader").wait_for(state="detached")
    tab(page, "library")
    told(page, f"{talk}&tab=library")
    if width < 900:
        page.goto(f"{served.address}/{talk}&sheet=sources")
        page.locator("#sources").wait_for(state="visible")
        page.keyboard.press("Escape")
        page.locator("#sources").wait_for(state="hidden")
        told(page, talk)
