"""Sharing an answer in a browser: its address, its quotes as Markdown, and each of them as a picture."""

import struct
from pathlib import Path

import pytest

from qa import Answer, Citation, Quote
from qa.conversations.conversation_markdown import render_exchange
from qa.conversations.conversation_store import Conversations

pytestmark = pytest.mark.browser

SIZES = pytest.mark.parametrize(
    "options", [{}, {"width": 390, "height": 844, "has_touch": True, "color_scheme": "dark"}], ids=["desktop", "phone"]
)
# Keeps what is written into a picture, and which way.
WRITTEN = """
window.written = [];
const write = CanvasRenderingContext2D.prototype.fillText;
CanvasRenderingContext2D.prototype.fillText = function (text, x, y) {
  const end = this.direction === "rtl" ? x - this.measureText(text).width : x + this.measureText(text).width;
  window.written.push({ text, direction: this.direction, inside: Math.min(x, end) >= 0 && Math.max(x, end) <= 1200 });
  return write.call(this, text, x, y);
};
undefined;
"""


@pytest.fixture
def talk(assistant):
    """Return a function that makes a conversation of quotes, one answer each, and returns its id."""
    conversations = Conversations(assistant.library)

    def made(*quoted):
        conversation = conversations.start("What was quoted")
        for article_id, start, end in quoted:
            article = assistant.library.article(article_id)
            cited = Citation(1, Quote(article_id, start, end, 1.0), article)
            conversations.keep(conversation, article.title, Answer("a", article.title, 1.0, (cited,), None, (), ()))
        return conversation

    return made


@SIZES
def test_an_answer_is_shared_by_its_address_and_as_markdown(
    open_page, talk, clipboard, assistant, check, focused, options
):
    long = len(assistant.library.article("ferry").text)
    conversation = talk(("ferry", 11, long), ("lighthouse", 0, 40), ("bridge", 0, 40), ("ferry", 11, 60))
    page = open_page(f"/?conversation={conversation}", wait="#answer-4", **options)
    page.locator("#answer-2 .pq-share").click()
    check(page)
    # The menu is walked by keys, and gives the focus back.
    focused(page, "[role=menuitem]:first-child")
    page.keyboard.press("ArrowUp")
    focused(page, "[role=menuitem]:last-child")
    page.keyboard.press("Escape")
    focused(page, "#answer-2 .pq-share")
    page.keyboard.press("Enter")
    page.get_by_role("menuitem", name="Copy as Markdown").click()
    assert clipboard(page)["text"] == render_exchange(Conversations(assistant.library).list_exchanges(conversation)[1])
    page.locator("#answer-2 .pq-share").click()
    page.get_by_role("menuitem", name="Copy link").click()
    address = clipboard(page)["text"]
    assert address.endswith(f"/?conversation={conversation}&answer=2")
    other = open_page(address[address.index("/?") :], wait="#answer-4", **options)
    other.wait_for_function("Math.abs(document.querySelector('#turn-2').getBoundingClientRect().top - 80) < 60")
    other.get_by_role("tab", name="Library").click()
    other.wait_for_function("search => location.search === search", arg=f"?conversation={conversation}&tab=library")


@SIZES
@pytest.mark.parametrize("article_id", ["ferry", "lighthouse", "long"])
def test_a_picture_holds_the_quote_letter_for_letter(open_page, talk, assistant, options, article_id, tmp_path):
    if article_id == "long":
        article_id = next(entry.id for entry in assistant.library.entries() if entry.word_count > 500)
    text = assistant.library.article(article_id).text
    page = open_page(f"/?conversation={talk((article_id, 0, len(text)))}", wait="#answer-1", **options)
    page.evaluate(WRITTEN)
    page.locator("#answer-1 .pq-share").click()
    with page.expect_download() as saving:
        page.get_by_role("menuitem", name="Save as a picture").click()
    assert saving.value.suggested_filename == "quote-1-1.png"
    saving.value.save_as(tmp_path / "card.png")
    width, height = measure(tmp_path / "card.png")
    assert width == 1200 and height >= 630
    lines = page.evaluate("window.written")
    source = page.locator("#answer-1 .pq-from").text_content()
    # Only white space is lost, where a line ends; the signs around a name set its direction apart.
    drawn = "".join(line["text"] for line in lines).translate({0x2068: None, 0x2069: None})
    assert "".join(drawn.split()) == "".join((text + source).split())
    assert lines[0]["direction"] == ("rtl" if article_id == "lighthouse" else "ltr")
    assert all(line["inside"] for line in lines)


def measure(path: Path):
    data = path.read_bytes()
    assert data.startswith(b"\x89PNG")
    return struct.unpack(">II", data[16:24])
