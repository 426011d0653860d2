"""Which articles a draft certainly names for a quotation: by title, address, author or publisher."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import urlsplit

from corpus import Source, Span
from corpus.sentences import sentence_spans
from qa.checking.drafts import BLOT, NOTE, Draft
from qa.checking.folding import MARKS
from qa.checking.marks import Quotation
from qa.cite.names import parse_names

# A title of fewer words is as often the thing it is named after: it has to stand in marks, in italics or between the
# commas of a reference.
_TITLE_WORDS = 4
_REPORTS = r"(?:writes|wrote|reports|reported|notes|noted|argues|argued|’s|'s|et al|\(?(?:19|20)\d\d)"
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
    """What names articles, where it stands in a text, and whether it names one article rather than all of a source."""

    span: Span
    ids: frozenset[str]
    is_one: bool


@dataclass(frozen=True, slots=True)
class _Context:
    """A text that stands beside a quotation; in a reference its parts stand between commas."""

    text: str
    raw: str
    is_reference: bool


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
                    names.authors.setdefault(literal, set()).add(id_)
        return names

    def is_title(self, text: str) -> bool:
        """Say whether a text is the title of an article."""
        return _title_key(text) in self.titles

    def named(self, draft: Draft, quotation: Quotation, hidden: str) -> frozenset[str]:
        """Return the ids of the articles that are certainly named for a quotation; nothing if none is.

        `hidden` is the draft as `without` makes it. What stands in brackets or in a note of its own goes before the
        rest of its sentence; an article's title or address before its author and publisher.
        """
        for contexts in (_references(draft, quotation), _sentences(draft, quotation, hidden)):
            found = [name for context in contexts for name in self._found(context)]
            single = [name for name in found if name.is_one]
            if single or found:
                return _together(single or found, all_must=not single)
        return frozenset()

    def _found(self, context: _Context) -> list[Name]:
        titles = _outermost(self._titles_in(context))
        covered = [name.span for name in titles]
        others = [*self._addresses_in(context), *self._sources_in(context)]
        free = [it for it in others if it.is_one or not _inside_any(it.span, covered)]
        return [*titles, *free]

    def _titles_in(self, context: _Context) -> Iterator[Name]:
        found = list(_WORD.finditer(context.text))
        folded = [_folded_word(word[0]) for word in found]
        for at, word in enumerate(folded):
            for length in range(min(self.first_words.get(word, 0), len(found) - at), 0, -1):
                ids = self.titles.get(tuple(folded[at : at + length]))
                if ids:
                    span = Span(found[at].start(), found[at + length - 1].end())
                    if self._is_certain(context, span, length):
                        yield Name(span, frozenset(ids), is_one=True)
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
                yield Name(Span(*match.span()), frozenset(ids), is_one=True)

    def _sources_in(self, context: _Context) -> Iterator[Name]:
        for names in (self.publishers, self.authors):
            for name, ids in names.items():
                yield from (Name(span, frozenset(ids), is_one=False) for span in _stands(name, context.text))
        for name, ids in self.surnames.items():
            for span in _stands(name, context.text):
                after = context.text[span.end : span.end + _BESIDE]
                if context.is_reference or re.match(rf"\s*,?\s*{_REPORTS}\b", after):
                    yield Name(span, frozenset(ids), is_one=False)


def _together(names: Sequence[Name], *, all_must: bool) -> frozenset[str]:
    """Return what the names mean: one of the titles; of an author and a publisher, what is of both if anything is."""
    union = frozenset().union(*(name.ids for name in names))
    common = names[0].ids.intersection(*(name.ids for name in names)) if all_must else frozenset()
    return common or union


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


def _sentences(draft: Draft, quotation: Quotation, hidden: str) -> list[_Context]:
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
    return [_Context(hidden[whole], draft.text[whole], is_reference=False)]


# The quotations of a draft come in order: many of them from one paragraph.
@lru_cache(maxsize=2)
def _spans(hidden: str, first: int, last: int) -> list[Span]:
    """Return the sentences of a paragraph."""
    shown = _MARKED.sub(_without_stops, hidden[first:last]).replace(BLOT, " ")
    return [Span(first + it.start, first + it.end) for it in sentence_spans(shown)]


def _without_stops(marked: re.Match[str]) -> str:
    """Return what stands in marks without stops: in a title they end no sentence, in a hidden quotation they do."""
    text = marked[0]
    return text if set(text[1:-2]) == {"x"} else re.sub(r"[.!?…]", "x", text)


def _context(draft: Draft, span: Span, *, is_reference: bool) -> _Context:
    return _Context(draft.plain[slice(*span)], draft.text[slice(*span)], is_reference)


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
