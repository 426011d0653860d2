"""Finding quotations: marks of several languages, nested ones, apostrophes, block quotes."""

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.checking.draft.draft_quotations import count_words, find_quotations
from qa.checking.draft.draft_text import read_text


def quoted(text, markdown=True):
    return [text[slice(*it.span)] for it in find_quotations(read_text(text, markdown=markdown))[0]]


@pytest.mark.parametrize(
    "marks", ["“”", "‘’", "„“", "„”", "‚‘", "‚’", "«»", "»«", "‹›", "›‹", "「」", "『』", '""', "''", "””"]
)
def test_marks_of_several_languages(marks):
    opening, closing = marks
    text = f"She wrote {opening}the lamp burned all night{closing} and left. He {opening}did not{closing}."
    assert quoted(text) == ["the lamp burned all night", "did not"]


def test_blanks_inside_guillemets_are_theirs():
    assert quoted("Il dit : « la lampe brûlait », puis «\u202frien\u202f».") == ["la lampe brûlait", "rien"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("“He said ‘no’ and left,” she wrote.", ["He said ‘no’ and left,"]),
        ('"He said "no" and left," she wrote.', ['He said "no" and left,']),
        ("‘He said “no” and left’", ["He said “no” and left"]),
        ("„Er sagte ‚nein‘ und ging“", ["Er sagte ‚nein‘ und ging"]),
        ("“He said ‘tis true, and left.” Then", ["He said ‘tis true, and left."]),
        ("«Il dit «non» hier»", ["Il dit «non» hier"]),
        ("“‘He said no and left.’”", ["He said no and left."]),
        ("„‚Nein‘“ und “‘ab’ and ‘cd’”", ["Nein", "‘ab’ and ‘cd’"]),
        ("He said \"'No' is no answer\" once.", ["'No' is no answer"]),
    ],
)
def test_nested_marks_belong_to_the_outer(text, found):
    assert quoted(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "It's the keeper's lamp, and the dogs' bones aren't theirs.",
        "It’s the keeper’s lamp, and the dogs’ bones aren’t theirs.",
        "In the '90s, 'tis said, rock 'n' roll was young.".replace(" 'n'", " and"),
        'A plank of 5\' 10" and one of 6".',
    ],
)
def test_apostrophes_and_measures_are_no_marks(text):
    assert quoted(text) == []


def test_a_plurals_apostrophe_closes_nothing_if_a_mark_follows():
    assert quoted("‘the dogs’ bones were gone’, he said") == ["the dogs’ bones were gone"]
    assert quoted("‘the dogs’ came, and ‘the cats’ left") == ["the dogs", "the cats"]


@pytest.mark.parametrize(("opening", "closing"), ["“”", '""', "„“", "«»", "‘’"])
def test_a_quotation_over_paragraphs(opening, closing):
    text = (
        f"She wrote: {opening}The lamp burned.\n\n{opening}Nobody asked.\n\n{opening}It went out.{closing} So it was."
    )
    [found], unclosed = find_quotations(read_text(text))
    assert text[slice(*found.span)] == f"The lamp burned.\n\n{opening}Nobody asked.\n\n{opening}It went out."
    assert found.show(text).replace("\0", "") == "The lamp burned.\n\nNobody asked.\n\nIt went out."
    assert unclosed == []


def test_a_mark_that_nothing_closes_is_told_and_the_next_is_found():
    text = "She wrote: “the lamp burned.\n\nThen “nobody asked” at all."
    found, [unclosed] = find_quotations(read_text(text))
    assert [text[slice(*it.span)] for it in found] == ["nobody asked"]
    assert (unclosed.span.start, str(unclosed.why)) == (text.index("“"), "unclosed")


def test_block_quotes_without_their_marks_and_their_sources():
    assert quoted("As she wrote:\n\n> The lamp burned\n> for years.\n>\n> It went out.\n\nSo.") == [
        "The lamp burned\n> for years.\n>\n> It went out."
    ]
    assert quoted("> The lamp burned\nfor years.\n\nSo.") == ["The lamp burned\nfor years."]
    assert quoted("> “The lamp burned.”\n> — Ada Quill, *The Moth*\n") == ["The lamp burned."]
    assert quoted("> The lamp burned.\n>\n> -- Ada Quill\n") == ["The lamp burned."]
    assert quoted("> The lamp burned. (Quill 2024)\n") == ["The lamp burned."]
    assert quoted("> He said “no” twice.\n") == ["He said “no” twice."]
    assert quoted("> [!NOTE]\n> The lamp burned.\n") == []
    assert quoted("> one\n\nbetween\n\n> two") == ["one", "two"]


@pytest.mark.parametrize(
    "source",
    [
        " — Iain Doe, keeper of the light",
        " -- Dr. Ruth van der Calder",
        " <cite>Catriona Bain</cite>",
        "\n> <cite>Catriona Bain</cite>",
        "\n>\n> <footer>*The Moth*</footer>",
        "\n> Source: The Moth",
        "\n>\n> Quelle: The Moth, S. 3",
        "\n> [The Moth](https://moth.example/a)",
        "\n> *[The Moth](https://moth.example/a)*, 2 August 2024",
        "\n>\n> *The Moth*, August 2, 2024",
        "\n> _The Moth_ (2024)",
        "\n>\n> Ada Quill",
        "\n>\n> Dr. Ruth van der Calder",
        "\\",
        "\\\n> — Ada Quill",
        " [1]",
        "[1] [22]",
        "¹",
        "¹² — Ada Quill",
    ],
)
@pytest.mark.parametrize("marks", ["", "“”", '""', "**", "**“”**"])
def test_the_source_of_a_block_quote_is_no_part_of_it(source, marks):
    half = len(marks) // 2
    text = f"> {marks[:half]}The lamp burned for years.{marks[half:]}{source}\n\nSo."
    assert quoted(text) == ["The lamp burned for years."]


@pytest.mark.parametrize(
    "text",
    [
        "The lamp burned. — But not for years",
        "The lamp burned. — Never",
        "The lamp burned — Ada Quill",
        "The lamp burned. — Ada Quill. She left",
        "The lamp burned.\n> Ada Quill",
        "The lamp burned by\n> [the cape](https://a.b)",
        "The lamp burned.\n> [The cape was dark.](https://a.b)",
        "The lamp burned.\n> [not for years](https://a.b)",
        "The lamp burned.\n> *The cape was dark*",
        "The lamp burned.\n>\n> Not for years",
        "The lamp burned.\n>\n> THE END",
        "The lamp burned on 10 m²",
        "The lamp burned [1] for years",
        "The lamp burned as in <cite>The Moth</cite>",
        "4. Oktober brannte die Lampe",
        "1. Oktober brannte die Lampe",
    ],
)
def test_what_may_be_a_part_of_a_block_quote_stays(text):
    [found] = quoted(f"> {text}\n")
    assert re.sub(r"</cite>$", "", text) in (found, found + "](https://a.b)", found + "*")


def test_signs_of_lists_in_a_block_quote_are_markup():
    for signs in (("- ", "- "), ("1. ", "2. "), ("* ", "* "), ("1) ", "2) ")):
        draft = read_text(f"> {signs[0]}The lamp burned.\n> {signs[1]}It went out.\n")
        [found], _ = find_quotations(draft)
        assert found.show(draft.plain).replace("\0", "").split() == ["The", "lamp", "burned.", "It", "went", "out."]
    assert quoted("> - The lamp burned.\n") == ["The lamp burned."]


@pytest.mark.parametrize("first", ["[!QUOTE]", "[!quote] Of a “lamp”", "[!cite]- Ada Quill", "[!QUOTE]+ Lamp\n>"])
def test_callouts_that_quote_are_block_quotes_without_their_title(first):
    assert quoted(f"> {first}\n> The lamp burned.\n> — Ada Quill\n") == ["The lamp burned."]
    assert quoted(f"> {first}\n> “The lamp burned.”\n", markdown=False) == ["The lamp burned."]
    assert quoted(f"> {first}\n\nSo.") == []


def test_signs_of_notes_at_the_end_are_no_part_of_a_quotation():
    assert quoted("“The lamp burned.¹” and “it burned, [3]” and “10 m²” and “m³ [sic]”") == [
        "The lamp burned.", "it burned,", "10 m²", "m³ [sic]",
    ]  # fmt: skip


def test_what_is_no_prose_is_not_read():
    text = (
        '---\ntitle: "a b c d"\n---\n<a title="e f g h">x</a> [link](http://x.y "i j k l") `"m n o p"`\n\n'
        '```\n"q r s t"\n```\n<!-- "u v w x" --> &ldquo;y z&rdquo; "*a* \\"b\\" c"'
    )
    assert quoted(text) == ["y z", 'a* \\"b\\" c']


def test_a_code_span_ends_with_its_paragraph():
    assert quoted('A ` here.\n\nShe wrote "the lamp burned".\n\nAnd there, `not "a" b` but ``"c` "`` "d".') == [
        "the lamp burned", "d",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('„The lamp burned" there', ["The lamp burned"]),
        ('„The lamp" and „it burned", „then” no', ["The lamp", "it burned", "then"]),
        ('“The lamp burned" there', ["The lamp burned"]),
        ("“The lamp burned“, he said, “and went out“", ["The lamp burned", "and went out"]),
        ('He said:"The lamp burned"and left.', ["The lamp burned"]),
        ('As did the Dr."The lamp burned." So', ["The lamp burned."]),
        ('"The lamp burned."Then it went out.', ["The lamp burned."]),
        ('"The lamp burned"¹ and "it went out"[2]', ["The lamp burned", "it went out"]),
        ("``The lamp burned,'' he said, ``and\nwent out.''", ["The lamp burned,", "and\nwent out."]),
    ],
)
@pytest.mark.parametrize("markdown", [True, False])
def test_marks_that_are_mixed_or_typed_without_a_blank(text, found, markdown):
    assert quoted(text, markdown) == found
    assert find_quotations(read_text(text, markdown=markdown))[1] == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('„Er sagte "nein" und ging', ["nein"]),
        ('„The lamp “burned" there', ["burned"]),
        ('„The lamp.\n\nIt burned" there', []),
        ("Type ``f '' g`` and ``'' h``.", []),
        ("Two ``runs'' and ``code``.", []),
        ("The prime f'' and ``code``", []),
    ],
)
def test_where_it_is_uncertain_what_closes_a_mark_nothing_does(text, found):
    assert quoted(text) == found


def test_elements_that_quote_are_quotations():
    assert quoted("He wrote <q>The lamp burned</q> and <Q cite='x'>so on</Q>.") == ["The lamp burned", "so on"]
    assert quoted('<blockquote class="a">\n<p>The lamp burned.</p>\n</blockquote>\n\nSo.') == ["The lamp burned."]
    assert quoted("<q>The lamp burned</q>", markdown=False) == []


def test_a_block_quote_of_marks_alone_is_no_quotation():
    assert quoted(">«»\n\n> “ ”\n\n> ``''") == []


def test_words_are_counted_in_scripts_without_blanks_too():
    assert count_words("It’s the keeper's lamp") == 4
    assert count_words("燈亮了") == 3


@given(st.text(alphabet="ab .,\n>“”‘’„«»\"'「」*_`[]()^1&;\\<-…", max_size=120), st.booleans())
def test_offsets_point_into_the_draft(text, markdown):
    draft = read_text(text, markdown=markdown)
    assert len(draft.plain) == len(draft.text) and draft.text == text
    found, unclosed = find_quotations(draft)
    for one in found:
        assert 0 <= one.outer.start <= one.span.start < one.span.end <= one.outer.end <= len(text)
        assert len(one.show(draft.plain)) == one.span.end - one.span.start
    assert all(text[slice(*it.span)] for it in unclosed)
    spans = sorted(it.outer for it in found)
    assert all(a.end <= b.start for a, b in pairwise(spans)), "quotations overlap"
