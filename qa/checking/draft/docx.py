"""Reads Word documents as plain text: block quotes behind `>`, footnotes and endnotes as `[^1]`."""

import io
import zipfile
import zlib
from collections.abc import Iterator, Mapping

from lxml import etree

from corpus import UnreadableSource

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
# A style is based on another, and so on: at most so many are followed.
_MOST_BASES = 20
# Bytes of an unpacked part: a draft has fewer, a trap has more.
_MOST_BYTES = 100_000_000
# Names of styles for block quotes in Word's languages; their ids are mostly English.
_QUOTES = ("quote", "blockquote", "blocktext", "zitat", "intensivzitat", "citation", "cita", "citaat", "citazione")
_NOTES = {"footnoteReference": ("footnotes", "f"), "endnoteReference": ("endnotes", "e")}
_BREAKS = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "\u2011", f"{_W}softHyphen": ""}
_APART = {f"{_W}p", f"{_W}del", f"{_W}moveFrom"}


def read_docx(data: bytes) -> str:
    """Return the text of a .docx; raise UnreadableSource if it is none."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            body = _read_part(packed, "document")
            if body is None:
                raise UnreadableSource("the file is no Word document; save it as .docx")
            styles = _read_part(packed, "styles")
            hiding = _find_hiding_styles(styles)
            _take_out_unseen(body, hiding)
            paragraphs = list(_read_paragraphs(body, _find_quote_styles(styles)))
            for name, letter in _NOTES.values():
                notes = _read_part(packed, name)
                _take_out_unseen(notes, hiding)
                paragraphs += _read_notes(notes, letter)
    except (zipfile.BadZipFile, zlib.error, etree.XMLSyntaxError, NotImplementedError, RuntimeError, EOFError) as error:
        raise UnreadableSource("the file is no Word document; save it as .docx") from error
    text = "\n".join(paragraphs).strip("\n")
    if not text.strip():
        raise UnreadableSource("the document is empty")
    return text + "\n"


def _read_part(packed: zipfile.ZipFile, name: str) -> "etree._Element | None":
    try:
        info = packed.getinfo(f"word/{name}.xml")
    except KeyError:
        return None
    if info.file_size > _MOST_BYTES:
        raise UnreadableSource("the document is too large; save it without pictures, or in parts")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    return etree.fromstring(packed.read(info), parser)


def _find_hiding_styles(styles: "etree._Element | None") -> frozenset[str]:
    """Return the ids of the styles whose text is hidden, by themselves or by the style that they are based on."""
    own: dict[str, bool | None] = {}
    based: dict[str, str] = {}
    for style in () if styles is None else styles.iter(f"{_W}style"):
        id_ = style.get(f"{_W}styleId", "")
        own[id_] = _read_hiding(style)
        based[id_] = _read_value(style, "basedOn")
    return frozenset(id_ for id_ in own if _hides(id_, own, based))


def _hides(id_: str, own: Mapping[str, bool | None], based: Mapping[str, str]) -> bool:
    """Say whether a style hides its text; styles that are based on each other in a ring hide nothing."""
    for _ in range(_MOST_BASES):
        if (hides := own.get(id_)) is not None:
            return hides
        id_ = based.get(id_, "")
    return False


def _read_hiding(element: "etree._Element") -> bool | None:
    """Return whether the properties of a run or a style hide its text; None if they do not say."""
    vanish = element.find(f"{_W}rPr/{_W}vanish")
    return None if vanish is None else vanish.get(f"{_W}val", "true") not in ("0", "false", "off")


def _read_value(element: "etree._Element", path: str) -> str:
    child = element.find("/".join(f"{_W}{name}" for name in path.split("/")))
    return "" if child is None else child.get(f"{_W}val", "")


def _take_out_unseen(part: "etree._Element | None", hiding: frozenset[str]) -> None:
    """Take out hidden runs, and of each choice between drawings for new and old versions of Word all but the first."""
    if part is None:
        return
    for choice in [*part.iter(f"{_MC}AlternateContent")]:
        for other in [*choice][1:]:
            choice.remove(other)
    for run in [*part.iter(f"{_W}r")]:
        paragraph, above = next(run.iterancestors(f"{_W}p"), None), run.getparent()
        hides = _read_hiding(run)
        if hides is None:
            names = {_read_value(run, "rPr/rStyle"), "" if paragraph is None else _read_value(paragraph, "pPr/pStyle")}
            hides = bool(names & hiding)
        if hides and above is not None:
            above.remove(run)


def _find_quote_styles(styles: "etree._Element | None") -> frozenset[str]:
    """Return the ids of the styles for block quotes."""
    quoting = set()
    for style in () if styles is None else styles.iter(f"{_W}style"):
        id_ = style.get(f"{_W}styleId", "")
        name = style.find(f"{_W}name")
        names = (id_, name.get(f"{_W}val", "") if name is not None else "")
        if any(map(_is_quote_style, names)):
            quoting.add(id_)
    return frozenset(quoting)


def _is_quote_style(name: str) -> bool:
    return "".join(filter(str.isalpha, name.lower())).removeprefix("intense") in _QUOTES


def _read_paragraphs(body: "etree._Element", quoting: frozenset[str]) -> Iterator[str]:
    """Yield each paragraph and a blank line after it; the paragraphs of one block quote stay together."""
    last = False
    for paragraph in body.iter(f"{_W}p"):
        text = _read_text(paragraph)
        if not text.strip():
            continue
        style = paragraph.find(f"{_W}pPr/{_W}pStyle")
        name = style.get(f"{_W}val", "") if style is not None else ""
        quotes = name in quoting or _is_quote_style(name)
        if quotes and last:
            yield ">"
        elif last is not None:
            yield ""
        yield "\n".join(f"> {line}" for line in text.split("\n")) if quotes else text
        last = quotes


def _read_notes(notes: "etree._Element | None", letter: str) -> Iterator[str]:
    for note in () if notes is None else [*notes]:
        number = note.get(f"{_W}id", "")
        paragraphs = [text for each in note.iter(f"{_W}p") if (text := _read_text(each)).strip()]
        # Those of other types are the lines that part notes from text.
        if paragraphs and note.get(f"{_W}type") is None:
            yield ""
            yield f"[^{letter}{number}]: {paragraphs[0].lstrip()}"
            for paragraph in paragraphs[1:]:
                yield ""
                yield f"    {paragraph}"


def _read_text(paragraph: "etree._Element") -> str:
    """Return the text that a paragraph shows: no deleted text, and no paragraphs within it, as in a text box."""
    parts = []
    walk = etree.iterwalk(paragraph, events=("start",))
    for _, element in walk:
        if element.tag in _APART and element is not paragraph:
            walk.skip_subtree()
        elif element.tag == f"{_W}t":
            parts.append(element.text or "")
        elif element.tag in _BREAKS:
            above = element.getparent()
            # Tabs also stand among the properties of a paragraph.
            parts.append(_BREAKS[element.tag] if above is not None and above.tag == f"{_W}r" else "")
        else:
            name = str(element.tag).removeprefix(_W)
            if name in _NOTES:
                parts.append(f"[^{_NOTES[name][1]}{element.get(f'{_W}id', '')}]")
    return "".join(parts)
