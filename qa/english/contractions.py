"""Contractions: how they are typed without their apostrophe, and the word that stands before it.

The forms are those of school grammars. One that is another word without its apostrophe ("its", "well", "were") is left
out; of those that are names as well ("Ive", "Im"), the name has a capital.
"""

import re

from qa.english.closed_classes import CONTRACTED
from qa.english.word_lists import match_any, split_words

_FORMS = CONTRACTED | split_words(
    """
    shan't ain't needn't mustn't what's who's where's when's how's that's there's here's he's she's they're they've
    they'll they'd i'm i've you're you've you'll you'd we've what're who're
    """
)
_BY_TYPED = {form.replace("'", ""): form for form in _FORMS}
_TYPED = re.compile(rf"(?<![\w'’.@-])(?:{match_any(_BY_TYPED)})(?![\w'’@-]|\.\w)", re.IGNORECASE)
# What is quoted must stay letter for letter.
_QUOTED = re.compile(r"(\"[^\"]*\"|“[^”]*”|„[^“”]*[“”]|«[^»]*»)")
_ENDING = re.compile(r"(?<=[a-z])(?:n't|'(?:s|re|ve|ll|d|m))$")


def restore_apostrophes(text: str) -> str:
    """Return a text with the apostrophes of contractions that were typed without: "whats" is "what's"."""
    parts = _QUOTED.split(text)
    parts[::2] = [_TYPED.sub(_restore, part) for part in parts[::2]]
    return "".join(parts)


def find_contracted(word: str) -> str:
    """Return the word, in small letters, before the ending of a contraction; an empty string if it is none."""
    low = word.lower().replace("’", "'")
    return _ENDING.sub("", low) if low in _FORMS else ""


def _restore(match: re.Match[str]) -> str:
    word = match[0]
    opens = not match.string[: match.start()].strip(" .?!\n")
    form = _BY_TYPED[word.lower()]
    if word == word.lower():
        return form
    return form[0].upper() + form[1:] if opens and word[1:] == word[1:].lower() else word
