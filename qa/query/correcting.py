"""Spelling correction of a question: words that no article holds become those that the passages for it hold."""

import re
from collections import Counter
from collections.abc import Sequence

from rapidfuzz.distance import OSA

from index import Hit, Library
from index.spelling import correct_word
from index.titled_passage import read_titled
from index.words import STOP_WORDS, stem_words

# Tokens of a word that the model knows whole, with the special ones.
_WHOLE = 3
# Letters of a word that is one slip away from too many others ("bake", "base"): only a stop word is read for it.
_SHORT = 4
# The "wouldn" of "wouldn't" is no word, and no slip.
_WORD = re.compile(r"[^\W\d_]+(?![’']t\b|[^\W\d_])")
# A word, and the one beside it; and those of a name.
_PAIR = re.compile(r"\b([^\W\d_]{3,}) (?=([^\W\d_]{3,}))")
_NAMED = re.compile(r"\b([A-Z][^\W\d_]{2,}) (?=([A-Z][^\W\d_]{2,}))")
# Letters at a word's end in which its other forms differ, in languages whose forms are not known.
_ENDING = 2


def correct_spelling(library: Library, question: str, hits: Sequence[Hit], *, is_english: bool = True) -> str:
    """Return the question with each word that is a slip or two away from one in the passages written like that one.

    Only a word that stands in no article, and that the embedding model knows in pieces alone, is taken for a slip, and
    one of a name that the passages have with another letter: "Jan Hansen" for Jon Hansen. In another language than
    English, a word that only ends in another way is another form.
    """
    texts = [read_titled(library, hit) for hit in hits]
    question = _correct_names(question, texts)
    stems = {match[0]: stem_words(match[0]) for match in _WORD.finditer(question)}
    known = library.select_known_words({stem for of_word in stems.values() for stem in of_word})
    unknown = [word for word, of_word in stems.items() if of_word and known.isdisjoint(of_word)]
    pieces = library.embedder.count_tokens(unknown) if unknown else []
    slips = [word for word, count in zip(unknown, pieces, strict=True) if count > _WHOLE]
    if not slips:
        return question
    written = Counter(word for text in texts for word in _WORD.findall(text))
    forms: dict[str, str] = {word.casefold(): word for word, _ in reversed(written.most_common())}
    counts = dict.fromkeys(STOP_WORDS, 1) | Counter(word.casefold() for word in written.elements())
    for slip in slips:
        meant = correct_word(slip.casefold(), counts)
        is_form = not is_english and meant and meant[:-_ENDING] == slip.casefold()[: len(meant) - _ENDING]
        if meant and not is_form and (len(slip) > _SHORT or meant in STOP_WORDS):
            question = re.sub(rf"\b{slip}\b", forms.get(meant, meant), question)
    return question


def _correct_names(question: str, texts: Sequence[str]) -> str:
    """Return the question with each name written as the passages write the only one that differs in a letter of a word.

    The other word beside it is the same in both. A name in small letters is one if no passage holds a form of its
    other word: a headline's "Finch Announces" is no name that "finch announce" slips from.
    """
    written = {_fold_pair(pair): pair for text in texts for pair in _list_pairs(_NAMED, text)}
    held = {stem for text in texts for stem in stem_words(text)} if written else set()
    for asked in _list_pairs(_PAIR, question):
        pair = _fold_pair(asked)
        is_named = all(word[0].isupper() for word in asked)
        if not is_named and not STOP_WORDS.isdisjoint(pair):
            continue
        near = {
            name
            for folded, name in written.items()
            if pair not in written
            and (other := _find_other_word(pair, folded))
            and (is_named or held.isdisjoint(stem_words(other)))
        }
        if len(near) == 1:
            question = re.sub(rf"\b{' '.join(asked)}\b", " ".join(near.pop()), question)
    return question


def _list_pairs(pattern: re.Pattern[str], text: str) -> list[tuple[str, ...]]:
    return [match.groups() for match in pattern.finditer(text)]


def _fold_pair(pair: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(word.casefold() for word in pair)


def _find_other_word(pair: tuple[str, ...], name: tuple[str, ...]) -> str | None:
    """Return the word of a pair that differs in a letter from that of a name; None if not just one does."""
    differing = [words for words in zip(pair, name, strict=True) if words[0] != words[1]]
    return differing[0][0] if len(differing) == 1 and OSA.distance(*differing[0]) == 1 else None
