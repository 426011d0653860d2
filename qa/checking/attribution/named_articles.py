"""Which articles a draft certainly names for a quotation: by title, address, author or publisher."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import urlsplit

from corpus import Source, Span
from corpus.sentences import split_sentences
from qa.checking.attribution.source_cues import names_author, names_publisher, writes
from qa.checking.draft.draft_quotations import Quotation
from qa.checking.draft.draft_text import BLOT, NOTE, Draft
from qa.checking.locating.typography import MARKS
from qa.cite.author_names import parse_names

# A title of fewer words is as often the thing it is named after: it has to stand in marks, in italics or between the
# commas of a reference.
_TITLE_WORDS = 4
_ADDRESS = re.compile(r"https?://[^\s<>\"”»]+|(?<![\w@])www\.[^\s<>\"”»]+")
_BRACKETS = re.compile(r"[\s\0”’\"'»,.;:]*(?:\(([^()]*(?:\([^()]*\)[^()]*)*)\)|\[([^\[\]]*)\])")
_MARKED = re.compile('“[^“”\n]+”|„[^„“”\n]+[“”]|«[^«»\n]+»|「[^「」\n]+」|"[^"\n]+"|\0[^\0\n]+\0')
_WORD = re.compile(r"\w+(?:['’]\w+)*")
# A note's mark stands at most this far behind its quotation; a lead-in this far before a block quote.
_NOTE_AFTER, _LEAD = 40, 400
# Of a sentence this many letters on either side of a quotation are read; of a title's surroundings, so many; of a note,
# so many paragraphs. More tells nothing, and would be read again for each quotation.
_FAR, _BESIDE, _NOTE_PARAGRAPHS = 2_000, 40, 8


class Name(NamedTuple):
    """What names articles, where it stands in the draft, and whether it names one article rather than all of a source.

    `is_author` if it is a person's, who may be the speaker rather than who wrote; `is_cued` if the words beside it tell
    that a source is meant; `in_reference` if it stands in brackets, a note or a source line.
    """

    span: Span
    text: str
    ids: frozenset[str]
    is_one: bool
    is_author: bool = False
    is_cued: bool = False
    in_reference: bool = False


@dataclass(frozen=True, slots=True)
class _Context:
    """A text that stands beside a quotation, from `start` on; in a reference its parts stand between commas."""

    start: int
    text: str
    raw: str
    is_reference: bool
    has_speaker: bool = False

    def name(
        self, span: Span, ids: Iterable[str], *, is_one: bool, is_author: bool = False, is_cued: bool = False
    ) -> Name:
        """Make a name of what stands in a span of this text."""
        place = Span(self.start + span.start, self.start + span.end)
        held = self.raw[slice(*span)]
        return Name(place, held, frozenset(ids), is_one, is_author, is_cued, self.is_reference)


@dataclass(slots=True)
class Names:
    """The names of a library's articles and sources."""

    titles: dict[tuple[str, ...], set[str]] = field(default_factory=dict)
    addresses: dict[str, set[str]] = field(default_factory=dict)
    publishers: dict[str, set[str]] = field(default_factory=dict)
    authors: dict[str, set[str]] = field(default_factory=dict)
    surnames: dict[str, set[str]] = field(default_factory=dict)
    first_words: dict[str, int] = field(default_factory=dict)

    @classmethod
    def of(cls, sources: Iterable[tuple[str, str, Source]]) -> "Names":
        """Take the names from what is known about the articles."""
        names = cls()
        for id_, title, source in sources:
            if key := _title_key(title):
                names.titles.setdefault(key, set()).add(id_)
                names.first_words[key[0]] = max(len(key), names.first_words.get(key[0], 0))
            if source.url and (address := _address(source.url)):
                names.addresses.setdefault(address, set()).add(id_)
            if source.publisher:
                names.publishers.setdefault(source.publisher, set()).add(id_)
            for name in parse_names(source.authors, source.publisher):
                if family := name.get("family"):
                    particle = name.get("non-dropping-particle", "")
                    full = " ".join(filter(None, (name.get("given"), particle, family)))
                    names.authors.setdefault(full, set()).add(id_)
                    names.surnames.setdefault(" ".join(filter(None, (particle, family))), set()).add(id_)
                elif literal := name.get("literal"):
                    # A body's: nothing that a person is told, or is asked, is told to it as to one.
                    names.publishers.setdefault(literal, set()).add(id_)
        return names

    def is_title(self, text: str) -> bool:
        """Say whether a text is the title of an article."""
        return _title_key(text) in self.titles

    def named(self, draft: Draft, quotation: Quotation, hidden: str, *, has_speaker: bool = False) -> tuple[Name, ...]:
        """Return what certainly names articles for a quotation; nothing if nothing does.

        `hidden` is the draft as `without` makes it; `has_speaker` if the draft certainly says who speaks. What stands
        in brackets or in a note of its own goes before the rest of its sentence; an article's title or address before
        its author and publisher.
        """
        for contexts in (_references(draft, quotation), _sentences(draft, quotation, hidden, has_speaker)):
            found = [name for context in contexts for name in self._found(context)]
            single = [name for name in found if name.is_one]
            if single or found:
                return tuple(single or found)
        return ()

    def _found(self, context: _Context) -> list[Name]:
        titles = _outermost(self._titles_in(context))
        covered = [name.span for name in titles]
        others = [*self._addresses_in(context), *self._sources_in(context)]
        free = [it for it in others if it.is_one or not _inside_any(it.span, covered)]
        return [*titles, *sorted(free, key=lambda it: it.span)]

    def _titles_in(self, context: _Context) -> Iterator[Name]:
        found = list(_WORD.finditer(context.text))
        folded = [_folded_word(word[0]) for word in found]
        for at, word in enumerate(folded):
            for length in range(min(self.first_words.get(word, 0), len(found) - at), 0, -1):
                ids = self.titles.get(tuple(folded[at : at + length]))
                if ids:
                    span = Span(found[at].start(), found[at + length - 1].end())
                    if self._is_certain(context, span, length):
                        yield context.name(span, ids, is_one=True)
                    break

    def _is_certain(self, context: _Context, span: Span, words: int) -> bool:
        """Say whether a title is meant as one: it is long and has capitals, or is set off from what is around it."""
        before = context.text[max(0, span.start - _BESIDE) : span.start]
        after = context.text[span.end : span.end + _BESIDE]
        marked = rf"[{MARKS}\0]"
        if re.search(rf"{marked}\Z", before) and re.match(rf"[.,?!)]?{marked}", after):
            return True
        if context.is_reference and re.search(r"(?:\A|[,;:.(])\s*\Z", before) and re.match(r"\s*(?:\Z|[,;:.)])", after):
            return True
        return words >= _TITLE_WORDS and not context.text[slice(*span)].islower()

    def _addresses_in(self, context: _Context) -> Iterator[Name]:
        for match in _ADDRESS.finditer(context.raw):
            if ids := self.addresses.get(_address(match[0].rstrip(").,;:]'"))):
                yield context.name(Span(*match.span()), ids, is_one=True)

    def _sources_in(self, context: _Context) -> Iterator[Name]:
        text, free = context.text, context.is_reference
        for name, ids in self.publishers.items():
            for span in _stands(name, text):
                if free or names_publisher(text, span, has_speaker=context.has_speaker):
                    yield context.name(span, ids, is_one=False)
        for name, ids in self.authors.items():
            for span in _stands(name, text):
                is_cued = names_author(text, span)
                if free or is_cued:
                    yield context.name(span, ids, is_one=False, is_author=True, is_cued=is_cued)
        for name, ids in self.surnames.items():
            for span in _stands(name, text):
                is_cued = writes(text, span)
                if free or is_cued:
                    yield context.name(span, ids, is_one=False, is_author=True, is_cued=is_cued)


def meant(names: Sequence[Name]) -> frozenset[str]:
    """Return the ids that names mean: one of the titles; of an author and a publisher, what is of both if anything."""
    if not names:
        return frozenset()
    union = frozenset().union(*(name.ids for name in names))
    return union if names[0].is_one else names[0].ids.intersection(*(name.ids for name in names)) or union


def _references(draft: Draft, quotation: Quotation) -> list[_Context]:
    """Return what stands in brackets behind a quotation, in its notes, and in the source line of a block quote."""
    contexts = []
    end = quotation.outer.end
    if quotation.span.end < end and re.search(r"\w", draft.plain[quotation.span.end : end]):
        contexts.append(_context(draft, Span(quotation.span.end, end), is_reference=True))
    if brackets := _BRACKETS.match(draft.plain, end):
        contexts.append(_context(draft, Span(*brackets.span(1 if brackets[1] is not None else 2)), is_reference=True))
        end = brackets.end()
    reach = draft.text[quotation.span.end : end + _NOTE_AFTER].split("\n\n")[0]
    for mark in NOTE.finditer(reach):
        between = draft.plain[end : quotation.span.end + mark.start()]
        if re.search(rf"\w.*[{MARKS}]|[.!?]\s+\w", between):
            break
        for number in draft.notes.get(mark[1], ())[:_NOTE_PARAGRAPHS]:
            contexts.append(_context(draft, draft.paragraphs[number], is_reference=True))  # noqa: PERF401
    return contexts


def without(draft: Draft, quotations: Iterable[Quotation]) -> str:
    """Return the draft's plain text with the quotations hidden behind letters; their stops still end sentences."""
    hidden = list(draft.plain)
    for span in (it.span for it in quotations):
        hidden[span.start : span.end - 1] = "x" * (span.end - 1 - span.start)
        if hidden[span.end - 1].isalnum():
            hidden[span.end - 1] = "x"
    return "".join(hidden)


def _sentences(draft: Draft, quotation: Quotation, hidden: str, has_speaker: bool) -> list[_Context]:
    """Return the sentence around a quotation, or the one that leads to a block quote, other quotations left out."""
    number = bisect_right(draft.paragraphs, quotation.span.start, key=lambda it: it.start) - 1
    first, last = draft.paragraphs[number]
    outer = quotation.outer
    is_block = outer.start <= first and outer.end >= last
    if is_block:
        if not number:
            return []
        first, last = draft.paragraphs[number - 1]
        first = max(first, last - _LEAD)
        if not draft.plain[first:last].rstrip(f" \n\r\t{BLOT}").endswith((":", ",")):
            return []
    spans = _spans(hidden, first, last)
    begin = bisect_right(spans, outer.start, key=lambda span: span.end)
    end = bisect_left(spans, outer.end, key=lambda span: span.start)
    chosen = spans[-1:] if is_block else spans[begin:end]
    if not chosen:
        return []
    whole = slice(max(chosen[0].start, outer.start - _FAR), min(chosen[-1].end, outer.end + _FAR))
    return [_Context(whole.start, hidden[whole], draft.text[whole], False, has_speaker)]


# The quotations of a draft come in order: many of them from one paragraph.
@lru_cache(maxsize=2)
def _spans(hidden: str, first: int, last: int) -> list[Span]:
    """Return the sentences of a paragraph."""
    shown = _MARKED.sub(_without_stops, hidden[first:last]).replace(BLOT, " ")
    return [Span(first + it.start, first + it.end) for it in split_sentences(shown)]


def _without_stops(marked: re.Match[str]) -> str:
    """Return what stands in marks without stops: in a title they end no sentence, in a hidden quotation they do."""
    text = marked[0]
    return text if set(text[1:-2]) == {"x"} else re.sub(r"[.!?…]", "x", text)


def _context(draft: Draft, span: Span, *, is_reference: bool) -> _Context:
    return _Context(span.start, draft.plain[slice(*span)], draft.text[slice(*span)], is_reference)


def _stands(name: str, text: str) -> list[Span]:
    """Return where a name stands as whole words, its capitals as they are."""
    if name not in text or not re.search(r"[^\W\d_]{2}", name) or name.islower():
        return []
    return [Span(*match.span()) for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text)]


def _outermost(names: Iterable[Name]) -> list[Name]:
    """Return those of names, which come in order, that stand in none of those before."""
    found: list[Name] = []
    for name in names:
        if not found or name.span.end > found[-1].span.end:
            found.append(name)
    return found


def _inside_any(one: Span, others: Sequence[Span]) -> bool:
    """Say whether a span lies in one of others, which are in order and lie in none of each other."""
    at = bisect_right(others, one.start, key=lambda other: other.start)
    return at > 0 and one.end <= others[at - 1].end


def _title_key(title: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(_folded_word(title.replace(BLOT, ""))))


def _folded_word(word: str) -> str:
    return word.replace("’", "'").casefold()


def _address(url: str) -> str:
    """Return an address without what does not tell one page from another."""
    try:
        parts = urlsplit(url if "://" in url else f"https://{url}")
    except ValueError:
        return ""
    query = "&".join(pair for pair in parts.query.split("&") if pair and not pair.startswith("utm_"))
    path = parts.path.rstrip("/")
    # A home page names a publisher, not an article.
    if not path and not query:
        return ""
    return f"{(parts.hostname or '').removeprefix('www.')}{path}{'?' + query if query else ''}"
