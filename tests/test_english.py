"""One English: what the program knows of the language stands in `qa/english` and in no other module.

Each list that is kept there has an entry in `KEPT`; a word of it in another module's code is a second list.
"""

import ast
import re
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import pytest

from qa.english.calendar import MONTHS, PLAIN_MONTH_WORDS, WEEKDAY_WORDS
from qa.english.names import PLAIN_PARTICLES
from qa.english.saying_verbs import SAYING

ROOT = Path(__file__).parent.parent
FILES = sorted(path for layer in ("corpus", "index", "qa") for path in (ROOT / layer).rglob("*.py"))


@dataclass(frozen=True)
class Kept:
    """A list, the module that keeps it, and how many of its words another module may hold.

    With `together`, it is the words of one string that count. `elsewhere` are modules that hold the words for another
    reason, which is told.
    """

    what: str
    home: str
    words: frozenset[str]
    most: int = 0
    together: bool = False
    elsewhere: dict[str, str] = field(default_factory=dict)


SENTENCES = {"corpus/sentence_boundaries.py": "`corpus` imports nothing of `qa`; German dates are known there, too"}
TRIAL = "a network is tried out on a sentence that tells of a day in June"
SHORT_WEEKDAYS = {"mon", "tue", "tues", "wed", "wednes", "thu", "thurs", "fri", "sat", "satur", "sun"}
KEPT = (
    Kept(
        "months and weekdays",
        "qa/english/calendar.py",
        (PLAIN_MONTH_WORDS | WEEKDAY_WORDS) - {"march"},  # a verb, as "may" is one
        elsewhere=SENTENCES | {"index/openvino_embedder.py": TRIAL, "qa/reading/network.py": TRIAL},
    ),
    Kept(
        "short forms of months and weekdays",
        "qa/english/calendar.py",
        frozenset(month[:3].lower() for month in MONTHS) | SHORT_WEEKDAYS,
        most=2,  # "mar" and "sun" are other words as well
        elsewhere=SENTENCES | {"corpus/formats/reference_files.py": "the macros of BibTeX"},
    ),
    Kept(
        "verbs of saying",
        "qa/english/saying_verbs.py",
        SAYING,
        most=2,
        together=True,
        elsewhere={
            "corpus/sentence_boundaries.py": "`corpus` imports nothing of `qa`: a question before its speaker",
            "index/words.py": "`index` imports nothing of `qa`: stop words",
        },
    ),
    Kept(
        "particles of names",
        "qa/english/names.py",
        PLAIN_PARTICLES - {"al", "de", "la", "y"},  # "et al", a language, a note and a letter
        most=1,
        together=True,
        elsewhere={
            "corpus/ordinals.py": "German words before an ordinal",
            "qa/languages/notices.py": "sentences in German, Dutch and Swedish",
            "corpus/formats/title_page.py": "`corpus` imports nothing of `qa`: names on a paper's first page",
        },
    ),
)


def strings_in_code(source):
    """Yield the words of each string of a module, in small letters; docstrings and comments are left out."""
    tree = ast.parse(source)
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, documented) and ast.get_docstring(node, clean=False) is not None
    }
    strings = (
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings
    )
    yield from ({word.lower() for word in re.findall(r"[^\W\d_]+", string)} for string in strings)


def words_in_code(source):
    """Return the words of all strings of a module."""
    return set().union(*strings_in_code(source))


@cache
def read_strings(path):
    """Return the words of each string of a file; each is read once for all lists."""
    return list(strings_in_code(path.read_text(encoding="utf-8")))


def held_words(path, kept):
    """Return the words of a list that a module holds, in all its strings or in the one that has most of them."""
    held = [words & kept.words for words in read_strings(path)]
    return max(held, key=len, default=set()) if kept.together else set().union(*held)


def second_lists(kept):
    """Return each module outside `qa/english` that holds more words of a list than it may, with these words."""
    for path in FILES:
        name = path.relative_to(ROOT).as_posix()
        if not name.startswith("qa/english/") and name not in kept.elsewhere:
            held = held_words(path, kept)
            if len(held) > kept.most:
                yield name, sorted(held)


@pytest.mark.parametrize("kept", KEPT, ids=lambda kept: kept.what)
def test_a_list_stands_in_one_place(kept):
    assert dict(second_lists(kept)) == {}


@pytest.mark.parametrize("kept", KEPT, ids=lambda kept: kept.what)
def test_the_table_tells_where_lists_are(kept):
    assert (ROOT / kept.home).is_file()
    for name in kept.elsewhere:
        assert len(held_words(ROOT / name, kept)) > kept.most, name


def test_a_word_is_found_in_code_only():
    source = '"""June."""\n# July\ndef f():\n    """May."""\n    return f"(?:Sept|{x})", r"on\\s+Monday"\n'
    assert words_in_code(source) == {"sept", "on", "s", "monday"}
