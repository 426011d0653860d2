"""The page with the keyboard alone: keys that act, layers that close, and a focus that is always seen."""

import pytest

pytestmark = pytest.mark.browser

PUMP = "Who suspected the Broad Street pump?"
SEVERAL = "What happened in 1883?"
ACTIVE = "document.activeElement.outerHTML.slice(0, 160)"


def test_a_slash_leads_to_the_question(open_page, ask, focused):
    page = open_page()
    ask(page, PUMP)
    page.focus("#chip-1-1")
    page.keyboard.press("/")
    focused(page, "#ask-question textarea")
    assert page.locator("#ask-question textarea").input_value() == ""
    # In a text it is a letter.
    page.keyboard.type("either/or")
    assert page.locator("#ask-question textarea").input_value() == "either/or"
    page.get_by_role("tab", name="Library").click()
    page.keyboard.press("/")
    focused(page, "#ask-question textarea")
    assert page.get_by_role("tab", name="Ask", exact=True).get_attribute("aria-selected") == "true"


def test_shift_and_enter_break_the_line(open_page, texts, answered):
    page = open_page()
    page.fill("#ask-question textarea", "Who suspected")
    page.keyboard.press("Shift+Enter")
    page.keyboard.type("the Broad Street pump?")
    assert page.locator("#ask-question textarea").input_value() == "Who suspected\nthe Broad Street pump?"
    page.keyboard.press("Enter")
    answered(page, 1)
    assert texts(page, "#ask-chat .pq-question") == ["Who suspected\nthe Broad Street pump?"]


def test_arrows_walk_through_the_quotes(open_page, ask, focused, assistant):
    page = open_page()
    ask(page, SEVERAL)
    ask(page, PUMP)
    most = len(assistant.ask(SEVERAL).quotes)
    page.focus("#ask-question textarea")
    # From the empty box into the last answer.
    for key, chip in (
        ("ArrowUp", "2-1"),
        ("ArrowDown", "2-1"),
        ("ArrowUp", f"1-{most}"),
        ("ArrowLeft", f"1-{most - 1}"),
        ("ArrowRight", f"1-{most}"),
        ("ArrowDown", "2-1"),
    ):
        page.keyboard.press(key)
        focused(page, f"#chip-{chip}.pq-now")
        page.locator(f"#quote-{chip}.pq-now").wait_for()
        page.wait_for_function(
            """selector => { const one = document.querySelector(selector).getBoundingClientRect();
            const body = document.querySelector(".pq-sources-body").getBoundingClientRect();
            return one.bottom > body.top && one.top < body.bottom; }""",
            arg=f"#quote-{chip}",
        )
    # In a text they move within it.
    page.keyboard.press("/")
    page.keyboard.type("x")
    page.keyboard.press("ArrowDown")
    focused(page, "#ask-question textarea")
    # The tabs keep them too.
    page.get_by_role("tab", name="Ask", exact=True).focus()
    page.keyboard.press("ArrowRight")
    assert page.locator("#ask-chat :focus").count() == 0


def test_settings_are_chosen_with_the_keyboard(open_page):
    page = open_page()
    page.get_by_role("tab", name="Settings").focus()
    page.keyboard.press("Enter")
    page.wait_for_function("document.querySelector('#settings-length input:checked')")
    # Gradio makes each choice a stop of its own.
    page.locator("#settings-length").get_by_role("radio", name="Short").focus()
    page.keyboard.press(" ")
    page.wait_for_function(
        "document.querySelector('#settings-length input:checked')?.closest('label').innerText === 'Short'"
    )


def test_arrows_walk_through_the_quotes_of_an_article(open_page, ask, focused, assistant):
    page = open_page()
    ask(page, SEVERAL)
    quotes = assistant.ask(SEVERAL).quotes
    several = next(each for each in quotes if sum(other.article.id == each.article.id for other in quotes) > 1)
    of_this = sorted((each.quote.start, each.number) for each in quotes if each.article.id == several.article.id)
    page.locator(f".pq-open[data-quote='1-{several.number}']").click()
    page.locator(".pq-reader mark.pq-now").first.wait_for()
    for _, number in of_this:
        page.keyboard.press("ArrowDown")
        focused(page, f".pq-reader-text .pq-number[href='#chip-1-{number}']")
    page.keyboard.press("ArrowUp")
    focused(page, f".pq-reader-text .pq-number[href='#chip-1-{of_this[-2][1]}']")
    page.keyboard.press("Enter")
    focused(page, f"#chip-1-{of_this[-2][1]}")


def test_c_copies_the_quote_at_hand(open_page, ask, texts, clipboard, focused):
    page = open_page()
    ask(page, SEVERAL)
    words, origins = texts(page, "#ask-chat .pq-words"), texts(page, "#ask-chat .pq-from")
    page.locator("#tabs [role=tab]").first.focus()
    page.keyboard.press("c")
    assert clipboard(page)["text"] == f"“{words[0]}”\n— {origins[0]}"
    page.focus("#chip-1-2")
    page.keyboard.press("c")
    assert clipboard(page)["text"] == f"“{words[1]}”\n— {origins[1]}"
    page.keyboard.press("Enter")
    focused(page, "#quote-1-2")
    page.keyboard.press("c")
    assert clipboard(page)["text"] == f"“{words[1]}”\n— {origins[1]}"
    page.locator(".pq-open[data-quote='1-3']").click()
    focused(page, ".pq-reader mark.pq-now")
    page.keyboard.press("c")
    assert clipboard(page)["text"] == f"“{words[2]}”\n— {origins[2]}"
    page.keyboard.press("Escape")
    page.locator(".pq-reader").wait_for(state="detached")
    # In a text it is a letter.
    page.keyboard.press("/")
    page.keyboard.press("c")
    assert page.locator("#ask-question textarea").input_value() == "c"


def test_escape_closes_one_layer_after_the_other(open_page, ask, focused):
    page = open_page()
    ask(page, SEVERAL)
    page.locator("#sources .pq-open").first.click()
    page.locator(".pq-reader").wait_for()
    page.locator(".pq-reader-sentence").last.click()
    page.locator(".pq-reader-picked").first.wait_for()
    page.keyboard.press("Escape")
    page.locator(".pq-reader-picked").wait_for(state="detached")
    assert page.locator(".pq-reader").count() == 1 and page.locator(".pq-reader-pick").is_hidden()
    page.keyboard.press("Escape")
    page.locator(".pq-reader").wait_for(state="detached")
    page.focus("#chip-1-1")
    page.hover("#chip-1-1")
    page.locator("#pq-preview").wait_for()
    page.keyboard.press("Escape")
    page.locator("#pq-preview").wait_for(state="detached")


def test_escape_closes_layers_on_a_phone(open_page, ask, focused):
    page = open_page(width=390, height=844, has_touch=True)
    ask(page, SEVERAL)
    page.tap(".pq-see a")
    page.locator("#sources").wait_for(state="visible")
    page.locator("#sources .pq-open").first.tap()
    page.locator(".pq-reader").wait_for()
    page.keyboard.press("Escape")
    page.locator(".pq-reader").wait_for(state="detached")
    assert page.locator("#sources").is_visible()
    page.keyboard.press("Escape")
    page.locator("#sources").wait_for(state="hidden")
    page.tap(".pq-conversations-menu")
    page.locator("body.pq-conversations-drawer").wait_for()
    focused(page, "#conversations .pq-close")
    page.keyboard.press("Escape")
    page.locator("#conversations").wait_for(state="hidden")
    focused(page, ".pq-conversations-menu")
    assert page.locator(".pq-conversations-menu").get_attribute("aria-expanded") == "false"


def test_the_details_are_a_dialog(open_page, focused):
    page = open_page()
    page.get_by_role("tab", name="Library").click()
    opener = page.get_by_role("button", name="Details of The ferry over the lagoon")
    opener.focus()
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog", name="Details")
    dialog.wait_for()
    focused(page, "#library-detail-card :is(input, textarea)")
    for key in ["Tab"] * 9 + ["Shift+Tab"] * 9:
        page.keyboard.press(key)
        assert page.evaluate(
            "document.activeElement === document.body || Boolean(document.activeElement.closest('#library-detail'))"
        ), page.evaluate(ACTIVE)
    page.keyboard.press("Escape")
    dialog.wait_for(state="hidden")
    page.wait_for_function("document.activeElement.ariaLabel === 'Details of The ferry over the lagoon'")


def tab_stops(page, most=100):
    """Yield the element that has the focus after each press of Tab, while it has it, until the focus comes round."""
    page.evaluate("() => { document.activeElement.blur(); window.stops = new Set(); }")
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement === document.body || stops.has(document.activeElement)"):
            return
        yield page.evaluate_handle("() => { stops.add(document.activeElement); return document.activeElement; }")
    raise AssertionError("the focus never came round")


# How an element with the focus differs from what it is without: an outline, or its field's border.
SEEN = """one => {
  const look = (it) => { const style = getComputedStyle(it);
    return [style.outlineStyle !== "none" && style.outlineWidth !== "0px" && style.outlineWidth, style.borderColor,
      style.boxShadow, style.backgroundColor].join(); };
  const field = one.closest(".input-container, .pq-reader-find, .wrap, label");
  const around = () => [one, one.parentElement, field].filter(Boolean);
  const outlined = getComputedStyle(one).outlineStyle !== "none" && parseFloat(getComputedStyle(one).outlineWidth) >= 1;
  const now = around().map(look).join();
  one.blur();
  const then = around().map(look).join();
  one.focus();
  return outlined || now !== then;
}"""


def test_the_focus_is_seen_wherever_it_is(open_page, ask, unfold):
    page = open_page()
    ask(page, PUMP)
    unfold(page)
    page.locator("#ask-chat").get_by_role("button", name="Keep quote 1 in the basket").click()
    page.locator("#pq-toast.pq-shown", has_text="is kept").wait_for()
    for tab in ("Ask", "Library", "Basket", "Settings"):
        page.get_by_role("tab", name=tab, exact=True).click()
        if tab == "Library":
            page.get_by_role("button", name="Paste a text").click()
        if tab == "Basket":
            page.locator("#basket .pq-words").wait_for()
        for stop in tab_stops(page):
            assert stop.evaluate("one => one.checkVisibility({ visibilityProperty: true })")
            if not stop.evaluate("one => one.matches('.pq-sources-body, .pq-reader-body')"):
                assert stop.evaluate(SEEN), stop.evaluate("one => one.outerHTML.slice(0, 200)")
        assert page.evaluate("stops.size") > 5


# What can be operated and has no name that a screen reader could say.
NAMELESS = """() => {
  const text = (it) => (it?.textContent ?? "").trim();
  const named = (it) => it.getAttribute("aria-label")?.trim() || it.title?.trim()
    || (it.getAttribute("aria-labelledby") ?? "").split(" ").some((id) => text(document.getElementById(id)))
    || [...(it.labels ?? [])].some((label) => text(label)) || (it.matches("button, a, summary, [role]") && text(it));
  return [...document.querySelectorAll("a[href], button, input, textarea, select, [role=button], [tabindex='0']")]
    .filter((it) => it.checkVisibility() && it.type !== "file" && !named(it)).map((it) => it.outerHTML.slice(0, 160));
}"""


def test_what_can_be_operated_has_a_name(open_page, ask, unfold):
    page = open_page()
    ask(page, PUMP)
    unfold(page)
    for role, name in (
        ("button", "Ask"),
        ("link", "Quote 1"),
        ("textbox", "Question"),
        ("tab", "Library"),
        ("button", "Copy"),
        ("button", "Right"),
        ("button", "Edit"),
        ("button", "Copy quote 1"),
        ("button", "Open the article at quote 1"),
        ("link", "Quote 1, back to the answer"),
    ):
        assert page.get_by_role(role, name=name, exact=True).first.is_visible(), name
    # A message is read as its text, not as its markup.
    assert page.locator("#ask-chat [data-testid][aria-label]").count() == 0
    assert page.evaluate(NAMELESS) == []
    page.locator("#sources .pq-open").click()
    page.locator(".pq-reader-sentence").first.click()
    assert page.evaluate(NAMELESS) == []
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    page.locator(".pq-reader").wait_for(state="detached")
    page.get_by_role("tab", name="Library").click()
    page.get_by_role("button", name="Paste a text").click()
    page.locator("#library-list tbody tr").first.wait_for()
    assert page.evaluate(NAMELESS) == []
    page.get_by_role("button", name="Details of The ferry over the lagoon").click()
    page.locator("#library-detail-card").wait_for()
    assert page.evaluate(NAMELESS) == []
    page.keyboard.press("Escape")
    page.get_by_role("tab", name="Settings").click()
    page.locator(".pq-settings").wait_for()
    assert page.evaluate(NAMELESS) == []
