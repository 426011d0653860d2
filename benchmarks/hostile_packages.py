"""Hostile archives, letters, captions, feeds and references."""

import io
import zipfile
from collections.abc import Callable, Iterator, Mapping

from hostile_case import Hostile, holding

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_O = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "text", "table", "style")
)
_ENTITIES = '<!ENTITY a "oil oil oil">' + "".join(
    f'<!ENTITY {chr(98 + number)} "{f"&{chr(97 + number)};" * 10}">' for number in range(9)
)


def packages() -> Iterator[Hostile]:
    """Yield every hostile file of these kinds."""
    for name, make in _FILES.items():
        yield Hostile(name, holding(f"hostile.{name.partition(':')[0]}", make), many=True)


def _pack(parts: Mapping[str, str | bytes]) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return data.getvalue()


def _docx(body: str, before: str = "") -> bytes:
    return _pack({"word/document.xml": f"{before}<w:document {_W}><w:body>{body}</w:body></w:document>"})


def _odt(body: str) -> bytes:
    inner = f"<office:body><office:text>{body}</office:text></office:body>"
    return _pack({"content.xml": f"<office:document-content {_O}>{inner}</office:document-content>"})


def _epub(count: int, href: Callable[[int], str], page: str) -> bytes:
    items = "".join(f"<item id='{number}' href='{href(number)}' media-type='text/html'/>" for number in range(count))
    spine = "".join(f"<itemref idref='{number}'/>" for number in range(count))
    return _pack(
        {
            "META-INF/container.xml": "<container><rootfile full-path='a.opf'/></container>",
            "a.opf": f"<package xmlns='http://www.idpf.org/2007/opf'><manifest>{items}</manifest><spine>{spine}</spine></package>",
            "0.x": page,
        }
    )


def _paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


_FILES: dict[str, Callable[[], bytes]] = {
    "docx: 300 MB in one word": lambda: _docx(_paragraph("a" * 300_000_000)),
    "docx: 300,000 paragraphs": lambda: _docx(_paragraph("It burned.") * 300_000),
    "docx: 50,000 tables in tables": lambda: _docx("<w:tbl><w:tr><w:tc>" * 50_000),
    "docx: entities that grow": lambda: _docx(_paragraph("&j;"), f"<!DOCTYPE a [{_ENTITIES}]>"),
    "docx: a file of the machine": lambda: _docx(
        _paragraph("&a;"), '<!DOCTYPE a [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
    ),
    "odt: 100,000 sections in sections": lambda: _odt("<text:section>" * 100_000),
    "odt: a million blanks of a million": lambda: _odt('<text:p><text:s text:c="999999"/></text:p>' * 1_000_000),
    "odt: 500,000 spans": lambda: _odt(f"<text:p>{'<text:span>a </text:span>' * 500_000}</text:p>"),
    "epub: one chapter 100,000 times": lambda: _epub(100_000, lambda _: "0.x", "<p>It burned. " * 1_000),
    "epub: a chapter outside the book": lambda: _epub(1, lambda _: "../../../../etc/passwd", ""),
    "epub: 60,000 parts": lambda: _pack({str(number): "" for number in range(60_000)}),
    "rtf: a million groups in groups": lambda: b"{\\rtf1" + b"{" * 1_000_000,
    "rtf: 300,000 paragraphs": lambda: b"{\\rtf1 " + b"It burned\\par " * 300_000 + b"}",
    "rtf: two million letters by their codes": lambda: b"{\\rtf1 " + b"\\'e9" * 2_000_000 + b"}",
    "rtf: a million titles": lambda: b"{\\rtf1 " + b"{\\title " * 1_000_000,
    "eml: 200,000 parts": lambda: (
        b"MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=B\n\n"
        + b"--B\nContent-Type: text/plain\n\nx\n" * 200_000
    ),
    "eml: 5,000 parts in parts": lambda: (
        b"Subject: a\n"
        + b"".join(
            b"Content-Type: multipart/mixed; boundary=B%d\n\n--B%d\n" % (number, number) for number in range(5_000)
        )
    ),
    "eml: 500,000 senders": lambda: b"Subject: a\nFrom: " + b"a@b," * 500_000 + b"\n\nx\n",
    "vtt: 100,000 captions": lambda: b"WEBVTT\n\n" + b"00:00.000 --> 00:01.000\nIt burned\n\n" * 100_000,
    "vtt: a million voices": lambda: b"WEBVTT\n\n00:00.000 --> 00:01.000\n" + b"<v " * 1_000_000,
    "srt: 200,000 lines in a caption": lambda: (
        b"1\n00:00:00,000 --> 00:00:01,000\n" + b"".join(b"a%d\n" % number for number in range(200_000))
    ),
    "bib: 300,000 beginnings": lambda: b"@article{" * 300_000,
    "bib: 500,000 braces": lambda: b"@article{a, title = " + b"{" * 500_000,
    "bib: 3,000 commands in commands": lambda: (
        b"@article{a, title={" + b"\\textbf{" * 3_000 + b"}" * 3_000 + b"}, file={a}}"
    ),
    "bib: itself": lambda: b"@article{a, file={hostile.bib}}",
    "ris: 300,000 authors": lambda: b"TY  - JOUR\n" + b"AU  - a\n" * 300_000 + b"ER  - \n",
    "atom: 20,000 entries": lambda: (
        b"<feed>" + b"<entry><title>a</title><content>It burned.</content></entry>" * 20_000 + b"</feed>"
    ),
    "rss: 200,000 items in items": lambda: b"<rss>" + b"<item>" * 200_000,
    "mhtml: 1,000 pages": lambda: (
        b"From: <Saved by Blink>\nMIME-Version: 1.0\nContent-Type: multipart/related; boundary=B\n\n"
        + b"--B\nContent-Type: text/html\n\n<p>It burned.\n" * 1_000
    ),
    "md: a million open links": lambda: b"[[" * 1_000_000,
    "md: templates without an end": lambda: b"---\na: b\n---\n" + b"{{" * 500_000 + b"{% raw %}" * 100_000,
    "md: 5,000 notes": lambda: b"".join(b"[^%d]: x\n\na[^%d] " % (number, number) for number in range(5_000)),
    "md: 50,000 notes in notes": lambda: b"^[" * 50_000,
    "txt: 100,000 books": lambda: b"*** START OF THE PROJECT GUTENBERG EBOOK x\n" * 100_000,
}
