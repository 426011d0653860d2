"""The sources: every quote of the conversation, whole, marked where it stands, with a number that leads back."""

from dataclasses import replace

import pytest

from corpus import Article, Source
from qa.conversations.exchange import Exchange
from qa.web.html.ask_html import render_reply
from qa.web.html.sources_html import render_sources

GONE = "no longer in the library"


def of_class(tags, markup, name):
    return [attributes for _, attributes in tags(markup) if name in (attributes.get("class") or "").split()]


def test_hostile_text_is_exact_and_nothing_but_text(hostile, cite, answered, texts, skeleton):
    def panel(text, lost):
        source = Source(url="javascript:x", publisher=text, authors=(text,), published="1999")
        article = Article(text.replace("\n", " "), text.replace("\n", " "), f"Before it. {text} After it.", source)
        quoted = cite(article, 11, 11 + len(text), lost=lost)
        return render_sources([Exchange(1, text, answer=answered(quoted)), Exchange(2, text, answer=answered(quoted))])

    for lost in (None, hostile):
        shown = panel(hostile, lost)
        assert texts(shown, "mark") == [hostile] * 2
        assert texts(shown, "h4") == [hostile.replace("\n", " ")] * 2
        assert texts(shown, "pq-turn-title") == [hostile] * 2
        cut = "… " if lost else ""
        assert texts(shown, "pq-passage") == [f"{cut}Before it. 1{hostile} After it.{cut[::-1]}"] * 2
        assert skeleton(shown) == skeleton(panel("plain text", lost))


def test_chips_and_marks_point_at_each_other(cite, answered, tags, texts):
    article = Article("a", "Title", "One. Two. Three.")
    exchange = Exchange(7, "q", answer=answered(cite(article, 5, 9, 1), cite(article, 0, 4, 2)))
    chat, panel = render_reply(exchange), render_sources([exchange])
    chips = [(a["id"], a["href"]) for a in of_class(tags, chat, "pq-chip")]
    marks = [attributes["id"] for tag, attributes in tags(panel) if tag == "mark"]
    assert chips == [("chip-7-1", "#quote-7-1"), ("chip-7-2", "#quote-7-2")]
    assert marks == ["quote-7-2", "quote-7-1"]
    assert [a["href"] for a in of_class(tags, panel, "pq-number")] == ["#chip-7-2", "#chip-7-1"]
    assert texts(panel, "pq-passage") == ["2One. 1Two. Three."]


def test_every_id_is_there_once(cite, answered, tags):
    first, second = Article("a", "A", "One. Two. Three."), Article("b", "B", "One. Two.")
    cited = (cite(first, 0, 4, 1), cite(second, 0, 4, 2), cite(first, 10, 16, 3))
    lost = tuple(replace(each, lost=GONE) for each in cited)
    exchanges = [Exchange(n, "q", answer=answered(*quotes)) for n, quotes in ((1, cited), (2, lost), (12, cited))]
    exchanges.append(Exchange(3, "q", answer=answered(nearest=cited)))
    panel, chat = render_sources(exchanges), "".join(map(render_reply, exchanges))
    ids = [attributes["id"] for _, attributes in tags(panel + chat) if "id" in attributes]
    assert len(ids) == len(set(ids))
    links = {a["href"] for a in of_class(tags, panel + chat, "pq-chip") + of_class(tags, panel, "pq-number")}
    assert links == {f"#{id_}" for id_ in ids if id_.startswith(("chip", "quote"))} and len(links) == 24


@pytest.mark.parametrize(
    ("source", "meta"),
    [
        (Source(publisher="P", published="2024-06-20", authors=("A. One", "B")), ["P · 20 Jun 2024 · A. One, B"]),
        (Source(published="2024"), ["2024"]),
        (Source(), []),
    ],
)  # fmt: skip
def test_a_missing_field_is_left_out(cite, answered, texts, source, meta):
    shown = render_sources([Exchange(1, "q", answer=answered(cite(Article("a", "Title", "Text.", source), 0, 5)))])
    assert texts(shown, "pq-meta") == meta


def test_pages_are_named(cite, answered, texts):
    article = Article("a", "Title", "One. Two. Three.", pages=(0, 5, 10))
    shown = render_sources([Exchange(1, "q", answer=answered(cite(article, 0, 4, 1), cite(article, 10, 16, 2)))])
    assert texts(shown, "pq-meta") == ["pp. 1, 3"]


def names(tags, panel):
    """Return what can be done with quotes, as it is named, in the order in which it is shown."""
    return [a["aria-label"] for a in of_class(tags, panel, "pq-icon")]


def test_a_quote_can_be_opened_in_its_article_and_copied(cite, answered, tags, texts):
    article = Article("a<b", "Title", "One. Two. Three.", Source(url="https://example.org/"))
    panel = render_sources([Exchange(7, "q", answer=answered(cite(article, 5, 9)))])
    [opens] = of_class(tags, panel, "pq-open")
    assert [opens[f"data-{name}"] for name in ("send", "id", "start", "end")] == ["reader_open", "a<b", "5", "9"]
    copied = [(a["data-cite"], a["data-place"]) for _, a in tags(panel) if "data-cite" in a]
    assert copied == [("quote", "7-1"), ("citation", "7-1"), ("both", "7-1")]
    [keep] = of_class(tags, panel, "pq-quote-keep")
    assert [keep[f"data-{name}"] for name in ("send", "number", "which")] == ["basket_keep", "7", "1"]
    acts = ["Copy quote 1", "Copy citation of quote 1", "Copy both of quote 1", "Keep quote 1 in the basket"]
    assert names(tags, panel) == [*acts, "Open the article at quote 1", "Quote 1 on the web"]
    # Each drawing says what it does where it is pointed at.
    assert all(a["title"] for a in of_class(tags, panel, "pq-icon"))
    assert texts(panel, "pq-which") == []


def test_each_quote_has_one_line_of_acts_in_the_order_of_the_answer(cite, answered, tags, texts):
    """What is done first is done with the first quote, wherever it stands in the article."""
    article = Article("a", "Title", f"One. Two. {'More words. ' * 60}Last.")
    last = len(article.text)
    cited = (cite(article, last - 5, last, 1), cite(article, 5, 9, 2), cite(article, 0, 4, 3))
    panel = render_sources([Exchange(7, "q", answer=answered(*cited))])
    lines = [a["aria-label"] for a in of_class(tags, panel, "pq-quote-acts")]
    assert lines == ["Quote 1", "Quote 2", "Quote 3"]
    assert [a["data-which"] for a in of_class(tags, panel, "pq-quote-keep")] == ["1", "2", "3"]
    # Where a passage holds several, each line says whose it is; the passage stays as it is read.
    assert texts(panel, "pq-which") == ["2", "3"]
    assert texts(panel, "mark") == ["Last.", "One.", "Two."]


def test_a_quote_is_opened_on_the_web_where_it_stands(cite, answered, tags):
    def opened(url):
        article = Article("a", "Title", "One of them. Two of them. Three of them.", Source(url=url))
        panel = render_sources([Exchange(7, "q", answer=answered(cite(article, 13, 25)))])
        return [a["href"] for a in of_class(tags, panel, "pq-web")]

    assert opened("https://example.org/x?a=1") == ["https://example.org/x?a=1#:~:text=Two%20of%20them."]
    assert opened("javascript:alert(1)") == opened(None) == opened("file:///etc/passwd") == []


def test_a_lost_quote_says_why_and_cannot_be_opened(cite, answered, tags, texts):
    article = Article("a", "Title", "Before. Text. After.")
    panel = render_sources([Exchange(1, "q", answer=answered(cite(article, 8, 13, lost=GONE)))])
    assert texts(panel, "pq-lost") == ["No longer in the library: the quote is shown as it stood."]
    assert texts(panel, "pq-passage") == ["… Before. 1Text. After. …"]
    assert [name.partition(" ")[0] for name in names(tags, panel)] == ["Copy", "Copy", "Copy", "Keep"]
    assert of_class(tags, panel, "pq-open") == []


def test_lost_quotes_of_one_article_are_a_source_each(cite, answered, texts):
    """What is left of an article differs from quote to quote."""
    remnants = [Article("a", "Title", f"Remnant {n}.") for n in (1, 2)]
    quotes = answered(*(cite(each, 0, 10, n, lost=GONE) for n, each in enumerate(remnants, 1)))
    panel = render_sources([Exchange(1, "q", answer=quotes)])
    assert texts(panel, "mark") == ["Remnant 1.", "Remnant 2."]
    assert texts(panel, "pq-sources-head")[0].startswith("Sources2 quotes from 1 article")


def test_all_turns_stay_newest_first(cite, answered, texts):
    article = Article("a", "Title", "Text.")
    asked = [Exchange(n, f"Question {n}", answer=answered(cite(article, 0, 5))) for n in (1, 2)]
    panel = render_sources([*asked, Exchange(3, "wrong", error="no"), Exchange(4, "pending")])
    assert texts(panel, "pq-turn-title") == ["Question 2", "Question 1"]
    assert texts(panel, "mark") == ["Text.", "Text."]
    assert texts(render_sources(asked[:1]), "pq-turn-title") == []


def test_what_is_no_answer_is_plainly_marked(cite, answered, texts):
    nearest = [cite(Article("a", "Title", "One. Two."), *span, n) for n, span in enumerate(((0, 4), (5, 9)), 1)]
    panel = render_sources([Exchange(1, "q", answer=answered(nearest=nearest))])
    assert texts(panel, "pq-label") == ["Not an answer: the nearest passages"]
    assert texts(panel, "pq-sources-head")[0].startswith("Sources2 passages from 1 article")


def test_before_anything_is_answered_the_panel_says_what_it_is_for(answered, texts):
    for exchanges in ([], [Exchange(1, "q")], [Exchange(1, "q", answer=answered())]):
        panel = render_sources(exchanges)
        assert texts(panel, "pq-hint") == [
            "Each quote of an answer is shown here, marked where it stands in its article."
        ]
        assert texts(panel, "pq-sources-head")[0].startswith("SourcesWhere the quotes come from")


def test_who_says_a_quote_stands_over_its_passage(cite, answered, texts):
    article = Article("s", "A pact", '"It is clear," said Dmitry Peskov. It rained.', Source(publisher="The Courier"))
    first, second = cite(article, 0, 34, 1), cite(article, 35, 45, 2)
    speaker = "Dmitry Peskov, quoted in The Courier"
    assert texts(render_sources([Exchange(1, "q", answer=answered(first))]), "pq-told") == [speaker]
    assert texts(render_sources([Exchange(1, "q", answer=answered(first, second))]), "pq-told") == [f"1: {speaker}"]
    assert texts(render_sources([Exchange(1, "q", answer=answered(second))]), "pq-told") == []
