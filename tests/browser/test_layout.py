"""The page's shape: nothing overflows on a phone, and the sources come up as a sheet."""

import pytest

pytestmark = pytest.mark.browser

WIDTHS = [320, 768, 1440]
OVERFLOW = """() => [...document.querySelectorAll("body *")]
  .filter((one) => one.checkVisibility() && !one.closest(".pq-unseen, .sr-only, .visually-hidden, thead, #sources"))
  .filter((one) => one.getBoundingClientRect().right > innerWidth + 1)
  .map((one) => one.outerHTML.slice(0, 80))"""


@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_overflows(open_page, ask, width):
    page = open_page(width, 800)
    assert page.evaluate(OVERFLOW) == []
    ask(page, "What does the quaxol of Zembla say when it is hungry?")
    page.click("#filters > button")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate(OVERFLOW) == []
    page.click("[role=tab][data-tab-id=library]")
    page.locator("#list tbody tr").first.wait_for()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate(OVERFLOW) == []


def test_on_a_phone_the_sources_are_a_sheet(open_page, ask):
    page = open_page(390, 844, has_touch=True)
    ask(page, "Who suspected the Broad Street pump?")
    sheet = page.locator("#sources")
    assert sheet.is_hidden()
    page.tap("#chip-1-1")
    page.wait_for_function("document.activeElement.id === 'quote-1-1'")
    assert sheet.evaluate("one => getComputedStyle(one).backgroundColor").startswith("rgb(")
    assert sheet.is_visible() and sheet.get_attribute("aria-modal") == "true"
    page.keyboard.press("Escape")
    sheet.wait_for(state="hidden")
    page.tap(".pq-see a")
    sheet.wait_for(state="visible")
    page.tap(".pq-close")
    sheet.wait_for(state="hidden")
    page.tap("#chip-1-1")
    page.tap("#sources .pq-number")
    sheet.wait_for(state="hidden")
    page.wait_for_function("document.activeElement.id === 'chip-1-1'")


def test_what_can_be_operated_has_a_name(open_page, ask):
    page = open_page()
    ask(page, "Who suspected the Broad Street pump?")
    for role, name in (("button", "Ask"), ("link", "Quote 1"), ("textbox", "Question"), ("tab", "Library")):
        assert page.get_by_role(role, name=name, exact=True).first.is_visible(), name
    assert page.locator("#chat [data-testid][aria-label]").count() == 0
