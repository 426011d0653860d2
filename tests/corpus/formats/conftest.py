"""A writer of small PDFs, so that no test needs a binary file, and what a page leaves to see."""

from collections.abc import Callable, Sequence

import pytest
from hypothesis import settings
from lxml.html import document_fromstring

from corpus.formats.html_visible import SEAM, remove_unseen

# How long an example takes depends on what else the machine does.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

# x, y, size and text of a line; 842 points from the bottom is the top of the page.
PdfLine = tuple[int, int, int, str]


# What stands beside the part of a page that a test is about: a page is never hidden whole.
REST = "<p>The vote in the hall was counted twice, by the clerk and by the mayor.</p>"


@pytest.fixture(scope="session")
def see() -> Callable[..., str]:
    """Return the words that are seen of a part of a page with a style sheet."""

    def seen(inner: str, style: str = "") -> str:
        page = document_fromstring(f"<html><head><style>{style}</style></head><body><p>{inner}</p>{REST}</body></html>")
        remove_unseen(page)
        return " ".join("".join(page.find("body/p").itertext()).replace(SEAM, "").split())

    return seen


@pytest.fixture(scope="session")
def make_pdf() -> Callable[..., bytes]:
    """Write a PDF of the given pages, in Helvetica, with the given metadata."""

    def make(pages: Sequence[Sequence[PdfLine]], info: dict[str, str] | None = None, *, locked: bool = False) -> bytes:
        objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b""]
        objects.append(b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>")
        kids = []
        for lines in pages:
            drawn = b"\n".join(
                b"BT /F1 %d Tf %d %d Td (%s) Tj ET" % (size, x, y, escape(text)) for x, y, size, text in lines
            )
            objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(drawn), drawn))
            objects.append(
                b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R"
                b" /Resources << /Font << /F1 3 0 R >> >> >>" % len(objects)
            )
            kids.append(b"%d 0 R" % len(objects))
        objects[1] = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(kids), b" ".join(kids))
        trailer = b""
        if info:
            fields = b" ".join(b"/%s (%s)" % (name.encode(), escape(value)) for name, value in info.items())
            objects.append(b"<< %s >>" % fields)
            trailer += b" /Info %d 0 R" % len(objects)
        if locked:
            # Passwords that no one knows: neither hash is one of any password.
            objects.append(b"<< /Filter /Standard /V 1 /R 2 /P -4 /O <%s> /U <%s> >>" % (b"11" * 32, b"22" * 32))
            trailer += b" /Encrypt %d 0 R /ID [<00> <00>]" % len(objects)
        return assemble(objects, trailer)

    return make


@pytest.fixture(scope="session")
def make_drawn_pdf() -> Callable[..., bytes]:
    """Write a PDF of one page on which this is drawn, in /F1, which is Helvetica, and a second font, /F2.

    The second draws signs, by the names that PostScript has for them, under the letters by which it calls them.
    """

    def make(drawn: bytes, second: str = "Times-Roman", signs: dict[str, str] | None = None) -> bytes:
        plain = b"<< /Type /Font /Subtype /Type1 /BaseFont /%s /Encoding /WinAnsiEncoding >>"
        drawing = b"<< /Type /Font /Subtype /Type1 /BaseFont /%s /ToUnicode 7 0 R /Encoding << /Differences [%s] >> >>"
        codes = {letter.encode("cp1252")[0]: letter for letter in signs or {}}
        differences = b" ".join(b"%d /%s" % (code, (signs or {})[it].encode()) for code, it in codes.items())
        called = b"".join(b"<%02x> <%04x>\n" % (code, ord(letter)) for code, letter in codes.items())
        table = b"1 begincodespacerange <00> <ff> endcodespacerange\n%d beginbfchar\n%sendbfchar" % (len(codes), called)
        page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 5 0 R /Resources << /Font %s >> >>"
        objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Count 1 /Kids [6 0 R] >>"]
        objects += [
            plain % b"Helvetica",
            drawing % (second.encode(), differences) if signs else plain % second.encode(),
        ]
        objects += [b"<< /Length %d >>\nstream\n%s\nendstream" % (len(drawn), drawn)]
        objects += [
            page % b"<< /F1 3 0 R /F2 4 0 R >>",
            b"<< /Length %d >>\nstream\n%s\nendstream" % (len(table), table),
        ]
        return assemble(objects, b"")

    return make


@pytest.fixture(scope="session")
def make_scaled_pdf() -> Callable[..., bytes]:
    """Write a PDF of one page on which this is drawn, in /F1, whose sizes are 40 points, and which has 0, 1 and 2."""

    def make(drawn: bytes) -> bytes:
        bar = b"22 0 0 0 20 28 d1 2 0 16 28 re f"
        page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font %s >> >>"
        page %= b"<< /F1 5 0 R >>"
        font = (
            b"<< /Type /Font /Subtype /Type3 /FontMatrix [1 0 0 1 0 0] /FontBBox [0 -8 22 32] "
            b"/FirstChar 32 /LastChar 50 /Widths [%s] /Encoding << /Differences [32 /space 48 /zero /one /two] >> "
            b"/Resources << >> /CharProcs << /zero 6 0 R /one 6 0 R /two 6 0 R /space 7 0 R >> >>" % (b"22 " * 19)
        )
        streams = (b"<< /Length %d >>\nstream\n%s\nendstream" % (len(it), it) for it in (bar, b"22 0 0 0 0 0 d1"))
        body = b"<< /Length %d >>\nstream\n%s\nendstream" % (len(drawn), drawn)
        objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>", page, body, font]
        return assemble([*objects, *streams], b"")

    return make


@pytest.fixture(scope="session")
def make_numbered_pdf() -> Callable[..., bytes]:
    """Write a PDF of one page on which this is drawn, in fonts that call their letters by numbers alone.

    /F1 and /F3 have no name, and draw each as a box of the height that `heights` gives it, in sizes; /F2 is called
    `second`.
    """

    def make(drawn: bytes, heights: dict[int, tuple[float, float]] | None = None, second: str = "CMSY10") -> bytes:
        codes = range(1, 256)
        names = b" ".join(b"/n%d" % code for code in codes)
        boxes = [(heights or {}).get(code, (0.0, 0.65)) for code in codes]
        font = (
            b"<< /Type /Font /Subtype /Type3 /FontMatrix [0.001 0 0 0.001 0 0] /FontBBox [0 -250 500 750] /FirstChar 1 "
            b"/LastChar 255 /Widths [%s] /Encoding << /Differences [1 %s] >> /Resources << >> /CharProcs << %s >> >>"
        ) % (b"500 " * 255, names, b" ".join(b"/n%d %d 0 R" % (code, code + 6) for code in codes))
        page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font %s >> >>"
        body = b"<< /Length %d >>\nstream\n%s\nendstream" % (len(drawn), drawn)
        objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>"]
        fonts = b"<< /F1 5 0 R /F2 6 0 R /F3 %d 0 R >>" % (len(boxes) + 7)
        objects += [
            page % fonts,
            body,
            font,
            font.replace(b"/Type /Font", b"/Type /Font /BaseFont /%s" % second.encode()),
        ]
        for low, high in boxes:
            edges = b"%d %d" % (1000 * low, 1000 * high)
            box = b"500 0 50 %s d1 50 %d 400 %d re f" % (b" 450 ".join(edges.split()), 1000 * low, 1000 * (high - low))
            objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(box), box))
        return assemble([*objects, font], b"")

    return make


def escape(text: str) -> bytes:
    return text.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")


def assemble(objects: Sequence[bytes], trailer: bytes) -> bytes:
    data, offsets = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        offsets.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    return data + (
        b"xref\n0 %d\n0000000000 65535 f \n%strailer << /Size %d /Root 1 0 R%s >>\nstartxref\n%d\n%%%%EOF\n"
        % (len(objects) + 1, table, len(objects) + 1, trailer, len(data))
    )
