"""Mentions: the names and noun phrases of a question or an answer, each of a person, a thing or a group."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from index.words import stem_words
from qa.english.bodies import BODY_GROUPS, NAMES_THING
from qa.english.calendar import CALENDAR_WORDS, read_month
from qa.english.closed_classes import ARTICLES, PLACING, PREPOSITIONS
from qa.english.no_names import NO_NAMES, PEOPLES
from qa.english.people import GROUPS, PERSONS, Person, is_office, read_person
from qa.english.phrase_parts import PartOfSpeech, Word, is_determiner, strip_possessive
from qa.english.phrase_runs import NAME, PHRASE, find_runs, is_gerund
from qa.english.word_lists import list_singulars, split_words

_QUOTED = re.compile(r"[\"“]([A-Z0-9][^\"“”\n]{1,59}?)[,.]?[\"”]")
# Letters of words that titles write small, which prepositions may have more of.
_SHORT = 3
_POSSESSIVE = re.compile("[’']s? ")
# Characters before a word in which the end of the sentence before it stands.
_AHEAD = 4
# A person's name has so many words.
_FEWEST, _MOST = 2, 4
# Alone, these are of no use as names: "the Dutch", "French music".
_NO_NAME = re.compile(rf"(?:{PEOPLES}|Western|Eastern|\w+ly|\w)$")
# Nouns that ask for something and name nothing.
_ASKING = split_words(
    "amount article aspect aspects date day fact facts information kind matter month number part reason reasons result "
    "sort time times type way ways year years"
)
# Nouns that tell with the preposition before them how or where somebody is, and name nothing.
_ADVERBIAL = {
    "on": split_words("board duty fire foot hold leave loan record sale show strike time track trial"),
    "in": split_words(
        "bed charge court custody danger doubt hospital jail office place power prison public total trouble"
    ),
    "at": split_words("fault home large risk sea school stake war work"),
    "by": split_words("accident air bus car hand mistake plane sea train"),
}
# Words, as they are indexed, for what may be asked of anything that happened.
GENERAL = frozenset(
    stem_words(
        "people person men women children worker workers death deaths victims injuries survivors damage money price "
        "cost cause effect problem problems award awards help role fate name age size height length weight success "
        "failure stuff"
    )
)


class Kind(StrEnum):
    """What is mentioned, as far as the words tell."""

    PERSON = "person"
    THING = "thing"
    GROUP = "group"
    NAME = "name"  # of a person or of a thing: nothing tells which


@dataclass(frozen=True, slots=True)
class Mention:
    """A name or a noun phrase: its words, where they stand in the text, and the kind of what it mentions."""

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
        return not is_determiner(self.text.partition(" ")[0])

    @property
    def is_place(self) -> bool:
        """Whether it is a name behind "in" or the like: a place as a rule."""
        return self.named and self.before in PLACING and self.text[0].isupper()


@lru_cache(maxsize=512)
def find_names(text: str) -> tuple[Mention, ...]:
    """Return the names in `text`, in order: words with capitals in a row, and titles in quotation marks."""
    quoted = (match for match in _QUOTED.finditer(text) if _is_title(match[1]))
    titles = [Mention(match[1], match.start(1), Kind.THING) for match in quoted]
    names = [_read_name(text, run) for run in find_runs(NAME, text) if not _is_no_name(run, text)]
    outside = [name for name in names if not any(_overlap(name, title) for title in titles)]
    return tuple(sorted([*titles, *outside], key=lambda mention: mention.start))


@lru_cache(maxsize=512)
def find_phrases(question: str) -> tuple[Mention, ...]:
    """Return the noun phrases of a question that are more than a name, in order."""
    names = find_names(question)
    phrases = []
    for run in find_runs(PHRASE, question):
        if run[-1].low in _ASKING:
            continue
        start = run[0].start
        if len(run) == 1 and run[0].low in _ADVERBIAL.get(_find_word_before(question, start), ()):
            continue
        text = strip_possessive(question[start : run[-1].end])
        within = [name for name in names if _overlap(name, Mention(text, start, Kind.THING))]
        first = next(word for word in run if word.part is not PartOfSpeech.DETERMINER)
        if not any(name.end >= start + len(text) and name.start <= first.start for name in within):
            has_name = bool(within) or any(word.part is PartOfSpeech.NUMBER for word in run)
            owner = next((name for name in names if _POSSESSIVE.fullmatch(question, name.end, start)), None)
            if owner:
                text, start, has_name = f"{question[owner.start : start]}{text}", owner.start, True
            phrases.append(Mention(text, start, _judge_phrase(run), has_name, _find_word_before(question, start)))
    return tuple(phrases)


def find_mentions(question: str) -> tuple[Mention, ...]:
    """Return the noun phrases of a question and the names outside them, in order."""
    phrases = find_phrases(question)
    outside = (
        name for name in find_names(question) if not any(p.start <= name.start and name.end <= p.end for p in phrases)
    )
    return tuple(sorted([*phrases, *outside], key=lambda mention: mention.start))


def _is_title(quoted: str) -> bool:
    """Say whether what is quoted is a title: no longer word of one is small, but for those of grammar."""
    longer = (word for word in re.findall(r"[^\W_]+", quoted) if len(word) > _SHORT)
    return not any(word[0].islower() and word not in PREPOSITIONS for word in longer)


def _is_no_name(run: Sequence[Word], text: str) -> bool:
    """Say whether words with capitals name nobody: a month, a letter, one of a people, a verb that opens a sentence."""
    if read_month(run[0].low) and run[0].low != "may":
        return all(word.part is PartOfSpeech.NUMBER for word in run[1:])
    if len(run) > 1:
        return False
    after = re.match(r"[\s,]*(\w*)", text[run[0].end :])
    goes_on = after is not None and after[1].lower() in PREPOSITIONS | CALENDAR_WORDS | ARTICLES
    if _opens_sentence(text, run[0].start) and _is_of_people(run[0].low):
        return True
    return bool(_NO_NAME.match(run[0].text)) or run[0].low in NO_NAMES or (is_gerund(run[0].text) and goes_on)


def _opens_sentence(text: str, start: int) -> bool:
    ahead = text[max(0, start - _AHEAD) : start].rstrip(' "“')
    return ahead.endswith((".", "?", "!", ":", "\n")) if ahead else start <= _AHEAD


def _is_of_people(word: str) -> bool:
    """Say whether a word is a plural for people that is nobody's name: "Prosecutors", and not "Bakers"."""
    person = read_person(word) if word.endswith("s") else None
    return person is not None and not person & Person.SURNAME


def _overlap(first: Mention, second: Mention) -> bool:
    return first.start < second.end and second.start < first.end


def _find_word_before(text: str, start: int) -> str:
    return text[:start].rstrip().rpartition(" ")[2].lower()


def _read_name(text: str, run: list[Word]) -> Mention:
    """Return the mention that a run of words with capitals is, with the article before it."""
    start, end = run[0].start, run[-1].end
    article = re.search(r"\b(?:the) $", text[:start], re.IGNORECASE)
    start = article.start() if article else start
    before = _find_word_before(text, start)
    has_article = article is not None or run[0].low == "the"
    return Mention(strip_possessive(text[start:end]), start, _judge_name(run, before, has_article), before=before)


def _judge_name(run: list[Word], before: str, has_article: bool) -> Kind:
    """Return what a name mentions, by its words, its article and the word before it."""
    lows = [word.low for word in run if word.low != "the"]
    last = lows[-1]
    if "and" in lows or "&" in lows:
        return Kind.GROUP
    if has_article and last.endswith("s"):
        return Kind.GROUP
    if not has_article and len(lows) > _FEWEST and is_office(lows[-_FEWEST - 1]):
        return Kind.PERSON  # "House Speaker Ada Finch"
    if has_article or before in PLACING or last[0].isdigit() or NAMES_THING & {lows[0], *list_singulars(last)}:
        return Kind.THING
    return Kind.PERSON if _FEWEST <= len(run) <= _MOST and "of" not in lows else Kind.NAME


def _judge_phrase(run: list[Word]) -> Kind:
    """Return what a noun phrase mentions, by its noun: the last word before an "of"."""
    letters = "".join(word.part for word in run)
    noun = run[letters.find(PartOfSpeech.OF) - 1 if PartOfSpeech.OF in letters else -1].low
    # "A person" may be anybody.
    if noun in PERSONS and noun != "person":
        return Kind.PERSON
    is_plural = noun.endswith("s") and not noun.endswith(("ss", "us", "is"))
    return Kind.GROUP if is_plural or noun in GROUPS | BODY_GROUPS else Kind.THING
