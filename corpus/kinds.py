"""Kinds: the files that are read, known by their suffix or their first bytes, and what to do with others."""

import re
from pathlib import PurePosixPath
from typing import NamedTuple

from corpus.errors import UnreadableSource

# Bytes at the beginning of a file that tell its kind.
HEAD = 4096


class Kind(NamedTuple):
    """A kind of file: how people call it, and the suffixes by which it goes."""

    name: str
    suffixes: tuple[str, ...]


PLAIN = Kind("plain text", (".txt", ".text"))
MARKDOWN = Kind("Markdown", (".md", ".markdown"))
HTML = Kind("HTML", (".html", ".htm", ".xhtml"))
MHTML = Kind("saved web pages", (".mhtml", ".mht"))
PDF = Kind("PDF", (".pdf",))
DOCX = Kind("Word", (".docx",))
ODT = Kind("OpenDocument", (".odt",))
RTF = Kind("RTF", (".rtf",))
EPUB = Kind("EPUB", (".epub",))
MAIL = Kind("e-mail", (".eml",))
FEED = Kind("feeds", (".atom", ".rss"))
CAPTIONS = Kind("captions", (".vtt", ".srt"))
BIBTEX = Kind("BibTeX", (".bib",))
RIS = Kind("RIS", (".ris",))
ZOTERO_RDF = Kind("Zotero RDF", (".rdf",))
JSONL = Kind("JSONL", (".jsonl",))
# Read where it is named, if OCR is installed: the pictures in a folder are of anything.
PICTURE = Kind("pictures of pages", (".png", ".jpg", ".jpeg", ".tif", ".tiff", ".webp", ".bmp"))
# This is the one list of what is read: the command line, the page and the folders that are walked all go by it.
KINDS = (PLAIN, MARKDOWN, HTML, MHTML, PDF, DOCX, ODT, RTF, EPUB, MAIL, FEED, CAPTIONS, BIBTEX, RIS, ZOTERO_RDF, JSONL)
# Kinds whose files hold several articles, or name other files.
OF_MANY = (FEED, BIBTEX, RIS, ZOTERO_RDF, JSONL)
SUFFIXES = {suffix: kind for kind in KINDS for suffix in kind.suffixes}

_SIGNATURES = (
    (re.compile(rb"%PDF-"), PDF),
    (re.compile(rb"\{\\rtf"), RTF),
    (re.compile(rb"PK\x03\x04.{26}mimetypeapplication/epub\+zip", re.DOTALL), EPUB),
    (re.compile(rb"PK\x03\x04.{26}mimetypeapplication/vnd\.oasis\.opendocument\.text", re.DOTALL), ODT),
    (re.compile(rb"PK\x03\x04.{0,4000}?word/", re.DOTALL), DOCX),
    (re.compile(rb"(?:\xef\xbb\xbf)?WEBVTT\s"), CAPTIONS),
)
# These tell the kind only of a file whose suffix tells none.
_HINTS = (
    (re.compile(rb"\s*(<\?xml[^>]*>\s*)?(<!--.{0,1000}?-->\s*)?<(rss|feed|rdf:RDF)\b", re.DOTALL), FEED),
    (re.compile(rb"\s*(<\?xml[^>]*>\s*)?(<!--.{0,1000}?-->\s*)?<(!doctype html|html)\b", re.DOTALL | re.I), HTML),
    (re.compile(rb"From: <Saved by |(?:[\w-]+: [^\n]*\n(?:[ \t][^\n]*\n)*){2,50}MIME-Version: ", re.I), MAIL),
)
# What Pocket, Instapaper, Raindrop, Readwise and browsers export: addresses, without the texts behind them.
_LINKS = re.compile(
    rb"\s*<!doctype netscape-bookmark|.{0,2000}?<title>\s*(pocket export|instapaper: export|bookmarks|raindrop)"
    rb"|(\xef\xbb\xbf)?(?=[^\n]{0,999}\btitle\b)([\w \"]+,)*\"?(document )?url\"?[,\r\n]",
    re.IGNORECASE | re.DOTALL,
)
_ADDRESSES = re.compile(rb"(?:\xef\xbb\xbf)?(?:\s*+https?://\S++)++\s*")
_LINKS_REMEDY = (
    "the file is a list of addresses, without their texts: fetch them with `pullquote add --links FILE`, or save the "
    "pages as HTML or MHTML and add those"
)
_CSL = re.compile(rb"(?:\xef\xbb\xbf)?\s*\[\s*\{(?=.{0,2000}?\"(?:issued|container-title|citation-key)\")", re.DOTALL)
_CSL_REMEDY = "CSL-JSON names no files: export the references as BibTeX, RIS or Zotero RDF, with their files"
# A suffix of other letters is a part of a name: "Letter to Dr. Finch".
_SUFFIX = re.compile(r"\.(?=[0-9]*[a-z])[a-z0-9_+-]{1,12}")
_REMEDIES = {
    "save it as .docx": ".doc .dot .docm .wps .wpd",
    "export it as PDF or DOCX": ".pages .numbers .key .gdoc .gsheet .one",
    "export it as PDF": ".ppt .pptx .odp .xls .xlsx .ods .indd .pub .vsd .ps .djvu",
    "convert it to EPUB": ".mobi .azw .azw3 .kfx .fb2 .lit",
    "save it as .png or .jpg, which OCR can read": ".gif .heic .avif",
    "add a transcript of it, as .vtt, .srt or .txt": ".mp3 .mp4 .m4a .m4v .wav .ogg .opus .mov .mkv .avi .webm .flac",
    "unpack it first": ".zip .gz .tgz .tar .7z .rar .bz2 .xz",
    "save its messages as .eml": ".mbox .msg .pst .ost",
    "follow its feeds with `pullquote follow FILE`": ".opml",
    "export its notes as HTML": ".enex",
    "save the page as HTML or MHTML": ".webarchive .url .webloc .desktop",
    "write its articles as .jsonl, a line for each": ".json .csv .tsv .xml .yaml .yml .ndjson .sqlite .db",
}
_REMEDY = {suffix: remedy for remedy, suffixes in _REMEDIES.items() for suffix in suffixes.split()}
_ELSE = "save it as plain text (.txt), HTML or PDF"


def find_suffix(name: str) -> str:
    """Return the suffix of a file's name in small letters if it tells a kind of file, else an empty string."""
    suffix = PurePosixPath(name).suffix.lower()
    return suffix if _SUFFIX.fullmatch(suffix) else ""


def find_kind(name: str, head: bytes) -> Kind:
    """Return the kind of a file by its name and its first bytes.

    Raises UnreadableSource, which names the kind, if it is none that is read: such a file is never taken for text.
    """
    suffix = find_suffix(name)
    if suffix in {"", ".csv", *HTML.suffixes} and _LINKS.match(head):
        raise UnreadableSource(_LINKS_REMEDY)
    if suffix in {"", *PLAIN.suffixes, *MARKDOWN.suffixes} and _ADDRESSES.fullmatch(head):
        raise UnreadableSource(_LINKS_REMEDY)
    if suffix == ".json" and _CSL.match(head):
        raise UnreadableSource(_CSL_REMEDY)
    for signature, kind in _SIGNATURES:
        if signature.match(head):
            return kind
    if suffix in SUFFIXES:
        return SUFFIXES[suffix]
    if suffix in PICTURE.suffixes:
        return PICTURE
    if suffix:
        raise UnreadableSource(f"a {suffix} file is not read: {_REMEDY.get(suffix, _ELSE)}")
    return next((kind for hint, kind in _HINTS if hint.match(head)), PLAIN)
