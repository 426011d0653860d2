"""Baskets: kept in order, with notes, and followed to where their quotes stand now."""

import sqlite3
from concurrent.futures import ThreadPoolExecutor

import pytest

from index import LibraryMismatch
from index.merging import Merge, merge
from qa.basket.basket_store import FILE_NAME, LONGEST_NAME, LONGEST_NOTE, Baskets
from qa.errors import BasketError

TEXT = "The lamp burned for eleven years. Nobody asked who paid for the oil. It went out in March. The lamp burned."


@pytest.fixture
def lamp(library, make_article):
    article = make_article(TEXT, publisher="The Moth", authors=("Ada Ek",), url="https://a.example/lamp")
    list(library.add([article]))
    return article


def texts(baskets, name="basket"):
    return [it.citation.text for it in baskets.list_quotes(name)]


def test_quotes_are_kept_in_order_with_what_was_asked_and_noted(baskets, lamp, cite):
    one = baskets.keep(cite(lamp, "It went out in March."), asked="When?", note="the end")
    two = baskets.keep(cite(lamp, "Nobody asked who paid for the oil."))
    kept = baskets.list_quotes()
    assert [(it.id, it.citation.number, it.asked, it.note) for it in kept] == [
        (one, 1, "When?", "the end"),
        (two, 2, "", ""),
    ]
    assert texts(baskets) == ["It went out in March.", "Nobody asked who paid for the oil."]
    assert kept[0].citation.article == lamp and kept[0].citation.lost is None


def test_a_quote_is_kept_once_in_a_basket(baskets, lamp, cite):
    first = baskets.keep(cite(lamp, "The lamp burned"), note="mine")
    baskets.keep(cite(lamp, "It went out in March."))
    assert baskets.keep(cite(lamp, "The lamp burned"), note="another") == first
    assert [it.note for it in baskets.list_quotes()] == ["mine", ""]
    assert baskets.keep(cite(lamp, "The lamp burned"), "other") != first


def test_a_quote_of_an_article_that_became_one_with_another_leads_there(baskets, lamp, library, make_article, cite):
    copy = make_article(TEXT, "copy")
    list(library.add([copy]))
    baskets.keep(cite(copy, "It went out in March."))
    merge(library, Merge(lamp.id, ("copy",)))
    [kept] = baskets.list_quotes()
    assert (kept.citation.article, kept.citation.text, kept.citation.lost) == (lamp, "It went out in March.", None)
    assert baskets.list_holding(lamp.id) == ["basket"]


def test_it_is_kept_once_whichever_of_the_articles_it_names(baskets, lamp, library, make_article, cite):
    copy = make_article(TEXT, "copy")
    list(library.add([copy]))
    first = baskets.keep(cite(copy, "It went out in March."))
    merge(library, Merge(lamp.id, ("copy",)))
    assert baskets.keep(cite(lamp, "It went out in March.")) == first
    assert baskets.keep(cite(copy, "It went out in March.")) == first
    second = baskets.keep(cite(copy, "The lamp burned"))
    assert baskets.keep(cite(lamp, "The lamp burned")) == second
    assert len(baskets.list_quotes()) == 2


def test_equal_letters_at_two_places_are_two_quotes(baskets, lamp, cite):
    first = baskets.keep(cite(lamp, "The lamp burned"))
    second = baskets.keep(cite(lamp, "The lamp burned", at=5))
    assert first != second
    starts = [it.citation.quote.start for it in baskets.list_quotes()]
    assert starts == [0, TEXT.rindex("The lamp burned")]


@pytest.mark.parametrize(
    ("number", "to", "order"),
    [(1, 3, "bca"), (3, 1, "cab"), (2, 2, "abc"), (1, 99, "bca"), (3, -5, "cab"), (2, 1, "bac"), (2, 3, "acb")],
)
def test_moving(baskets, library, make_article, cite, number, to, order):
    article = make_article("a b c")
    list(library.add([article]))
    for text in "abc":
        baskets.keep(cite(article, text))
    baskets.move(baskets.list_quotes()[number - 1].id, to)
    assert "".join(texts(baskets)) == order
    assert [it.citation.number for it in baskets.list_quotes()] == [1, 2, 3]


def test_noting_and_dropping(baskets, lamp, cite):
    one = baskets.keep(cite(lamp, "It went out in March."))
    two = baskets.keep(cite(lamp, "Nobody asked who paid for the oil."))
    baskets.note(one, "  first\r\nsecond  ")
    assert [it.note for it in baskets.list_quotes()] == ["first\nsecond", ""]
    baskets.note(one, "")
    baskets.drop(one)
    assert [(it.id, it.citation.number, it.note) for it in baskets.list_quotes()] == [(two, 1, "")]


def test_what_is_put_in_after_a_drop_stands_last(baskets, lamp, cite):
    one = baskets.keep(cite(lamp, "The lamp burned"))
    baskets.keep(cite(lamp, "It went out in March."))
    baskets.drop(one)
    baskets.keep(cite(lamp, "Nobody asked"))
    assert texts(baskets) == ["It went out in March.", "Nobody asked"]


def test_a_quote_that_is_not_there_is_not_changed(baskets, lamp, cite):
    gone = baskets.keep(cite(lamp, "The lamp burned"))
    baskets.drop(gone)
    for change in (lambda: baskets.drop(gone), lambda: baskets.note(gone, "x"), lambda: baskets.move(gone, 1)):
        with pytest.raises(BasketError, match="not in the basket any more"):
            change()


def test_names(baskets, lamp, cite):
    assert baskets.list_names() == []
    baskets.keep(cite(lamp, "The lamp burned"), "thesis")
    baskets.keep(cite(lamp, "The lamp burned"), "  a \n b ")
    baskets.keep(cite(lamp, "The lamp"), "thesis")
    assert baskets.list_names() == ["a b", "thesis"] and baskets.count_quotes() == {"a b": 1, "thesis": 2}
    assert texts(baskets, "a b") == ["The lamp burned"] and texts(baskets) == []


def test_no_invisible_control_makes_a_name_read_as_another(baskets, lamp, cite):
    baskets.keep(cite(lamp, "The lamp burned"), "\u202ethesis\u202c")
    assert baskets.list_names() == ["thesis"]


@pytest.mark.parametrize("name", ["", "  ", "\x00", "\u202e", "x" * (LONGEST_NAME + 1)])
def test_a_name_that_is_none(baskets, lamp, cite, name):
    with pytest.raises(BasketError, match="1 to 80 characters"):
        baskets.keep(cite(lamp, "The lamp burned"), name)
    with pytest.raises(BasketError):
        baskets.list_quotes(name)


def test_a_note_too_long(baskets, lamp, cite):
    with pytest.raises(BasketError, match="at most 10,000 characters"):
        baskets.keep(cite(lamp, "The lamp burned"), note="x" * (LONGEST_NOTE + 1))
    assert baskets.list_quotes() == ()


def test_a_quote_is_followed_when_its_article_changes(baskets, library, lamp, cite, make_article):
    for text in ("The lamp burned for eleven years.", "Nobody asked who paid for the oil."):
        baskets.keep(cite(lamp, text))
    list(library.add([make_article(f"A word before. {TEXT.replace('Nobody', 'Somebody')}")]))
    moved, altered = (it.citation for it in baskets.list_quotes())
    assert moved.text == "The lamp burned for eleven years." and moved.lost is None
    assert moved.quote.start == 15 and moved.article.text.startswith("A word before.")
    assert altered.lost == "changed since it was quoted" and altered.text == "Nobody asked who paid for the oil."


def test_a_quote_outlives_its_article(baskets, library, lamp, cite):
    baskets.keep(cite(lamp, "It went out in March."))
    library.remove("lamp")
    [kept] = baskets.list_quotes()
    assert kept.citation.lost == "no longer in the library" and kept.citation.text == "It went out in March."
    assert kept.citation.article.source.authors == ("Ada Ek",)
    list(library.add([lamp]))
    [kept] = baskets.list_quotes()
    assert kept.citation.lost is None and kept.citation.article == lamp


def test_a_moved_quote_is_kept_once(baskets, library, lamp, cite, make_article):
    first = baskets.keep(cite(lamp, "It went out in March."))
    changed = make_article(f"A word before. {TEXT}")
    list(library.add([changed]))
    assert baskets.keep(cite(changed, "It went out in March.")) == first


def test_a_basket_is_there_when_it_is_opened_again(baskets, library, lamp, cite):
    baskets.keep(cite(lamp, "The lamp burned"), note="mine")
    assert [(it.citation.text, it.note) for it in Baskets(library).list_quotes()] == [("The lamp burned", "mine")]


def test_several_threads(baskets, library, make_article, cite):
    article = make_article(" ".join(f"word{n}" for n in range(60)))
    list(library.add([article]))
    wanted = [f"word{n}" for n in range(10, 60)]
    with ThreadPoolExecutor(8) as pool:
        ids = list(pool.map(lambda text: Baskets(library).keep(cite(article, text)), wanted * 2))
    assert len(set(ids)) == len(wanted)
    assert sorted(texts(baskets)) == wanted
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda kept: baskets.move(kept.id, 1), baskets.list_quotes()))
        list(pool.map(lambda kept: baskets.drop(kept.id), baskets.list_quotes()[:25]))
    assert len(set(texts(baskets))) == 25


def test_a_file_of_a_later_version_is_refused(baskets, library):
    with sqlite3.connect(library.folder / FILE_NAME) as connection:
        connection.execute("PRAGMA user_version = 99")
    connection.close()
    with pytest.raises(LibraryMismatch, match="later version"):
        Baskets(library)
