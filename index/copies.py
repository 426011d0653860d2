"""Copies: articles that are one text in several places, such as an agency's report in several papers."""

import re
from collections.abc import Sequence

from corpus import Article

# Names and numbers of the shorter text that stand in the longer one, too: where they do not, one form was filled in
# twice, for two towns or two years. The rest are the papers' own names.
_LEAST_SHARED = 0.9
_WORD = re.compile(r"\w+")


def are_copies(one: Article, other: Article) -> bool:
    """Say whether two articles with nearly the same words tell of the same persons, places and numbers."""
    shorter, longer = sorted((one, other), key=lambda article: len(article.text))
    held = set(_list_words(longer))
    telling = [word for word in _list_words(shorter) if not word.islower()]
    return sum(word in held for word in telling) >= _LEAST_SHARED * len(telling)


def order_by_origin(articles: Sequence[Article]) -> list[Article]:
    """Return copies in the order in which one would quote them: the first published, the most complete."""
    # What is dated to a month only may be of its last day, and what is not dated of any later one.
    return sorted(articles, key=lambda article: (f"{article.source.published or ''}~", -len(article.text), article.id))


def _list_words(article: Article) -> list[str]:
    return _WORD.findall(f"{article.title}\n{article.text}")
