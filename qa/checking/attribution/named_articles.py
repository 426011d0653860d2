"""The articles that a draft certainly names for a quotation: by title, address, author or publisher.

What stands in brackets behind a quotation, in its note or under its block quote is a reference: a name there is enough.
In a sentence the words beside a name have to tell that it is a source.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from corpus import Source, Span
from qa.checking.attribution.addresses import ADDRESS, strip_address
from qa.checking.attribution.contexts import Context, list_references, list_sentences
from qa.checking.attribution.source_cues import names_author, names_publisher, writes
from qa.checking.draft.draft_quotations import Quotation
from qa.checking.draft.draft_text import BLOT, Draft
from qa.checking.locating.typography import MARKS
from qa.cite.author_names import parse_names

# A title of fewer words is as often the thing it is named after: it has to stand in marks, in italics or between the
# commas of a reference.
_TITLE_WORDS = 4
# So many letters on either side of a title are looked at.
_BESIDE = 40
_WORD = re.compile(r"\w+(?:['’]\w+)*")


class NamedSource(NamedTuple):
    """A name in the draft, its place, and the articles that it names: one, or all of an author or a publisher.

    `is_author` if it is a person's, who may be the speaker rather than who wrote. `is_cued` if the words beside it tell
    that a source is meant. `in_reference` if it stands in brackets, in a note or in a source line.
    """

    span: Span
    text: str
    ids: frozenset[str]
    is_one: bool
    is_author: bool = False
    is_cued: bool = False
    in_reference: bool = False


def _name_source(
    context: Context, span: Span, ids: Iterable[str], *, is_one: bool, is_author: bool = False, is_cued: bool = False
) -> NamedSource:
    """Return the source that a span of a context names."""
    place = Span(context.start + span.start, context.start + span.end)
    text = context.raw[slice(*span)]
    return NamedSource(place, text, frozenset(ids), is_one, is_author, is_cued, context.is_reference)


Ids = dict[str, set[str]]


@dataclass(slots=True)
class SourceNames:
    """The names of a library's articles and of their sources, each with the ids of the articles that it names."""

    titles: dict[tuple[str, ...], set[str]] = field(default_factory=dict)
    addresses: Ids = field(default_factory=dict)
    publishers: Ids = field(default_factory=dict)
    authors: Ids = field(default_factory=dict)
    surnames: Ids = field(default_factory=dict)
    longest_titles: dict[str, int] = field(default_factory=dict)  # in words, by the first

    @classmethod
    def of(cls, sources: Iterable[tuple[str, str, Source]]) -> "SourceNames":
        """Collect the names of articles, of which each is given by its id, its title and its source."""
        names = cls()
        for id_, title, source in sources:
            if key := _fold_title(title):
                names.titles.setdefault(key, set()).add(id_)
                names.longest_titles[key[0]] = max(len(key), names.longest_titles.get(key[0], 0))
            if source.url and (address := strip_address(source.url)):
                names.addresses.setdefault(address, set()).add(id_)
            if source.publisher:
                names.publishers.setdefault(source.publisher, set()).add(id_)
            names._add_authors(id_, source)
        return names

    def _add_authors(self, id_: str, source: Source) -> None:
        for name in parse_names(source.authors, source.publisher):
            if family := name.get("family"):
                particle = name.get("non-dropping-particle", "")
                full = " ".join(filter(None, (name.get("given"), particle, family)))
                self.authors.setdefault(full, set()).add(id_)
                self.surnames.setdefault(" ".join(filter(None, (particle, family))), set()).add(id_)
            elif literal := name.get("literal"):
                # A body's: nothing that a person is told, or is asked, is told to it as to one.
                self.publishers.setdefault(literal, set()).add(id_)

    def is_title(self, text: str) -> bool:
        """Say whether a text is the title of an article."""
        return _fold_title(text) in self.titles

    def find_sources(
        self, draft: Draft, quotation: Quotation, masked: str, *, has_speaker: bool = False
    ) -> tuple[NamedSource, ...]:
        """Return the sources that a draft certainly names for a quotation.

        `masked` is the draft as `mask_quotations` makes it; `has_speaker` if the draft certainly tells who speaks. A
        reference goes before the sentence, and a title or an address before an author or a publisher.
        """
        for contexts in (list_references(draft, quotation), list_sentences(draft, quotation, masked, has_speaker)):
            sources = [source for context in contexts for source in self._find_in(context)]
            if sources:
                return tuple([source for source in sources if source.is_one] or sources)
        return ()

    def _find_in(self, context: Context) -> list[NamedSource]:
        titles = _drop_inner(self._find_titles(context))
        others = [*self._find_addresses(context), *self._find_people(context)]
        free = [source for source in others if source.is_one or not _is_inside(source.span, titles)]
        return [*titles, *sorted(free, key=lambda source: source.span)]

    def _find_titles(self, context: Context) -> Iterator[NamedSource]:
        matches = list(_WORD.finditer(context.text))
        words = [_fold_word(match[0]) for match in matches]
        for at, word in enumerate(words):
            for length in range(min(self.longest_titles.get(word, 0), len(words) - at), 0, -1):
                ids = self.titles.get(tuple(words[at : at + length]))
                if ids:
                    span = Span(matches[at].start(), matches[at + length - 1].end())
                    if _is_meant_as_title(context, span, length):
                        yield _name_source(context, span, ids, is_one=True)
                    break

    def _find_addresses(self, context: Context) -> Iterator[NamedSource]:
        for match in ADDRESS.finditer(context.raw):
            if ids := self.addresses.get(strip_address(match[0].rstrip(").,;:]'"))):
                yield _name_source(context, Span(*match.span()), ids, is_one=True)

    def _find_people(self, context: Context) -> Iterator[NamedSource]:
        """Yield the publishers and authors that a context names."""
        text = context.text
        for name, ids in self.publishers.items():
            for span in _find_whole(name, text):
                if context.is_reference or names_publisher(text, span, has_speaker=context.has_speaker):
                    yield _name_source(context, span, ids, is_one=False)
        for listed, is_cue in ((self.authors, names_author), (self.surnames, writes)):
            for name, ids in listed.items():
                for span in _find_whole(name, text):
                    is_cued = is_cue(text, span)
                    if context.is_reference or is_cued:
                        yield _name_source(context, span, ids, is_one=False, is_author=True, is_cued=is_cued)


def select_ids(sources: Sequence[NamedSource]) -> frozenset[str]:
    """Return the articles that are meant: those of the titles; those of both an author and a publisher, if any."""
    if not sources:
        return frozenset()
    union = frozenset().union(*(source.ids for source in sources))
    return union if sources[0].is_one else sources[0].ids.intersection(*(source.ids for source in sources)) or union


def _is_meant_as_title(context: Context, span: Span, words: int) -> bool:
    """Say whether a title is meant as one: it is long and has capitals, or is set off from what is around it."""
    before = context.text[max(0, span.start - _BESIDE) : span.start]
    behind = context.text[span.end : span.end + _BESIDE]
    mark = rf"[{MARKS}\0]"
    if re.search(rf"{mark}\Z", before) and re.match(rf"[.,?!)]?{mark}", behind):
        return True
    if context.is_reference and re.search(r"(?:\A|[,;:.(])\s*\Z", before) and re.match(r"\s*(?:\Z|[,;:.)])", behind):
        return True
    return words >= _TITLE_WORDS and not context.text[slice(*span)].islower()


def _find_whole(name: str, text: str) -> list[Span]:
    """Return where a name stands as whole words, with its capitals."""
    if name not in text or not re.search(r"[^\W\d_]{2}", name) or name.islower():
        return []
    return [Span(*match.span()) for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text)]


def _drop_inner(sources: Iterable[NamedSource]) -> list[NamedSource]:
    """Return those of names, which come in order, that stand in none of those before."""
    kept: list[NamedSource] = []
    for source in sources:
        if not kept or source.span.end > kept[-1].span.end:
            kept.append(source)
    return kept


def _is_inside(span: Span, sources: Sequence[NamedSource]) -> bool:
    """Say whether a span lies in one of the names, which are in order and of which none lies in another."""
    at = bisect_right(sources, span.start, key=lambda source: source.span.start)
    return at > 0 and span.end <= sources[at - 1].span.end


def _fold_title(title: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(_fold_word(title.replace(BLOT, ""))))


def _fold_word(word: str) -> str:
    return word.replace("’", "'").casefold()
