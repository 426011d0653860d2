"""Pages that are added in the Library by their addresses, in a browser."""

import pytest

pytestmark = pytest.mark.browser

BODY = "".join(
    f"<p>The pilot boat of Ventspils went out {n} times that night, and the sea was calm.</p>" for n in range(9)
)
PAGE = f"<html><head><title>Pilots</title></head><body><article><h1>Pilots</h1>{BODY}</article></body></html>"
BOX = "#library-addresses textarea"


@pytest.fixture
def library(open_page, fetcher, monkeypatch):
    monkeypatch.setattr("qa.web.actions.library_pages.open_fetcher", lambda _: fetcher)

    def opened(**options):
        page = open_page(**options)
        page.get_by_role("tab", name="Library").click()
        page.locator("#library-list tbody tr").first.wait_for()
        return page

    return opened


def test_pages_are_added_by_their_addresses(library, site, check):
    host = f"http://herald.example:{site.port}"
    site.pages["/pilots"] = PAGE
    page = library()
    page.get_by_role("button", name="Fetch and add").click()
    page.locator(".pq-notice.pq-wrong", has_text="There is no address").wait_for()
    page.fill(BOX, f"{host}/pilots\n{host}/none\nhttp://127.0.0.2/")
    page.wait_for_timeout(300)
    assert site.asked == []
    page.get_by_role("button", name="Fetch and add").click()
    page.locator(".pq-library-files-head", has_text="1 of 3 pages read, 2 could not be read").wait_for()
    lines = page.locator(".pq-library-files li").all_inner_texts()
    assert [line.split("\n")[1] for line in lines] == ["added", "not added", "not added"]
    assert "There is no such page (404)" in lines[1] and "private network" in lines[2]
    page.locator("#library-list tbody tr", has_text="Pilots").wait_for()
    assert page.locator(BOX).input_value() == ""
    check(page)
    page.fill(BOX, f"{host}/pilots")
    page.press(BOX, "Enter")
    page.locator(".pq-library-files-head", has_text="1 page read").wait_for()
    assert page.locator(".pq-library-file span").inner_text() == "unchanged"


def test_on_a_phone(library, check):
    page = library(width=390, height=844, has_touch=True)
    page.get_by_role("button", name="Save from the browser").tap()
    page.locator(".pq-save-link").wait_for()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    check(page)
