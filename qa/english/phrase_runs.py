"""Names and noun phrases as runs of words: their patterns, and the verbs around them, which are no part of them.

A text is read as one letter for each word, and a pattern is matched with these letters.
"""

import re
from collections.abc import Iterator
from itertools import takewhile

from qa.english.closed_classes import SUBJECTS
from qa.english.contractions import find_contracted
from qa.english.phrase_parts import PartOfSpeech, Word, read_words
from qa.english.question_words import GRADED
from qa.english.word_lists import split_words

# A name: words with capitals, numbers behind them, and what joins those: "Bank of the West", "Apollo 11".
NAME = re.compile(r"N[NY]*(?:(?:OD?|JD?)N[NY]*)*")
# A noun phrase: a determiner, perhaps with a participle, and words of content or names up to its noun; and the same
# again behind an "of": "the broken wing of the old Apollo 11".
PHRASE = re.compile(r"(?:DE?)?(?:[CNYA]|(?<=N)J(?=N))*[CN]Y?(?:OD?(?:[CNYA]|(?<=N)J(?=N))*[CN]Y?)*")
_NAME_AND_VERB = re.compile(r"N[NY]*C(?=C+$)")
# Verbs that bear little meaning.
_BARE_VERBS = split_words("become call come do get give go happen have know let make mean say take tell think want")
_ASKS = [PartOfSpeech.QUESTION_WORD, PartOfSpeech.BE]


def is_gerund(word: str) -> bool:
    """Say whether a word may be the form of a verb in -ing: "making", and not "ring"."""
    low = word.lower()
    return low.endswith("ing") and re.fullmatch(r"[^aeiouy\W]*+[aeiouy]\w*+", low[:-3]) is not None


def find_runs(pattern: re.Pattern[str], text: str) -> Iterator[list[Word]]:
    """Yield the words of each name or noun phrase of a text; `pattern` is `NAME` or `PHRASE`."""
    words = read_words(text)
    letters = "".join(word.part for word in words)
    for match in pattern.finditer(letters):
        start, end = match.span()
        if pattern is PHRASE:
            start, end = _drop_verbs(words, letters, start, end)
        if start < end:
            yield words[start:end]


def _drop_verbs(words: list[Word], letters: str, start: int, end: int) -> tuple[int, int]:
    """Return a noun phrase's place without the verbs around it; an empty one where there is only a verb."""
    owner = _find_owner(words, letters, start)
    before = letters[:owner].rstrip(PartOfSpeech.EMPTY)[-1:]
    has_determiner = owner < start or letters[start] == PartOfSpeech.DETERMINER
    if before == PartOfSpeech.QUESTION_WORD and not has_determiner:
        if words[start - 1].low not in ("who", "whom"):
            return start, start  # "how tall", "what film", "how many people"
        start += 1
    if not has_determiner and PartOfSpeech.NAME in letters[start:end]:
        start = letters.index(PartOfSpeech.NAME, start)
    if not has_determiner and _follows_subject(words, start, before):
        return (start + 1, end) if end - start > 1 and words[end - 1].low not in GRADED else (start, start)
    if before == PartOfSpeech.BE and not has_determiner and (verb := _find_gerund(words, letters, start, end)):
        return start, verb
    if before == PartOfSpeech.AUXILIARY and (verb := _find_verb(letters, start, end)):
        return verb + 1, end
    # After "did" the last plain word is the verb, but not if it is the only one, "did the treaty of 1961", nor if the
    # verb stands behind it: "did the keeper get".
    has_verb = end < len(words) and words[end].low in _BARE_VERBS
    if before == PartOfSpeech.AUXILIARY and letters[end : end + 1] != PartOfSpeech.OF and not has_verb:
        verb = letters.rfind(PartOfSpeech.CONTENT, start, end)
        end = verb if verb > start + (letters[start] == PartOfSpeech.DETERMINER) else end
    is_one_word = end - start == 1 and letters[start] == PartOfSpeech.CONTENT
    if (
        is_one_word
        and not has_determiner
        and (before in ("", PartOfSpeech.PAUSE) or letters[start - 1] == PartOfSpeech.EMPTY)
    ):
        return start, start
    return start, end


def _find_verb(letters: str, start: int, end: int) -> int:
    """Return where the verb stands behind a name without an article, "did Ada Quill | found | museums"; else 0."""
    match = _NAME_AND_VERB.match(letters, start, end)
    return match.end() - 1 if match and letters[start - 1] == PartOfSpeech.AUXILIARY else 0


def _find_gerund(words: list[Word], letters: str, start: int, end: int) -> int:
    """Return where the verb stands behind a name without an article, "is Ada Quill | running"; else 0."""
    is_verb = letters[start] == PartOfSpeech.NAME and letters[end - 1] == PartOfSpeech.CONTENT
    return end - 1 if is_verb and is_gerund(words[end - 1].low) else 0


def _find_owner(words: list[Word], letters: str, start: int) -> int:
    """Return where the owner begins that a noun phrase follows, "Ada Quill's | speech"; its own start without one."""
    if start < 2 or letters[start - 1] != PartOfSpeech.PAUSE or not words[start - 2].text.endswith(("'s", "’s")):
        return start
    owner = letters[: start - 1]
    return len(owner.rstrip(PartOfSpeech.NAME + PartOfSpeech.CONTENT).removesuffix(PartOfSpeech.DETERMINER))


def _follows_subject(words: list[Word], start: int, before: str) -> bool:
    """Say whether a word is the verb of a pronoun: "can I | bring food", "they're not | making pennies"."""
    if words[start].part is not PartOfSpeech.CONTENT:
        return False
    if before == PartOfSpeech.AUXILIARY:
        return words[start - 1].low in SUBJECTS
    ahead = takewhile(lambda word: word.part in (PartOfSpeech.EMPTY, PartOfSpeech.BE), reversed(words[:start]))
    is_verb = is_gerund(words[start].low)
    # "What's going on", "who is suing the museum", "who was driving", but not "what is boxing".
    asks = [word.part for word in words[max(0, start - 2) : start]] == _ASKS
    asks = asks and (start + 1 < len(words) or words[start - 2].low == "who")
    return is_verb and (asks or any(word.low in SUBJECTS or find_contracted(word.low) in SUBJECTS for word in ahead))
