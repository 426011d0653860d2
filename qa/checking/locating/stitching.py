"""Stitched quotations: the parts of which one is put together, each whole in some article."""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from corpus import Span
from qa.checking.locating.matching import LEAST_WORDS, TOKEN, Match
from qa.checking.locating.needle import END, Needle
from qa.checking.locating.typography import FoldedTypography, fold_article, is_whole

# A junction of two parts costs as much as this many changed words: a writer drops a word sooner than joins two places.
_JUNCTION = 3
_MOST_PARTS = 5
# What ends a part rather than begins one.
_CLOSING = re.compile(r"[.,;:!?…)]|'(?=[.,;:!?…)])")


class _Tokens:
    """The tokens of a folded quotation, by their numbers."""

    def __init__(self, value: str) -> None:
        self.value = value
        self._spans = [Span(*match.span()) for match in TOKEN.finditer(value)]

    def __len__(self) -> int:
        return len(self._spans)

    def get_span(self, first: int, last: int) -> Span:
        """Return the stretch from a token up to another, which it leaves out."""
        return Span(self._spans[first].start, self._spans[last - 1].end)

    def get_text(self, first: int, last: int) -> str:
        """Return the text of that stretch."""
        return self.value[slice(*self.get_span(first, last))]

    def get_text_from(self, first: int) -> str:
        """Return the text from a token on."""
        return self.value[self._spans[first].start :]

    def is_closing(self, number: int) -> bool:
        """Say whether a token ends a part rather than begins one."""
        return bool(_CLOSING.match(self.value, self._spans[number].start))


class _Piece(NamedTuple):
    """A part of a quotation, from one token up to another, and the article that holds it."""

    first: int
    last: int
    article_id: str


def find_stitched(needle: Needle, texts: Mapping[str, str]) -> list[Match] | None:
    """Return matches of the fewest parts that make up a quotation, each whole in a text; None if no parts do."""
    tokens = _Tokens(needle.plain.value)
    articles = {id_: fold_article(text, tokens.value) for id_, text in texts.items()}
    pieces: list[_Piece] = []
    while not pieces or pieces[-1].last < len(tokens):
        piece = _find_piece(tokens, articles, pieces)
        if piece is None or len(pieces) == _MOST_PARTS:
            return None
        pieces.append(piece)
    if len(pieces) < 2:
        return None
    matches = []
    # A part ends where the next begins, which may be before it had to.
    for piece, last in zip(pieces, [*(piece.first for piece in pieces[1:]), len(tokens)], strict=True):
        article = articles[piece.article_id]
        place = next(article.find(_strip_stop(tokens.get_text(piece.first, last))), None)
        if place is None:
            return None
        draft = needle.locate_in_draft(tokens.get_span(piece.first, last), needle.plain)
        matches.append(Match(draft, piece.article_id, article.unfold(place)))
    return matches


def _find_piece(tokens: _Tokens, articles: Mapping[str, FoldedTypography], pieces: Sequence[_Piece]) -> _Piece | None:
    """Return the longest next part that stands in an article, the one of the part before it if several hold as much."""
    previous = pieces[-1] if pieces else _Piece(0, 0, "")
    first = previous.last
    last, id_ = max(
        ((_reach(tokens, first, article), id_) for id_, article in articles.items()),
        key=lambda reached: (reached[0], reached[1] == previous.article_id, reached[1]),
        default=(first, ""),
    )
    if last == len(tokens):  # the last part may begin before: then both sides have words enough
        least = previous.first + LEAST_WORDS if pieces else 0
        while first > least and _is_in(tokens.get_text_from(first - 1), articles[id_]):
            first -= 1
        while first < last - 1 and tokens.is_closing(first):
            first += 1
    if last <= first or len(re.findall(r"\w+", tokens.get_text(first, last))) < LEAST_WORDS:
        return None
    return _Piece(first, last, id_)


def _reach(tokens: _Tokens, first: int, article: FoldedTypography) -> int:
    """Return the token up to which the text from token `first` on stands in an article as a whole."""
    least, most = first, len(tokens)
    while least < most:
        middle = (least + most + 1) // 2
        if tokens.get_text(first, middle) in article.value:
            least = middle
        else:
            most = middle - 1
    if first < least < len(tokens) and tokens.get_text(least, least + 1) in END:  # a writer may add it at the end
        least += 1
    while least > first:
        # Nor may the quotation be cut amid a word: the next part begins there.
        if is_whole(tokens.value, tokens.get_span(first, least)) and _is_in(tokens.get_text(first, least), article):
            break
        least -= 1
    return least


def _is_in(part: str, article: FoldedTypography) -> bool:
    return next(article.find(_strip_stop(part)), None) is not None


def _strip_stop(part: str) -> str:
    """Return a part without the comma or full stop that it may end with as a quotation does."""
    return part.rstrip(END) or part


def weigh_junctions(parts: Sequence[Match]) -> int:
    """Return how many changed words the junctions between parts cost as much as."""
    return _JUNCTION * (len(parts) - 1)
