"""The page's shape: nothing is cut off on a phone, with large type, from right to left, or with many tabs open."""

import pytest

pytestmark = pytest.mark.browser

SEVERAL = "What happened in 1883?"
# A phone from long ago; a desktop with type twice as large; where the conversations are a drawer; a wide one.
SIZES = [(320, 700), (640, 400), (1000, 700), (1440, 900)]
OVERFLOW = """() => [document.documentElement.scrollWidth > innerWidth && "the page",
  ...[...document.querySelectorAll("body *")]
    .filter((one) => one.checkVisibility({ visibilityProperty: true })
      && !one.closest(`.pq-unseen, .sr-only, .visually-hidden, thead, #sources:not(.pq-sources-sheet *),
        #conversations`))
    .filter((one) => { const { left, right, width } = one.getBoundingClientRect();
      return width && (right > innerWidth + 1 || left < -1); })
    .map((one) => one.outerHTML.slice(0, 120))].filter(Boolean)"""


def fits(page):
    assert page.evaluate(OVERFLOW) == []


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_nothing_overflows(open_page, ask, width, height):
    page = open_page(width=width, height=height)
    fits(page)
    ask(page, SEVERAL)
    page.click("#filters > button")
    fits(page)
    page.click("#filters > button")
    # The question can be seen and sent, whatever the height.
    box = page.locator("#ask-question .submit-button").bounding_box()
    assert box["y"] + box["height"] <= height
    if width <= 900:
        page.locator(".pq-see a").click()
        page.locator("#sources").wait_for(state="visible")
        fits(page)
        page.keyboard.press("Escape")
        page.locator("#sources").wait_for(state="hidden")
    page.locator("#ask-chat .pq-read").first.click()
    page.locator(".pq-reader").wait_for()
    page.locator(".pq-reader-sentence").first.click()
    fits(page)
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    page.locator(".pq-reader").wait_for(state="detached")
    page.get_by_role("tab", name="Library").click()
    page.get_by_role("button", name="Paste a text").click()
    page.locator("#library-list tbody tr").first.wait_for()
    fits(page)
    page.get_by_role("button", name="Details of The ferry over the lagoon").click()
    page.locator("#library-detail-card").wait_for()
    fits(page)
    page.keyboard.press("Escape")
    page.get_by_role("tab", name="Settings").click()
    page.locator(".pq-settings").wait_for()
    fits(page)


def test_links_stand_flush_with_what_is_beside_them(open_page, ask):
    page = open_page()
    answer = ask(page, "Who is the captain of the ferry Aldona?")
    answer.get_by_role("button", name="Keep quote 1 in the basket").click()
    edges = (
        "one => [one.querySelector('h4 a'), one.querySelector('.pq-meta')].map(it => it.getBoundingClientRect().left)"
    )
    title, below = page.locator(".pq-source:has(h4 a)").first.evaluate(edges)
    assert title == below
    page.get_by_role("tab", name="Basket").click()
    page.locator(".pq-basket-entries a").wait_for()
    gaps = page.locator(".pq-basket-entries a").evaluate_all("found => found.map(one => getComputedStyle(one).padding)")
    assert set(gaps) == {"0px"}


@pytest.mark.parametrize(("width", "height"), [(390, 844), (1000, 700)])
def test_the_conversations_are_a_drawer_where_there_is_no_room(open_page, ask, focused, width, height):
    page = open_page(width=width, height=height)
    ask(page, SEVERAL)
    drawer, menu = page.locator("#conversations"), page.get_by_role("button", name="Conversations", exact=True)
    assert drawer.is_hidden()
    menu.click()
    drawer.wait_for(state="visible")
    focused(page, "#conversations .pq-close")
    assert menu.get_attribute("aria-expanded") == "true"
    page.get_by_role("button", name="Close the conversations").click()
    drawer.wait_for(state="hidden")
    focused(page, ".pq-conversations-menu")
    menu.click()
    page.locator(".pq-conversations-new").click()
    page.locator(".pq-welcome").wait_for()
    drawer.wait_for(state="hidden")
    menu.click()
    page.locator(".pq-conversation > a").click()
    page.locator("#ask-chat .pq-words").first.wait_for()
    drawer.wait_for(state="hidden")
    menu.click()
    drawer.wait_for(state="visible")
    page.mouse.click(width - 10, height - 100)
    drawer.wait_for(state="hidden")
    # From another tab it leads back to this one.
    page.get_by_role("tab", name="Library").click()
    menu.click()
    drawer.wait_for(state="visible")
    # It is closed by what makes room for it.
    page.set_viewport_size({"width": 1280, "height": 800})
    page.wait_for_function("!document.body.classList.contains('pq-conversations-drawer')")
    assert not page.locator("#ask-column").evaluate("one => one.inert") and drawer.is_visible()


def test_the_sheet_is_closed_by_what_makes_room_for_it(open_page, ask):
    page = open_page(width=800, height=700)
    ask(page, SEVERAL)
    page.locator(".pq-see a").click()
    page.locator("#sources[aria-modal=true]").wait_for()
    page.set_viewport_size({"width": 1280, "height": 800})
    page.locator("#sources:not([aria-modal])").wait_for()
    assert page.locator("#sources").is_visible() and not page.locator("#ask-column").evaluate("one => one.inert")


def test_who_wants_less_motion_sees_none(open_page, ask):
    page = open_page(width=390, height=844, reduced_motion="reduce")
    ask(page, SEVERAL)
    longest = page.evaluate("""() => Math.max(...["#sources", "#conversations", ".pq-quote", "#pq-toast"]
      .map((selector) => document.querySelector(selector)).filter(Boolean).map((one) => getComputedStyle(one))
      .flatMap((style) => [style.transitionDuration, style.animationDuration]).flatMap((it) => it.split(","))
      .map(parseFloat))""")
    assert longest <= 0.001
    page.evaluate("""() => { window.smooth = []; const scroll = Element.prototype.scrollIntoView;
      Element.prototype.scrollIntoView = function (how) { smooth.push(how?.behavior); scroll.call(this, how); }; }""")
    page.locator("#chip-1-2").click()
    page.wait_for_function("document.activeElement.id === 'quote-1-2'")
    assert page.evaluate("smooth.length > 0 && !smooth.includes('smooth')")


@pytest.mark.parametrize(
    ("article", "question"), [("lighthouse", "המגדלור באכזיב"), ("bridge", "متى بُني جسر الرافدين؟")]
)
def test_what_is_written_from_right_to_left_is_read_so(open_page, ask, texts, assistant, article, question):
    page = open_page()
    ask(page, question)
    # The reader knows no such language: what is nearest is shown.
    answer = assistant.ask(question)
    [citation, *_] = answer.quotes or answer.nearest
    assert citation.article.id == article and texts(page, "#ask-chat .pq-words")[0] == citation.text
    direction = "one => getComputedStyle(one).direction"
    for selector in (
        "#ask-chat .pq-question",
        "#ask-chat .pq-line",
        "#sources .pq-passage",
        "#sources h4",
        ".pq-conversation > a",
    ):
        assert page.locator(selector).first.evaluate(direction) == "rtl", selector
    # The quotation marks stand around the quote, its number where the line ends: on the left.
    line, chip = page.locator("#ask-chat .pq-line").first, page.locator("#ask-chat .pq-chip").first
    words = line.locator(".pq-words").evaluate(
        "one => { const r = one.getClientRects(); return r[r.length - 1].left; }"
    )
    assert chip.bounding_box()["x"] < words
    page.locator("#sources .pq-open").first.click()
    page.locator(".pq-reader mark.pq-now").first.wait_for()
    assert page.locator(".pq-reader-text").text_content() == citation.article.text
    assert page.locator(".pq-reader h2").evaluate(direction) == "rtl"
    # The text lies at the right.
    edges = page.evaluate("""() => { const text = document.querySelector(".pq-reader-text"), range = new Range();
      range.selectNodeContents(text);
      const lines = [...range.getClientRects()].map((line) => line.right);
      return [Math.max(...lines), text.getBoundingClientRect().right]; }""")
    assert abs(edges[0] - edges[1]) < 4
    page.keyboard.press("Escape")
    page.locator(".pq-reader").wait_for(state="detached")
    page.get_by_role("tab", name="Library").click()
    title = page.locator("#library-list .pq-title", has_text=citation.article.title)
    assert title.evaluate(direction) == "rtl"


def test_the_box_stays_whole_beside_the_filters(open_page, unfold):
    page = open_page(width=320)
    unfold(page)
    page.fill("#ask-question textarea", "one\ntwo\nthree\nfour")
    for width in (320, 375, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        page.wait_for_function(
            """(width) => {
              const [box, button, filters] = ["#ask-question .input-container", "#ask-question .submit-button",
                "#filters"].map((it) => document.querySelector(it).getBoundingClientRect());
              return innerWidth === width && button.bottom <= box.bottom && box.bottom <= filters.top + 1
                && filters.bottom <= innerHeight;
            }""",
            arg=width,
        )


def test_many_tabs_can_be_open(open_page, ask, texts):
    """The sixth hung: each held a connection, and a browser opens six to one server."""
    pages = [open_page(wait=None) for _ in range(12)]
    for page in pages:
        page.locator("html[data-pullquote=wired] .pq-conversations").wait_for(state="attached")
        page.fill("#ask-question textarea", "Who suspected the Broad Street pump?")
        page.keyboard.press("Enter")
    for page in pages:
        page.locator("#ask-chat .pq-answer .pq-acts").wait_for()
        assert len(texts(page, "#ask-chat .pq-words")) == 1


def test_the_number_of_a_quote_stands_behind_its_last_word(open_page, ask):
    """Whatever the width, it does not go to a line of its own."""
    page = open_page(width=390, height=844)
    ask(page, "Who suspected the Broad Street pump?")
    alone = []
    for width in range(330, 470, 4):
        page.set_viewport_size({"width": width, "height": 844})
        alone += page.evaluate("""() => [...document.querySelectorAll("#ask-chat .pq-line")].filter((line) => {
          const [words, chip] = [".pq-words", ".pq-chip"].map((part) => line.querySelector(part));
          const last = [...words.getClientRects()].at(-1), own = chip.getBoundingClientRect();
          return chip.getClientRects().length > 1 || (own.top + own.bottom) / 2 > last.bottom;
        }).map(() => innerWidth)""")
    assert alone == []
