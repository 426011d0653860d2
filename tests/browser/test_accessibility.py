"""What axe-core finds on each of the page's faces: nothing, in light and in dark."""

import pytest

pytestmark = pytest.mark.browser

SEVERAL = "What happened in 1883?"

DRAFT = (
    "“After that the city was free to take it down,” and “The captain of the ferry Aldona was Jurga Petraityte.” Then "
    "“She has steered it since 1997.” and “Nobody has ever drawn another map of it.” And: “It carries forty "
    "passengers and six bicycles. She has steered it since 1997.” (The Moth)\n\n> Its commander was Jim Lovell\n"
    "> — *The Paper Lighthouse*\n"
)


def test_on_a_desktop(open_page, ask, check, tmp_path, unfold):
    page = open_page()
    check(page)
    page.get_by_role("button", name="Keys").click()
    check(page)
    page.keyboard.press("Escape")
    # A conversation: an answer, nothing found, a verdict, a filter; a refused question, and one that is to be deleted.
    ask(page, SEVERAL)
    ask(page, "How do I bake sourdough bread?")
    page.locator("#answer-1").get_by_role("button", name="Right").click()
    page.get_by_role("button", name="Rated right").wait_for()
    unfold(page)
    page.get_by_role("textbox", name="From").press_sequentially("2014")
    page.locator(".pq-filters-chips li").wait_for()
    check(page)
    ask(page, "x" * 3000)
    page.locator(".pq-conversation").hover()
    page.locator(".pq-conversation .pq-remove").click()
    check(page)
    page.get_by_role("button", name="Keep quote 1 in the basket").last.click()
    page.locator("#pq-toast.pq-shown", has_text="is kept").wait_for()
    page.locator("#sources .pq-open").first.click()
    page.locator(".pq-reader mark.pq-now").first.wait_for()
    page.locator(".pq-reader-sentence").first.click()
    page.fill(".pq-reader-find input", "the")
    check(page)
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    page.locator(".pq-reader").wait_for(state="detached")
    # The library: a file that was read, one that was not, and a text to be pasted.
    page.get_by_role("tab", name="Library").click()
    page.get_by_role("button", name="Paste a text").click()
    paths = [tmp_path / "one.txt", tmp_path / "two.txt"]
    paths[0].write_text("The heron of Halden is grey.")
    paths[1].write_text("")
    page.set_input_files("#library-files input[type=file]", paths)
    page.locator(".pq-library-files-head", has_text="1 of 2 files read").wait_for()
    check(page)
    page.get_by_role("button", name="Remove one").click()
    page.get_by_role("button", name="Undo").wait_for()
    page.get_by_role("button", name="Details of The ferry over the lagoon").click()
    page.locator("#library-detail-card").wait_for()
    page.get_by_label("Date").fill("soon")
    page.get_by_role("button", name="Save", exact=True).click()
    page.locator("#library-detail-wrong .pq-wrong").wait_for()
    check(page)
    page.keyboard.press("Escape")
    page.locator("#library-detail-card").wait_for(state="detached")
    page.get_by_role("tab", name="Basket").click()
    page.get_by_label("Note on quote 1").fill("Look this up.")
    page.get_by_role("tab", name="Library").click()
    page.get_by_role("tab", name="Basket").click()
    page.get_by_role("button", name="Drop quote 1").and_(page.locator("[data-sure]")).click()
    check(page)
    # A draft before it is checked, each verdict, and one that was gone to.
    page.get_by_role("tab", name="Check").click()
    check(page)
    page.fill("#check-draft textarea", DRAFT)
    page.get_by_role("button", name="Check", exact=True).click()
    page.locator(".pq-draft mark.pq-misattributed").wait_for()
    page.locator(".pq-draft mark.pq-altered > a").click()
    check(page)
    page.get_by_role("tab", name="Settings").click()
    page.wait_for_function("document.querySelector('#settings-length input:checked')")
    check(page)


def test_on_a_phone(open_page, ask, check):
    page = open_page(width=390, height=844, has_touch=True)
    check(page)
    ask(page, SEVERAL)
    check(page)
    page.tap(".pq-see a")
    page.locator("#sources").wait_for(state="visible")
    check(page)
    page.keyboard.press("Escape")
    page.locator("#sources").wait_for(state="hidden")
    page.tap(".pq-conversations-menu")
    page.locator("#conversations").wait_for(state="visible")
    check(page)
    page.keyboard.press("Escape")
    page.locator("#conversations").wait_for(state="hidden")
    page.locator("#ask-chat .pq-read").first.tap()
    page.locator(".pq-reader").wait_for()
    check(page)
    page.keyboard.press("Escape")
    page.locator(".pq-reader").wait_for(state="detached")
    page.get_by_role("tab", name="Library").tap()
    page.locator("#library-list tbody tr").first.wait_for()
    check(page)
    page.get_by_role("tab", name="Check").tap()
    page.fill("#check-draft textarea", DRAFT)
    page.get_by_role("button", name="Check", exact=True).tap()
    page.locator(".pq-draft mark.pq-misattributed > a").tap()
    check(page)
