"""The words of a text as the grammar of noun phrases knows them: what each is in a phrase.

Questions of people decided what the lists hold.
"""

import re
from dataclasses import dataclass, replace
from enum import StrEnum

from index.words import STOP_WORDS
from qa.english.calendar import CALENDAR_WORDS, YEAR
from qa.english.closed_classes import (
    ARTICLES,
    AUXILIARIES,
    BE,
    CONTRACTED,
    DEMONSTRATIVES,
    DO,
    HAVE,
    MODALS,
    POSSESSIVES,
    PREPOSITIONS,
    QUESTION_WORDS,
)
from qa.english.contractions import find_contracted
from qa.english.names import PLAIN_PARTICLES
from qa.english.people import TITLES
from qa.english.verb_forms import PARTICIPLES
from qa.english.word_lists import match_any, split_words


class PartOfSpeech(StrEnum):
    """What a word is in a phrase, by the letter that stands for it in a pattern."""

    DETERMINER = "D"
    AUXILIARY = "V"  # of "do" and the modals: a verb follows the subject
    BE = "B"  # of "be" and "have": a verb need not follow
    QUESTION_WORD = "W"
    OF = "O"
    JOINER = "J"  # it joins the words of a name
    PREPOSITION = "P"
    EMPTY = "X"  # any other word that bears no meaning of its own
    CONTENT = "C"
    PARTICIPLE = "E"
    NAME = "N"  # with a capital
    NUMBER = "Y"
    YEAR = "A"
    PAUSE = "|"  # no word: more than a blank stands there


_CONTRACTED_BE = frozenset(form for form in CONTRACTED if form.removesuffix("n't") in BE | HAVE)
# The words of each part; a word that stands in two is the first. All others are known by their form.
_WORDS = {
    PartOfSpeech.DETERMINER: ARTICLES | DEMONSTRATIVES | POSSESSIVES | split_words("any some no each every"),
    PartOfSpeech.AUXILIARY: DO | (MODALS & AUXILIARIES) | (CONTRACTED - _CONTRACTED_BE),
    PartOfSpeech.BE: BE - {"am"} | HAVE | _CONTRACTED_BE,
    PartOfSpeech.QUESTION_WORD: QUESTION_WORDS,
    PartOfSpeech.OF: frozenset({"of"}),
    PartOfSpeech.JOINER: PLAIN_PARTICLES | {"and", "&"},
    PartOfSpeech.PREPOSITION: PREPOSITIONS,
    PartOfSpeech.EMPTY: STOP_WORDS
    | CALENDAR_WORDS
    | split_words(
        """
        according actually ago already also always another anymore anyone anything anyway became become call called
        came come else everyone everything first get give go gone gonna got gotta happen happened happens know known
        last later let many mean name named names never next nobody nothing often okay one ones please really second
        so someone something soon still tell thank thanks then thing things think though today together wanna went yes
        yet
        """
    ),
}
_PART_OF = {word: part for part, listed in reversed(_WORDS.items()) for word in listed}
_TITLES = match_any(title.title() for title in TITLES)
_WORD = re.compile(rf"(?:[^\W\d_]\.){{2,}}|(?:{_TITLES}|[A-Z])\.(?= )|\d[\d.,]*\d|\w+(?:[’'\-&]\w+)*|&")
# Nouns that end as participles do.
_NOUNS = split_words(
    """
    bed bread brown chicken clown creed crown dawn deed eleven feed gown greed hatred haven heaven hundred kitten lawn
    mitten need oven prawn raven seed seven shed sled speed steed token weed
    """
)
_PARTICIPLE = re.compile(
    rf"(?!(?:{match_any(_NOUNS)}|.*(?:down|town))$)(?:.+(?:ed|awn|own|tten|ken|ven)|{match_any(PARTICIPLES)})$"
)
_OPENING = re.compile(r"[.?!:;\n\"“(]")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text, its place, and what it is."""

    text: str
    start: int
    part: PartOfSpeech

    @property
    def end(self) -> int:
        """Where it ends in the text."""
        return self.start + len(self.text)

    @property
    def low(self) -> str:
        """The word in small letters, without the ending of a possessive or an abbreviation."""
        return strip_possessive(self.text).lower().rstrip(".")


def strip_possessive(word: str) -> str:
    """Return a word without the ending of a possessive."""
    return re.sub(r"[’'](?:s|$)$|(?<=s)[’']$", "", word)


def is_determiner(word: str) -> bool:
    """Say whether a word is a determiner."""
    return _PART_OF.get(word.lower()) is PartOfSpeech.DETERMINER


def read_words(text: str) -> list[Word]:
    """Return the words of a text, and a pause wherever more than a blank is between two."""
    words: list[Word] = []
    opening: set[int] = set()
    end = 0
    for match in _WORD.finditer(text):
        between = text[end : match.start()]
        opens = not words or bool(_OPENING.search(between))
        if opens:
            opening.add(len(words) + bool(words))
        if words and (opens or between.strip() or words[-1].text.endswith(("'s", "’s"))):
            words.append(Word("", match.start(), PartOfSpeech.PAUSE))
        words.append(Word(match[0], match.start(), _read_part(match[0], opens)))
        if words[-1].part is PartOfSpeech.QUESTION_WORD and words[-1].text.endswith(("'s", "’s")):
            words.append(Word("is", match.end() - 2, PartOfSpeech.BE))
        end = match.end()
    return _extend_names(words, opening)


def _read_part(word: str, opens: bool) -> PartOfSpeech:
    """Return what a word is; one that opens a sentence has its capital for that."""
    low = strip_possessive(word).lower().replace("’", "'")
    low = low if low in _PART_OF else find_contracted(low) or low
    if word[0].isdigit():
        return PartOfSpeech.YEAR if re.fullmatch(YEAR, word) else PartOfSpeech.NUMBER
    is_plain = low not in _PART_OF or low in PLAIN_PARTICLES
    if word[0].isupper() and (is_plain or (not opens and word.isupper() and len(word) > 1)):
        return PartOfSpeech.NAME
    return _PART_OF.get(low) or (PartOfSpeech.PARTICIPLE if _PARTICIPLE.match(low) else PartOfSpeech.CONTENT)


def _extend_names(words: list[Word], opening: set[int]) -> list[Word]:
    """Return the words; one that bears no meaning alone, with a capital, is in a name beside one: "the Ever Given"."""
    for at, word in enumerate(words):
        if word.part is not PartOfSpeech.EMPTY or not word.text[0].isupper() or at in opening:
            continue
        before, after = (_read_part_at(words, beside) for beside in (at - 1, at + 1))
        if word.low == "may":
            # "Ada May": a month stands before its number.
            is_name = before is PartOfSpeech.NAME and after not in (PartOfSpeech.NUMBER, PartOfSpeech.YEAR)
        else:
            is_name = word.low not in CALENDAR_WORDS and PartOfSpeech.NAME in (before, after)
        if is_name:
            words[at] = replace(word, part=PartOfSpeech.NAME)
    return words


def _read_part_at(words: list[Word], at: int) -> PartOfSpeech | None:
    return words[at].part if 0 <= at < len(words) else None
