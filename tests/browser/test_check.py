"""The Check tab in a browser: a draft pasted or opened, its quotations coloured by verdict, the way to the source."""

import io
import re
import zipfile

import pytest

from qa.checking.report.wording import VERDICTS

pytestmark = pytest.mark.browser

DRAFT = (
    "# A draft\n\n“After that the city was free to take it down,” and “The captain of the ferry Aldona was Jurga"
    " Petraityte.”\n\n> “Its commander was Jim Lovell, who had already flown around the Moon on Apollo 8.”\n"
    "> — *The Paper Lighthouse*\n\nThen “She has steered it since 1997.” and “Nobody has ever drawn another map of "
    "it.” And: “It carries forty passengers and six bicycles. She has steered it since 1997.”\n"
)
WANTED = ["typographic", "altered", "misattributed", "exact", "not_found", "stitched"]
SIZES = pytest.mark.parametrize(
    "options", [{}, {"width": 390, "height": 844, "has_touch": True, "color_scheme": "dark"}], ids=["desktop", "phone"]
)


@pytest.fixture
def check():
    """Return a function that goes to the Check tab, pastes a draft, and waits for the report on it."""

    def checked(page, draft=DRAFT):
        page.get_by_role("tab", name="Check").click()
        page.fill("#check-draft textarea", draft)
        page.get_by_role("button", name="Check", exact=True).click()
        page.locator("#check-report :is(.pq-check, .pq-wrong)").wait_for()

    return checked


@SIZES
def test_each_quotation_is_coloured_by_its_verdict_and_not_by_colour_alone(open_page, check, options):
    page = open_page(**options)
    check(page)
    marks = page.locator(".pq-draft mark")
    assert [each.get_attribute("class") for each in marks.all()] == [f"pq-{verdict}" for verdict in WANTED]
    signs = [re.sub(r"\d ", "", each) for each in page.locator(".pq-draft mark > a").all_inner_texts()]
    assert signs == [VERDICTS[verdict][0] for verdict in WANTED]
    looks = page.evaluate(LOOKS)
    assert len({tuple(each) for each in looks}) == len(WANTED), "two verdicts look alike"
    # Without its colours and signs, too, what is not right looks unlike what is.
    styles = dict(zip(WANTED, [each[1] for each in looks], strict=True))
    assert len({styles[each] for each in ("exact", "typographic", "altered", "stitched", "misattributed")}) == 5
    # The draft stands there to the letter; the numbers and signs are the report's.
    assert page.locator(".pq-draft").evaluate(WITHOUT_NUMBERS) == DRAFT


IN_SIGHT = """(wanted) => {
  const at = document.querySelector(wanted).getBoundingClientRect();
  return at.top >= 0 && at.bottom <= innerHeight;
}"""
LOOKS = """() => [...document.querySelectorAll(".pq-draft mark")].map((mark) => {
  return [getComputedStyle(mark).backgroundColor, getComputedStyle(mark.querySelector("span")).textDecorationStyle,
    mark.querySelector("a").textContent.slice(2)];
})"""
WITHOUT_NUMBERS = """(draft) => {
  const copy = draft.cloneNode(true);
  for (const link of copy.querySelectorAll("mark > a")) link.remove();
  return copy.textContent;
}"""


@SIZES
def test_a_quotation_leads_to_its_source_and_back_and_into_the_article(open_page, check, focused, options):
    page = open_page(**options)
    check(page)
    mark, card = page.locator(".pq-draft mark.pq-exact"), page.locator(".pq-checked.pq-exact")
    # Anywhere in the quotation.
    mark.click(position={"x": mark.bounding_box()["width"] - 30, "y": 10})
    focused(page, ".pq-checked.pq-exact h4 a")
    page.wait_for_function(IN_SIGHT, arg=".pq-checked.pq-exact h4")
    card.locator("h4 a").click()
    focused(page, ".pq-draft mark.pq-exact > a")
    # By the keyboard as well.
    page.keyboard.press("Enter")
    focused(page, ".pq-checked.pq-exact h4 a")
    card.get_by_role("button", name="Open in the article: quotation 4").click()
    page.locator(".pq-reader mark.pq-now").wait_for()
    assert page.locator(".pq-reader h2").inner_text() == "The ferry over the lagoon"
    assert page.locator(".pq-reader mark.pq-now").inner_text() == "She has steered it since 1997."
    page.keyboard.press("Escape")
    page.locator(".pq-reader").wait_for(state="detached")
    focused(page, "[data-send=reader_open][data-checked='4']")


def test_a_stitched_quotation_has_each_of_its_parts(open_page, check):
    page = open_page()
    check(page)
    parts = page.locator(".pq-checked.pq-stitched .pq-open")
    for part, text in enumerate(("It carries forty passengers and six bicycles", "She has steered it since 1997"), 1):
        assert parts.nth(part - 1).get_attribute("aria-label") == f"Open in the article: quotation 6, part {part}"
        parts.nth(part - 1).click()
        page.locator(".pq-reader mark.pq-now", has_text=text).wait_for()
        page.keyboard.press("Escape")
        page.locator(".pq-reader").wait_for(state="detached")


def test_what_differs_is_marked_on_both_sides_and_can_be_copied_as_it_stands(open_page, check, clipboard, texts):
    page = open_page()
    check(page)
    assert texts(page, ".pq-checked.pq-altered .pq-differs") == ["was", "is"]
    page.get_by_role("button", name="Copy the article’s words: quotation 2", exact=True).click()
    assert clipboard(page)["text"] == "The captain of the ferry Aldona is Jurga Petraityte."
    # Of what is not found the nearest; of what is stitched each part.
    page.get_by_role("button", name="Copy the article’s words: quotation 5", exact=True).click()
    assert clipboard(page)["text"] == page.locator(".pq-checked.pq-not_found .pq-words-of").inner_text()
    page.get_by_role("button", name="Copy the article’s words: quotation 6, part 2", exact=True).click()
    assert clipboard(page)["text"] == "She has steered it since 1997"


def test_a_source_on_the_web_is_opened_at_the_words(open_page, check):
    page = open_page()
    check(page)
    link = page.get_by_role("link", name="On the web: quotation 4")
    assert link.get_attribute("href").startswith("https://example.org/ferry?a=1&b=2#:~:text=She%20has%20steered")
    assert link.get_attribute("rel") == "noopener noreferrer"


def test_a_draft_is_changed_and_checked_again(open_page, check, texts):
    page = open_page()
    check(page, "“The captain of the ferry Aldona was Jurga Petraityte.”")
    page.fill("#check-draft textarea", "“The captain of the ferry Aldona is Jurga Petraityte.”")
    page.get_by_role("button", name="Check", exact=True).click()
    page.locator(".pq-draft mark.pq-exact").wait_for()
    assert page.locator(".pq-outcome strong").inner_text() == "1 quotation checked: 1 exact."
    # What is checked stays while other tabs are looked at.
    page.get_by_role("tab", name="Ask", exact=True).click()
    page.get_by_role("tab", name="Check").click()
    assert texts(page, ".pq-draft") == ["“1 ✓The captain of the ferry Aldona is Jurga Petraityte.”"]


def test_a_file_is_opened_and_stands_in_the_box(open_page, tmp_path):
    page = open_page()
    page.get_by_role("tab", name="Check").click()
    path = tmp_path / "a chapter.docx"
    path.write_bytes(_docx("It is said: “She has steered it since 1998.”"))
    with page.expect_file_chooser() as chosen:
        page.get_by_role("button", name="Open a file").click()
    chosen.value.set_files(path)
    page.locator(".pq-draft mark.pq-altered").wait_for()
    assert page.locator("#check-draft textarea").input_value() == "It is said: “She has steered it since 1998.”\n"
    # Another one, and the same one again.
    for name, text in (("next.md", "> She has steered it since 1997."), ("next.md", "> Nobody has steered it, or so.")):
        path = tmp_path / name
        path.write_text(text, "utf-8")
        with page.expect_file_chooser() as chosen:
            page.get_by_role("button", name="Open a file").click()
        chosen.value.set_files(path)
        page.wait_for_function("text => document.querySelector('#check-draft textarea').value === text", arg=text)
    # The draft that was there stays if a file cannot be read.
    path = tmp_path / "broken.docx"
    path.write_bytes(b"PK")
    with page.expect_file_chooser() as chosen:
        page.get_by_role("button", name="Open a file").click()
    chosen.value.set_files(path)
    page.locator(
        "#check-report .pq-wrong", has_text="broken.docx: the file is no Word document; save it as .docx."
    ).wait_for()
    assert page.locator("#check-draft textarea").input_value() == text


def _docx(text):
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as packed:
        namespace = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
        packed.writestr(
            "word/document.xml",
            f"<w:document {namespace}><w:body><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:body></w:document>",
        )
    return held.getvalue()


def test_a_long_check_tells_how_far_it_is_and_can_be_stopped(open_page):
    page = open_page()
    page.get_by_role("tab", name="Check").click()
    # Not typed in, which takes a browser much longer.
    page.locator("#check-draft textarea").wait_for()
    page.evaluate(PASTED, DRAFT * 500)
    page.get_by_role("button", name="Check", exact=True).click()
    page.locator(".pq-check-progress", has_text="of 3,000").wait_for()
    # Another tab can be used meanwhile.
    page.get_by_role("tab", name="Library").click()
    page.locator("#library-list tbody tr").first.wait_for()
    page.get_by_role("tab", name="Check").click()
    page.get_by_role("button", name="Stop").click()
    page.locator(".pq-check-progress", has_text="Stopped at quotation").wait_for()
    page.fill("#check-draft textarea", DRAFT)
    page.get_by_role("button", name="Check", exact=True).click()
    page.locator(".pq-draft mark").nth(len(WANTED) - 1).wait_for()


PASTED = """(text) => {
  const field = document.querySelector("#check-draft textarea");
  field.value = text;
  field.dispatchEvent(new InputEvent("input", { bubbles: true }));
}"""


def test_source_and_draft_stay_side_by_side_in_a_long_report(open_page, check):
    page = open_page()
    check(page, DRAFT * 20)
    page.locator("#pq-quotation-100").wait_for()
    link = page.locator("#pq-quotation-100 > a")
    link.scroll_into_view_if_needed()
    link.click()
    page.wait_for_function(IN_SIGHT, arg="#pq-source-100 h4")
    assert page.evaluate(IN_SIGHT, "#pq-quotation-100 > a")
    assert page.locator("#pq-source-100").get_attribute("class").endswith("pq-now")


def test_a_verdict_leads_from_one_quotation_to_the_next(open_page, check, focused):
    page = open_page()
    check(page, DRAFT * 3)
    tag = page.locator(".pq-legend a.pq-altered")
    for number in (2, 8, 14, 2):
        tag.click()
        focused(page, f"#pq-quotation-{number} > a")


def test_a_report_says_that_the_draft_has_changed_since(open_page, check):
    page = open_page()
    check(page)
    draft = page.locator("#check-draft textarea")
    assert page.locator("#check-report.pq-stale").count() == 0
    draft.press("Control+End")
    page.keyboard.type("So.")
    page.locator("#check-report.pq-stale").wait_for()
    draft.press("Control+Enter")
    page.wait_for_function("document.querySelector('.pq-draft')?.textContent.endsWith('So.')")
    assert page.locator("#check-report.pq-stale").count() == 0


def test_the_draft_outlasts_a_reload(open_page, check):
    page = open_page()
    check(page)
    page.fill("#check-draft textarea", "It is “not checked yet, by anyone”.")
    page.reload()
    page.locator("html[data-pullquote=wired] .pq-conversations").wait_for(state="attached")
    page.get_by_role("tab", name="Check").click()
    page.wait_for_function(
        "document.querySelector('#check-draft textarea')?.value === 'It is “not checked yet, by anyone”.'"
    )
    page.get_by_role("button", name="Check", exact=True).click()
    page.locator(".pq-draft mark.pq-not_found").wait_for()


def test_what_is_no_draft_is_said(open_page, check):
    page = open_page()
    check(page, "  ")
    assert page.locator("#check-report").inner_text() == "There is no draft: paste one first, or open a file."
    check(page, "Nothing is quoted here.")
    page.locator(".pq-outcome", has_text="The draft holds no quotation to check.").wait_for()


def test_nothing_overflows(open_page, check):
    page = open_page(width=320, height=700)
    check(page, DRAFT + "\n\n“" + "x" * 400 + " is a long word to hold”\n")
    for width, height in ((320, 700), (640, 400), (1000, 700), (1440, 900)):
        page.set_viewport_size({"width": width, "height": height})
        page.wait_for_function(WHOLE, arg=width)


WHOLE = """(width) => innerWidth === width && document.documentElement.scrollWidth <= width
  && [...document.querySelectorAll(".pq-check *")].every((it) => it.getBoundingClientRect().right <= width)"""
