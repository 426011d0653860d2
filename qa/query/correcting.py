"""Spelling correction of a question: words that no article holds become those that the passages for it hold."""

import re
from collections import Counter
from collections.abc import Sequence

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


def correct_spelling(library: Library, question: str, hits: Sequence[Hit]) -> str:
    """Return the question with each word that is a slip or two away from one in the passages written like that one.

    Only a word that stands in no article, and that the embedding model knows in pieces alone, is taken for a slip.
    """
    stems = {match[0]: stem_words(match[0]) for match in _WORD.finditer(question)}
    known = library.select_known_words({stem for of_word in stems.values() for stem in of_word})
    unknown = [word for word, of_word in stems.items() if of_word and known.isdisjoint(of_word)]
    pieces = library.embedder.count_tokens(unknown) if unknown else []
    slips = [word for word, count in zip(unknown, pieces, strict=True) if count > _WHOLE]
    if not slips:
        return question
    written = Counter(word for hit in hits for word in _WORD.findall(read_titled(library, hit)))
    forms: dict[str, str] = {word.casefold(): word for word, _ in reversed(written.most_common())}
    counts = dict.fromkeys(STOP_WORDS, 1) | Counter(word.casefold() for word in written.elements())
    for slip in slips:
        meant = correct_word(slip.casefold(), counts)
        if meant and (len(slip) > _SHORT or meant in STOP_WORDS):
            question = re.sub(rf"\b{slip}\b", forms.get(meant, meant), question)
    return question
