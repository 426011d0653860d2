"""The reader view in a browser: an article as it stands, opened at a quote, searched, and quoted from."""

import pytest

from corpus import Article

pytestmark = pytest.mark.browser

SEVERAL = "What happened in 1883?"
SNOW = "john-snow-and-the-broad-street-pump"
IN_VIEW = """selector => {
  const one = document.querySelector(selector)?.getBoundingClientRect();
  const body = document.querySelector(".pq-reader-body").getBoundingClientRect();
  return one && one.top >= body.top && one.bottom <= body.bottom;
}"""


@pytest.fixture
def read(focused):
    """Return a function that opens the article of a quote at it, by what stands in the sources."""

    def opened(page, number=1, turn=1):
        page.locator(f".pq-open[data-quote='{turn}-{number}']").click()
        page.locator(".pq-reader").wait_for()
        focused(page, ".pq-reader mark.pq-now")

    return opened


def open_from_library(page, title):
    page.get_by_role("tab", name="Library").click()
    page.get_by_role("button", name=title, exact=True).click()
    page.locator(".pq-reader").wait_for()


VOYAGE = Article(
    "voyage",
    "The voyage of the Halmar",
    "\n\n".join(
        f"On day {n} of the voyage the Halmar sailed {n + 20} miles before the wind turned." for n in range(1, 61)
    ),
)


@pytest.fixture
def open_long(open_page, assistant, monkeypatch):
    """Return a function that opens the page over a library with an article that is shown in parts."""
    monkeypatch.setattr("qa.web.actions.reader_view.STRETCH", 1_000)

    def opened():
        page = open_page()
        list(assistant.library.add([VOYAGE]))
        page.reload()
        page.locator("html[data-pullquote=wired] .pq-conversations").wait_for(state="attached")
        return page

    return opened


def test_an_article_is_shown_letter_for_letter(open_page, texts, assistant):
    page = open_page()
    for entry in assistant.library.entries():
        if entry.id in (SNOW, "ferry", "lighthouse", "bridge"):
            open_from_library(page, entry.title)
            assert page.locator(".pq-reader-text").text_content() == assistant.library.article(entry.id).text
            if entry.id == "ferry":  # which has headings, pages and an address
                assert texts(page, ".pq-heading") == ["The ferry", "The captain"]
                pages = page.locator(".pq-page").evaluate_all("found => found.map(it => it.dataset.page)")
                assert pages == ["1", "2"]
                link = page.locator("#pq-reader-title a").get_attribute("href")
                assert link == "https://example.org/ferry?a=1&b=2"
            page.keyboard.press("Escape")
            page.locator(".pq-reader").wait_for(state="detached")


def test_it_opens_at_the_quote_and_marks_them_all(open_page, ask, read, texts, assistant):
    page = open_page()
    ask(page, SEVERAL)
    quotes = assistant.ask(SEVERAL).quotes
    several = next(each for each in quotes if sum(other.article.id == each.article.id for other in quotes) > 1)
    read(page, several.number)
    # A quote of two sentences has a mark for each.
    assert "".join(texts(page, ".pq-reader mark.pq-now")) == several.text
    page.wait_for_function(IN_VIEW, arg=".pq-reader mark.pq-now")
    of_this = [each for each in quotes if each.article.id == several.article.id]
    in_order = sorted(of_this, key=lambda each: each.quote.start)
    assert "".join(texts(page, ".pq-reader-text mark")) == "".join(each.text for each in in_order)
    assert page.locator(".pq-reader-text .pq-number").count() == len(of_this)
    assert page.locator("#pq-reader-title").inner_text() == several.article.title
    # What goes over the edges of its marks, in several nodes, is found whole.
    page.fill(".pq-reader-find input", several.text)
    assert page.locator(".pq-reader-find output").inner_text() == "1 of 1"
    assert page.evaluate("String([...CSS.highlights.get('pq-reader-found')][0])") == several.text
    # What lies behind it cannot be reached.
    assert page.locator("#tabs").evaluate("one => one.inert") and page.locator(".pq-conversations-menu").evaluate(
        "one => one.inert"
    )


def test_a_number_leads_back_to_its_chip(open_page, ask, read, focused):
    page = open_page()
    ask(page, SEVERAL)
    ask(page, "Who suspected the Broad Street pump?")
    read(page, 2)
    page.locator(".pq-reader-text .pq-number[href='#chip-1-2']").click()
    page.locator(".pq-reader").wait_for(state="detached")
    focused(page, "#chip-1-2")
    page.wait_for_function("!location.search.includes('article=')")


def test_it_closes_and_the_focus_returns(open_page, ask, read, focused, texts, assistant):
    page = open_page()
    ask(page, SEVERAL)
    talk = page.url
    ways = (
        lambda: page.keyboard.press("Escape"),
        page.go_back,
        page.get_by_role("button", name="Close the article").click,
    )
    for close in ways:
        read(page, 2)
        page.wait_for_url("**article=**")
        close()
        page.locator(".pq-reader").wait_for(state="detached")
        focused(page, ".pq-open[data-quote='1-2']")
        page.wait_for_url(talk)
        assert not page.locator("#tabs").evaluate("one => one.inert")
    # And forward again, and from the chat.
    page.go_forward()
    page.locator(".pq-reader mark.pq-now").first.wait_for()
    page.go_back()
    page.locator(".pq-reader").wait_for(state="detached")
    link = page.locator("#ask-chat .pq-read").nth(1)
    link.click()
    page.locator(".pq-reader mark.pq-now").first.wait_for()
    assert "".join(texts(page, ".pq-reader mark.pq-now")) == assistant.ask(SEVERAL).quotes[1].text
    page.keyboard.press("Escape")
    page.locator(".pq-reader").wait_for(state="detached")
    focused(page, "#ask-chat .pq-read[href='#read-1-2']")


def test_words_are_found(open_page, focused):
    page = open_page()
    open_from_library(page, "Dr. Snow and the pump in Broad Street")
    box, output = page.get_by_role("searchbox", name="Find in this article"), page.locator(".pq-reader-find output")
    page.keyboard.press("/")
    focused(page, ".pq-reader-find input")
    box.fill("BROAD street")
    whole = page.locator(".pq-reader-text").text_content().lower()
    count = whole.count("broad street")
    page.wait_for_function(
        "told => document.querySelector('.pq-reader-find output').textContent === told", arg=f"1 of {count}"
    )
    for key, at in (("Enter", 2), ("Enter", 3), ("Shift+Enter", 2), ("Shift+Enter", 1), ("Shift+Enter", count)):
        box.press(key)
        assert output.inner_text() == f"{at} of {count}"
        page.wait_for_function("""() => {
          const [range] = CSS.highlights.get("pq-reader-found-now");
          const [one, body] = [range, document.querySelector(".pq-reader-body")].map(it => it.getBoundingClientRect());
          return one.top >= body.top && one.bottom <= body.bottom;
        }""")
        assert (
            page.evaluate("[...CSS.highlights.get('pq-reader-found-now')].map(String)[0].toLowerCase()")
            == "broad street"
        )
    page.get_by_role("button", name="Next place").click()
    assert output.inner_text() == f"1 of {count}"
    for hostile in (".*(", "[a", "\\", "(?<x", "$1", "</mark>"):
        box.fill(hostile)
        assert output.inner_text() == "not found"
    # What goes over the end of a sentence, a paragraph or a heading is found as it is read.
    box.fill("the idea. He found")
    assert output.inner_text() == "1 of 1"
    box.fill("dirty water. Knocking on doors Snow suspected")
    assert output.inner_text() == "1 of 1"
    box.fill("")
    assert output.inner_text() == "" and page.evaluate("(CSS.highlights.get('pq-reader-found')?.size ?? 0)") == 0


def test_a_sentence_is_picked_quoted_and_taken_back(open_page, ask, texts, answered, assistant, focused):
    page = open_page()
    ask(page, "Who suspected the Broad Street pump?")
    page.locator("#sources .pq-open").click()
    sentence = page.locator(".pq-reader-sentence", has_text="In an essay of 1849")
    sentence.click()
    assert page.locator(".pq-reader-picked").count() == 1
    page.get_by_role("button", name="Quote it").click()
    # It is gone to in the conversation, where it can be kept at once.
    page.locator(".pq-reader").wait_for(state="detached")
    focused(page, "#chip-2-1")
    page.locator("#answer-2").get_by_role("button", name="Keep quote 1 in the basket").click()
    page.locator("#pq-toast.pq-shown", has_text="Quote 1 is kept in your basket").wait_for()
    words = "In an essay of 1849 he had argued that cholera was swallowed, above all with dirty water."
    assert texts(page, "#ask-chat .pq-owned") == ["You quoted"]
    assert texts(page, "#answer-2 .pq-words") == [words]
    # In the article it is marked, and its number leads back.
    page.locator("#answer-2").get_by_role("button", name="Open the article at quote 1").click()
    page.locator(".pq-reader-text .pq-number[href='#chip-2-1']").click()
    page.locator(".pq-reader").wait_for(state="detached")
    focused(page, "#chip-2-1")
    page.locator("#answer-2").get_by_role("button", name="Remove").click()
    page.locator("#answer-2").wait_for(state="detached")
    assert words not in texts(page, "#sources mark")


def test_several_sentences_are_selected_and_quoted(open_page, texts, focused):
    """In a conversation that has not begun, and from another tab, too."""
    page = open_page()
    open_from_library(page, "Dr. Snow and the pump in Broad Street")
    page.evaluate("""() => {
      const [first, , third] = document.querySelectorAll(".pq-reader-sentence");
      getSelection().setBaseAndExtent(first.firstChild, 7, third.firstChild, 12);
    }""")
    page.wait_for_function("document.querySelectorAll('.pq-reader-picked').length === 3")
    page.get_by_role("button", name="Quote it").click()
    page.locator(".pq-reader").wait_for(state="detached")
    focused(page, "#chip-1-1")
    assert page.get_by_role("tab", name="Ask", exact=True).get_attribute("aria-selected") == "true"
    [words] = texts(page, "#ask-chat .pq-words")
    assert words.startswith("On the last night of August 1854") and words.endswith("in a few crowded blocks.")
    assert page.locator(".pq-conversations [aria-current]").inner_text().startswith("Quoted from “Dr. Snow")
    # A step back leads into the article again, for the next one; it goes into the same conversation.
    page.go_back()
    page.locator(".pq-reader-sentence").nth(4).click()
    page.get_by_role("button", name="Quote it").click()
    focused(page, "#chip-2-1")
    assert len(texts(page, "#ask-chat .pq-words")) == 2 and page.locator(".pq-conversation").count() == 1


def test_of_several_blank_lines_one_is_seen(open_page, assistant, texts, focused):
    """All of them stand there still, so that what is found, selected and quoted is the article's own."""
    text = "The pier at Halmar burned in 1903.\n\n\n\nNobody was hurt, the harbour master said."
    page = open_page()
    list(assistant.library.add([Article("pier", "The pier", text)]))
    page.reload()
    page.locator("html[data-pullquote=wired] .pq-conversations").wait_for(state="attached")
    open_from_library(page, "The pier")
    shown = page.locator(".pq-reader-text")
    assert (shown.text_content(), shown.inner_text()) == (text, text.replace("\n\n\n\n", "\n\n"))
    page.get_by_role("searchbox", name="Find in this article").fill("1903. Nobody")
    assert page.locator(".pq-reader-find output").inner_text() == "1 of 1"
    page.evaluate("""() => {
      const [first, second] = document.querySelectorAll(".pq-reader-sentence");
      getSelection().setBaseAndExtent(first.firstChild, 3, second.firstChild, 12);
    }""")
    page.wait_for_function("document.querySelectorAll('.pq-reader-picked').length === 2")
    page.get_by_role("button", name="Quote it").click()
    focused(page, "#chip-1-1")
    words = page.locator("#ask-chat .pq-words")
    # There a space parts paragraphs, and no blank line.
    assert (words.text_content(), words.inner_text()) == (text, text.replace("\n\n\n\n", "\n"))


def test_text_is_selected_with_the_mouse_and_copied(open_page, clipboard):
    page = open_page()
    open_from_library(page, "Dr. Snow and the pump in Broad Street")
    sentence = page.locator(".pq-reader-sentence").nth(1)
    box = sentence.bounding_box()
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + 8)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] / 2 + 60, box["y"] + 8, steps=4)
    page.mouse.up()
    assert page.evaluate("String(getSelection())")
    page.wait_for_function("document.querySelectorAll('.pq-reader-picked').length > 0")
    words = page.evaluate("""() => {
      const range = new Range(), picked = [...document.querySelectorAll(".pq-reader-picked")];
      range.setStartBefore(picked[0]); range.setEndAfter(picked.at(-1));
      return String(range);
    }""")
    page.get_by_role("button", name="Copy", exact=True).click()
    copied = clipboard(page)
    origin = "Dr. Snow and the pump in Broad Street · Nowhere-on-Sea Courier · 8 Sep 2014 · Rosalind Tackaberry"
    assert copied["text"] == f"“{words}”\n— {origin}"
    assert words in page.locator(".pq-reader-text").text_content() and "<blockquote>" in copied["html"]


def test_ask_only_this_sets_a_filter(open_page, ask, focused):
    page = open_page()
    open_from_library(page, "The ferry over the lagoon")
    page.get_by_role("button", name="Ask only this").click()
    page.locator(".pq-reader").wait_for(state="detached")
    page.locator(".pq-filters-chips", has_text="Only The ferry over the lagoon").wait_for()
    assert page.get_by_role("tab", name="Ask", exact=True).get_attribute("aria-selected") == "true"
    answer = ask(page, "Who is the captain?")
    assert page.locator("#ask-chat .pq-filtered").inner_text() == "The ferry over the lagoon"
    for origin in answer.locator(".pq-from").all_inner_texts():
        assert origin.startswith("The ferry over the lagoon")


def test_a_long_article_is_read_in_parts(open_long):
    page = open_long()
    open_from_library(page, VOYAGE.title)
    shown = "part => document.querySelector('.pq-reader-text').textContent === part"
    scrolled = "document.querySelector('.pq-reader-body').scrollTop"
    assert page.get_by_text("A long article: this is a part of it").is_visible()
    assert page.get_by_role("button", name="Read what comes before").count() == 0
    parts = [page.locator(".pq-reader-text").text_content()]
    while (on := page.get_by_role("button", name="Read on")).count():
        on.click()
        page.wait_for_function(shown.replace("===", "!=="), arg=parts[-1])
        parts.append(page.locator(".pq-reader-text").text_content())
        page.wait_for_function(f"{scrolled} === 0")
        assert page.locator(".pq-reader-text mark").count() == 0
    assert len(parts) > 3 and "".join(parts) == VOYAGE.text
    # Backwards one comes to a part's end.
    page.get_by_role("button", name="Read what comes before").click()
    page.wait_for_function(shown, arg=parts[-2])
    page.wait_for_function(f"{scrolled} > 0")
    # The address leads to the part.
    page.reload()
    page.locator(".pq-reader-text").wait_for()
    assert page.locator(".pq-reader-text").text_content() == parts[-2]
    # However many parts were read, one step leads out.
    page.keyboard.press("Escape")
    page.locator(".pq-reader").wait_for(state="detached")
    page.wait_for_function("!/article=|start=/.test(location.search)")


def test_a_quote_deep_in_a_long_article_is_opened_in_its_part(open_long, ask, texts):
    page = open_long()
    ask(page, 'How many miles did the Halmar sail on "day 47" of the voyage?')
    quotes = texts(page, "#ask-chat .pq-words")
    number = 1 + next(i for i, said in enumerate(quotes) if "day 47" in said)
    page.locator(f".pq-open[data-quote='1-{number}']").click()
    page.locator(".pq-reader mark.pq-now").first.wait_for()
    assert "".join(texts(page, ".pq-reader mark.pq-now")) == quotes[number - 1]
    page.wait_for_function(IN_VIEW, arg=".pq-reader mark.pq-now")
    assert page.get_by_role("button", name="Read what comes before").count() == 1


def test_on_a_phone_the_reader_opens_from_the_sheet(open_page, ask, focused):
    page = open_page(width=390, height=844, has_touch=True)
    ask(page, SEVERAL)
    page.tap("#chip-1-1")
    page.tap(".pq-open[data-quote='1-1']")
    focused(page, ".pq-reader mark.pq-now")
    page.wait_for_function(IN_VIEW, arg=".pq-reader mark.pq-now")
    page.tap(".pq-reader .pq-close")
    page.locator(".pq-reader").wait_for(state="detached")
    # The sheet that it was opened from lies beneath it.
    focused(page, ".pq-open[data-quote='1-1']")
    page.keyboard.press("Escape")
    page.locator("#sources").wait_for(state="hidden")
    focused(page, "#chip-1-1")
