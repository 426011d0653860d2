"""What was marked on a page in a browser: found where it stands in the article, or nowhere."""

import pytest

from qa.selections import Selection, find_selection

TEXT = (
    "The toll\n\nThe toll was abolished in 1901. Nobody said “why”, not even Anna.\n\n"
    "The toll was abolished in 1901. Everyone knew \u2014 or so it seemed \u2014 and nobody can\u2019t tell.\n\n"
    "It cost 1,900 crowns."
)


@pytest.fixture
def find(make_article):
    article = make_article(TEXT)

    def find_(text, before="", after=""):
        span = find_selection(article, Selection(text, before, after))
        return span and (span.start, article.text[slice(*span)])

    return find_


@pytest.mark.parametrize(
    ("marked", "stands"),
    [
        ("Nobody said “why”", "Nobody said “why”"),
        ("  crowns.\n", "crowns."),
        # What browsers and sites make of blanks, marks and letters.
        ('Nobody\u00a0said "why"', "Nobody said “why”"),
        ("The toll\nThe toll was", "The toll\n\nThe toll was"),
        ("knew - or so it seemed", "knew — or so it seemed"),
        ("even Anna.\n\n\n\nThe toll", "even Anna.\n\nThe toll"),
    ],
)
def test_it_is_found_letter_for_letter(find, marked, stands):
    assert find(marked)[1] == stands


@pytest.mark.parametrize(
    "marked",
    ["", " \n ", "…", "Nobody ever said", "nobody said “why", "oll was", "can", "1,9", "It cost 900", "x" * 20_000],
)
def test_what_does_not_stand_there_is_not(find, marked):
    assert find(marked) is None


def test_of_several_places_the_text_around_decides(find):
    wanted, second = "The toll was abolished in 1901.", TEXT.rindex("The toll was")
    assert find(wanted)[0] == TEXT.index("The toll was")
    assert find(wanted, after=" Everyone knew \u2014 or")[0] == second
    assert find(wanted, before="not even Anna.\n\n")[0] == second
    assert find(wanted, before="not even\n    Anna.\n  ", after=" Everyone\nknew")[0] == second
    assert find(wanted, before="The toll\n\n")[0] != second
    assert find(wanted, "menu menu menu", "share share share")[1] == wanted
