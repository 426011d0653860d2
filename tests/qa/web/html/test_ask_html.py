"""The chat: verbatim quotes with numbers that lead to their places, and what can be done with each turn."""

from dataclasses import replace
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from corpus import Article, Source, Span, normalise
from index import Filters
from qa.answer import Conflict, LaterArticle, make_line_answer
from qa.conversations.exchange import Exchange
from qa.rendering.hypertext import escape
from qa.web.html.ask_html import render_question, render_reply
from qa.web.html.sources_html import render_sources

BREAK = "\n\n"
MARKDOWN = MarkdownIt("gfm-like", {"html": True, "linkify": False})


def title_of(article_id):
    return f"Title of {article_id}"


def acts(tags, markup):
    """Return what can be done, as the links say it."""
    return [
        attributes["href"][1:] for tag, attributes in tags(markup) if "pq-do" in (attributes.get("class") or "").split()
    ]


def hostile_exchange(cite, answered, text):
    article = Article("h", text.replace("\n", " "), f"Before it. {text} After it.", Source(
        url="javascript:x", publisher=text, authors=(text,), published="1999"))  # fmt: skip
    quoted = cite(article, 11, 11 + len(text), highlight=Span(11, 12))
    return Exchange(
        1, text, Filters("2019", None, (text,), (text,)), replace(answered(quoted), searched=f"Who? {text}")
    )


def test_hostile_text_is_exact_and_nothing_but_text(hostile, cite, answered, texts, skeleton):
    exchange, plain = (hostile_exchange(cite, answered, text) for text in (hostile, "plain text"))
    asked, said = render_question(exchange, lambda _: hostile), render_reply(exchange, last=True)
    assert texts(asked, "pq-question") == [hostile]
    assert texts(asked, "bdi") == [hostile, "from 2019", hostile]
    assert texts(said, "pq-words") == [hostile]
    assert texts(said, "pq-whole") == [f"Who? {hostile}"]
    assert texts(said, "pq-title") == [hostile.replace("\n", " ")]
    assert skeleton(asked) == skeleton(render_question(plain, lambda _: "plain text"))
    gap = f'<span class="pq-gap">{escape(BREAK)}</span>'
    assert said.count(gap) == hostile.count(BREAK)
    assert skeleton(said.replace(gap, "")) == skeleton(render_reply(plain, last=True))


def test_what_the_chat_is_given_is_the_same_after_markdown(hostile, cite, answered):
    """Gradio renders messages as Markdown."""
    exchange = hostile_exchange(cite, answered, hostile)
    refused = Exchange(2, hostile, error=hostile)
    for markup in (
        render_question(exchange, lambda _: hostile),
        render_reply(exchange),
        render_reply(refused),
        render_question(refused, title_of),
    ):
        assert "\n" not in markup
        assert MARKDOWN.render(markup).strip() == markup


@given(st.text(min_size=1).map(normalise).filter(str.strip))
def test_any_quote_and_question_are_shown_letter_for_letter(cite, answered, texts, text):
    exchange = Exchange(1, text, answer=answered(cite(Article("a", "A", text), 0, len(text))))
    assert texts(render_reply(exchange), "pq-words") == [text]
    assert texts(render_sources([exchange]), "mark") == [text]
    assert texts(render_question(exchange, title_of), "pq-question") == [text]


def test_an_error_is_one_sentence(hostile, texts, skeleton):
    said = render_reply(Exchange(1, "q", error=f"the {hostile} is wrong: mend it"))
    assert texts(said, "pq-error") == [f"The {hostile} is wrong: mend it."]
    assert skeleton(said) == skeleton(render_reply(Exchange(1, "q", error="x")))


def test_a_disagreement_is_said_above_the_quotes(hostile, cite, answered, texts):
    articles = [Article(each, "Title", f"Not {hostile}", Source(publisher=hostile)) for each in "ab"]
    cited = [cite(article, 0, 4 + len(hostile), number) for number, article in enumerate(articles, 1)]
    conflict = Conflict("name", tuple((citation, Span(4, 4 + len(hostile))) for citation in cited))
    markup = render_reply(Exchange(1, "q", answer=replace(answered(*cited), conflict=conflict)))
    assert texts(markup, "pq-disagree") == [conflict.text]
    assert markup.index("pq-disagree") < markup.index("pq-quote")
    assert texts(render_reply(Exchange(1, "q", answer=answered(*cited))), "pq-disagree") == []


def test_what_was_searched_is_told_if_it_is_not_the_question(cite, answered, texts):
    for quotes in ((cite(Article("a", "Title", "Text."), 0, 5),), ()):
        answer = answered(*quotes)
        assert "pq-searched" not in render_reply(Exchange(2, "q", answer=answer))
        leaning = render_reply(Exchange(2, "q", answer=replace(answer, searched="Who was it?")))
        assert texts(leaning, "pq-whole") == ["Who was it?"]


@pytest.mark.parametrize(
    ("source", "line"),
    [
        (Source(publisher="The Moth", published="2024-06-20", authors=("A. One",)), "Title · The Moth, 20 Jun 2024"),
        (Source(published="2024"), "Title · 2024"),
        (Source(), "Title"),
    ],
)
def test_a_missing_field_is_left_out(cite, answered, texts, source, line):
    shown = render_reply(Exchange(1, "q", answer=answered(cite(Article("a", "Title", "Text.", source), 0, 5))))
    assert texts(shown, "pq-from") == [line]


def test_a_page_is_named(cite, answered, texts):
    article = Article("a", "Title", "One. Two.", Source(publisher="P"), pages=(0, 5))
    shown = render_reply(Exchange(1, "q", answer=answered(cite(article, 5, 9))))
    assert texts(shown, "pq-from") == ["Title · P, p. 2"]


def test_a_title_leads_to_its_article(cite, answered, tags, texts):
    article = Article("a", "Title", "One. Two.", Source(url="https://x.example/"))
    shown = render_reply(Exchange(3, "q", answer=answered(cite(article, 0, 4, 1), cite(article, 5, 9, 2))))
    assert [a["href"] for _, a in tags(shown) if a.get("class") == "pq-read"] == ["#read-3-1", "#read-3-2"]
    assert texts(shown, "pq-read") == ["Title", "Title"]


def test_each_quote_has_what_can_be_done_with_it(cite, answered, tags, texts):
    """As links within the page with a name of their own: the chat keeps no more of an element."""
    article = Article("a", "Title", "One. Two.")
    quotes = answered(cite(article, 0, 4, 1), cite(article, 5, 9, 2, lost="no longer in the library"))
    shown = render_reply(Exchange(3, "q", answer=quotes))
    drawn = [a for _, a in tags(shown) if "pq-icon" in (a.get("class") or "").split()]
    first, second = ["words", "cite", "keep", "read"], ["words", "cite", "keep"]  # one that is lost cannot be opened
    assert [a["href"] for a in drawn] == [*(f"#{n}-3-1" for n in first), *(f"#{n}-3-2" for n in second)]
    assert all(set(a) == {"class", "href", "title"} for a in drawn)
    assert texts(shown, "pq-icon")[:4] == [
        "Copy quote 1",
        "Copy citation of quote 1",
        "Keep quote 1 in the basket",
        "Open the article at quote 1",
    ]


def test_a_lost_quote_says_so_and_keeps_its_number(cite, answered, texts, tags):
    article = Article("a", "Title", "Text.", Source(publisher="P"))
    shown = render_reply(Exchange(3, "q", answer=answered(cite(article, 0, 5, lost="no longer in the library"))))
    assert texts(shown, "pq-from") == ["Title · P · no longer in the library"]
    assert texts(shown, "pq-words") == ["Text."]
    assert ("a", {"class": "pq-chip", "id": "chip-3-1", "href": "#quote-3-1"}) in tags(shown)
    assert "read-" not in shown  # there is nothing to open
    odd = render_reply(Exchange(3, "q", answer=answered(cite(article, 0, 5, lost="<b>gone</b>"))))
    assert texts(odd, "pq-lost") == ["<b>gone</b>"]


def test_nothing_found_is_plainly_marked(cite, answered, texts):
    nearest = render_reply(Exchange(1, "q", answer=answered(nearest=[cite(Article("a", "Title", "Text."), 0, 5)])))
    assert texts(nearest, "pq-reason") == ["No passage answers it."]
    assert texts(nearest, "pq-label") == ["Not an answer: the nearest passages"]
    assert "pq-nearest" not in render_reply(Exchange(1, "q", answer=answered()))


def test_talk_is_answered_by_a_plain_line_that_is_neither_right_nor_wrong(texts, tags):
    talk = Exchange(1, "thx", answer=make_line_answer("1", "thx", "You are welcome."))
    shown = render_reply(talk, last=True)
    assert texts(shown, "pq-answer") == ["You are welcome."]
    assert acts(tags, shown) == [] and "pq-label" not in shown


def test_an_overview_has_a_line_of_our_own_above_its_quotes(answered, cite, make_article, texts, hostile):
    article = make_article("The lamp burned.")
    overview = answered(cite(article, 0, 16), heading=f"Articles about {hostile}, the nearest first.")
    shown = render_reply(Exchange(1, "q", answer=overview))
    assert texts(shown, "pq-overview") == [f"Articles about {hostile}, the nearest first."]
    assert "pq-reason" not in shown and "pq-label" not in shown


def test_the_newest_below_talk_are_not_called_the_nearest(cite, make_article, texts):
    newest = (cite(make_article("The lamp burned."), 0, 16),)
    shown = render_reply(Exchange(1, "new?", answer=make_line_answer("1", "new?", "The newest.", newest)))
    assert texts(shown, "pq-overview") == ["The newest."]
    assert "pq-nearest" not in shown and len(texts(shown, "pq-quote")) == 1


def test_the_filters_of_a_question_are_named(texts):
    asked = Exchange(1, "q", Filters("2019", "2020-05", ("A & B",), ("lamp",)))
    assert texts(render_question(asked, title_of), "pq-filtered") == ["Title of lamp · 2019 to May 2020 · A & B"]
    assert texts(render_question(Exchange(1, "q"), title_of), "pq-filtered") == []


# What can be done.


@pytest.fixture
def quoting(cite, answered):
    return Exchange(7, "q", answer=answered(cite(Article("a", "Title", "Text."), 0, 5)))


def test_an_answer_can_be_copied_and_rated_and_the_last_one_asked_again(quoting, tags):
    assert acts(tags, render_reply(quoting)) == ["copy-7", "share-7", "up-7", "down-7"]
    assert acts(tags, render_reply(quoting, last=True)) == ["copy-7", "share-7", "up-7", "down-7", "retry-7"]
    assert acts(tags, render_question(quoting, title_of)) == ["edit-7"]


def test_a_verdict_is_shown_and_can_be_taken_back(quoting, tags, texts):
    for rating, expected, label in (
        (1, ["copy-7", "share-7", "unrate-7", "down-7"], "Rated right"),
        (-1, ["copy-7", "share-7", "up-7", "unrate-7"], "Rated wrong"),
    ):
        shown = render_reply(replace(quoting, rating=rating))
        assert acts(tags, shown) == expected
        assert texts(shown, "pq-on") == [label]


def test_a_refusal_is_rated_but_not_copied(answered, tags):
    assert acts(tags, render_reply(Exchange(7, "q", answer=answered()), last=True)) == ["up-7", "down-7", "retry-7"]


def test_a_question_that_is_asked_can_be_stopped(tags, texts):
    shown = render_reply(Exchange(7, "q"), searching=True, last=True)
    assert acts(tags, shown) == ["stop-7"]
    assert texts(shown, "pq-searching") == ["Searching your articles… Stop"]


def test_an_answer_that_still_grows_offers_nothing_yet(quoting, tags):
    assert acts(tags, render_reply(quoting, searching=True, last=True)) == []


def test_what_was_never_answered_says_so_and_can_be_asked_again(tags, texts):
    """The program was ended while it was searching."""
    for last, offered in ((True, ["retry-7"]), (False, [])):
        shown = render_reply(Exchange(7, "q"), last=last)
        assert texts(shown, "p") == ["It was stopped before it was answered."]
        assert acts(tags, shown) == offered


def test_a_quote_of_ones_own_is_no_question_and_can_be_taken_out(quoting, tags, texts):
    own = replace(quoting, own=True)
    assert texts(render_question(own, title_of, last=True), "pq-owned") == ["You quoted"]
    assert acts(tags, render_question(own, title_of)) == []
    assert acts(tags, render_reply(own, last=True)) == ["copy-7", "share-7", "withdraw-7"]


def test_every_act_says_what_it_is(quoting, tags):
    for markup in (
        render_reply(quoting, last=True),
        render_question(quoting, title_of),
        render_reply(Exchange(7, "q"), searching=True),
    ):
        links = [attributes for _, attributes in tags(markup) if "pq-do" in (attributes.get("class") or "").split()]
        assert links and all(attributes["title"] for attributes in links)


SPEECH = Article("s", "A pact", '"It is clear," said Dmitry Peskov. It rained.', Source(publisher="The Courier"))


@pytest.mark.parametrize(
    ("span", "shown"),
    [((0, 34), ["Dmitry Peskov, quoted in A pact · The Courier"]), ((35, 45), ["A pact · The Courier"])],
)
def test_the_speaker_stands_before_the_source(cite, answered, texts, span, shown):
    assert texts(render_reply(Exchange(1, "q", answer=answered(cite(SPEECH, *span)))), "pq-from") == shown


def test_a_later_article_opens_from_below_the_quotes(answered, cite, make_article, texts, tags, hostile):
    article = make_article("The lamp burned.")
    later = LaterArticle(f"a-{hostile}", hostile, "The Moth", "2024-07-01")
    shown = render_reply(Exchange(1, "q", answer=answered(cite(article, 0, 16), later=later)))
    assert texts(shown, "pq-later") == [later.text]
    hrefs = [attributes.get("href") or "" for _, attributes in tags(shown)]
    [link] = [href for href in hrefs if href.startswith("#article-")]
    assert unquote(link.removeprefix("#article-")) == later.id and '"' not in link
