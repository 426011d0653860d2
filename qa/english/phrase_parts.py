"""The grammar of noun phrases: what each word of a text is in a phrase, and the patterns of names and noun phrases.

A text is read as one letter for each word, and a pattern is matched with these letters. Questions of people decided
what the lists hold.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from index.words import STOP_WORDS
from qa.english.calendar import CALENDAR_WORDS, YEAR
from qa.english.closed_classes import (
    ARTICLES,
    AUXILIARIES,
    BE,
    DEMONSTRATIVES,
    DO,
    HAVE,
    MODALS,
    POSSESSIVES,
    PREPOSITIONS,
    QUESTION_WORDS,
)
from qa.english.names import PLAIN_PARTICLES
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


# The words of each part; a word that stands in two is the first. All others are known by their form.
_WORDS = {
    PartOfSpeech.DETERMINER: ARTICLES | DEMONSTRATIVES | POSSESSIVES | split_words("any some no each every"),
    PartOfSpeech.AUXILIARY: DO | (MODALS & AUXILIARIES) | split_words("didn't don't doesn't"),
    PartOfSpeech.BE: BE - {"am"} | HAVE | split_words("wasn't isn't weren't"),
    PartOfSpeech.QUESTION_WORD: QUESTION_WORDS,
    PartOfSpeech.OF: frozenset({"of"}),
    PartOfSpeech.JOINER: PLAIN_PARTICLES | {"and", "&"},
    PartOfSpeech.PREPOSITION: PREPOSITIONS,
    PartOfSpeech.EMPTY: STOP_WORDS
    | CALENDAR_WORDS
    | split_words(
        """
        according ago already also always another anyone anything became become call called came come else everyone
        everything first get give go gone got happen happened happens know known last later let many mean name named
        names never next nobody nothing often okay one ones please really second so someone something soon still tell
        thank thanks then thing things think today together went yes
        """
    ),
}
_PART_OF = {word: part for part, listed in reversed(_WORDS.items()) for word in listed}
# A name: words with capitals, numbers behind them, and what joins those: "Bank of the West", "Apollo 11".
NAME = re.compile(r"N[NY]*(?:(?:OD?|JD?)N[NY]*)*")
# A noun phrase: a determiner, perhaps with a participle, and words of content or names up to its noun; and the same
# again behind an "of": "the broken wing of the old Apollo 11".
PHRASE = re.compile(r"(?:DE?)?(?:[CNYA]|(?<=N)J(?=N))*[CN]Y?(?:OD?(?:[CNYA]|(?<=N)J(?=N))*[CN]Y?)*")
_WORD = re.compile(r"(?:[^\W\d_]\.){2,}|(?:Dr|Mr|Mrs|Ms|St|Prof|Rev|Gen|[A-Z])\.(?= )|\d[\d.,]*\d|\w+(?:[’'\-&]\w+)*|&")
_PARTICIPLE = re.compile(rf".+(?:ed|awn|own|tten|ken|ven)$|(?:{match_any(PARTICIPLES)})$")
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


def find_runs(pattern: re.Pattern[str], text: str) -> Iterator[list[Word]]:
    """Yield the words of each name or noun phrase of a text; `pattern` is `NAME` or `PHRASE`."""
    words = _read_words(text)
    letters = "".join(word.part for word in words)
    for match in pattern.finditer(letters):
        start, end = match.span()
        if pattern is PHRASE:
            start, end = _drop_verbs(words, letters, start, end)
        if start < end:
            yield words[start:end]


def _drop_verbs(words: list[Word], letters: str, start: int, end: int) -> tuple[int, int]:
    """Return a noun phrase's place without the verbs around it; an empty one where there is only a verb."""
    before = letters[:start].rstrip(PartOfSpeech.EMPTY)[-1:]
    has_determiner = letters[start] == PartOfSpeech.DETERMINER
    if before == PartOfSpeech.QUESTION_WORD and not has_determiner:
        if words[start - 1].low not in ("who", "whom"):
            return start, start  # "how tall", "what film", "how many people"
        start += 1
    if not has_determiner and PartOfSpeech.NAME in letters[start:end]:
        start = letters.index(PartOfSpeech.NAME, start)
    # After "did" the last plain word is the verb, but not if it is the only one: "did the treaty of 1961".
    if before == PartOfSpeech.AUXILIARY and letters[end : end + 1] != PartOfSpeech.OF:
        verb = letters.rfind(PartOfSpeech.CONTENT, start, end)
        end = verb if verb > start + has_determiner else end
    is_one_word = end - start == 1 and letters[start] == PartOfSpeech.CONTENT
    if is_one_word and (before in ("", PartOfSpeech.PAUSE) or letters[start - 1] == PartOfSpeech.EMPTY):
        return start, start
    return start, end


def _read_words(text: str) -> list[Word]:
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
        end = match.end()
    return _extend_names(words, opening)


def _read_part(word: str, opens: bool) -> PartOfSpeech:
    """Return what a word is; one that opens a sentence has its capital for that."""
    low = strip_possessive(word).lower()
    if word[0].isdigit():
        return PartOfSpeech.YEAR if re.fullmatch(YEAR, word) else PartOfSpeech.NUMBER
    is_plain = low not in _PART_OF or low in PLAIN_PARTICLES
    if word[0].isupper() and (is_plain or (not opens and word.isupper() and len(word) > 1)):
        return PartOfSpeech.NAME
    return _PART_OF.get(low) or (PartOfSpeech.PARTICIPLE if _PARTICIPLE.match(low) else PartOfSpeech.CONTENT)


def _extend_names(words: list[Word], opening: set[int]) -> list[Word]:
    """Return the words; one that bears no meaning alone, with a capital, is in a name beside one: "the Ever Given"."""
    for at, word in enumerate(words):
        may_be_name = word.part is PartOfSpeech.EMPTY and word.text[0].isupper() and word.low not in CALENDAR_WORDS
        if may_be_name and at not in opening and PartOfSpeech.NAME in _list_parts_beside(words, at):
            words[at] = replace(word, part=PartOfSpeech.NAME)
    return words


def _list_parts_beside(words: list[Word], at: int) -> list[PartOfSpeech]:
    return [words[beside].part for beside in (at - 1, at + 1) if 0 <= beside < len(words)]
