"""Exact is what stands in an article letter for letter: the checker held against a plain search."""

import re
import unicodedata
from functools import cache

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from qa.checking.check import LEAST_WORDS

TOKEN = re.compile(r"\w+|[^\w\s]")
# Words with what holds them together: 1,200 and toll-keeper's are one each.
WORD = re.compile(r"\w+(?:(?:[-'’]|(?<=\d)[.,](?=\d))\w+)*")
OTHERS = ["not", "seven", "lamp", "The", "200", "wife", ""]


@pytest.fixture(scope="module")
def texts(shelf):
    return [text for _, text in sorted(shelf.texts([entry.id for entry in shelf.entries()]).items())]


@cache
def inside(text):
    """Return the places of a text that a word holds together."""
    return {at for word in WORD.finditer(text) for at in range(word.start() + 1, word.end())}


def stands(quoted, text):
    """Say whether a text holds the letters somewhere without a word cut in two at either end."""
    text, quoted = unicodedata.normalize("NFC", text), unicodedata.normalize("NFC", quoted)
    amid = inside(text)
    at = text.find(quoted)
    while at >= 0:
        if at not in amid and at + len(quoted) not in amid:
            return True
        at = text.find(quoted, at + 1)
    return False


@st.composite
def stretches(draw, texts):
    """Draw words out of an article that stand there one after the other; many begin or end amid a compound."""
    text = draw(st.sampled_from(texts))
    tokens = list(TOKEN.finditer(text))
    amid = [at for at, token in enumerate(tokens) if token.start() in inside(text)] or [0]
    some = st.one_of(st.integers(0, len(tokens) - 1), st.sampled_from(amid))
    length = draw(st.integers(0, 14))
    if draw(st.booleans()):
        first = draw(some)
        last = min(len(tokens) - 1, first + length)
    else:
        last = draw(some)
        first = max(0, last - length)
    return text[tokens[first].start() : tokens[last].end()]


@st.composite
def quotations(draw, texts):
    """Draw a stretch, two of them joined, or one with a word replaced."""
    quoted = draw(stretches(texts))
    kind = draw(st.sampled_from(["as it is", "joined", "replaced"]))
    if kind == "joined":
        quoted += draw(st.sampled_from([" ", ", ", ""])) + draw(stretches(texts))
    elif kind == "replaced" and (words := list(re.finditer(r"\w+", quoted))):
        word = draw(st.sampled_from(words))
        new = draw(st.sampled_from([*OTHERS, word[0].swapcase(), word[0] + "s", word[0][1:]]))
        quoted = quoted[: word.start()] + new + quoted[word.end() :]
    return quoted.strip()


@given(data=st.data())
@settings(max_examples=200)
def test_exact_is_what_a_plain_search_finds_and_nothing_else(verdicts, texts, data):
    quoted = data.draw(quotations(texts))
    assume("\n" not in quoted and ".." not in quoted)
    told = verdicts(f"We read «{quoted}» there.")
    if told:
        assert (told == ["exact"]) == any(stands(quoted, text) for text in texts), quoted
    else:
        assert len(re.findall(r"\w+", re.sub("['’]", "", quoted))) < LEAST_WORDS
