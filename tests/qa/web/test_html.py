"""HTML: whatever is shown is shown letter for letter, and nothing in it runs."""

import html as stdlib_html
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus import Article, Problem, Source, Span
from index import Entry, Filters
from qa.answer import Answer, Citation, Conflict, Quote
from qa.web import html
from qa.web.conversation import Exchange

HOSTILE = [
    "${window.x=1}",
    "{{constructor.constructor('x')()}}",
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "**bold** __bold__ *it* _it_ `code` ~~gone~~",
    "$$x^2$$ \\(y\\) \\[z\\] $a$",
    "[link](javascript:alert(1)) ![image](x)",
    "# heading\n\n- item\n1. one\n\n    indented\n> quoted",
    "&amp; &#60; &lt; &#x3c;",
    "tab\tand  two spaces\n",
    "\u202egnp.exe\u202c \u2066isolated\u2069",
    "zero\u200bwidth\u2060joined\ufeff",
    "עברית and العربية",
    "| a | b |\n|---|---|\n| 1 | 2 |",
    "a\u2028b\u00a0c",
]


class Reader(HTMLParser):
    """Reads HTML as a browser would: the text and attributes of each element that has the wanted class or tag."""

    def __init__(self, wanted):
        super().__init__(convert_charrefs=True)
        self.wanted, self.found, self.tags, self.open = wanted, [], [], []

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        self.tags.append((tag, attributes))
        if tag not in ("br", "img", "input"):
            matches = tag == self.wanted or self.wanted in (attributes.get("class") or "").split()
            self.open.append(len(self.found) if matches else None)
            self.found += [""] * matches

    def handle_endtag(self, tag):
        self.open.pop()

    def handle_data(self, data):
        for index in self.open:
            if index is not None:
                self.found[index] += data


def texts(markup, wanted):
    reader = Reader(wanted)
    reader.feed(markup)
    reader.close()
    assert not reader.open, "unbalanced"
    return reader.found


def tags(markup):
    reader = Reader("")
    reader.feed(markup)
    return reader.tags


def answered(*citations, nearest=()):
    reason = None if citations else "no passage answers it"
    return Answer("a", "q", 0.9, tuple(citations), reason, tuple(nearest), ())


def cite(article, start, end, number=1, highlight=None):
    return Citation(number, Quote(article.id, start, end, 1.0, highlight), article)


@pytest.mark.parametrize("text", HOSTILE)
def test_escape_leaves_nothing_that_could_begin_markup(text):
    escaped = html.escape(text)
    assert stdlib_html.unescape(escaped) == text
    assert not set(stdlib_html.escape(escaped.replace("&#", "").replace(";", ""))) & set("<>{}$`*_[]()\\\"'|~&\n\t")


@given(st.text())
def test_escape_round_trip(text):
    assert stdlib_html.unescape(html.escape(text.replace("\r", ""))) == text.replace("\r", "")


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_quote_is_exact_in_chat_and_panel(text):
    article = Article("h", text.replace("\n", " "), f"Before it. {text.strip()} After it.", Source(url="javascript:x"))
    citation = cite(article, 11, 11 + len(text.strip()))
    exchange = Exchange(1, text, answer=answered(citation))
    for markup, wanted in ((html.reply(exchange), "pq-words"), (html.sources([exchange]), "mark")):
        assert texts(markup, wanted) == [text.strip()]
        assert not {tag for tag, _ in tags(markup)} & {"script", "img", "b", "em", "code"}
    assert texts(html.question(exchange), "pq-question") == [text]
    assert "\n" not in html.reply(exchange)


@pytest.mark.parametrize("text", HOSTILE)
def test_what_was_searched_is_shown_letter_for_letter(text):
    article = Article("a", "Title", "Text.")
    found = (cite(article, 0, 5),)
    for quotes, reason in ((found, None), ((), "No.")):
        leaning = Answer("a", "q", 0.9, quotes, reason, (), (), searched=f"Who? {text}")
        markup = html.reply(Exchange(2, "q", answer=leaning))
        assert texts(markup, "pq-whole") == [f"Who? {text}"]
        assert "\n" not in markup
        assert "pq-searched" not in html.reply(Exchange(2, "q", answer=Answer("a", "q", 0.9, quotes, reason, (), ())))


def test_only_web_addresses_become_links():
    for url in (
        "javascript:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "//x.example/",
        "https://",
        "http://[",
        " ",
    ):
        article = Article("a", "Title", "Text.", Source(url=url))
        assert html.titled(article) == "<bdi>Title</bdi>"
    linked = html.titled(Article("a", "Title", "Text.", Source(url='https://x.example/?a=1&b="><script>')))
    ((_, attributes), _) = tags(linked)
    assert attributes == {
        "href": 'https://x.example/?a=1&b="><script>',
        "target": "_blank",
        "rel": "noopener noreferrer",
    }


@pytest.mark.parametrize("text", HOSTILE)
def test_a_disagreement_is_said_above_the_quotes_letter_for_letter(text):
    articles = [Article(it, "Title", f"Not {text}", Source(publisher=text)) for it in "ab"]
    cited = [cite(article, 0, 4 + len(text), number) for number, article in enumerate(articles, 1)]
    conflict = Conflict("name", tuple((citation, Span(4, 4 + len(text))) for citation in cited))
    markup = html.reply(Exchange(1, "q", answer=replace(answered(*cited), conflict=conflict)))
    assert texts(markup, "pq-disagree") == [conflict.text]
    assert markup.index("pq-disagree") < markup.index("pq-quote")
    assert not {tag for tag, _ in tags(markup)} & {"script", "img", "b", "em", "code"}
    assert texts(html.reply(Exchange(1, "q", answer=answered(*cited))), "pq-disagree") == []


def test_a_missing_field_is_left_out():
    full = Source(publisher="The Paper Lighthouse", published="2024-06-20", authors=("A. One", "B. Two"))
    cases = {
        full: ("Title · The Paper Lighthouse, 20 Jun 2024", ["The Paper Lighthouse · 20 Jun 2024 · A. One, B. Two"]),
        Source(published="2024"): ("Title · 2024", ["2024"]),
        Source(): ("Title", []),
    }
    for source, (line, meta) in cases.items():
        exchange = Exchange(1, "q", answer=answered(cite(Article("a", "Title", "Text.", source), 0, 5)))
        assert texts(html.reply(exchange), "pq-from") == [line]
        assert texts(html.sources([exchange]), "pq-meta") == meta


def test_pages_are_named():
    article = Article("a", "Title", "One. Two. Three.", pages=(0, 5, 10))
    exchange = Exchange(1, "q", answer=answered(cite(article, 0, 4, 1), cite(article, 10, 16, 2)))
    assert texts(html.sources([exchange]), "pq-meta") == ["pp. 1, 3"]


def test_chips_and_marks_point_at_each_other():
    article = Article("a", "Title", "One. Two. Three.")
    exchange = Exchange(7, "q", answer=answered(cite(article, 5, 9, 1), cite(article, 0, 4, 2)))
    chat, panel = tags(html.reply(exchange)), tags(html.sources([exchange]))
    chips = [(a["id"], a["href"]) for tag, a in chat if a.get("class") == "pq-chip"]
    numbers = [a["href"] for tag, a in panel if a.get("class") == "pq-number"]
    marks = [a["id"] for tag, a in panel if tag == "mark"]
    assert chips == [("chip-7-1", "#quote-7-1"), ("chip-7-2", "#quote-7-2")]
    assert sorted(marks) == ["quote-7-1", "quote-7-2"]
    assert sorted(numbers) == ["#chip-7-1", "#chip-7-2"]
    assert texts(html.sources([exchange]), "pq-passage") == ["2One. 1Two. Three."]


def test_the_short_answer_is_set_off_inside_the_quote():
    from corpus import Span

    article = Article("a", "Title", "It was in 1883, they say.")
    markup = html.reply(Exchange(1, "q", answer=answered(cite(article, 0, 25, highlight=Span(10, 14)))))
    assert texts(markup, "pq-words") == [article.text]
    assert texts(markup, "strong") == ["1883"]


def test_nothing_found_is_plainly_marked():
    article = Article("a", "Title", "Text.")
    exchange = Exchange(1, "q", answer=answered(nearest=[cite(article, 0, 5)]))
    assert texts(html.reply(exchange), "pq-reason") == ["No passage answers it."]
    for markup in (html.reply(exchange), html.sources([exchange])):
        assert texts(markup, "pq-label") == ["Not an answer: the nearest passages"]
    assert "pq-nearest" not in html.reply(Exchange(1, "q", answer=answered()))


def test_all_turns_stay_in_the_panel_newest_first():
    article = Article("a", "Title", "Text.")
    turns = [Exchange(n, f"Question {n}", answer=answered(cite(article, 0, 5))) for n in (1, 2)]
    panel = html.sources([*turns, Exchange(3, "wrong", error="no"), Exchange(4, "pending")])
    assert texts(panel, "pq-turn-title") == ["Question 2", "Question 1"]
    assert texts(panel, "mark") == ["Text.", "Text."]


def test_an_error_is_one_sentence():
    assert texts(html.reply(Exchange(1, "q", error="the <x> is wrong: mend it")), "pq-error") == [
        "The <x> is wrong: mend it."
    ]


def test_the_filters_of_a_question_are_named():
    assert stdlib_html.unescape(html.filtered(Filters("2019", "2020-05", ("A & B",)))) == (
        "2019 to May 2020 · <bdi>A & B</bdi>"
    )
    assert html.filtered(Filters()) == ""


def test_the_empty_library_says_how_to_add_articles():
    assert "Library" in html.welcome(0, [])
    assert "1 article " in html.welcome(1, [])


def entry(title, **source):
    return Entry(f"id-{title}", title, Source(**source), 1234, 2, "2024-01-01T00:00:00+00:00")


def test_the_shelf_shows_hostile_fields_as_text():
    evil = '"><script>alert(1)</script>'
    markup = html.shelf([entry(evil, authors=(evil,), publisher=evil, url="javascript:x", published=evil)], 1, "")
    assert not [tag for tag, _ in tags(markup) if tag in ("script", "a")]
    assert texts(markup, "pq-title") == [evil]
    assert [a["data-remove"] for _, a in tags(markup) if "data-remove" in a] == [f"id-{evil}"]
    assert "1,234" in markup


def test_a_long_shelf_says_what_it_leaves_out():
    markup = html.shelf([entry(str(n)) for n in range(200)], 10_000, "")
    assert texts(markup, "h2") == ["10,000 articles"]
    assert texts(markup, "pq-hint") == ["The first 200 are shown; filter to find others."]
    assert texts(html.shelf([], 0, "<x>"), "pq-hint") == ["No article has “<x>” in it."]


def test_a_report_names_each_file():
    markup = html.report("Added “<i>”.", [Problem("<b>.md", "the file is empty")])
    assert texts(markup, "li") == ["<b>.md The file is empty."]
    assert texts(markup, "pq-report") == ["Added “<i>”.<b>.md The file is empty."]
    assert 'value="1" max="3"' in html.progress("Reading", 1, 3)
    assert "value" not in html.progress("Reading", 0, 3)
