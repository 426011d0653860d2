"""Where marks are closed: held against a slow reading, and drafts of marks that once took minutes or hours."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus import Span
from qa.checking.draft.closing import Closings
from qa.checking.draft.draft_quotations import find_quotations
from qa.checking.draft.draft_text import read_text
from qa.english.quotation_marks import CLOSING, MARK, can_open

MANY = 5_000


def slowly_closed(plain, opening, paragraph):
    """Read from one mark to the end of its paragraph, everything open on one list."""
    whole = Closings(plain, [paragraph])
    stack, last = [plain[opening]], None
    for mark in MARK.finditer(plain, opening + 1, paragraph.end):
        levels = [level for level, opened in enumerate(stack) if mark[0] in CLOSING[opened]]
        if levels and whole._may_close(mark.start(), 0, stack[levels[-1]]):
            del stack[levels[-1] :]
            if not stack:
                return mark.start()
            last = mark.start() if mark[0] == plain[opening] else last
        elif can_open(plain, mark.start(), paragraph.start):
            stack.append(mark[0])
    return last


@given(st.text(alphabet="“”‘’„‚«»›\"' as,.", max_size=60))
@settings(max_examples=300)
def test_each_mark_is_closed_where_a_slow_reading_closes_it(plain):
    paragraph = Span(0, len(plain))
    closings, past = Closings(plain, [paragraph]), 0
    for mark in MARK.finditer(plain):
        if mark.start() >= past and can_open(plain, mark.start(), 0):
            wanted = slowly_closed(plain, mark.start(), paragraph)
            assert closings.find(mark.start(), 0) == (None if wanted is None else (wanted, ()))
            past = mark.end() if wanted is None else wanted + 1


@pytest.mark.parametrize("mark", ["“", "„", "«", "「", '"'])
@pytest.mark.parametrize("between", ["ab ", "ab cd\n\n"])
def test_thousands_of_marks_that_nothing_closes_are_each_told(mark, between):
    found, unclosed = find_quotations(read_text(f"{mark}{between}" * MANY))
    assert (found, len(unclosed)) == ([], MANY)


@pytest.mark.parametrize("pair", ['„ab cd" ', "“ab cd“ ", 'ef:"ab cd"gh\n\n', "``ab cd'' "])
def test_thousands_of_marks_that_are_closed_loosely_are_each_found(pair):
    found, unclosed = find_quotations(read_text(pair * MANY))
    assert (len(found), unclosed) == (MANY, [])


def test_thousands_of_nested_marks_belong_to_the_outer():
    text = "“ab ‘cd " * MANY + "ef’ gh” " * MANY
    [found], unclosed = find_quotations(read_text(text))
    assert (text[slice(*found.outer)], unclosed) == (text.strip(), [])


def test_of_thousands_of_marks_the_inner_half_is_closed():
    text = "“ab " * MANY + "cd” " * (MANY // 2)
    [found], unclosed = find_quotations(read_text(text))
    assert (found.outer.start, len(unclosed)) == (len("“ab ") * MANY // 2, MANY // 2)


def test_thousands_of_plurals_close_nothing_but_the_last():
    text = "‘ab " + "dogs’ ab " * MANY
    [found], _ = find_quotations(read_text(text))
    assert text[found.span.end :] == "’ ab "


@pytest.mark.parametrize(
    "markup",
    [
        "<!-- a ", "[a](b" + " " * 50, "`" * 50 + "\n", "\\[", "[^", "a" + "_" * 50, "<a b\n", "![", "&", "*a ",
        "> a\n",
    ],
)  # fmt: skip
def test_markup_that_nothing_closes_hides_no_quotation(markup):
    text = markup * MANY + "\n\nShe wrote “the lamp burned” there."
    [*_, found], _ = find_quotations(read_text(text))
    assert text[slice(*found.span)] == "the lamp burned"


@pytest.mark.parametrize("single", ["`" * 50_000, "[a](b" + " " * 50_000 + "(", "a" + "_" * 50_000 + "a"])
def test_one_long_mark_is_read_once(single):
    text = f"“the lamp” {single}"
    [found], _ = find_quotations(read_text(text))
    assert text[slice(*found.span)] == "the lamp"


@pytest.mark.parametrize("sign", ["¹", "[1]", "[1] ", " ", ".", "— ", "(", "<cite>", "*", "'", "[!QUOTE]"])
@pytest.mark.parametrize("text", ["> “ab cd.”{}x", "> ab cd.{}\n> Ada {}x", "“ab cd.{}” and", "> - ab cd.\n> - {}¹"])
def test_thousands_of_signs_at_the_end_of_a_quotation_are_read_once(sign, text):
    found, _ = find_quotations(read_text(text.format(sign * 50_000, sign * 50_000)))
    assert len(found) <= 2
