"""The library on the page: articles are listed, sorted, found, removed and brought back, and corrected."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus import Article, PullquoteError, Source
from index import Entry, LibraryError, NoSuchArticle
from index.doctor import examine
from qa.errors import DetailError
from qa.web.actions.library_actions import LibraryActions, order_by, sort_entries
from qa.web.html.library_html import COLUMNS, Order
from qa.web.web_settings import WebSettings

GARBAGE = [None, True, 3.5, "", "x" * 10_000, "\0", "\ud800", [], ["x"], {}, {"id": "x"}, -1, 10**30]
ARTICLES = (
    Article("a", "beta", "One two three.", Source(publisher="The Moth", published="2024-06-19", authors=("Ada",))),
    Article("b", "Alpha", "One two.", Source(publisher="P & Q", published="2024")),
    Article("c", "gamma <b>", "One.", Source(authors=("Bo Ek", "Cy"))),
    Article("d", "Delta", "One two three four.", Source(publisher="The Moth", published="1999-05")),
)


@pytest.fixture
def library_actions(library):
    list(library.add(ARTICLES))
    return LibraryActions(library, WebSettings())


@pytest.fixture
def titles(library_actions, texts):
    """Return the titles that are listed."""

    def listed(wanted="", publisher="", order=None, **more):
        return texts(library_actions.list_articles(wanted, publisher, order or Order(), **more)[0], "pq-title")

    return listed


@pytest.fixture
def said(texts):
    """Return what a line says."""
    return lambda markup: texts(markup, "p")[0]


# The list.


@pytest.mark.parametrize(
    ("column", "rising", "unknown"),
    [
        ("title", ["Alpha", "beta", "Delta", "gamma <b>"], []),
        ("publisher", ["Alpha", "beta", "Delta"], ["gamma <b>"]),
        ("published", ["Delta", "Alpha", "beta"], ["gamma <b>"]),
        ("words", ["gamma <b>", "Alpha", "beta", "Delta"], []),
    ],
)
def test_the_list_is_sorted_both_ways_and_what_is_not_known_stands_last(titles, column, rising, unknown):
    assert titles(order=Order(column, falling=False)) == rising + unknown
    falling = ["beta", "Delta", "Alpha"] if column == "publisher" else rising[::-1]  # of one publisher as they were
    assert titles(order=Order(column, falling=True)) == falling + unknown


def test_the_list_is_sorted_by_when_articles_were_added():
    entries = [Entry(n, n, Source(), 1, 1, f"2024-01-0{n}T00:00:00+00:00") for n in "213"]
    assert [each.id for each in sort_entries(entries, Order("added", falling=True))] == ["3", "2", "1"]
    assert [each.id for each in sort_entries(entries, Order("added", falling=False))] == ["1", "2", "3"]


@given(
    st.lists(st.tuples(st.sampled_from(["", "a", "B", "b"]), st.sampled_from([None, "2024", "2024-06"]))),
    st.sampled_from([name for name, _ in COLUMNS]),
    st.booleans(),
)
def test_sorting_loses_nobody(fields, column, falling):
    entries = [
        Entry(str(n), publisher or "T", Source(publisher=publisher or None, published=published), n + 1, 1, "2024")
        for n, (publisher, published) in enumerate(fields)
    ]
    assert sorted(each.id for each in sort_entries(entries, Order(column, falling))) == sorted(
        each.id for each in entries
    )


def test_a_click_on_a_heading_sorts_by_it_and_another_turns_it_round():
    order = order_by("title", Order())
    assert order == Order("title", falling=False)
    assert order_by("title", order) == Order("title", falling=True)
    assert order_by("words", order) == Order("words", falling=True)
    assert order_by("published", Order()) == Order("published", falling=False)
    for garbage in GARBAGE:
        assert order_by(garbage, order) == order


@pytest.mark.parametrize(
    ("wanted", "listed"),
    [
        ("ALPHA", ["Alpha"]),
        (" ada ", ["beta"]),
        ("bo ek", ["gamma <b>"]),
        ("moth", ["beta", "Delta"]),
        ("<b>", ["gamma <b>"]),
        ("sardine", []),
        ('"bo ek"', ["gamma <b>"]),
        ('"ek bo"', []),
        ("moth ada", ["beta"]),
        ('""', []),
        ("", ["beta", "Alpha", "Delta", "gamma <b>"]),
    ],
)
def test_articles_are_found_by_title_author_and_publisher(titles, wanted, listed):
    assert titles(wanted) == listed


def test_the_list_can_be_of_one_publisher(library_actions, titles, texts):
    assert library_actions.list_publishers() == ["P & Q", "The Moth"]
    assert titles(publisher="The Moth") == ["beta", "Delta"]
    assert titles("delta", "The Moth") == ["Delta"]
    assert titles(publisher="the moth") == ["beta", "Delta"]
    assert titles("alpha", "The Moth") == []
    [line] = texts(library_actions.list_articles("", "The Mohts", Order())[0], "pq-notice")
    assert "the nearest is 'The Moth'" in line
    assert texts(library_actions.list_articles("", "P & Q", Order())[0], "h2") == ["1 article"]


@pytest.mark.parametrize("garbage", GARBAGE, ids=lambda each: repr(each)[:20])
def test_any_filter_is_survived(titles, garbage):
    shown = len(titles(garbage)), len(titles(publisher=garbage))
    assert shown == ((0 if isinstance(garbage, str) and garbage.strip() else 4,) * 2)


@pytest.mark.parametrize(
    ("page", "number", "shown"),
    [
        (0, 0, ["Alpha", "beta"]),
        (1, 1, ["Delta", "gamma <b>"]),
        (9, 1, ["Delta", "gamma <b>"]),
        (-1, 0, ["Alpha", "beta"]),
    ],
)
def test_the_list_is_shown_page_by_page(library, texts, page, number, shown):
    list(library.add(ARTICLES))
    actions = LibraryActions(library, WebSettings(most_rows=2))
    listed, at = actions.list_articles("", "", Order("title", falling=False), page=page)
    assert (texts(listed, "pq-title"), at) == (shown, number)
    assert texts(listed, "h2") == ["4 articles"]


def test_an_empty_library_shows_how_to_begin(library, texts):
    listed, _ = LibraryActions(library, WebSettings()).list_articles("", "", Order())
    assert texts(listed, "h2") == ["Your library is empty"] and len(texts(listed, "li")) == 3


# Words of the texts.


def test_articles_are_found_by_their_texts_and_show_where(library_actions, titles, tags, texts):
    assert titles("two THREE") == ["beta", "Delta"]
    assert titles("four gamma") == titles("three", "P & Q") == []
    listed, _ = library_actions.list_articles("two three", "", Order())
    assert texts(listed, "pq-library-place") == ["One two three.", "One two three four."]
    assert texts(listed, "mark") == ["two", "three"] * 2
    places = [(a["data-id"], a["data-start"], a["data-end"]) for _, a in tags(listed) if "data-start" in a]
    assert places == [("a", "0", "14"), ("d", "0", "19")]
    assert texts(library_actions.list_articles("alpha", "", Order())[0], "pq-library-place") == []


def test_an_article_shows_three_places_at_most(library, texts):
    pages = [f"{'Nobody knows what it was for. ' * 30}The lamp of room {n} burned." for n in range(9)]
    list(library.add([Article("long", "Long", "\n\n".join(pages))]))
    listed, _ = LibraryActions(library, WebSettings()).list_articles("lamp", "", Order())
    assert len(texts(listed, "pq-library-place")) == 3
    assert "and elsewhere in this article" in texts(listed, "pq-meta")


# Several at once.


def test_several_articles_are_tagged_listed_by_it_and_untagged(library_actions, titles, said, tags):
    assert said(library_actions.tag("a\nc", " Oil ")) == "2 articles tagged “Oil”."
    assert library_actions.list_tags() == ["Oil"] and titles(tag="Oil") == ["beta", "gamma <b>"]
    assert titles("beta", tag="Oil") == ["beta"] and titles(tag="nope") == []
    assert said(library_actions.untag("a\nb", "oil")) == "“Oil” was taken off."
    assert titles(tag="Oil") == ["gamma <b>"]
    for refused in (lambda: library_actions.tag("a", ""), lambda: library_actions.untag("a", "nope")):
        with pytest.raises(LibraryError):
            refused()


def test_several_articles_are_removed_and_brought_back_together(library_actions, library, titles, said, tags):
    library_actions.tag("a\nd", "oil")
    before = library.entries()
    removed = library_actions.remove("a\nnope\nd")
    assert said(removed) == "Removed 2 articles. Undo" and titles() == ["Alpha", "gamma <b>"]
    [key] = [a["data-id"] for _, a in tags(removed) if a.get("data-send") == "library_restore"]
    assert said(library_actions.restore(key)) == "2 articles are back."
    assert library.entries() == before and not examine(library)


# Removed and brought back.


def test_an_article_is_removed_and_brought_back(library_actions, library, titles, said):
    before = library.entries(), library.article("c")
    assert said(library_actions.remove("c")) == "Removed “gamma <b>”. Undo"
    assert "gamma <b>" not in titles()
    assert said(library_actions.restore("c")) == "“gamma <b>” is back."
    assert (library.entries(), library.article("c")) == before and not examine(library)


def test_what_was_undone_cannot_be_undone_twice(library_actions, library, said):
    library_actions.remove("c")
    library_actions.restore("c")
    assert said(library_actions.restore("c")) == "That cannot be undone any more: add the article again."
    assert len(library.entries()) == 4
    assert said(library_actions.remove("c")).startswith("Removed")
    assert said(library_actions.restore("c")) == "“gamma <b>” is back."


def test_an_article_is_removed_once(library_actions, said):
    library_actions.remove("c")
    assert said(library_actions.remove("c")) == "That article is no longer in the library."


def test_an_article_that_came_again_meanwhile_is_kept(library_actions, library, said):
    library_actions.remove("a")
    list(library.add([Article("a", "Newer", "Other words.")]))
    assert "has been added meanwhile" in said(library_actions.restore("a"))
    assert library.article("a").title == "Newer"


def test_only_so_many_removals_can_be_undone(library, said):
    list(library.add(ARTICLES))
    library_actions = LibraryActions(library, WebSettings(most_undone=2))
    for article_id in "abc":
        library_actions.remove(article_id)
    assert "cannot be undone" in said(library_actions.restore("a"))
    assert (
        said(library_actions.restore("b")) == "“Alpha” is back."
        and said(library_actions.restore("c")) == "“gamma <b>” is back."
    )


def test_what_the_library_refuses_is_told(library_actions, library, said, monkeypatch):
    def refuse(*_):
        raise LibraryError("the disk is full: free some space")

    removed = library_actions.remove("a")
    monkeypatch.setattr(type(library), "remove", refuse)
    monkeypatch.setattr(type(library), "restore", refuse)
    assert (
        said(library_actions.remove("b")) == said(library_actions.restore("a")) == "The disk is full: free some space."
    )
    assert "pq-undo" in removed


@pytest.mark.parametrize("garbage", GARBAGE, ids=lambda each: repr(each)[:20])
def test_what_is_no_article_changes_nothing(library_actions, library, said, garbage):
    before = library.entries()
    for line in (library_actions.remove(garbage), library_actions.restore(garbage)):
        assert said(line)
    for call in (library_actions.describe, lambda each: library_actions.correct(each, ("Title", "", "", "", ""))):
        with pytest.raises(PullquoteError):
            call(garbage)
    assert library.entries() == before


# Details and corrections.


def test_details_tell_what_is_known(library_actions, texts):
    details = library_actions.describe("a")
    assert (details.article_id, details.fields) == ("a", ("beta", "Ada", "The Moth", "2024-06-19", ""))
    assert "3 words" in texts(details.heading, "dd")[0]
    assert library_actions.describe("c").fields == ("gamma <b>", "Bo Ek; Cy", "", "", "")
    with pytest.raises(NoSuchArticle, match="is not in the library: it was removed"):
        library_actions.describe("nope")


def test_what_is_saved_as_it_is_changes_nothing(library_actions, library, said):
    before = library.entries()
    for article in ARTICLES:
        assert (
            said(library_actions.correct(article.id, library_actions.describe(article.id).fields))
            == "Nothing was changed."
        )
    assert library.entries() == before


def test_spaces_in_what_is_known_are_no_correction(library_actions, library, said):
    """A title with two spaces in a row was corrected whenever anything was saved."""
    source = Source(publisher="P  Q", authors=("A  B",))
    list(library.add([Article("e", "Two  spaces", "Text.", source)]))
    assert said(library_actions.correct("e", library_actions.describe("e").fields)) == "Nothing was changed."
    assert library.article("e").title == "Two  spaces"


def test_details_are_corrected_and_stay_so(library_actions, library, said):
    fields = ("  The\nlamp ", "Ada Lovelace;  Charles Babbage;;", "P", " 2024-06 ", "https://a.example/x?y=1")
    assert said(library_actions.correct("c", fields)) == "“The lamp” is corrected."
    article = library.article("c")
    expected = Source("https://a.example/x?y=1", None, "P", ("Ada Lovelace", "Charles Babbage"), "2024-06")
    assert (article.title, article.source, article.text) == ("The lamp", expected, ARTICLES[2].text)
    assert not examine(library)
    list(library.add(ARTICLES))
    assert library.article("c") == article
    assert said(library_actions.correct("c", ("The lamp", "", "", "", ""))) == "“The lamp” is corrected."
    assert library.article("c").source == Source()


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        (("", "", "", "", ""), "an article needs a title: write one"),
        ((" \n", "", "", "", ""), "an article needs a title: write one"),
        ((None, "", "", "", ""), "an article needs a title: write one"),
        (("T", "", "", "yesterday", ""), "'yesterday' is not a date: write it like 2024-06-19"),
        (("T", "", "", "2024-13", ""), "'2024-13' is not a date"),
        (("T", "", "", "19 June 2024", ""), "'19 June 2024' is not a date"),
        (("T", "", "", "", "javascript:alert(1)"), "an address begins with https:// or http://"),
        (("T", "", "", "", "a.example"), "an address begins with https:// or http://"),
        (("T", "", "", "", "https://a b"), "is not the address of a web page"),
        (("T", "", "", "", "https://a.example:x/"), "is not the address of a web page"),
        (("T", "", "", "", "https://"), "an address begins with https:// or http://"),
    ],
)
def test_what_cannot_be_right_is_refused_with_a_sentence(library_actions, library, fields, why):
    before = library.article("a")
    with pytest.raises(PullquoteError, match=why):
        library_actions.correct("a", fields)
    assert library.article("a") == before


@pytest.mark.parametrize("garbage", GARBAGE, ids=lambda each: repr(each)[:20])
@pytest.mark.parametrize("field", range(5))
def test_any_field_is_survived(library_actions, library, field, garbage):
    fields = ["beta", "Ada", "The Moth", "2024-06-19", ""]
    fields[field] = garbage
    try:
        library_actions.correct("a", fields)
    except PullquoteError as error:
        assert str(error)
    article = library.article("a")
    assert article.text == ARTICLES[0].text and 0 < len(article.title) <= 1000
    assert len(article.source.publisher or "") <= 1000


def test_a_title_without_letters_is_none(library_actions):
    with pytest.raises(DetailError):
        library_actions.correct("a", ("\ud800\0", "", "", "", ""))
