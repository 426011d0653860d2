"""Reading: what a file holds, by the reader of its kind, which is imported only when it is needed."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from corpus import kinds
from corpus.errors import CorpusError, UnreadableSource
from corpus.formats.extract import Extract, tell_of
from corpus.formats.ocr import OcrFailed
from corpus.kinds import Kind, find_kind, find_suffix
from corpus.progress import Tell, keep_silent

if TYPE_CHECKING:
    from corpus.formats.reference_files import Reference

# Bytes of a file that is read whole: anything larger is an archive.
LARGEST_FILE = 2**28
_OF_MANY_REMEDY = "save it as a file and add that, or add the addresses of its articles"
_FEED_REMEDY = "follow it with `pullquote follow`"
# Files that a reference may name.
_MOST_ATTACHED = 20


@dataclass(frozen=True, slots=True)
class Found:
    """An extract of a file, or why there is none, or None where only a part of the work is done.

    `place` is where in the file, as a line or a key, if it has several. `path` is another file that the extract is of.
    With `kept`, the error tells only what is missing beside the rest. `passing` is an error that lies elsewhere than in
    the file's bytes.
    """

    extract: Extract | CorpusError | None
    place: str = ""
    path: Path | None = None
    kept: bool = False
    passing: bool = False


def read_file(path: Path, name: str, *, uploaded: bool = False, tell: Tell = keep_silent) -> Iterator[Found]:
    """Yield what the file at `path` holds, and tell how far a long one is; its `name` and first bytes tell the kind.

    A file that was uploaded names no others: those are on another machine, or none of the sender's business.
    """
    try:
        if not path.is_file():
            yield Found(UnreadableSource("there is no such file; check the path"), passing=True)
            return
        kind = find_kind(name, _read_head(path))
        if kind is kinds.JSONL:
            yield from _read_lines(path)
        elif kind in (kinds.BIBTEX, kinds.RIS, kinds.ZOTERO_RDF):
            yield from _read_references(path, kind, uploaded=uploaded)
        elif kind is kinds.PDF:
            yield from _read_pdf(path, PurePosixPath(name).stem, tell)
        elif kind is kinds.FEED:
            from corpus.formats.feed import read_feed

            for place, extract in read_feed(read_bounded(path, LARGEST_FILE), PurePosixPath(name).stem):
                yield Found(extract, place)
        else:
            yield Found(_read_whole(path, kind, PurePosixPath(name).stem, uploaded=uploaded, tell=tell))
    except OSError as error:
        yield Found(
            UnreadableSource(f"the file cannot be read ({error.strerror}); check who may read it"), passing=True
        )
    except CorpusError as error:
        yield Found(error, passing=isinstance(error, OcrFailed))


def read_page(path: Path, name: str, address: str, charset: str | None, tell: Tell = keep_silent) -> Iterator[Found]:
    """Yield the article of a page that was fetched from an address and lies at `path`.

    It holds one: none that stand in a file of many may speak for others, nor name files of this machine.
    """
    try:
        kind, stem = find_kind(name, _read_head(path)), PurePosixPath(name).stem
        if kind in kinds.OF_MANY:
            remedy = _FEED_REMEDY if kind is kinds.FEED else _OF_MANY_REMEDY
            raise UnreadableSource(f"the address is one of {kind.name}, not of one article: {remedy}")
        if kind is kinds.HTML:
            from corpus.formats.html import read_html

            yield Found(read_html(read_bounded(path, LARGEST_FILE), stem, address, charset))
        elif kind is kinds.PDF:
            yield from _read_pdf(path, stem, tell)
        else:
            yield Found(_read_whole(path, kind, stem, uploaded=True, tell=tell))
    except OSError as error:
        yield Found(UnreadableSource(f"the page cannot be kept while it is read ({error.strerror})"), passing=True)
    except CorpusError as error:
        yield Found(error, passing=isinstance(error, OcrFailed))


def read_attached(
    path: Path, name: str, address: str, charset: str | None, tell: Tell = keep_silent
) -> Iterator[Found]:
    """Yield the article of an item's file, which lies at `path`; a snapshot of a page may be packed.

    `address` is where a page was saved, empty if that is not known.
    """
    try:
        if find_suffix(name) in kinds.HTML.suffixes and (data := _unpack_snapshot(path, name)) is not None:
            from corpus.formats.html import read_html

            yield Found(read_html(data, PurePosixPath(name).stem, address, charset))
            return
    except OSError:  # reading it tells why
        pass
    except CorpusError as error:
        yield Found(error)
        return
    yield from read_page(path, name, address, charset, tell)


def _unpack_snapshot(path: Path, name: str) -> bytes | None:
    """Return the page in a packed snapshot, None if the file is not packed."""
    from corpus.formats.zotero_snapshot import is_packed, unpack_page

    return unpack_page(read_bounded(path, LARGEST_FILE), name) if is_packed(_read_head(path)) else None


def read_bounded(path: Path, most: int) -> bytes:
    """Return what a file holds; raise OSError, or UnreadableSource if that is more than `most` bytes."""
    with path.open("rb") as file:
        data = file.read(most + 1)
    if len(data) > most:
        raise UnreadableSource(f"the file is larger than {most / 2**20:g} MB: save it in parts")
    return data


def _read_head(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(kinds.HEAD)


def _read_lines(path: Path) -> Iterator[Found]:
    from corpus.formats.jsonl import read_jsonl, read_lines

    with path.open("rb") as file:
        for line, extract in read_jsonl(read_lines(file)):
            yield Found(extract, str(line))


def _read_pdf(path: Path, stem: str, tell: Tell) -> Iterator[Found]:
    """Read a PDF; a page without text takes OCR some seconds."""
    from corpus.formats.pdf import read_pages, recognise_pages, write_extract

    data = read_bounded(path, LARGEST_FILE)
    first = last = read_pages(data, tell)
    for read in recognise_pages(data, first):
        last = read
        yield Found(None)
    recognised = sorted({*first.pictured, *first.coded} - {*last.pictured, *last.coded})
    yield Found(write_extract(data, stem, last, recognised))


def _read_whole(path: Path, kind: Kind, stem: str, *, uploaded: bool = False, tell: Tell = keep_silent) -> Extract:
    """Read a file that holds one article."""
    data = read_bounded(path, LARGEST_FILE)
    match kind:
        case kinds.MARKDOWN:
            from corpus.formats.markdown import read_markdown

            return read_markdown(data, stem, in_vault=not uploaded and _is_in_vault(path))
        case kinds.HTML:
            from corpus.formats.html import read_html
            from corpus.formats.saved_page import find_saved_address

            return read_html(data, stem, url=find_saved_address(data))
        case kinds.PDF:
            from corpus.formats.pdf import read_pdf

            return read_pdf(data, stem)
        case kinds.PICTURE:
            from corpus.formats.picture import read_picture

            return read_picture(data, stem)
        case kinds.DOCX:
            from corpus.formats.word import read_docx

            return read_docx(data, stem, tell)
        case kinds.ODT:
            from corpus.formats.odt import read_odt

            return read_odt(data, stem)
        case kinds.RTF:
            from corpus.formats.rtf import read_rtf

            return read_rtf(data, stem)
        case kinds.EPUB:
            from corpus.formats.epub import read_epub

            return read_epub(data, stem, tell)
        case kinds.MAIL | kinds.MHTML:
            from corpus.formats.mail import read_mail, read_mhtml

            return read_mhtml(data, stem) if kind is kinds.MHTML else read_mail(data, stem)
        case kinds.CAPTIONS:
            from corpus.formats.captions import read_captions

            return read_captions(data, stem)
        case _:
            from corpus.formats.plain import read_plain

            return read_plain(data, stem)


def _is_in_vault(path: Path) -> bool:
    """Say whether a note is one of Obsidian's, which keeps a folder beside its notes."""
    return any((folder / ".obsidian").is_dir() for folder in path.resolve().parents)


def _read_references(path: Path, kind: Kind, *, uploaded: bool) -> Iterator[Found]:
    """Yield the works of an export whose files are there, under what the export knows of each."""
    works = _list_works(read_bounded(path, LARGEST_FILE), kind)
    if uploaded:
        raise UnreadableSource("the files of references are not sent with them: add the export with `pullquote add`")
    with_files = [work for work in works if work.files]
    if not with_files:
        raise UnreadableSource("none of the references names a file with its text: export them with their files")
    for work in with_files:
        yield _read_attached(work, path.resolve().parent)
    if missing := len(works) - len(with_files):
        told = f"{missing:,} of {len(works):,} references name no file with their text, and were left out"
        yield Found(UnreadableSource(told), kept=True)


def _list_works(data: bytes, kind: Kind) -> "list[Reference]":
    from corpus.formats.reference_files import read_bibtex, read_ris

    if kind is kinds.ZOTERO_RDF:
        from corpus.formats.zotero_rdf import read_zotero_rdf

        return read_zotero_rdf(data)
    return read_bibtex(data) if kind is kinds.BIBTEX else read_ris(data)


def _read_attached(work: "Reference", folder: Path) -> Found:
    """Return the first file of a work that can be read, with what is known of the work."""
    problem: CorpusError = UnreadableSource(
        f"its file {work.files[0]!r} is not there: export the references with their files"
    )
    for name in work.files[:_MOST_ATTACHED]:
        path = folder / name
        try:
            if path.is_file() and (kind := find_kind(path.name, _read_head(path))) not in kinds.OF_MANY:
                extract = _read_whole(path, kind, path.stem)
                return Found(tell_of(extract, work.title, work.source), work.key, path)
        except (CorpusError, OSError, ValueError) as error:  # ValueError: no name that a file can have
            problem = UnreadableSource(f"its file {name!r} cannot be read: {error}")
    return Found(problem, work.key, passing=True)
