"""Links to quotes: each directive leads a browser, modelled here slowly and plainly, to the quote and nowhere else."""

import re
import unicodedata
from urllib.parse import unquote

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from corpus import Article, Source, Span, normalise
from qa import Citation, Quote
from qa.cite.anchoring.directives import LONGEST_EXACT, find_directive
from qa.cite.anchoring.links import make_link

URL = "https://example.org/story"


def cited(text, quoted, url=URL, nth=0, lost=None):
    """Return a citation of the nth place of some words."""
    start = -1
    for _ in range(nth + 1):
        start = text.index(quoted, start + 1)
    article = Article("a", "A story", text, Source(url=url))
    return Citation(1, Quote("a", start, start + len(quoted), 1.0), article, lost)


def directive_of(text, quoted, nth=0):
    found = make_link(cited(text, quoted, nth=nth))
    return found.url.partition(":~:text=")[2], found.unique, found.first


# --- a browser, slowly: each article line is a block, and a term stands within one


def terms(written):
    """Return prefix, start, end and suffix of a directive, None for what it has not."""
    parts = written.removeprefix("text=").split(",")
    prefix = unquote(parts.pop(0)[:-1]) if parts[0].endswith("-") else None
    suffix = unquote(parts.pop()[1:]) if parts[-1].startswith("-") else None
    start, end = [unquote(part) for part in (*parts, "")][:2]
    return prefix, start, end or None, suffix


def folded(letter):
    """Return a letter as Chromium compares it, for the letters that the examples here are made of."""
    parts = unicodedata.normalize("NFKD", letter.casefold())
    return "".join(part for part in parts if not unicodedata.combining(part))


def blocks(text):
    """Return the letters of each block as (folded letter, offset), runs of blanks as one, without lists' marks."""
    found = []
    for line in re.finditer(r"[^\n]+", text):
        shown = re.sub(r"^\s*- ", lambda mark: " " * len(mark[0]), line[0])
        letters = []
        for at, letter in enumerate(shown, line.start()):
            if not letter.isspace():
                letters += [(part, at) for part in folded(letter)]
            elif letters and letters[-1][0] != " ":
                letters.append((" ", at))
        if any(part != " " for part, _ in letters):
            found.append(letters)
    return found


def matches(text, written):
    """Return the spans that a directive matches, in the order a browser comes to them; word boundaries do not count."""
    prefix, start, end, suffix = terms(written)
    page = [(part, at, number) for number, block in enumerate(blocks(text)) for part, at in block]

    def stands(term, at):
        """Return where a term that stands at a place ends; None if it does not stand there, in one block."""
        wanted = "".join(map(folded, term))
        found = page[at : at + len(wanted)]
        whole = "".join(part for part, *_ in found) == wanted and len({number for *_, number in found}) == 1
        return at + len(wanted) if whole else None

    def skip(at):
        while at < len(page) and page[at][0] == " ":
            at += 1
        return at

    def ends_after(at):
        if end is None:
            return [at]
        return [stop for place in range(at, len(page)) if (stop := stands(end, place))]

    found = []
    for place in range(len(page)):
        at = place
        if prefix is not None:
            at = stands(prefix, place)
            if at is None:
                continue
            at = skip(at)
        after = stands(start, at)
        if after is None:
            continue
        for stop in ends_after(after):
            if suffix is None or stands(suffix, skip(stop)):
                found.append(Span(page[at][1], page[stop - 1][1] + 1))
                break
    return found


def trimmed(text, span):
    """Return a quote without the blanks and the list's mark that a page does not show at its ends."""
    part = text[slice(*span)]
    start = span.start + len(part) - len(part.lstrip())
    at_line = not text[:start].strip(" ") or text[:start].rstrip(" ").endswith("\n")
    mark = re.match(r"(?:- )+", text[start : span.end]) if at_line else None
    return Span(start + (mark.end() if mark else 0), span.start + len(part.rstrip()))


WORDS = st.sampled_from(
    [
        "the",
        "The",
        "dam",
        "Dam",
        "broke",
        "a-b",
        "no,",
        "yes.",
        "R&D",
        "été",
        "ete",
        "100%",
        "Плотина",
        "φάρος",
        "נבנה",
        "سنة",
    ]
)
LINES = st.lists(WORDS, min_size=1, max_size=14).map(" ".join)
TEXTS = st.lists(LINES, min_size=1, max_size=5).map("\n\n".join) | st.lists(LINES, min_size=1, max_size=4).map(
    "\n- ".join
)


@st.composite
def quoted(draw):
    """A text of few words, so that they come again, and a span of whole words in it."""
    text = normalise(draw(TEXTS))
    words = [found.span() for found in re.finditer(r"\S+", text) if found[0] != "-"]
    first = draw(st.integers(0, len(words) - 1))
    last = draw(st.integers(first, len(words) - 1))
    return text, Span(words[first][0], words[last][1])


@given(quoted())
@example(("the dam\n\nthe dam", Span(9, 16)))
@example(("the\n\nthe the the the the", Span(0, 24)))
@example(("a-b the dam broke été ete\n\na-b", Span(0, 25)))
def test_a_directive_leads_to_the_quote_and_says_whether_to_it_only(case):
    text, span = case
    found = find_directive(Article("a", "A", text), span)
    wanted = trimmed(text, span)
    if wanted.start >= wanted.end:
        return
    reached = matches(text, found.encode(text))
    # Of a range whose last words come before its end, too, a browser takes the shorter; that is told.
    assert wanted in reached or (found.end and not found.first)
    if found.unique:
        assert reached == [wanted]
    if found.first:
        assert reached[0] == wanted


@given(quoted())
def test_the_parts_of_a_directive_are_words_of_the_article_at_the_quote(case):
    text, span = case
    found = find_directive(Article("a", "A", text), span)
    assume(found is not None)
    decoded = terms(found.encode(text))
    wanted = trimmed(text, span)
    places = (found.prefix, found.start, found.end, found.suffix)
    assert [place and text[slice(*place)] for place in places] == list(decoded)
    assert found.start.start == wanted.start
    assert (found.end or found.start).end == wanted.end
    assert found.prefix is None or found.prefix.end <= found.start.start
    assert found.suffix is None or found.suffix.start >= wanted.end
    assert all("\n" not in term for term in decoded if term)


@given(st.text(min_size=1, max_size=40), st.data())
def test_any_text_is_read_back_as_it_was(text, data):
    text = normalise(text)
    assume(text.strip())
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    found = find_directive(Article("a", "A", text), Span(start, end))
    assume(found is not None)
    written = found.encode(text)
    assert re.fullmatch(r"text=[\w.~%,-]+", written, re.ASCII)
    _, first, *_ = terms(written)
    assert first == re.sub(r"[ \t]+", " ", text[slice(*found.start)])


# --- cases


def test_a_short_quote_is_named_whole():
    assert directive_of("It rained. The dam broke. Nobody died.", "The dam broke.") == (
        "The%20dam%20broke.", True, True,
    )  # fmt: skip


def test_what_means_something_in_a_directive_is_encoded():
    found, *_ = directive_of("Smith, Jones & Sons - a well-known firm.", "Smith, Jones & Sons - a well-known firm.")
    assert found == "Smith%2C%20Jones%20%26%20Sons%20%2D%20a%20well%2Dknown%20firm."


def test_a_long_quote_is_named_by_its_first_and_last_words():
    sentence = "The reservoir above the town had been leaking for " + "many years and " * 8 + "no one had looked at it."
    assert len(sentence) > LONGEST_EXACT
    assert directive_of(f"It rained. {sentence} So it went.", sentence)[0] == "The%20reservoir,had%20looked%20at%20it."


def test_a_quote_of_two_paragraphs_is_a_range():
    text = "The dam broke at noon.\n\nNobody had been warned."
    assert directive_of(text, text)[0] == "The%20dam%20broke%20at,had%20been%20warned."


def test_cells_of_a_row_are_blocks_of_their_own():
    text = "Year | Ships\n1901 | twelve of them\n1902 | none"
    assert directive_of(text, "1901 | twelve of them")[0] == "1901,twelve%20of%20them"


@pytest.mark.parametrize(("nth", "expected"), [(0, "noon.-,He%20denied%20it."), (1, "evening.-,He%20denied%20it.")])
def test_words_before_tell_two_places_apart(nth, expected):
    text = "They asked at noon. He denied it. Immediately they asked in the evening. He denied it."
    assert directive_of(text, "He denied it.", nth) == (expected, True, True)


def test_words_after_tell_two_places_apart():
    text = "They asked. He denied it. Later he left. They asked. He denied it. Soon he died."
    assert directive_of(text, "He denied it.", 1) == ("He%20denied%20it.,-Soon", True, True)


def test_case_and_accents_do_not_tell_places_apart():
    text = "Cafe de Paris it was. They met at the café de Paris."
    assert directive_of(text, "café de Paris")[0] == "the-,caf%C3%A9%20de%20Paris"


def test_the_first_of_several_needs_no_other_paragraph():
    text = "He denied it.\n\nThey asked again.\n\nHe denied it."
    assert directive_of(text, "He denied it.") == ("He%20denied%20it.", False, True)
    assert directive_of(text, "He denied it.", 1) == ("again.-,He%20denied%20it.", True, True)


def test_the_same_context_again_is_told():
    text = "They asked. He denied it. They asked. He denied it. They asked. He denied it. They asked."
    assert directive_of(text, "He denied it.", 1)[1:] == (True, True)
    lines = "\n".join(["They asked.", "He denied it."] * 4)
    assert directive_of(lines, "He denied it.", 1)[1:] == (False, False)
    assert directive_of(lines, "He denied it.", 0)[1:] == (False, True)


def test_a_quote_within_a_word_is_found_beside_the_rest_of_it():
    assert directive_of("The overflow came.", "flow came.")[0] == "over-,flow%20came."


def test_an_unspaced_script_is_cut_at_its_stops():
    text = "町は壊れた。雨だった。町は壊れた。それから風が吹いた。"
    assert [unquote(part) for part in directive_of(text, "町は壊れた。", 1)[0].split(",")] == [
        "雨だった。-",
        "町は壊れた。",
    ]


def test_the_mark_of_an_item_is_not_on_the_page():
    assert directive_of("Found:\n\n- one hose\n- grey tape", "- one hose")[0] == "one%20hose"
    assert directive_of("Steps:\n\n1. Open it\n2. Close it", "2. Close it")[0] == "Close%20it"
    assert directive_of("Steps:\n\ni. Open it\nii. Close it", "ii. Close it")[0] == "Close%20it"
    assert directive_of("Steps:\n\na. Open it\nb. Close it", "a. Open it")[0] == "Open%20it"


def test_a_day_at_the_beginning_of_a_paragraph_is_no_mark():
    assert directive_of("Die Flut\n\n12. August 1908 war der Tag.", "12. August 1908 war der Tag.")[0].startswith("12.")


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://example.org/a", "https://example.org/a#:~:text=It%20rained."),
        ("http://example.org/a?b=1&c=2", "http://example.org/a?b=1&c=2#:~:text=It%20rained."),
        ("https://example.org/a#part-2", "https://example.org/a#part-2:~:text=It%20rained."),
        ("https://example.org/a#", "https://example.org/a#:~:text=It%20rained."),
        ("https://example.org/a#part:~:text=old", "https://example.org/a#part:~:text=It%20rained."),
    ],
)
def test_an_address_keeps_its_fragment(url, expected):
    assert make_link(cited("It rained. It stopped.", "It rained.", url)).url == expected


@pytest.mark.parametrize("url", [None, "ftp://example.org/a", "file:///tmp/a.html", "javascript:alert(1)", "a.html"])
def test_an_address_that_is_not_of_the_web(url):
    assert make_link(cited("It rained.", "It rained.", url)) is None


def test_a_quote_with_nothing_to_search_for():
    assert make_link(cited("One\n\n- \n\ntwo", "- ")) is None


def test_of_a_lost_article_nothing_is_sure():
    found = make_link(cited("It rained. It stopped.", "It rained.", lost="it was removed"))
    assert (found.url, found.unique, found.first) == (f"{URL}#:~:text=It%20rained.", False, False)


@pytest.mark.parametrize(
    ("text", "seams", "directive"),
    [
        ("The mole is 1,350 metres long and was built by hand", (17,), "The mole is,metres long and was built by hand"),
        ("The mole was built by the masons in 1903.", (40,), "The mole was built by the masons in"),
        ("She wrote “the crane will stand” on the wall", (10, 11, 31, 32), "She wrote,on the wall"),
        ("In 1903 the mole was built by the masons", (7,), "the mole was built by the masons"),
        ("In 1903", (0, 7), "In 1903"),
    ],
)
def test_a_link_names_no_words_at_which_the_page_shows_other_letters(text, seams, directive):
    article = Article("a", "A story", text, Source(url=URL), seams=seams)
    link = make_link(Citation(1, Quote("a", 0, len(text), 1.0), article))
    shown = unquote(link.url.partition(":~:text=")[2])
    first, last = shown.split(",")[0], shown.split(",")[-1]
    assert directive.startswith(first) and directive.endswith(last)
    assert not any(
        text.index(part) < seam <= text.index(part) + len(part) for part in (first, last) for seam in seams[:-1]
    )
