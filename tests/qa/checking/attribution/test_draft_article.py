"""A draft as an article: markup is gone, quotations stand in one kind of marks, and every place leads back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.checking.attribution.draft_article import read_as_article
from qa.checking.draft.draft_quotations import find_quotations
from qa.checking.draft.draft_text import read_text


def read(text):
    draft = read_text(text)
    quotations = find_quotations(draft)[0]
    return read_as_article(draft, quotations), quotations


@pytest.mark.parametrize(
    ("text", "article"),
    [
        ("He **said**: 'no *way* at all'.", "He said: “no way at all”."),
        ("[Marta](http://a.example) <b>said</b>", "Marta  said"),
        ("Marta\r\nsaid: „One. ‘Two’ three“", "Marta  said: “One. Two three”"),
        ("Me\u0301ndez said:\n\n> One\n> two\n> — Ruiz\n\nThree", "Méndez said:  “One two”\n\n — Ruiz \n\nThree"),
        ("> “One two”\n", "“One two”"),
        ("“One.\n\n“Two,” said Ruiz.", "“One.  Two,” said Ruiz."),
        ("One[^1] two\n\n[^1]: Three", "One two \n\n Three"),
    ],
)
def test_the_article_of_a_draft(text, article):
    assert read(text)[0].article.text.strip() == article


def test_a_draft_without_letters_is_none():
    assert read("\n\n")[0] is None


PIECES = [
    "“One two”",
    "> One “two”\n",
    "\n\n",
    "**Marta** said",
    "<br>",
    "e\u0301",
    "\r\n",
    "‘so’",
    "“open",
    "[^1]: a",
    "\x0b",
]


@given(st.lists(st.sampled_from(PIECES), max_size=12))
def test_places_rise_and_lead_back(parts):
    text = "".join(parts)
    found, quotations = read(text)
    if found is None:
        return
    assert len(found.places) == len(found.article.text)
    assert list(found.places) == sorted(found.places)
    for quotation in quotations:
        here = found.in_article(quotation.span)
        shown = found.article.text[slice(*here)]
        assert (shown[0], shown[-1]) == ("“", "”")
        back = found.in_draft(here)
        assert quotation.span.start <= back.start < back.end <= quotation.span.end
