"""The sources in a browser: every quote in its place, the way there and back, and the sheet on a phone."""

from itertools import pairwise

import pytest

pytestmark = pytest.mark.browser

PUMP = "Who suspected the Broad Street pump?"
SEVERAL = "What happened in 1883?"
LIFTS = "Who built the lifts of the Eiffel Tower?"
FERRY = "How long does the ferry Aldona need to cross the Memel lagoon?"


def test_cards_are_grouped_by_article(open_page, ask, texts, assistant):
    page = open_page()
    ask(page, SEVERAL)
    quotes = assistant.ask(SEVERAL).quotes
    titles = list(dict.fromkeys(citation.article.title for citation in quotes))
    assert len(titles) < len(quotes)
    assert texts(page, "#sources .pq-source h4") == titles
    assert page.locator(".pq-sources-head p").inner_text() == f"{len(quotes)} quotes from {len(titles)} articles"
    for title in titles:
        card = page.locator(".pq-source", has=page.locator("h4", has_text=title))
        # Each once, and each passage is the article's text as it stands.
        marks = card.locator("mark").evaluate_all("found => found.map(it => it.textContent)")
        assert sorted(marks) == sorted(each.text for each in quotes if each.article.title == title)
        article = next(each.article for each in quotes if each.article.title == title)
        for passage in card.locator(".pq-passage").evaluate_all(PASSAGES):
            assert passage in article.text


# The text of passages, without the numbers and the dots where they are cut.
PASSAGES = """found => found.map(one => {
  const copy = one.cloneNode(true);
  for (const it of copy.querySelectorAll(".pq-number, .pq-cut")) it.remove();
  return copy.textContent;
})"""


def test_neighbouring_quotes_share_a_passage(open_page, ask, assistant, clipboard):
    page = open_page()
    ask(page, LIFTS)
    quotes = {each.number: each for each in assistant.ask(LIFTS).quotes}
    stand = sorted((each.article.id, each.quote.start, each.number) for each in quotes.values())
    near = [(a[2], b[2]) for a, b in pairwise(stand) if a[0] == b[0] and b[1] - a[1] < 300]
    assert near
    for first, second in near:
        place = page.locator(".pq-excerpt", has=page.locator(f"#quote-1-{first}"))
        assert place.locator(f"#quote-1-{second}").count() == 1
        # What can be done with a quote says with which, and it is copied letter for letter.
        for number in (first, second):
            place.get_by_role("button", name=f"Copy quote {number}", exact=True).click()
            # A long one is set off instead of put into marks.
            assert clipboard(page)["text"].strip("“”") == quotes[number].text


def test_a_number_leads_to_the_quote_and_back(open_page, ask, focused):
    page = open_page()
    ask(page, SEVERAL)
    last = page.locator("#ask-chat .pq-chip").count()
    page.click(f"#chip-1-{last}")
    focused(page, f"#quote-1-{last}.pq-now")
    page.wait_for_function(IN_VIEW, arg=[f"#quote-1-{last}", "#sources .pq-sources-body"])
    assert page.locator(f"#chip-1-{last}.pq-now").count() == page.locator("#sources .pq-now").count() == 1
    page.click("#sources .pq-number[href='#chip-1-2']")
    focused(page, "#chip-1-2")
    page.locator("#quote-1-2.pq-now").wait_for()
    page.keyboard.press("Enter")
    focused(page, "#quote-1-2")


IN_VIEW = """([selector, within]) => {
  const one = document.querySelector(selector)?.getBoundingClientRect();
  const box = document.querySelector(within).getBoundingClientRect();
  return one && one.bottom > box.top && one.top < box.bottom;
}"""


def test_earlier_numbers_keep_working(open_page, ask, focused):
    page = open_page()
    ask(page, PUMP)
    ask(page, "What did the eruption of Krakatoa sound like?")
    assert page.locator("#sources .pq-turn-title").first.inner_text().startswith("What did the eruption")
    page.click("#chip-1-1")
    focused(page, "#quote-1-1")
    page.wait_for_function(IN_VIEW, arg=["#quote-1-1", "#sources .pq-sources-body"])
    page.click("#sources .pq-number[href='#chip-2-1']")
    focused(page, "#chip-2-1")


def test_a_chip_shows_its_passage_before_it_is_followed(open_page, ask, assistant, focused):
    page = open_page()
    ask(page, PUMP)
    preview, [citation] = page.locator("#pq-preview"), assistant.ask(PUMP).quotes
    page.hover("#chip-1-1")
    preview.wait_for()
    assert preview.locator(".pq-label").text_content() == citation.article.title
    assert preview.locator("mark").text_content() == citation.text
    assert page.locator("#chip-1-1").get_attribute("aria-describedby") == "pq-preview"
    # It is a picture of the passage: no second place to go to, no second id.
    assert preview.locator("[id], [tabindex], a").count() == 0
    box = preview.bounding_box()
    assert box["x"] >= 0 and box["x"] + box["width"] <= 1280 and box["y"] >= 0 and box["y"] + box["height"] <= 800
    page.keyboard.press("Escape")
    preview.wait_for(state="detached")
    assert page.locator("#chip-1-1[aria-describedby]").count() == 0
    page.mouse.move(5, 790)
    page.hover("#chip-1-1")
    preview.wait_for()
    page.mouse.move(5, 790)
    preview.wait_for(state="detached")

    # The focus shows it too, if it comes with the keyboard.
    page.focus("#ask-question textarea")
    page.keyboard.press("Shift+Tab")
    for _ in range(20):
        if page.locator("#chip-1-1:focus").count():
            break
        page.keyboard.press("Shift+Tab")
    focused(page, "#chip-1-1")
    page.locator("#pq-preview").wait_for()
    page.keyboard.press("Escape")
    page.locator("#pq-preview").wait_for(state="detached")
    assert page.locator("#chip-1-1:focus").count() == 1
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    page.locator("#pq-preview").wait_for()
    page.keyboard.press("Tab")
    page.locator("#pq-preview").wait_for(state="detached")


def test_a_card_tells_where_its_article_is_from(open_page, ask, assistant):
    """Its title opens its address, if it has one of the web, in another tab that learns nothing of this one."""
    page = open_page()
    ask(page, FERRY)
    assert assistant.ask(FERRY).quotes
    card = page.locator(".pq-source").first
    link = card.locator("h4 a")
    assert link.get_attribute("href") == "https://example.org/ferry?a=1&b=2"
    assert link.get_attribute("target") == "_blank" and "noreferrer" in link.get_attribute("rel")
    assert card.locator(".pq-meta").inner_text() == "Klaipeda Post · May 2021 · p. 1"
    assert "p. 1" in page.locator("#ask-chat .pq-from").first.inner_text()


def test_on_a_phone_the_sources_are_a_sheet(open_page, ask, focused):
    page = open_page(width=390, height=844, has_touch=True)
    ask(page, PUMP)
    sheet = page.locator("#sources")
    assert sheet.is_hidden()
    page.tap("#chip-1-1")
    focused(page, "#quote-1-1")
    assert sheet.evaluate("one => getComputedStyle(one).backgroundColor").startswith("rgb(")
    assert sheet.is_visible() and sheet.get_attribute("aria-modal") == "true"
    page.keyboard.press("Escape")
    sheet.wait_for(state="hidden")
    focused(page, "#chip-1-1")
    page.tap(".pq-see a")
    sheet.wait_for(state="visible")
    focused(page, "#sources .pq-close")
    page.tap("#sources .pq-close")
    sheet.wait_for(state="hidden")
    focused(page, ".pq-see a")
    page.tap("#chip-1-1")
    sheet.wait_for(state="visible")
    page.tap("#sources .pq-number")
    sheet.wait_for(state="hidden")
    focused(page, "#chip-1-1")
    # A tap beside it closes it too.
    page.tap("#chip-1-1")
    sheet.wait_for(state="visible")
    page.touchscreen.tap(195, 20)
    sheet.wait_for(state="hidden")


def test_the_focus_stays_in_the_sheet(open_page, ask, focused):
    """Behind a dialog nothing can be reached with the keyboard."""
    page = open_page(width=390, height=844, has_touch=True)
    ask(page, PUMP)
    page.tap(".pq-see a")
    focused(page, "#sources .pq-close")
    for key in ["Tab"] * 8 + ["Shift+Tab"] * 10:
        page.keyboard.press(key)
        assert page.evaluate(
            "document.activeElement === document.body || Boolean(document.activeElement.closest('#sources'))"
        ), page.evaluate("document.activeElement.outerHTML.slice(0, 200)")
