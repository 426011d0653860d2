"""Language identification of a question: by its question words and letters, and by py3langid where these are shared.

An English question is never taken for a foreign one, as far as that can be: whoever types foreign names in English
types English words with them, and where nothing is sure, nothing is claimed.
"""

import re
import unicodedata
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

from qa.english.telltale_words import TELLTALE
from qa.languages.asking_words import ASKING, SCRIPTS, SHARED

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

ENGLISH = "en"
_WORD = re.compile(r"[^\W\d_]+")
# A question word stands among the first: "in welchem Jahr".
_FIRST = 3
# Fewer words are a name or a title as easily.
_FEWEST = 3
# By how much a language has to be likelier than English, where its question word is one of English or of names, too.
_SURE = 0.8
# The share of letters of another script that makes a question one of its languages.
_MOST_LETTERS = 0.5


def identify_language(question: str) -> str | None:
    """Return the code of the language a question is in, such as "de"; None for English, and where that is not sure."""
    words = [word.lower() for word in _WORD.findall(question)]
    if not TELLTALE.isdisjoint(words):
        return None
    if code := _find_by_script(question):
        return code
    first = frozenset(words[:_FIRST])
    asking = {code: first & own for code, own in ASKING.items() if first & own}
    if len(words) < _FEWEST or not asking:
        return None
    likely = dict(_open_identifier().rank(question.lower()))
    total = sum(likely[code] for code in asking)
    surely = any(word not in SHARED for held in asking.values() for word in held)
    if total - likely[ENGLISH] <= (0 if surely else _SURE):
        return None
    return max(asking, key=lambda code: likely[code])


def _find_by_script(question: str) -> str | None:
    """Return the language whose letters most of a question's are; Japanese is told by a single one of its own."""
    letters = [letter for letter in question if letter.isalpha()]
    scripts = Counter(unicodedata.name(letter, "").partition(" ")[0] for letter in letters)
    codes = Counter(
        {code: sum(scripts[name] for name, of in SCRIPTS.items() if of == code) for code in SCRIPTS.values()}
    )
    if codes.total() <= _MOST_LETTERS * len(letters):
        return None
    return "ja" if codes["ja"] else max(codes, key=lambda code: codes[code])


@cache
def _open_identifier() -> "LanguageIdentifier":
    """Open py3langid's model, which knows only the languages that are told apart here."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages([ENGLISH, *ASKING])
    return identifier
