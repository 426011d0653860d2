"""Anchors: a quote is found again in an article that changed, and never taken for what it is not."""

import json
import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from corpus import Article, PullquoteError, Span, normalise
from qa import Citation, Quote
from qa.cite.anchoring.alignment import measure_similarity
from qa.cite.anchoring.anchors import AROUND, VERSION, InvalidAnchor, make_anchor, parse_anchor, serialise_anchor
from qa.cite.anchoring.resolving import ALTERED, QuoteState, resolve, serialise_resolution

FIRST = "The dam above the valley had been leaking for a year."
SECOND = "On the night of 9 April it broke, and forty houses were lost."
THIRD = "Nobody in the town had been warned."
TEXT = f"{FIRST} {SECOND} {THIRD}\n\nThe new dam is of stone. It was finished in 1938."


def article(text):
    return Article("dam", "The dam", text)


def anchored(text, quoted=None, span=None):
    """Return the anchor of some words of a text, or of a span of it."""
    start, end = span or (text.index(quoted), text.index(quoted) + len(quoted))
    return make_anchor(Citation(1, Quote("dam", start, end, 1.0), article(text)))


def resolved(text, quoted, now):
    """Return what became of some words of a text, and the words that stand for them now."""
    found = resolve(anchored(text, quoted), article(now))
    return found, now[slice(*found.span)] if found.span else None


def changed(text, quoted, now):
    found, _ = resolved(text, quoted, now)
    return [(quoted[slice(*change.was)], now[slice(*change.now)]) for change in found.changes]


# --- what becomes of a quote


def test_an_article_that_did_not_change():
    found, text = resolved(TEXT, SECOND, TEXT)
    assert (found.outcome, text, found.similarity, found.changes) == (QuoteState.EXACT, SECOND, 1.0, ())


@pytest.mark.parametrize(
    "now",
    [f"A word before.\n\n{TEXT}", f"{TEXT}\n\nA word after.", f"{SECOND}\n\n{FIRST} {THIRD}", f"{THIRD} {SECOND}"],
)
def test_the_same_letters_in_an_article_that_changed(now):
    found, text = resolved(TEXT, SECOND, now)
    assert (found.outcome, text) == (QuoteState.MOVED, SECOND)


@pytest.mark.parametrize(
    ("edited", "expected"),
    [
        ("On the night of 10 April it broke, and forty houses were lost.", [("9", "10")]),
        ("On the night of 9 April it broke, and many houses were lost.", [("forty", "many")]),
        ("On the night of 9 April it broke and forty houses were lost.", [(",", "")]),
        ("Some say that on the night of 9 April it broke, and forty houses were lost.", [("On", "Some say that on")]),
        ("On the night of 9 April it never broke, and forty houses were lost.", [("", "never ")]),
        ("On the night of 9 April it broke, and forty houses were lost, they say.", [("", ", they say")]),
        ("On the night of 9 April it broke, and forty houses were.", [(" lost", "")]),
    ],
)
def test_changed_words_are_told(edited, expected):
    now = f"New here.\n\n{TEXT.replace(SECOND, edited)}"
    found, text = resolved(TEXT, SECOND, now)
    assert (found.outcome, text) == (QuoteState.ALTERED, edited)
    assert changed(TEXT, SECOND, now) == expected


@pytest.mark.parametrize("now", [f"{FIRST} {THIRD}", f"{FIRST} The bakery opens at six on weekdays. {THIRD}"])
def test_a_quote_that_is_gone(now):
    assert resolved(TEXT, SECOND, now) == (resolve(anchored(TEXT, SECOND), None), None)
    assert resolved(TEXT, SECOND, now)[0].outcome == QuoteState.MISSING


TOLLS = [f"In {month} the ferry toll rose to {crowns} crowns a crossing." for month, crowns in
         (("May", 4), ("June", 5), ("July", 7))]  # fmt: skip


@pytest.mark.parametrize("gone", [0, 1, 2])
def test_a_sentence_that_stood_beside_the_quote_is_not_its_new_form(gone):
    text = " ".join(TOLLS)
    now = " ".join(toll for number, toll in enumerate(TOLLS) if number != gone)
    assert resolved(text, TOLLS[gone], now)[0].outcome == QuoteState.MISSING


@pytest.mark.parametrize("number", [0, 1, 2])
def test_beside_sentences_like_it_an_altered_quote_is_found(number):
    edited = TOLLS[number].replace("crossing", "passage")
    found, shown = resolved(" ".join(TOLLS), TOLLS[number], " ".join(TOLLS).replace(TOLLS[number], edited))
    assert (found.outcome, shown) == (QuoteState.ALTERED, edited)


@pytest.mark.parametrize(
    ("was", "now"),
    [("1,200", "1,500"), ("4.5", "4.75"), ("10:30", "10:45"), ("-5", "5"), ("1/3", "2/3"), ("3.5km", "3.75km")],
)
def test_a_change_is_never_cut_within_a_number(was, now):
    text = f"{FIRST} The gauge at the dam read {was} at noon that day. {THIRD}"
    quoted = f"The gauge at the dam read {was} at noon that day."
    assert changed(text, quoted, text.replace(was, now)) == [(was, now)]


def test_of_equal_sentences_the_one_in_the_quotes_place_is_taken():
    text = "They asked in May. He denied it. They asked in June. He denied it. They asked in July."
    start = text.rindex("He denied it.")
    kept = anchored(text, span=(start, start + 13))
    now = text.replace("in May", "early in the month of May")
    assert resolve(kept, article(now)).span == Span(now.rindex("He denied it."), now.rindex("He denied it.") + 13)


def test_an_altered_quote_is_not_taken_for_an_equal_one_elsewhere():
    text = "They asked in May. He denied it. They asked in June. He denied it. They asked in July."
    now = text.replace("He denied it. They asked in June", "He never denied it. They asked in June")
    found, shown = resolved(text, "He denied it.", now)
    assert (found.outcome, shown) == (QuoteState.ALTERED, "He never denied it.")


@pytest.mark.parametrize(
    ("text", "quoted", "now"),
    [
        ("Price: 5\n\nIt is low.", "Price: 5", "Price: 50\n\nIt is low."),
        ("Price: 5\n\nIt is low.", "Price: 5", "Price: 5 million\n\nIt is low."),
        ("It costs $3. That is low.", "It costs $3.", "It costs $3.50. That is low."),
        ("See. The dam is safe. So it was.", "The dam is safe.", "See. It is untrue that The dam is safe. So it was."),
    ],
)
def test_the_same_letters_within_other_words_or_a_longer_sentence_are_altered(text, quoted, now):
    assert resolved(text, quoted, now)[0].outcome == QuoteState.ALTERED


def test_blanks_count():
    found, _ = resolved(TEXT, SECOND, TEXT.replace("it broke", "it  broke"))
    assert found.outcome == QuoteState.ALTERED
    assert changed(TEXT, SECOND, TEXT.replace("it broke", "it  broke")) == [(" ", "  ")]


def test_the_anchor_of_another_article():
    with pytest.raises(ValueError, match="leads into dam"):
        resolve(anchored(TEXT, SECOND), Article("other", "Other", TEXT))


# --- properties


def sentences(letters):
    words = st.lists(st.text(letters, min_size=1, max_size=8), min_size=4, max_size=12)
    return words.map(lambda found: " ".join(found).capitalize() + ".")


STORIES = st.lists(sentences("abcdefghijklmnop"), min_size=1, max_size=8)
# Otherwise what is put before could be the quote altered, and the quote a copy put after it.
OTHERS = st.lists(sentences("qrstuvwxyz"), min_size=1, max_size=8)


@st.composite
def quotes(draw):
    """A text and the span of one of its sentences; some sentences come again."""
    story = draw(STORIES)
    story += draw(st.lists(st.sampled_from(story), max_size=3))
    number = draw(st.integers(0, len(story) - 1))
    glue = draw(st.sampled_from([" ", "\n\n"]))
    start = sum(len(sentence) + len(glue) for sentence in story[:number])
    return glue.join(story), Span(start, start + len(story[number]))


@given(st.text(min_size=1).map(normalise).filter(str.strip), st.data())
def test_an_unchanged_article_is_exact(text, data):
    start = data.draw(st.integers(0, len(text) - 1))
    span = Span(start, data.draw(st.integers(start + 1, len(text))))
    found = resolve(anchored(text, span=span), article(text))
    assert (found.outcome, found.span) == (QuoteState.EXACT, span)


@given(quotes(), OTHERS)
def test_text_put_before_moves_a_quote_and_keeps_its_letters(case, before):
    text, span = case
    now = "\n\n".join([*before, text])
    found = resolve(anchored(text, span=span), article(now))
    assert found.outcome == QuoteState.MOVED
    assert now[slice(*found.span)] == text[slice(*span)]


@given(quotes(), st.data())
def test_a_change_inside_the_quote_is_never_exact_or_moved(case, data):
    text, span = case
    quoted = text[slice(*span)]
    at = data.draw(st.integers(1, len(quoted) - 2))
    end = data.draw(st.integers(at, min(at + 6, len(quoted) - 1)))
    edited = quoted[:at] + data.draw(st.text("abcxyz ", max_size=6)) + quoted[end:]
    assume(edited != quoted)
    now = normalise(text[: span.start] + edited + text[span.end :])
    found = resolve(anchored(text, span=span), article(now))
    assert found.outcome != QuoteState.EXACT
    if found.outcome == QuoteState.MOVED:
        # Hardly anything was left of it, and the same sentence stands elsewhere.
        assert measure_similarity(quoted, edited) < ALTERED
        assert text.count(quoted) > 1
    elif found.span:
        assert now[slice(*found.span)] != quoted
        assert found.changes


@given(quotes(), st.data())
def test_the_changes_turn_the_old_words_into_the_new(case, data):
    text, span = case
    quoted = text[slice(*span)]
    at = data.draw(st.integers(1, len(quoted) - 1))
    now = (
        text[: span.start] + quoted[:at] + data.draw(st.text("abc ", min_size=1, max_size=5)) + text[span.start + at :]
    )
    found = resolve(anchored(text, span=span), article(now))
    assume(found.outcome == QuoteState.ALTERED)
    rebuilt = quoted
    for change in reversed(found.changes):
        rebuilt = rebuilt[: change.was.start] + now[slice(*change.now)] + rebuilt[change.was.end :]
    assert rebuilt == now[slice(*found.span)]


# --- JSON


@given(quotes())
def test_an_anchor_comes_back_from_json(case):
    text, span = case
    kept = anchored(text, span=span)
    assert parse_anchor(json.loads(json.dumps(serialise_anchor(kept)))) == kept
    assert kept.exact == text[slice(*span)]
    assert text.startswith(kept.prefix + kept.exact + kept.suffix, span.start - len(kept.prefix))
    assert max(len(kept.prefix), len(kept.suffix)) <= AROUND


@pytest.mark.parametrize(
    "broken",
    [
        None,
        [],
        {},
        {"version": VERSION + 1},
        {"version": VERSION},
        {"start": "3"},
        {"start": True},
        {"end": 10**9},
        {"prefix": None},
        {"exact": ""},
    ],
)
def test_what_is_no_anchor(broken):
    whole = serialise_anchor(anchored(TEXT, SECOND))
    data = (
        {**whole, **broken}
        if isinstance(broken, dict) and broken and len(broken) == 1 and "version" not in broken
        else broken
    )
    with pytest.raises(InvalidAnchor, match="make it anew") as raised:
        parse_anchor(data)
    assert isinstance(raised.value, PullquoteError)


def test_a_resolution_as_json():
    now = TEXT.replace("forty", "many")
    kept = anchored(TEXT, SECOND)
    told = serialise_resolution(resolve(kept, article(now)), kept, article(now))
    at = now.index("many")
    assert told["found"] == "altered"
    assert told["text"] == SECOND.replace("forty", "many") == now[told["start"] : told["end"]]
    assert told["changes"] == [{"was": "forty", "now": "many", "start": at, "end": at + 4}]
    assert serialise_resolution(resolve(kept, None), kept, None)["text"] is None
    assert re.fullmatch(r"0\.\d{1,4}", str(told["similarity"]))
