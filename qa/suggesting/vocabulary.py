"""How an article writes its words: which of them are names, and which of those tell of themselves."""

import re
from dataclasses import dataclass

from qa.english.names import LOW, UP
from qa.english.no_names import GENERIC, NO_NAMES, PEOPLES


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """How an article writes its words: those with a capital inside sentences, and those that stand small."""

    title: str
    capital: frozenset[str]
    small: frozenset[str]

    @classmethod
    def of(cls, title: str, text: str) -> "Vocabulary":
        """Return the vocabulary of an article."""
        inside = re.findall(rf"(?<=[{LOW}\d,] )[{UP}][\w’'-]{{0,30}}", text)
        return cls(
            title, frozenset(map(_strip_ending, inside)), frozenset(re.findall(rf"\b[{LOW}][\w-]{{0,30}}", text))
        )

    def is_name(self, name: str, the: bool) -> bool:
        """Say whether words with capitals are a name, and not just the beginning of a sentence."""
        first, *others = (_strip_ending(word) for word in name.split() if not word.isdigit())
        if first.lower() in NO_NAMES or first.endswith(("ly", "'m", "’m")) or name.endswith(("’s", "'s")):
            return False
        if not others and (re.fullmatch(PEOPLES, first) or (the and first.lower() in self.small | GENERIC)):
            return False
        small = first.lower() in self.small
        if the or (first in self.capital and (others or not small)):
            return True
        own = not others or others[0].islower()  # "Construction of the Palace" is no name
        return not small and (first in self.title.split() or not own)

    def tells(self, question: str) -> bool:
        """Say whether a question's names tell of what it is without the article."""
        if re.search(rf" (?:[{UP}][\w.’'-]* [{UP}]|the [{UP}]|[{UP}\d]{{2}})", question):
            return True
        texts = (question, f"_ {self.title}")
        asked, title = ({_strip_ending(word).lower() for word in text.split()[1:]} for text in texts)
        return bool((asked & title) - NO_NAMES)


def _strip_ending(word: str) -> str:
    return re.sub(r"(?:’s|'s|[’'.,?-])$", "", word)
