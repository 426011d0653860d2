"""The reader view: the article's text exactly, with every quote of the conversation marked in it."""

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus import Article, Source, Span, normalise
from qa.conversations.exchange import Exchange
from qa.web.actions.reader_view import find_sentences
from qa.web.html.ask_html import render_reply
from qa.web.html.reader_html import QuoteMark, ReaderView, render_reader


class _Text(HTMLParser):
    """Reads the article's text out of the view, and over which of it each element lies."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.text, self.depth, self.open = "", 0, []
        self.spans, self.numbers, self.pages = [], [], []

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        kinds = (attributes.get("class") or "").split()
        if self.depth or "pq-reader-text" in kinds:
            self.depth += 1
            self.open.append((tag, attributes, len(self.text)))
        if "pq-number" in kinds:
            self.numbers.append((len(self.text), attributes["href"], attributes["data-number"]))
        if "pq-page" in kinds:
            self.pages.append((len(self.text), int(attributes["data-page"])))

    def handle_endtag(self, tag):
        if self.depth:
            self.depth -= 1
            opened, attributes, start = self.open.pop()
            assert opened == tag
            self.spans.append((attributes.get("class") or tag, attributes, start, len(self.text)))

    def handle_data(self, data):
        if self.depth:
            self.text += data

    def covered(self, *kinds):
        return {at for kind, _, start, end in self.spans if kind in kinds for at in range(start, end)}


def shown(reading):
    read = _Text()
    read.feed(render_reader(reading))
    read.close()
    return read


def characters(*spans):
    return {at for start, end in spans for at in range(start, end)}


def whole(article, marks=(), current=None):
    stretch = Span(0, len(article.text))
    return ReaderView(article, stretch, find_sentences(article, stretch), tuple(marks), current)


@st.composite
def spans_of(draw, text):
    start = draw(st.integers(0, len(text) - 1))
    return Span(start, draw(st.integers(start + 1, len(text))))


TEXTS = st.text(min_size=1, max_size=200) | st.lists(
    st.sampled_from(
        ["The lamp. ", "It’s <b>out</b>! ", "\n\n", "\n", "- a\n", "Why? ", "北京。", "&amp; ", "e.g. x", "\t"]
    ), min_size=1, max_size=25,
).map("".join)  # fmt: skip


@st.composite
def readings(draw):
    """Draw an article with headings and pages, a stretch of it, and marks that may lie over each other."""
    text = draw(TEXTS.map(normalise).filter(str.strip))
    edges = sorted(draw(st.sets(st.integers(0, len(text)), max_size=6)))
    headings = tuple(Span(*pair) for pair in zip(edges[::2], edges[1::2], strict=False))
    pages = tuple(sorted(draw(st.lists(st.integers(0, len(text)), max_size=4))))
    article = Article("a", "A", text, headings=headings, pages=pages)
    marks = tuple(
        QuoteMark(draw(spans_of(text)), turn, number)
        for turn, number in draw(st.sets(st.tuples(st.integers(1, 3), st.integers(1, 3)), max_size=5))
    )
    current = draw(st.none() | spans_of(text))
    stretch = draw(st.just(Span(0, len(text))) | spans_of(text))
    return ReaderView(article, stretch, find_sentences(article, stretch), marks, current)


@given(readings())
def test_the_text_is_the_articles_whatever_lies_over_it(reading):
    read = shown(reading)
    start, end = reading.stretch
    assert read.text == reading.article.text[start:end]
    for kind, attributes, first, last in read.spans:
        if kind == "pq-reader-sentence":
            assert (first + start, last + start) == (int(attributes["data-start"]), int(attributes["data-end"]))
    assert [(a + start, b + start) for kind, _, a, b in read.spans if kind == "pq-reader-sentence"] == list(
        reading.sentences
    )


@given(readings())
def test_the_pieces_of_each_mark_make_up_its_quote(reading):
    read = shown(reading)
    first, last = reading.stretch
    within = [characters(span) & characters(reading.stretch) for span in (each.span for each in reading.marks)]
    now = (characters(reading.current) if reading.current else set()) & characters(reading.stretch)
    headings = characters(*reading.article.headings) & characters(reading.stretch)
    placed = {at + first for at in read.covered("mark", "pq-now")}
    assert placed == (set().union(*within) | now) - headings
    assert {at + first for at in read.covered("pq-now")} == now - headings
    assert {at + first for at in read.covered("pq-heading")} == headings
    for mark, edges in zip(reading.marks, within, strict=True):
        pieces = "".join(read.text[at - first] for at in sorted(edges))
        assert pieces == reading.article.text[max(mark.span.start, first) : min(mark.span.end, last)]
        assert edges <= placed | headings


@given(readings())
def test_each_quote_has_one_number_and_each_page_one_where_it_begins(reading):
    read = shown(reading)
    first, last = reading.stretch
    begun = [each for each in reading.marks if first <= each.span.start < last]
    expected = sorted((each.span.start - first, f"#chip-{each.turn}-{each.number}", str(each.number)) for each in begun)
    assert sorted(read.numbers) == expected
    pages = [(at - first, n) for n, at in enumerate(reading.article.pages, 1) if first <= at < last]
    assert read.pages == pages


def test_what_is_looked_for_is_marked_apart(texts):
    article = Article("a", "A", "One. Two. Three.")
    markup = render_reader(whole(article, [QuoteMark(Span(0, 9), 1, 1)], Span(5, 16)))
    assert texts(markup, "mark") == ["One.", " ", "Two.", " ", "Three."]
    assert texts(markup, "pq-now") == ["Two.", " ", "Three."]


def test_numbers_lead_back_to_the_chips(cite, answered, tags):
    article = Article("a", "A", "One. Two. Three.")
    exchange = Exchange(7, "q", answer=answered(cite(article, 5, 9, 1), cite(article, 0, 4, 2)))
    marks = [QuoteMark(Span(each.quote.start, each.quote.end), 7, each.number) for each in exchange.answer.quotes]
    chips = {f"#{a['id']}" for _, a in tags(render_reply(exchange)) if a.get("class") == "pq-chip"}
    assert {href for _, href, _ in shown(whole(article, marks)).numbers} == chips


def test_hostile_text_is_exact_and_nothing_but_text(hostile, texts, skeleton):
    def opened(text):
        source = Source(url="javascript:x", publisher=text, authors=(text,))
        name = text.replace("\n", " ")
        return render_reader(
            ReaderView(Article(name, name, f"{text} Well.", source), Span(0, len(text) + 6), (Span(0, len(text)),))
        )

    markup = opened(hostile)
    assert texts(markup, "pq-reader-text") == [f"{hostile} Well."]
    assert texts(markup, "h2") == [hostile.replace("\n", " ")]
    assert texts(markup, "pq-meta") == [f"{hostile} · {hostile}"]
    assert skeleton(markup) == skeleton(opened("plain text"))


def test_the_article_is_named_to_whom_it_may_be_sent(tags):
    [dialog] = [a for _, a in tags(render_reader(whole(Article("a<&b", "A", "Text.")))) if a.get("role") == "dialog"]
    assert dialog["data-article"] == "a<&b"
    only = [
        a for _, a in tags(render_reader(whole(Article("a<&b", "A", "Text.")))) if a.get("data-send") == "filters_limit"
    ]
    assert [a["data-id"] for a in only] == ["a<&b"]


@pytest.mark.parametrize(
    ("stretch", "further"),
    [((0, 16), []), ((0, 5), ["5"]), ((5, 16), ["4"]), ((5, 10), ["4", "10"])],
)
def test_a_part_of_a_long_article_leads_on(stretch, further, tags, texts):
    article = Article("a", "A", "One. Two. Three.")
    markup = render_reader(ReaderView(article, Span(*stretch), ()))
    sent = [a["data-start"] for _, a in tags(markup) if a.get("data-send") == "reader_open"]
    assert sent == further
    assert any("A long article" in hint for hint in texts(markup, "pq-hint")) == bool(further)
