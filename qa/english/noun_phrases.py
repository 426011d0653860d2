"""What a question or an answer speaks of: its names and noun phrases, each a person, a thing or a group."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache

from index.words import STOP_WORDS, stem_words
from qa.english.bodies import BODY_GROUPS, NAMES_THING
from qa.english.calendar import CALENDAR_WORDS, YEAR
from qa.english.closed_classes import (
    ARTICLES,
    AUXILIARIES,
    BE,
    DEMONSTRATIVES,
    DO,
    HAVE,
    MODALS,
    PLACING,
    POSSESSIVES,
    PREPOSITIONS,
    QUESTION_WORDS,
)
from qa.english.names import PARTICLES, PLAIN_PARTICLES
from qa.english.no_names import PEOPLES
from qa.english.people import GROUPS, PERSONS
from qa.english.verb_forms import PARTICIPLES
from qa.english.word_lists import match_any, singulars_of, word_set


class Kind(StrEnum):
    """What a mention can be, as far as its form tells."""

    PERSON = "person"
    THING = "thing"
    GROUP = "group"
    NAME = "name"  # of a person or of a thing: nothing tells which


@dataclass(frozen=True, slots=True)
class Mention:
    """Something spoken of: its words, where they stand in the text, and what it is."""

    text: str
    start: int
    kind: Kind
    named: bool = True  # it holds a name
    before: str = ""  # the word before it

    @property
    def end(self) -> int:
        """Where it ends in the text."""
        return self.start + len(self.text)

    @property
    def plain(self) -> bool:
        """Whether it is a noun without a determiner: "radium"."""
        return _PART_OF.get(self.text.partition(" ")[0].lower()) != Part.DETERMINER


class Part(StrEnum):
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


# The words of each part; a word that stands in two is the first. All others are told by their form.
_PARTS = {
    Part.DETERMINER: ARTICLES | DEMONSTRATIVES | POSSESSIVES | word_set("any some no each every"),
    Part.AUXILIARY: DO | (MODALS & AUXILIARIES) | word_set("didn't don't doesn't"),
    Part.BE: BE - {"am"} | HAVE | word_set("wasn't isn't weren't"),
    Part.QUESTION_WORD: QUESTION_WORDS,
    Part.OF: frozenset({"of"}),
    Part.JOINER: PLAIN_PARTICLES | {"and", "&"},
    Part.PREPOSITION: PREPOSITIONS,
    Part.EMPTY: STOP_WORDS
    | CALENDAR_WORDS
    | word_set(
        """
        according ago already also always another anyone anything became become call called came come else everyone
        everything first get give go gone got happen happened happens know known last later let many mean name named
        names never next nobody nothing often okay one ones please really second so someone something soon still tell
        thank thanks then thing things think today together went yes
        """
    ),
}
_PART_OF = {word: part for part, listed in reversed(_PARTS.items()) for word in listed}
_WORD = re.compile(r"(?:[^\W\d_]\.){2,}|(?:Dr|Mr|Mrs|Ms|St|Prof|Rev|Gen|[A-Z])\.(?= )|\d[\d.,]*\d|\w+(?:[’'\-&]\w+)*|&")
_QUOTED = re.compile(r"[\"“]([A-Z0-9][^\"“”\n]{1,59}?)[,.]?[\"”]")
# A name: words with capitals, numbers behind them, and what joins those: "Bank of the West", "Apollo 11".
_NAME = re.compile(r"N[NY]*(?:(?:OD?|JD?)N[NY]*)*")
# A noun phrase: a determiner, perhaps with a participle, and words of content or names up to its noun; and the same
# again behind an "of": "the broken wing of the old Apollo 11".
_PHRASE = re.compile(r"(?:DE?)?(?:[CNYA]|(?<=N)J(?=N))*[CN]Y?(?:OD?(?:[CNYA]|(?<=N)J(?=N))*[CN]Y?)*")
_PARTICIPLE = re.compile(rf".+(?:ed|awn|own|tten|ken|ven)$|(?:{match_any(PARTICIPLES)})$")
# Alone, these are of no use as names: "the Dutch", "French music".
_NO_NAME = re.compile(rf"(?:{PEOPLES}|Western|Eastern|\w+ly)$")
# Nouns that ask for something and name nothing.
_EMPTY = word_set(
    "amount article aspect aspects date day fact facts information kind matter month number part reason reasons result "
    "sort time times type way ways year years"
)
# Words, as they are indexed, for what may be asked of anything that happened.
GENERAL = frozenset(
    stem_words(
        "people person men women children worker workers death deaths victims injuries survivors damage money price "
        "cost cause effect problem problems award awards help role fate name age size height length weight success "
        "failure"
    )
)


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    start: int
    part: Part

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    @property
    def low(self) -> str:
        return bare(self.text).lower().rstrip(".")


def bare(word: str) -> str:
    """Return a word without the ending of a possessive."""
    return re.sub(r"[’'](?:s|$)$|(?<=s)[’']$", "", word)


@lru_cache(maxsize=512)
def names(text: str) -> tuple[Mention, ...]:
    """Return the names in `text`, in order: words with capitals in a row, and titles in quotation marks."""
    found = [Mention(match[1], match.start(1), Kind.THING) for match in _QUOTED.finditer(text)]
    other = [_name(text, run) for run in _runs(_NAME, text) if len(run) > 1 or not _NO_NAME.match(run[0].text)]
    found += [one for one in other if not any(_meet(one, quoted) for quoted in found)]
    return tuple(sorted(found, key=lambda one: one.start))


@lru_cache(maxsize=512)
def phrases(question: str) -> tuple[Mention, ...]:
    """Return the noun phrases of a question that are more than a name, in order."""
    named = names(question)
    found = []
    for run in _runs(_PHRASE, question):
        if run[-1].low in _EMPTY:
            continue
        start, end = run[0].start, run[-1].end
        text = bare(question[start:end])
        before = question[:start].rstrip().rpartition(" ")[2].lower()
        within = [one for one in named if _meet(one, Mention(text, start, Kind.THING))]
        content = [word for word in run if word.part != "D"]
        if not any(one.end >= start + len(text) and one.start <= content[0].start for one in within):
            found.append(
                Mention(text, start, _kind_of_noun(run), bool(within) or any(word.part == "Y" for word in run), before)
            )
    return tuple(found)


def _meet(one: Mention, other: Mention) -> bool:
    return one.start < other.end and other.start < one.end


def _runs(pattern: re.Pattern[str], text: str) -> Iterator[list[_Word]]:
    """Yield the words of each place where the letters of the words' kinds match; "|" is a pause."""
    read = _read(text)
    letters = "".join(word.part for word in read)
    for match in pattern.finditer(letters):
        start, end = match.span()
        if pattern is _PHRASE:
            start, end = _without_verbs(read, letters, start, end)
        if start < end:
            yield read[start:end]


def _without_verbs(read: list[_Word], letters: str, start: int, end: int) -> tuple[int, int]:
    """Return a noun phrase's place without the verbs around it; an empty one where there is only a verb."""
    before, alone = letters[:start].rstrip("X")[-1:], letters[start] != "D"
    if before == "W" and alone:
        if read[start - 1].low not in ("who", "whom"):
            return start, start  # "how tall", "what film", "how many people"
        start += 1
    if alone and "N" in letters[start:end]:
        start = letters.index("N", start)
    # After "did" the last plain word is the verb, but not if it is the only one: "did the treaty of 1961".
    if (
        before == "V"
        and letters[end : end + 1] != "O"
        and (verb := letters.rfind("C", start, end)) > start + (not alone)
    ):
        end = verb
    if end - start == 1 and letters[start] == "C" and (before in ("", "|") or letters[start - 1] == "X"):
        return start, start
    return start, end


def _read(text: str) -> list[_Word]:
    """Return the words of `text` with their kinds, and a pause wherever more than a space is between two."""
    read: list[_Word] = []
    opening: set[int] = set()
    end = 0
    for match in _WORD.finditer(text):
        between = text[end : match.start()]
        opens = not read or bool(re.search(r"[.?!:;\n\"“(]", between))
        if opens:
            opening.add(len(read) + bool(read))
        if read and (opens or between.strip() or read[-1].text.endswith(("'s", "’s"))):
            read.append(_Word("", match.start(), Part.PAUSE))
        read.append(_Word(match.group(), match.start(), _part_of(match.group(), opens)))
        end = match.end()
    return _joined(read, opening)


def _part_of(word: str, opens: bool) -> Part:
    """Return what a word is; one that opens a sentence has its capital for that."""
    low = bare(word).lower()
    if word[0].isdigit():
        return Part.YEAR if re.fullmatch(YEAR, word) else Part.NUMBER
    is_plain = low not in _PART_OF or low in PARTICLES
    if word[0].isupper() and (is_plain or (not opens and word.isupper() and len(word) > 1)):
        return Part.NAME
    return _PART_OF.get(low) or (Part.PARTICIPLE if _PARTICIPLE.match(low) else Part.CONTENT)


def _joined(read: list[_Word], opening: set[int]) -> list[_Word]:
    """Return the words; one that is of no content alone is in a name beside one: "the Ever Given"."""
    for i, word in enumerate(read):
        beside = "N" in (read[i - 1].part if i else "", read[i + 1].part if i + 1 < len(read) else "")
        if (
            word.part == "X"
            and beside
            and i not in opening
            and word.text[0].isupper()
            and word.low not in CALENDAR_WORDS
        ):
            read[i] = replace(word, part=Part.NAME)
    return read


def _name(text: str, run: list[_Word]) -> Mention:
    start, end = run[0].start, run[-1].end
    article = re.search(r"\b(?:the) $", text[:start], re.IGNORECASE)
    start = article.start() if article else start
    before = text[:start].rstrip().rpartition(" ")[2].lower()
    lows = [word.low for word in run if word.low != "the"]
    the = article is not None or run[0].low == "the"
    if "and" in lows or "&" in lows:
        kind = Kind.GROUP
    elif the or before in PLACING or lows[-1][0].isdigit() or NAMES_THING & {lows[0], *singulars_of(lows[-1])}:
        kind = Kind.GROUP if the and lows[-1].endswith("s") else Kind.THING
    else:
        kind = Kind.PERSON if 2 <= len(run) <= 4 and "of" not in lows else Kind.NAME
    return Mention(bare(text[start:end]), start, kind, before=before)


def _kind_of_noun(run: list[_Word]) -> Kind:
    """Return what a noun phrase is, by its noun: the last word before an "of"."""
    letters = "".join(word.part for word in run)
    noun = run[letters.find("O") - 1 if "O" in letters else -1].low
    if noun in PERSONS:
        return Kind.PERSON
    plural = noun.endswith("s") and not noun.endswith(("ss", "us", "is"))
    return Kind.GROUP if plural or noun in GROUPS | BODY_GROUPS else Kind.THING
