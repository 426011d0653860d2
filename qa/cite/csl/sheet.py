"""Sheet: a style that was read; it renders the citations and entries of items."""

from collections import defaultdict
from collections.abc import Sequence
from functools import cached_property
from threading import Lock

from citeproc.source import VariableError

from corpus.folding import fold_accents
from qa.cite import marked_text as marks
from qa.cite.csl.cites import Cite, Fields, Untyped

NAMESPACE = "http://purl.org/net/xbiblio/csl"
CSL = {"cs": NAMESPACE}


class Sheet:
    """A style that was read: it renders citations and entries. One thread may use it at a time: hold the `lock`."""

    def __init__(self, root: Untyped) -> None:
        self.lock = Lock()
        self._root = root
        # lxml makes each element anew whenever it is reached, unless somebody holds it.
        self._held = [*root.iter(), *(element for locale in root.locales for element in locale.iter())]
        root.macros = {macro.get("name"): macro for macro in root.findall("cs:macro", CSL)}
        root.found_terms = {}
        for locale in root.locales:
            locale.style = root
        for names in root.iterfind(".//cs:names", CSL):
            inherits = names.getparent().tag == f"{{{NAMESPACE}}}substitute"
            if names.find("cs:name", CSL) is None and not inherits:
                names.insert(0, name := names.makeelement(f"{{{NAMESPACE}}}name"))
                self._held.append(name)
        self._citation, self._bibliography = root.find("cs:citation", CSL), root.find("cs:bibliography", CSL)

    @property
    def is_note(self) -> bool:
        """Whether citations stand in notes."""
        return bool(self._root.get("class") == "note")

    @cached_property
    def numbers(self) -> bool:
        """Whether citations are the numbers of entries."""
        return "citation-number" in self._collect_variables(self._citation)

    @cached_property
    def locates(self) -> bool:
        """Whether citations have locators."""
        return bool(self._collect_variables(self._citation) & {"locator"})

    def _collect_variables(self, element: Untyped) -> set[str]:
        variables: set[str] = set()
        waiting, seen = [element], set()
        while waiting:
            for within in waiting.pop().iter():
                if within.get("variable"):
                    variables.add(within.get("variable"))
                macro = within.get("macro")
                if macro and macro not in seen:
                    seen.add(macro)
                    waiting.append(self._root.macros[macro])
        return variables

    def order(self, items: Sequence[Fields]) -> list[int]:
        """Return the indexes of items in the order of the bibliography; as they come if the style does not sort."""
        sort = self._bibliography.find("cs:sort", CSL) if self._bibliography is not None else None
        order = list(range(len(items)))
        if sort is None or len(items) == 1:
            return order
        layout = self._bibliography.find("cs:layout", CSL)
        for key in reversed(sort.findall("cs:key", CSL)):
            keys = [self._make_sort_key(key, Cite(item, at + 1), layout) for at, item in enumerate(items)]
            down = key.get("sort") == "descending"
            order.sort(key=lambda at: keys[at] or "", reverse=down)
            order.sort(key=lambda at: keys[at] is None)
        return order

    def _make_sort_key(self, key: Untyped, item: Cite, layout: Untyped) -> str | None:
        options = {"name-as-sort-order": "all", "et-al-min": key.get("names-min", 0)}
        options["et-al-use-first"] = key.get("names-use-first", 1)
        try:
            if key.get("macro"):
                macro = self._root.macros[key.get("macro")]
                text = macro.render_children(item, context=layout, sort_options=options)
            else:
                text = item.take(key.get("variable"))
        except VariableError:
            return None
        if hasattr(text, "sort_key"):
            return str(text.sort_key())
        return _collate(str(text)) if text else None

    def distinguish(self, items: Sequence[Fields]) -> list[Fields]:
        """Return items, in the order of the bibliography, with what tells their citations apart, if the style says how.

        Given names tell first authors of one family name apart, letters citations that are the same.
        """
        copies = [item.copy() for item in items]
        if self._citation.get("disambiguate-add-givenname") == "true":
            for item in _find_namesakes(copies):
                item.with_given = True
        if self._citation.get("disambiguate-add-year-suffix") == "true":
            alike: dict[str, list[Fields]] = defaultdict(list)
            for number, item in enumerate(copies, 1):
                alike[marks.strip_marks(self.render_citation([Cite(item, number)]))].append(item)
            for same in alike.values():
                for nth, item in enumerate(same if len(same) > 1 else ()):
                    item["year_suffix"] = _number_by_letters(nth)
        return copies

    def render_citation(self, cites: Sequence[Cite], suffix: str = "") -> str:
        """Return a citation as marked text, with a suffix behind the last item."""
        layout = self._citation.find("cs:layout", CSL)
        shown = [text for cite in cites if (text := self._render_children(layout, cite))]
        text = layout.join([*shown[:-1], shown[-1] + suffix]) if shown else suffix
        return marks.settle(str(layout.format(layout.wrap(str(text)))))

    def render_entry(self, cite: Cite) -> str:
        """Return the entry of an item in the bibliography as marked text."""
        if self._bibliography is None:
            return ""
        layout = self._bibliography.find("cs:layout", CSL)
        text = self._render_children(layout, cite)
        return marks.settle(str(layout.format(layout.wrap(text)))).strip() if text else ""

    def _render_children(self, layout: Untyped, cite: Cite) -> str:
        cite.begin()
        flush = layout.getparent().get("second-field-align") and len(layout) > 1
        if not flush:
            return str(layout.render_children(cite) or "")
        first = str(layout[0].render(cite) or "")
        rest = (_render(child, cite) for child in layout[1:])
        return f"{first} {''.join(rest).lstrip()}"


def _render(element: Untyped, cite: Cite) -> str:
    try:
        return str(element.render(cite) or "")
    except VariableError:
        return ""


def _find_namesakes(items: Sequence[Fields]) -> list[Fields]:
    """Return the items whose first author shares the family name of another person."""
    first = {at: item["author"][0] for at, item in enumerate(items) if "author" in item}
    given: dict[str, set[str]] = defaultdict(set)
    for name in first.values():
        given[name.get("family", "").casefold()].add(name.get("given", ""))
    return [items[at] for at, name in first.items() if "family" in name and len(given[name["family"].casefold()]) > 1]


def _number_by_letters(at: int) -> str:
    return (_number_by_letters(at // 26 - 1) if at >= 26 else "") + chr(ord("a") + at % 26)


def _collate(text: str) -> str:
    """Return a text as it is sorted: without accents, case and punctuation."""
    plain = fold_accents(marks.strip_marks(text)).casefold()
    return "".join(char for char in plain if char.isalnum() or char == " ").strip()
