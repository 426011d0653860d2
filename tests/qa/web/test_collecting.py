"""Collecting on the page: quotes of a conversation are kept, ordered, noted and dropped, and cited in a style."""

import pytest

from qa.errors import BasketError


@pytest.fixture
def collection(rooms):
    return rooms.collection


@pytest.fixture
def filled(collection, asked):
    """The collection with three quotes of one answer; their words, in the answer's order."""
    view = asked("Which lamp?")
    for which in (1, 2, 3):
        collection.keep(view.conversation, 1, which)
    return collection


def ids(markup, tags):
    return [int(a["data-note"]) for tag, a in tags(markup) if tag == "textarea"]


def test_a_quote_is_kept_with_its_question(collection, asked, texts, kept):
    view = asked("Which lamp?")
    assert collection.keep(view.conversation, 1, 2) == "Quote 2 is kept in your basket"
    [_, second, *_] = kept.exchanges(view.conversation)[0].answer.quotes
    shown = collection.shown()
    assert texts(shown, "pq-words") == [second.text]
    assert "Asked: Which lamp?" in texts(shown, "pq-meta")
    collection.keep(view.conversation, 1, 2)
    assert collection.shown() == shown


def test_a_quote_of_ones_own_and_a_nearest_passage_are_kept_too(collection, lectern, asked, texts):
    own = lectern.quote("", "moon", 0, 5)
    nothing = asked("Who bakes bread?")
    collection.keep(own.conversation, 1, 1)
    collection.keep(nothing.conversation, 1, 1)
    assert len(texts(collection.shown(), "pq-words")) == 2
    assert len(texts(collection.shown(), "pq-meta")) == 1


def test_quotes_are_moved_noted_and_dropped(filled, texts, tags):
    words = texts(filled.shown(), "pq-words")
    one, two, three = ids(filled.shown(), tags)
    assert texts(filled.place(three, 1), "pq-words") == [words[2], words[0], words[1]]
    filled.note(one, "  Look this up.\r\nTwice. ")
    assert texts(filled.shown(), "textarea") == ["", "Look this up.\nTwice.", ""]
    assert texts(filled.discard(two), "pq-words") == [words[2], words[0]]
    for gone in (lambda: filled.discard(two), lambda: filled.place(two, 1), lambda: filled.note(two, "x")):
        with pytest.raises(BasketError, match="not in the basket any more"):
            gone()


def test_what_has_a_note_is_dropped_only_when_that_is_confirmed(filled, tags):
    one, two, _ = ids(filled.shown(), tags)
    filled.note(one, "Mine.")
    drops = [a for _, a in tags(filled.shown()) if "pq-drop" in (a.get("class") or "").split()]
    assert ["data-sure" in a for a in drops] == [True, False, False]
    sent = [a["data-kept"] for _, a in tags(filled.shown()) if a.get("data-send") == "discard"]
    assert sent[:2] == [str(one), str(two)]


def test_each_style_cites_in_its_own_way(filled, texts, tags, views):
    cited = {}
    for style in ("apa", "chicago-notes", "ieee"):
        shown = filled.prefer_style(style)
        cited[style] = texts(shown, "pq-cited")
        assert [a["value"] for tag, a in tags(shown) if tag == "option" and "selected" in a] == [style]
        assert views.style == style and f"style&#61;{style.replace('-', '&#45;')}" in shown
    assert len(set(map(tuple, cited.values()))) == 3
    before = filled.shown()
    for wrong in ("nope", "/etc/passwd", None, 7, ""):
        assert filled.prefer_style(wrong) == before


def test_there_are_several_baskets(filled, asked, texts, tags):
    empty = filled.open("  The book ")
    assert filled.name == "The book" and texts(empty, "pq-kept") == [] and texts(empty, "pq-exports") == []
    said = filled.keep(asked("Which moon?").conversation, 1, 1)
    assert said == "Quote 1 is kept in your basket “The book”"
    assert [a["value"] for tag, a in tags(filled.shown()) if tag == "option" and "selected" not in a][-2:] == [
        "The book",
        "basket",
    ]
    assert len(texts(filled.open("basket"), "pq-words")) == 3
    for wrong in ("", " \n", "x" * 81, None, 3):
        with pytest.raises(BasketError):
            filled.open(wrong)
    assert filled.name == "basket"


def test_without_pandoc_its_documents_are_not_offered(filled, texts, monkeypatch):
    links = ["Word", "OpenDocument", "Markdown", "HTML", "BibTeX", "RIS", "CSL-JSON"]
    assert texts(filled.shown(), "pq-download") == links
    monkeypatch.setattr("qa.web.collecting.is_there", lambda: False)
    assert texts(filled.shown(), "pq-download") == links[2:]
    assert 'pip install "pullquote[documents]"' in texts(filled.shown(), "code")


def test_a_kept_quote_outlasts_its_article_and_conversation(rooms, filled, talks, texts, kept):
    words = texts(filled.shown(), "pq-words")
    for conversation in kept.all():
        talks.forget(conversation.id, "")
    rooms.assistant.library.remove("lamp")
    assert texts(filled.shown(), "pq-words") == words
    assert "no longer in the library" in texts(filled.shown(), "pq-lost")
