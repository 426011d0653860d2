"""Asking in a browser: verbatim quotes, numbers that lead to their places, and hostile text that stays text."""

import pytest

pytestmark = pytest.mark.browser

PUMP = "Who suspected the Broad Street pump?"


def exact_texts(page, selector):
    return page.locator(selector).evaluate_all("found => found.map(one => one.textContent)")


def test_an_answer_is_quoted_verbatim_with_its_source(open_page, ask, library):
    page = open_page()
    ask(page, PUMP)
    expected = [citation.text for citation in library.ask(PUMP).quotes]
    assert exact_texts(page, "#chat .pq-words") == expected
    assert sorted(exact_texts(page, "#sources mark")) == sorted(expected)
    assert page.locator("#chat .pq-from").first.inner_text() == (
        "Dr. Snow and the pump in Broad Street · Nowhere-on-Sea Courier, 8 Sep 2014"
    )
    assert page.locator("#question textarea").input_value() == ""


def test_a_number_leads_to_the_quote_and_back(open_page, ask):
    page = open_page()
    ask(page, PUMP)
    page.click("#chip-1-1")
    page.wait_for_function("document.activeElement.id === 'quote-1-1'")
    page.locator("#quote-1-1.pq-now").wait_for()
    page.click("#sources .pq-number[href='#chip-1-1']")
    page.wait_for_function("document.activeElement.id === 'chip-1-1'")
    page.keyboard.press("Enter")
    page.wait_for_function("document.activeElement.id === 'quote-1-1'")


def test_earlier_numbers_keep_working(open_page, ask):
    page = open_page()
    ask(page, PUMP)
    ask(page, "What did the eruption of Krakatoa sound like?")
    assert page.locator("#sources .pq-turn-title").first.inner_text().startswith("What did the eruption")
    page.click("#chip-1-1")
    page.wait_for_function("document.activeElement.id === 'quote-1-1'")
    page.click("#anew")
    page.wait_for_selector(".pq-welcome")
    assert page.locator("#chat .pq-question").count() == 0


def test_what_was_searched_can_be_changed(open_page, ask):
    """What is put into the box and sent is searched as it stands; what is asked after that is a follow-up again."""
    page = open_page()
    ask(page, "What did the eruption of Krakatoa sound like?")
    assert page.locator(".pq-searched, #exactly:visible").count() == 0
    ask(page, "When was it?")
    whole = exact_texts(page, "#chat .pq-whole")
    assert len(whole) == 1 and "Krakatoa" in whole[0]
    page.get_by_role("link", name="change").click()
    box, exactly = page.locator("#question textarea"), page.get_by_label("Search for exactly this")
    assert box.input_value() == whole[0]
    assert box.evaluate("one => one === document.activeElement") and exactly.is_checked()
    ask(page, "When did that erupt?")
    assert exact_texts(page, "#chat .pq-question")[2:] == ["When did that erupt?"]
    assert exact_texts(page, "#chat .pq-whole") == whole
    exactly.wait_for(state="hidden")
    ask(page, "How loud was the eruption of Krakatoa?")
    ask(page, "When was it?")
    assert len(exact_texts(page, "#chat .pq-whole")) == 2


def test_what_was_searched_can_be_sent_as_it_is(open_page, ask):
    page = open_page()
    ask(page, "What did the eruption of Krakatoa sound like?")
    ask(page, "When was it?")
    [whole] = exact_texts(page, "#chat .pq-whole")
    page.locator(".pq-change").focus()
    page.keyboard.press("Enter")
    page.wait_for_function("document.activeElement.matches('#question textarea')")
    page.keyboard.press("Enter")
    page.locator("#chat .pq-answer").nth(2).wait_for()
    assert exact_texts(page, "#chat .pq-question")[2] == whole
    assert page.locator("#chat .pq-searched").count() == 1


def test_nothing_found_is_plainly_said(open_page, ask):
    page = open_page()
    answer = ask(page, "How do I bake sourdough bread?")
    assert answer.locator(".pq-reason").inner_text() != ""
    assert answer.locator(".pq-label").inner_text() == "Not an answer: the nearest passages"
    assert page.locator("#sources .pq-label").inner_text() == "Not an answer: the nearest passages"


def test_hostile_text_is_shown_letter_for_letter(open_page, ask, library):
    page = open_page()
    question = "What does the quaxol of Zembla say when it is hungry?"
    ask(page, question)
    expected = [citation.text for citation in library.ask(question).quotes]
    assert expected and "__pwned" in expected[0]
    assert exact_texts(page, "#chat .pq-words") == expected
    assert exact_texts(page, "#sources mark") == expected
    title = library.library.article("hostile").title
    assert page.locator("#chat .pq-title").first.text_content() == title
    assert page.locator("#sources h4").first.text_content() == title
    assert page.locator("#sources a[target], #chat .pq-quote :is(script, img, em, code, table)").count() == 0


def test_a_hostile_question_is_shown_letter_for_letter(open_page, ask):
    page = open_page()
    question = (
        "Who? <script>window.__pwned=1</script> ${window.__pwned=2} {{x}} **b** $$y$$ [l](javascript:1) \u202eevil"
    )
    ask(page, question)
    assert exact_texts(page, "#chat .pq-question") == [question]


def test_shift_and_enter_break_the_line(open_page):
    page = open_page()
    page.fill("#question textarea", "Who suspected")
    page.keyboard.press("Shift+Enter")
    page.keyboard.type("the Broad Street pump?")
    assert page.locator("#question textarea").input_value() == "Who suspected\nthe Broad Street pump?"
    page.keyboard.press("Enter")
    page.locator("#chat .pq-answer").wait_for()
    assert exact_texts(page, "#chat .pq-question") == ["Who suspected\nthe Broad Street pump?"]


def test_a_title_begins_a_conversation(open_page):
    page = open_page()
    start = page.locator(".pq-start").first
    title = start.text_content()
    start.click()
    page.locator("#chat .pq-answer").wait_for()
    assert exact_texts(page, "#chat .pq-question") == [title]


def test_filters_narrow_and_wrong_ones_are_explained(open_page, ask):
    page = open_page()
    page.click("#filters > button")
    page.get_by_label("From").fill("2023")
    answer = ask(page, PUMP)
    assert "Dr. Snow" not in answer.inner_text()
    assert page.locator("#chat .pq-filtered").inner_text() == "from 2023"
    page.get_by_label("From").fill("yesterday")
    assert "is not a date: write it like" in ask(page, PUMP).inner_text()
    page.get_by_label("From").fill("")
    page.click("#publishers input")
    page.get_by_role("option", name="The Paper Lighthouse").click()
    page.keyboard.press("Escape")
    ask(page, PUMP)
    assert page.locator("#chat .pq-filtered").last.inner_text() == "The Paper Lighthouse"


def test_a_question_that_is_too_long_is_one_sentence(open_page, ask):
    page = open_page()
    assert ask(page, "x" * 3000).inner_text() == "The question has 3,000 characters: ask in at most 2,000."


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_both_colour_schemes_are_legible(open_page, ask, scheme):
    page = open_page(color_scheme=scheme)
    ask(page, PUMP)
    ratios = page.evaluate(CONTRASTS)
    assert ratios and min(ratios.values()) >= 4.5, ratios


# Contrast by WCAG of text against the nearest background that is painted.
CONTRASTS = """() => {
  const rgb = (colour) => colour.match(/[\\d.]+/g).map(Number);
  const light = ([r, g, b]) => [r, g, b].map((v) => v / 255)
    .map((v) => (v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4))
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const behind = (node) => {
    for (; node; node = node.parentElement) {
      const painted = rgb(getComputedStyle(node).backgroundColor);
      if (painted.length === 3 || painted[3] === 1) return painted;
    }
  };
  const wanted = ["#chat .pq-words", "#chat .pq-question", ".pq-chip", ".pq-from", ".pq-from cite", "#sources mark",
    "#sources h4", ".pq-meta", ".pq-passage", ".pq-number", ".pq-brand p", "#tabs [role=tab]", "#anew"];
  return Object.fromEntries(wanted.map((selector) => {
    const node = document.querySelector(selector);
    const [a, b] = [light(rgb(getComputedStyle(node).color)), light(behind(node))];
    return [selector, (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05)];
  }));
}"""


def test_a_question_that_is_refused_is_given_back_and_its_error_is_in_view(open_page, ask):
    """The error of a second long question stood below the fold, and the question was gone."""
    page = open_page()
    ask(page, "When did the Panama Canal open?")
    long = "Who built the lamp? " * 150
    box = page.locator("#question textarea")
    for turn in (2, 3):
        box.fill(long)
        box.press("Enter")
        page.locator(".pq-error").nth(turn - 2).wait_for()
        page.wait_for_function(
            "n => { const r = [...document.querySelectorAll('.pq-error')][n].getBoundingClientRect();"
            " const c = document.querySelector('#composer').getBoundingClientRect();"
            " return r.top >= 0 && r.bottom <= c.top; }",
            arg=turn - 2,
        )
        assert box.input_value().strip() == long.strip()
