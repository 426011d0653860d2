"""What packaged styles do otherwise than the guides they are made after, and how it is put right when they are read."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from qa.cite.csl.cites import Untyped

_CSL = {"cs": "http://purl.org/net/xbiblio/csl"}


def _require_retrieval_date(root: Untyped) -> None:
    """APA prints "Retrieved … from" only with a date of retrieval; the style prints the first word without one."""
    for term in root.iterfind(".//cs:text[@term='retrieved']", _CSL):
        parent = term.getparent()
        group = parent.makeelement(f"{{{_CSL['cs']}}}group", {"delimiter": " "})
        parent.insert(0, group)
        group.extend([child for child in parent if child is not group])


def _write_plain_days(root: Untyped) -> None:
    """IEEE's guide writes "Nov. 1", not "Nov. 01", and a report's day where there is one."""
    for day in root.iterfind(".//cs:date-part[@form='numeric-leading-zeros']", _CSL):
        day.set("form", "numeric")
    for test in root.iterfind("cs:macro[@name='issued']//cs:if[@type='article-journal report']", _CSL):
        test.set("type", "article-journal")


def _join_ranges_by_hyphens(root: Untyped) -> None:
    """Citing Medicine joins pages with a hyphen; the style leaves the locale's dash."""
    terms = root.makeelement(f"{{{_CSL['cs']}}}terms")
    term = root.makeelement(f"{{{_CSL['cs']}}}term", {"name": "page-range-delimiter"})
    term.text = "-"
    terms.append(term)
    locale = root.makeelement(f"{{{_CSL['cs']}}}locale")
    locale.append(terms)
    root.insert(1, locale)


CORRECTIONS: Mapping[str, Callable[[Untyped], None]] = MappingProxyType(
    {"apa": _require_retrieval_date, "ieee": _write_plain_days, "nlm-citation-sequence": _join_ranges_by_hyphens}
)
