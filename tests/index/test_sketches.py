"""Sketches of texts, and the copies that they find."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import Filters
from index.sketches import are_alike, make_sketch

KINDS = ("folder", "postgresql")

WORDS = [a + b + c for a in "bdfgklmnpr" for b in ("a", "e", "i", "o") for c in ("l", "n", "r", "st", "m")]


def make_words(count, seed):
    return random.Random(seed).choices(WORDS, k=count)


def alike(text, *others):
    return [number for number, other in enumerate(others, 1) if are_alike(make_sketch(text), make_sketch(other))]


@pytest.mark.parametrize("length", [30, 300])
def test_copies_with_small_edits_are_alike_and_other_texts_are_not(length):
    words = make_words(length, 1)
    edited = [word if n % 40 else "other" for n, word in enumerate(words)]
    cut = words[: len(words) * 2 // 3]
    other = make_words(length, 2)
    assert alike(*map(" ".join, (words, edited, cut, other, words))) == [1, 2, 4]


@given(st.text(max_size=80))
def test_any_text_is_like_itself(text):
    assert alike(text, text) == [1]


@pytest.fixture
def report():
    body = ". ".join(" ".join(make_words(9, seed)).capitalize() for seed in range(30))
    return f"The dam near Askby broke on 3 May. {body}."


def test_copies_are_found_and_the_first_published_comes_first(library, make_article, report):
    list(
        library.add(
            [
                make_article(report, "late", publisher="Post", published="2024-05-04"),
                make_article(report + " More on page 4.", "month", publisher="Herald", published="2024-05"),
                make_article(report.replace("broke", "burst"), "first", publisher="Agency", published="2024-05-03"),
                make_article(report, "undated"),
                make_article(
                    report.replace("Askby", "Borby").replace("3 May", "9 June"), "form", title="Borby 9 Askby"
                ),
                make_article(" ".join(make_words(250, 99)), "other"),
            ]
        )
    )
    found = [article.id for article in library.find_copies("late")]
    assert [id_ for id_ in found if id_ != "form"] == ["first", "late", "month", "undated"]
    within = library.find_copies("late", Filters(publishers=("Post", "Herald")))
    assert [article.id for article in within] == ["late", "month"]
    assert [article.id for article in library.find_copies("other")] == ["other"]
    library.discard("first")
    assert library.find_copies("undated")[0].id == "late"


def test_one_form_filled_in_for_two_towns_is_no_copy(library, make_article):
    form = (
        "{0} lies on the river. {0} has a mill, and the mill of {0} is {1} years old. People of {0} fish, {2} of them."
    )
    form += " The town sells salt and wool to all who come by on the road, and has a market on each day of the year."
    list(
        library.add(
            [
                make_article(form.format("Askby", 30, 412), "askby"),
                make_article(form.format("Borby", 71, 97), "borby"),
            ]
        )
    )
    assert len(library.find_copies("askby")) == 1


def test_the_doctor_makes_what_sketches_are_missing(library, make_article, report):
    from index.doctor import examine

    list(library.add([make_article(report, "a"), make_article(report, "b")]))
    with library.database.writing() as connection:
        connection.execute("DELETE FROM sketches")
    assert len(library.find_copies("a")) == 1
    examine(library)
    assert len(library.find_copies("a")) == 2


@pytest.mark.kinds("folder")
def test_a_library_of_an_earlier_version_learns_its_copies_at_the_next_change(library, make_article, report):
    list(library.add([make_article(report, "a"), make_article(report, "b")]))
    with library.database.writing() as connection:
        connection.execute("DROP TABLE sketch_pairs")
    assert len(library.find_copies("a")) == 1
    list(library.add([make_article("The lamp burned.", "c")]))
    assert [article.id for article in library.find_copies("a")] == ["a", "b"]


def test_copies_are_found_however_much_of_them_was_changed(library, make_article):
    """Of texts that are alike at all, next to none is missed by looking pairs of places up."""
    texts = {}
    for seed in range(60):
        words = make_words(200, seed)
        texts[f"own-{seed}"], edited = words, list(words)
        for place in range(0, len(edited), 6 + seed % 30):
            edited[place] = f"changed{seed}"
        texts[f"too-{seed}"] = edited[: 200 - seed]
    list(library.add([make_article(" ".join(words), id_) for id_, words in texts.items()]))
    missed = 0
    for seed in range(60):
        ids = (f"own-{seed}", f"too-{seed}")
        alike = are_alike(*(make_sketch(" ".join(texts[id_])) for id_ in ids))
        found = [article.id for article in library.find_copies(ids[0])]
        assert set(found) <= set(ids)
        missed += alike and len(found) == 1
    assert missed <= 1


def test_what_is_removed_or_rewritten_is_no_copy_any_more(library, make_article, report):
    list(library.add([make_article(report, "a"), make_article(report, "b"), make_article(report, "c")]))
    library.discard("b")
    list(library.add([make_article("Another thing was told on this day by the harbour of the town.", "c")]))
    assert [article.id for article in library.find_copies("a")] == ["a"]
    with library.database.reading() as connection:
        left = connection.execute("SELECT DISTINCT article_id FROM sketch_pairs ORDER BY 1").fetchall()
    assert left == [("a",), ("c",)]
