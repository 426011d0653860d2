"""Corrections of packaged styles that depart from their guides, made when a style is read."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from qa.cite.csl.cites import Untyped

_CSL = {"cs": "http://purl.org/net/xbiblio/csl"}


def _require_retrieval_date(root: Untyped) -> None:
    """Print "Retrieved … from" only with a date of retrieval, as APA does; the style prints the first word without."""
    for term in root.iterfind(".//cs:text[@term='retrieved']", _CSL):
        parent = term.getparent()
        group = parent.makeelement(f"{{{_CSL['cs']}}}group", {"delimiter": " "})
        parent.insert(0, group)
        group.extend([child for child in parent if child is not group])


def _write_plain_days(root: Untyped) -> None:
    """Write "Nov. 1", not "Nov. 01", and the day of a report, as IEEE's guide does."""
    for day in root.iterfind(".//cs:date-part[@form='numeric-leading-zeros']", _CSL):
        day.set("form", "numeric")
    for test in root.iterfind("cs:macro[@name='issued']//cs:if[@type='article-journal report']", _CSL):
        test.set("type", "article-journal")


def _join_ranges_by_hyphens(root: Untyped) -> None:
    """Join pages with a hyphen, as Citing Medicine does; the style has the locale's dash."""
    terms = root.makeelement(f"{{{_CSL['cs']}}}terms")
    term = root.makeelement(f"{{{_CSL['cs']}}}term", {"name": "page-range-delimiter"})
    term.text = "-"
    terms.append(term)
    locale = root.makeelement(f"{{{_CSL['cs']}}}locale")
    locale.append(terms)
    root.insert(1, locale)


def _list_documents(root: Untyped) -> None:
    """List documents that lack a publisher and an address, too: the reader has what is quoted, as its notes assume."""
    for test in root.iterfind("cs:bibliography/cs:layout//cs:else-if[@type='document manuscript']", _CSL):
        test.set("type", "manuscript")


CORRECTIONS: Mapping[str, Callable[[Untyped], None]] = MappingProxyType(
    {
        "apa": _require_retrieval_date,
        "ieee": _write_plain_days,
        "nlm-citation-sequence": _join_ranges_by_hyphens,
        **dict.fromkeys(
            (
                "chicago-notes-bibliography-17th-edition",
                "chicago-notes-bibliography-subsequent-author-title-17th-edition",
                "chicago-notes-bibliography-subsequent-ibid-17th-edition",
            ),
            _list_documents,
        ),
    }
)
