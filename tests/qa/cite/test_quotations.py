"""Quotations: run in or as a block, letter for letter."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus import Article, Source, Span
from qa.cite.marked_text import RichText
from qa.cite.quotations import OMISSION, add_citation, choose_plain_marks, join_spans, typeset_quotation
from qa.cite.styles import STYLES

SHORT = "The lamp burned for eleven years."


def article(text, language="en"):
    return Article("lamp", "Lamp", text, Source(language=language))


def quoted(text, style="apa", language="en"):
    found = typeset_quotation(article(text, language), [Span(0, len(text))], STYLES[style])
    return found.text.plain if not found.is_block else None


@pytest.mark.parametrize(
    ("language", "set_"),
    [
        ("en", "“Es brannte.”"), ("en-GB", "“Es brannte.”"), (None, "“Es brannte.”"), ("de", "„Es brannte.“"),
        ("de-CH", "«Es brannte.»"), ("fr", "«\u202fEs brannte.\u202f»"), ("es", "«Es brannte.»"),
        ("it", "«Es brannte.»"), ("pl", "„Es brannte.”"), ("ru", "«Es brannte.»"), ("sv", "”Es brannte.”"),
        ("da", "»Es brannte.«"),
        ("nl", "“Es brannte.”"), ("ja", "「Es brannte.」"), ("pt-BR", "“Es brannte.”"), ("pt-PT", "«Es brannte.»"),
    ],
)  # fmt: skip
def test_the_marks_are_those_of_the_articles_language(language, set_):
    assert quoted("Es brannte.", language=language) == set_


@pytest.mark.parametrize(
    ("text", "language", "set_"),
    [
        ("He said “yes” at last.", "en", "‘He said “yes” at last.’"),
        ('He said "yes" at last.', "en", '‘He said "yes" at last.’'),
        ("He said ‘yes’ at last.", "en", "“He said ‘yes’ at last.”"),
        ("The keeper’s dogs’ lamp.", "en", "“The keeper’s dogs’ lamp.”"),
        ("The keeper's lamp.", "en", "“The keeper's lamp.”"),
        ("Er sagte „ja“.", "de", "‚Er sagte „ja“.‘"),
        ("Er sagte ‚ja‘.", "de", "„Er sagte ‚ja‘.“"),
        ("Il dit « oui ».", "fr", "“Il dit « oui ».”"),
        ("He said “she said ‘no’”.", "en", "‘He said “she said ‘no’”.’"),
        ('It was clear," he said.', "en", '‘It was clear," he said.’'),
        ("It was clear,” he said.", "en", "‘It was clear,” he said.’"),
    ],
)
def test_marks_nest_and_those_inside_stay(text, language, set_):
    assert quoted(text, language=language) == set_


def test_outside_of_styles_marks_nest_too():
    assert choose_plain_marks("The keeper’s lamp.") == choose_plain_marks("He said ‘yes’.") == ("“", "”")
    assert choose_plain_marks('clear," he said.') == choose_plain_marks("“Yes,” he said.") == ("‘", "’")


def test_harvard_begins_with_single_marks():
    assert quoted(SHORT, "harvard") == f"‘{SHORT}’"
    assert quoted("He said ‘yes’.", "harvard") == "“He said ‘yes’.”"
    assert quoted("Es brannte.", "harvard", "de") == "„Es brannte.“"


@pytest.mark.parametrize(
    ("style", "longest"),
    [("apa", "a " * 38 + "a"), ("mla", "lantern " * 44 + "lanterns"), ("chicago-notes", "a " * 98 + "a"),
     ("chicago-author-date", "a " * 98 + "a"), ("harvard", "lantern " * 32 + "lantern"), ("ieee", "a " * 98 + "a"),
     ("vancouver", "a " * 38 + "a")],
)  # fmt: skip
def test_a_block_begins_where_the_style_says(style, longest):
    assert quoted(longest, style)
    assert quoted(longest + " lantern", style) is None


def test_chicago_sets_two_paragraphs_as_a_block():
    text = "One line.\n\nAnother line."
    assert quoted(text, "chicago-notes") is None
    assert quoted(text, "apa") == "“One line. Another line.”"
    block = typeset_quotation(article(text), [Span(0, len(text))], STYLES["chicago-notes"])
    assert block.text == RichText(text, "<blockquote><p>One line.</p><p>Another line.</p></blockquote>")


def test_what_is_left_out_between_is_marked_and_nothing_else():
    text = "One is here. Two is here.\n\nThree is here. Four is here."
    one, two, three, four = (Span(text.index(word), text.index(word) + len(word) + 9) for word in
                             ("One", "Two", "Three", "Four"))  # fmt: skip
    assert join_spans(article(text), [one, two]) == "One is here. Two is here."
    assert join_spans(article(text), [three, two]) == "Two is here.\n\nThree is here."
    assert join_spans(article(text), [one, four]) == "One is here. […] Four is here."
    assert join_spans(article(text), [one, three, four]) == "One is here. […] Three is here. Four is here."
    assert join_spans(article(text), [Span(0, 25), two, Span(4, 25)]) == "One is here. Two is here."


spans = st.lists(st.tuples(st.integers(0, 60), st.integers(1, 30)), min_size=1, max_size=5)


@given(st.text("ab .\n“”", min_size=91, max_size=91), spans)
def test_a_quotation_holds_the_articles_letters_and_no_others(text, places):
    whole = article("x" + text)
    found = [Span(start, start + length) for start, length in places]
    kept = sorted({at for span in found for at in range(*span)})
    assert "".join(join_spans(whole, found).replace(OMISSION, "").split()) == "".join(
        "".join(whole.text[at] for at in kept).split()
    )
    for style in STYLES.values():
        plain = typeset_quotation(whole, found, style).text.plain.replace(OMISSION.strip(), "")
        letters = [char for char in plain if char in "xab."]
        assert letters == [whole.text[at] for at in kept if whole.text[at] in "xab."]


def test_html_is_escaped():
    assert (
        typeset_quotation(article("1 < 2 & 3 > 2."), [Span(0, 14)], STYLES["apa"]).text.html
        == "“1 &lt; 2 &amp; 3 &gt; 2.”"
    )


def test_a_citation_stands_behind_a_quotation_or_as_its_note():
    run_in = typeset_quotation(article(SHORT), [Span(0, len(SHORT))], STYLES["apa"])
    source = RichText("(Smith, 2020)", "(Smith, <i>2020</i>)")
    assert add_citation(run_in, source) == RichText(f"“{SHORT}” (Smith, 2020)", f"“{SHORT}” (Smith, <i>2020</i>)")
    assert add_citation(run_in, source, note=3).plain == f"“{SHORT}” [3]\n\n[3] (Smith, 2020)"
    long = "a " * 50 + "a."
    block = typeset_quotation(article(long), [Span(0, len(long))], STYLES["apa"])
    assert add_citation(block, source).html == f"<blockquote><p>{long} (Smith, <i>2020</i>)</p></blockquote>"
    assert add_citation(block, source, note=1).html.startswith(f"<blockquote><p>{long}<sup>1</sup></p></blockquote><p>")
