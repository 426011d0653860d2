"""The filters of a question in a browser: days out of the browser's calendar, and publishers out of a list."""

import pytest

from qa.web.actions.library_actions import LibraryActions

pytestmark = pytest.mark.browser

SIZES = pytest.mark.parametrize(
    "options", [{}, {"width": 390, "height": 844, "has_touch": True, "color_scheme": "dark"}], ids=["desktop", "phone"]
)
# The calendar is the browser's own: what is seen of it here is that it was opened, and what is chosen in it.
OPENED = """HTMLInputElement.prototype.showPicker = function () { window.opened = this.value; };"""
CHOOSE = "(field, day) => { field.value = day; field.dispatchEvent(new Event('input', { bubbles: true })); }"


@SIZES
def test_a_day_is_chosen_in_the_calendar(open_page, unfold, check, options):
    page = open_page(**options)
    unfold(page)
    page.evaluate(OPENED)
    first, chips = page.get_by_role("textbox", name="From"), page.locator(".pq-filters-chips li span")
    # A month or a year may be written as before; the calendar begins there.
    for written, begins in (("", ""), ("2021-05", "2021-05-01"), ("1883", "1883-01-01"), ("soon", "")):
        first.fill(written)
        page.get_by_role("button", name="From: choose a day").press("Enter")
        assert page.evaluate("window.opened") == begins
    page.locator("#filters-from input[type=date]").evaluate(CHOOSE, "2014-05-17")
    chips.get_by_text("From 2014-05-17").wait_for()
    page.locator("#filters-to input[type=date]").evaluate(CHOOSE, "2014-06-01")
    chips.get_by_text("To 2014-06-01").wait_for()
    assert first.input_value() == "2014-05-17"
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    check(page)


@SIZES
def test_a_publisher_is_chosen_out_of_thousands(open_page, unfold, monkeypatch, options):
    names = [f"Gazette of Ward {number}" for number in range(5_000)]
    monkeypatch.setattr(LibraryActions, "list_publishers", lambda _: names)
    page = open_page(**options)
    unfold(page)
    page.click("#filters-publishers input")
    page.get_by_role("option", name="Gazette of Ward 0", exact=True).wait_for()
    assert page.get_by_role("option").count() < 200
    page.keyboard.type("ward 4711")
    option = page.get_by_role("option")
    page.wait_for_function("document.querySelectorAll('[role=option]').length === 1")
    assert option.inner_text().strip() == names[4711]
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.locator(".pq-filters-chips li span", has_text=names[4711]).wait_for()
