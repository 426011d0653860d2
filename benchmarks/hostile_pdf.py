"""Hostile PDFs, built object by object."""

import zlib
from collections.abc import Callable, Iterator

from hostile_case import Hostile, holding

_MB = 1_000_000
_FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
_TEXT = b"BT /F1 12 Tf 72 700 Td (The harbour was closed for a week.) Tj ET "


def pdfs() -> Iterator[Hostile]:
    """Yield every hostile PDF."""
    refused = {"cut short to its half", "cut short to its header", "a header alone", "a header and zeros", "locked"}
    for name, make in _all():
        yield Hostile(f"pdf: {name}", holding("hostile.pdf", make), "refused" if name in refused else "either")


def _all() -> Iterator[tuple[str, Callable[[], bytes]]]:
    for levels in (4, 7, 10, 20):
        yield f"forms that draw forms, {levels} levels of ten", lambda n=levels: _forms(n)
    yield "a form that draws itself", lambda: _forms(1, cycle=True)
    for size in (10, 100, 300, 1000):
        yield f"content of {size} MB, packed twice", lambda n=size: _packed_page(b"(a) Tj ", n, 2)
        yield f"blanks of {size} MB, packed twice", lambda n=size: _packed_page(b" ", n, 2)
    yield "content of 300 MB, packed thrice", lambda: _packed_page(b" ", 300, 3)
    for name, part in _CONTENTS.items():
        yield f"content of {name}, 10 MB", lambda it=part: _page(_stream(_repeated(it, 10), b"/FlateDecode", 1))
    for filters in (100, 10_000):
        yield (
            f"{filters} filters",
            lambda n=filters: _page(_raw(b"41" * 1000 + b">", b"[" + b"/ASCIIHexDecode" * n + b"]")),
        )
    yield "run lengths", lambda: _page(_raw(b"\x81 " * 5 * _MB, b"/RunLengthDecode"))
    yield "lzw", lambda: _page(_raw(bytes(range(256)) * 20_000, b"/LZWDecode"))
    for parms in (
        b"/Predictor 15/Columns 2147483647",
        b"/Predictor 15/Colors 1000000/Columns 1000000",
        b"/Predictor 2/BitsPerComponent 32/Columns 99999999",
    ):
        yield (
            f"predictor {parms.decode()}",
            lambda it=parms: _page(_stream(_TEXT * 100, b"/FlateDecode/DecodeParms<<" + it + b">>", 1)),
        )
    for levels in (8, 12, 16, 20, 30):
        yield f"pages shared, 2^{levels}", lambda n=levels: _shared_pages(n)
    yield "pages whose kid is their parent", lambda: _tree(b"[2 0 R 2 0 R]", 1000)
    for count in (1_000, 100_000, 2_147_483_647, -1):
        yield f"one page that is counted as {count}", lambda n=count: _tree(b"[3 0 R]", n)
    for count in (10_000, 200_000, 2_000_000):
        yield f"one page named {count:,} times", lambda n=count: _tree(b"[" + b"3 0 R " * n + b"]", n)
    for count in (1_000, 20_000):
        yield f"{count} pages", lambda n=count: _pages(n)
    for box in (
        "0 0 1e38 1e38",
        "0 0 0 0",
        "-1e30 -1e30 1e30 1e30",
        "0 0 99999999999999999999 1",
        "1 2",
        "nan nan 1 1",
    ):
        yield f"page of {box}", lambda it=box: _page(_raw(_TEXT), f"/MediaBox[{it}]/UserUnit 1e9".encode())
    yield "xref for 2147483647", lambda: _page(_raw(_TEXT)).replace(b"/Size", b"/Size 2147483647/Old")
    yield "xref of a hundred million", lambda: _page(_raw(_TEXT)).replace(b"xref\n0 ", b"xref\n0 100000000\n0 ", 1)
    yield "xref before itself", lambda: _page(_raw(_TEXT)).replace(b"/Root", b"/Prev 9/Root")
    yield "xrefs one before the other", _chained
    for index in ("0 1000000000", "0 2147483647"):
        yield f"xref stream of {index}", lambda it=index: _xref_stream(it)
    for count in (1_000, 10_000_000):
        yield f"object stream of {count}", lambda n=count: _object_stream(n)
    yield "object stream of 1 GB", lambda: _object_stream(10, 1000)
    for depth in (500, 100_000, 2_000_000):
        yield f"arrays in arrays, {depth:,}", lambda n=depth: _page(_raw(_TEXT), b"/X " + b"[" * n + b"]" * n)
        yield (
            f"dictionaries in dictionaries, {depth:,}",
            lambda n=depth: _page(_raw(_TEXT), b"/X " + b"<</A" * n + b">>" * n),
        )
        yield f"arrays in content, {depth:,}", lambda n=depth: _page(_raw(b"[" * n + _TEXT))
    for name, cmap in _CMAPS.items():
        yield f"letters told by {name}", lambda it=cmap: _mapped(it())
    for count in (1_000, 30_000):
        yield f"{count} fonts on a page", lambda n=count: _fonts(n)
    yield "glyphs that show themselves", _type3
    yield "widths for all", lambda: _mapped(b"", b"/W[0 2147483647 500]/DW 1")
    yield "many widths", lambda: _mapped(b"", b"/W[" + b"1 2 500 " * 500_000 + b"]")
    for name, body in _LAYOUTS.items():
        yield f"text of {name}", lambda it=body: _page(_stream(it(), b"/FlateDecode", 1))
    for name, value in {
        "blanks": b"(a" + b" " * 200_000 + b"b)",
        "marks": _utf16("e" + "\u0301\u0323" * 60_000),
        "10 MB": b"(" + b"a b " * 2_500_000 + b")",
    }.items():
        yield f"title of {name}", lambda it=value: _page(_raw(_TEXT), info=b"/Title" + it)
        yield f"author of {name}", lambda it=value: _page(_raw(_TEXT), info=b"/Author" + it)
    yield (
        "a title of 10 MB over 10,000 lines",
        lambda: _page(_raw(_line_flood(10_000)), info=b"/Title(" + b"a b " * 2_500_000 + b")"),
    )
    yield "locked", lambda: _locked(b"/V 1/R 2/P -4")
    yield "locked in an unknown way", lambda: _locked(b"/V 99/R 99/P -4")
    yield "images of a terapixel", lambda: _image(2**31 - 1)
    yield (
        "an inline image of 10^10 pixels",
        lambda: _page(_raw(b"BI /W 100000 /H 100000 /CS/RGB /BPC 8 ID x EI " + _TEXT)),
    )
    yield (
        "an annotation that shows itself",
        lambda: _page(
            _raw(_TEXT),
            b"/Annots[" + b"7 0 R " * 100_000 + b"]",
            more=[b"<</Type/Annot/Subtype/FreeText/Rect[0 0 9 9]/AP<</N 5 0 R>>>>"],
        ),
    )
    whole = _page(_raw(_TEXT * 100))
    yield "cut short to its half", lambda: whole[: len(whole) // 2]
    yield "cut short to its header", lambda: whole[:40]
    yield "cut short by its end", lambda: whole[:-20]
    yield "a header alone", lambda: b"%PDF-1.7"
    yield "a header and zeros", lambda: b"%PDF-1.7\n" + bytes(30 * _MB)
    yield (
        "objects without an xref",
        lambda: b"%PDF-1.7\n" + b"".join(b"%d 0 obj<<>>endobj\n" % n for n in range(500_000)),
    )
    yield (
        "one object again and again",
        lambda: b"%PDF-1.7\n" + b"1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n" * 300_000,
    )
    yield "the word obj", lambda: b"%PDF-1.7\n" + b"obj " * 5 * _MB
    yield "a whole one behind 20 MB of letters", lambda: b"a" * 20 * _MB + whole
    yield "a comment of 20 MB", lambda: whole[:9] + b"%" + b"a" * 20 * _MB + b"\n" + whole[9:]


# Content that the page's text extraction has to walk through.
_CONTENTS = {
    "saved states": b"q ",
    "clips": b"0 0 9 9 re W n ",
    "paths": b"0 0 m 9 9 l S ",
    "marked text": b"/P BMC ",
    "shadings": b"/S1 sh ",
    "moves in a text": b"BT 1 0 Td ET ",
    "fonts set": b"BT /F1 12 Tf ET ",
    "strings": b"BT (aaaa) Tj ET ",
    "numbers": b"1 ",
    "names": b"/a ",
    "letters on one place": b"BT /F1 9 Tf (a) Tj ET ",
    "matrices": b"1.1 0 0 1.1 0 0 cm ",
    "unknown operators": b"zz ",
    "open strings": b"(",
}
_RANGES = b"/CIDInit/ProcSet findresource begin begincmap 1 begincodespacerange<0000><FFFF>endcodespacerange\n"
_CMAPS: dict[str, Callable[[], bytes]] = {
    "ranges of all": lambda: _RANGES + b"<0000><FFFF><0041>\n" * 50_000,
    "a packed map": lambda: _RANGES + b"".join(b"<%04X><FFFF><0041>\n" % (n % 65536) for n in range(500_000)),
    "long strings": lambda: _RANGES + b"1 beginbfchar<0041><" + b"0061" * 500_000 + b">endbfchar\n",
    "long strings for all": lambda: _RANGES + b"1 beginbfrange<0000><FFFF><" + b"0061" * 5_000 + b">endbfrange\n",
    "marks": lambda: _RANGES + b"1 beginbfchar<0041><0065" + b"03010323" * 250 + b">endbfchar\n",
    "surrogates": lambda: _RANGES + b"1 beginbfchar<0041><D800>endbfchar\n",
    "controls": lambda: _RANGES + b"1 beginbfchar<0041><0002>endbfchar\n",
    "blanks": lambda: _RANGES + b"1 beginbfchar<0041><2003>endbfchar\n",
    "code spaces": lambda: b"begincmap " + b"1 begincodespacerange<00><FFFFFFFF>endcodespacerange\n" * 100_000,
}


def _lines(count: int, line: bytes = b"(Words on a line of text) Tj") -> bytes:
    return (
        b"BT /F1 10 Tf "
        + b"".join(b"1 0 0 1 %d %d Tm %s " % (50 + n % 3, 10 * (count - n), line) for n in range(count))
        + b"ET"
    )


def _line_flood(count: int) -> bytes:
    return _lines(count)


_LAYOUTS: dict[str, Callable[[], bytes]] = {
    "5,000 lines": lambda: _lines(5_000),
    "20,000 lines": lambda: _lines(20_000),
    "60,000 lines": lambda: _lines(60_000),
    "20,000 lines of one letter": lambda: _lines(20_000, b"(a) Tj"),
    "20,000 headings": lambda: (
        b"BT "
        + b"".join(
            b"/F1 %d Tf 1 0 0 1 50 %d Tm (Words) Tj " % (10 + 20 * (n % 2), 30 * (20_000 - n)) for n in range(20_000)
        )
        + b"ET"
    ),
    "20,000 columns": lambda: (
        b"BT /F1 1 Tf " + b"".join(b"1 0 0 1 %d 700 Tm (ab) Tj " % (50 * n) for n in range(20_000)) + b"ET"
    ),
    "a line of a million letters": lambda: b"BT /F1 1 Tf (" + b"a" * 1_000_000 + b") Tj ET",
    "a broken word of 200,000 letters": lambda: (
        b"BT /F1 1 Tf 1 0 0 1 0 99 Tm (!" + b"a" * 200_000 + b"!-) Tj 1 0 0 1 0 9 Tm (bb) Tj ET"
    ),
    "a million letters on one place": lambda: b"BT /F1 9 Tf " + b"(a) Tj 0 0 Td " * 300_000 + b"ET",
    "letters turned each": lambda: (
        b"BT /F1 9 Tf " + b"".join(b"0 1 -1 0 %d %d Tm (a) Tj " % (n % 700, n % 500) for n in range(100_000)) + b"ET"
    ),
    "letters of no size": lambda: b"BT /F1 0 Tf " + b"(aaaa aaaa) Tj " * 20_000 + b"ET",
    "letters of all sizes": lambda: (
        b"BT " + b"".join(b"/F1 1e%d Tf (ab ab) Tj T* " % (n % 38) for n in range(50_000)) + b"ET"
    ),
    "places far away": lambda: (
        b"BT /F1 9 Tf "
        + b"".join(b"1 0 0 1 1e%d -1e%d Tm (ab ab) Tj " % (n % 38, n % 37) for n in range(50_000))
        + b"ET"
    ),
    "blanks alone": lambda: b"BT /F1 9 Tf (" + b" " * 1_000_000 + b") Tj ET",
    "hyphens": lambda: _lines(10_000, b"(a-) Tj"),
    "running heads": lambda: _lines(4, b"(iv) Tj"),
}


def _object(number: int, body: bytes) -> bytes:
    return b"%d 0 obj\n%s\nendobj\n" % (number, body)


def _pdf(objects: list[bytes], trailer: bytes = b"") -> bytes:
    """Return a file of the objects, numbered from 1; the first is the catalog."""
    out, places = bytearray(b"%PDF-1.7\n"), []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += _object(number, body)
    xref = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, trailer, xref)
    return bytes(out)


def _raw(data: bytes, filters: bytes = b"") -> bytes:
    """Return a stream whose data are as given."""
    named = b"/Filter" + filters if filters else b""
    return b"<<%s/Length %d>>stream\n%s\nendstream" % (named, len(data), data)


def _stream(data: bytes | Iterator[bytes], filters: bytes, times: int) -> bytes:
    """Return a stream whose data are packed so many times."""
    for _ in range(times):
        packer = zlib.compressobj(6)
        data = b"".join(
            [*(packer.compress(it) for it in ([data] if isinstance(data, bytes) else data)), packer.flush()]
        )
    assert isinstance(data, bytes)
    return _raw(data, filters)


def _repeated(part: bytes, megabytes: int) -> Iterator[bytes]:
    block = part * (_MB // len(part))
    yield from (block for _ in range(megabytes))


def _page(
    content: bytes,
    page: bytes = b"/MediaBox[0 0 612 792]",
    *,
    info: bytes = b"",
    resources: bytes = b"",
    fonts: bytes = b"",
    more: list[bytes] | None = None,
) -> bytes:
    """Return a file of one page; the font is object 4, the content 5, what is added begins with 7."""
    return _pdf(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            b"<</Type/Page/Parent 2 0 R%s/Resources<</Font<</F1 4 0 R%s>>%s>>/Contents 5 0 R>>"
            % (page, fonts, resources),
            _FONT,
            content,
            b"<<%s>>" % info,
            *(more or []),
        ],
        b"/Info 6 0 R" if info else b"",
    )


def _packed_page(part: bytes, megabytes: int, times: int) -> bytes:
    filters = b"[" + b"/FlateDecode" * times + b"]"
    return _page(_stream(_content(part, megabytes), filters, times))


def _content(part: bytes, megabytes: int) -> Iterator[bytes]:
    yield b"BT /F1 12 Tf "
    yield from _repeated(part, megabytes)
    yield _TEXT


def _forms(levels: int, *, cycle: bool = False) -> bytes:
    forms = []
    for level in range(levels):
        last = level == levels - 1
        drawn = _TEXT if last and not cycle else b"/X Do " * 10
        inner = 7 if cycle else 8 + level
        resources = b"/Font<</F1 4 0 R>>/XObject<</X %d 0 R>>" % inner
        forms.append(
            b"<</Type/XObject/Subtype/Form/BBox[0 0 612 792]/Resources<<%s>>/Length %d>>stream\n%s\nendstream"
            % (resources, len(drawn), drawn)
        )
    return _page(_raw(b"/X Do " * 10), resources=b"/XObject<</X 7 0 R>>", more=forms)


def _tree(kids: bytes, count: int) -> bytes:
    return _pdf(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids%s/Count %d>>" % (kids, count),
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Resources<</Font<</F1 4 0 R>>>>/Contents 5 0 R>>",
            _FONT,
            _raw(_TEXT),
        ]
    )


def _shared_pages(levels: int) -> bytes:
    page = b"<</Type/Page/MediaBox[0 0 612 792]/Resources<</Font<</F1 2 0 R>>>>/Contents 3 0 R>>"
    nodes = [b"<</Type/Pages/Kids[%d 0 R %d 0 R]/Count %d>>" % (5 + n, 5 + n, 2 ** (levels - n)) for n in range(levels)]
    return _pdf([b"<</Type/Catalog/Pages 4 0 R>>", _FONT, _raw(_TEXT), *nodes, page])


def _pages(count: int) -> bytes:
    kids = b" ".join(b"%d 0 R" % (4 + 2 * n) for n in range(count))
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, count), _FONT]
    for number in range(count):
        # Pages that begin alike would be taken for running heads.
        word = f"{number:08}".translate({ord("0") + n: "bcdfghjkmn"[n] for n in range(10)}).encode()
        objects += [
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Resources<</Font<</F1 3 0 R>>>>/Contents %d 0 R>>"
            % (5 + 2 * number),
            _raw(_TEXT.replace(b"harbour", word)),
        ]
    return _pdf(objects)


def _chained() -> bytes:
    out = bytearray(_page(_raw(_TEXT)))
    place = out.rfind(b"xref\n0 ")
    for _ in range(20_000):
        new = len(out)
        out += b"xref\n0 0\ntrailer<</Size 7/Root 1 0 R/Prev %d>>\nstartxref\n%d\n%%%%EOF\n" % (place, new)
        place = new
    return bytes(out)


def _xref_stream(index: str) -> bytes:
    body = _page(_raw(_TEXT))
    place = len(body)
    stream = zlib.compress(bytes(_MB))
    told = b"<</Type/XRef/Size 2147483647/Index[%s]/W[1 8 8]/Root 1 0 R/Filter/FlateDecode/Length %d>>" % (
        index.encode(),
        len(stream),
    )
    return body + b"9 0 obj%sstream\n%s\nendstream endobj\nstartxref\n%d\n%%%%EOF\n" % (told, stream, place)


def _object_stream(count: int, megabytes: int = 1) -> bytes:
    packer = zlib.compressobj(6)
    packed = b"".join([*(packer.compress(it) for it in _repeated(b"1 0 ", megabytes)), packer.flush()])
    body = _page(
        _raw(_TEXT),
        more=[
            b"<</Type/ObjStm/N %d/First 10/Extends 7 0 R/Filter/FlateDecode/Length %d>>stream\n%s\nendstream"
            % (count, len(packed), packed),
        ],
    )
    place = len(body)
    entries = zlib.compress(b"".join(b"\x02" + (7).to_bytes(4, "big") + n.to_bytes(2, "big") for n in range(60)))
    told = b"<</Type/XRef/Size 70/Index[10 60]/W[1 4 2]/Root 10 0 R/Prev %d/Filter/FlateDecode/Length %d>>" % (
        body.rfind(b"xref\n0 "),
        len(entries),
    )
    return body + b"9 0 obj%sstream\n%s\nendstream endobj\nstartxref\n%d\n%%%%EOF\n" % (told, entries, place)


def _mapped(cmap: bytes, widths: bytes = b"") -> bytes:
    """Return a page whose font tells its letters by a map."""
    return _page(
        _raw(b"BT /F2 12 Tf 72 700 Td <" + b"00410042" * 2_000 + b"> Tj ET"),
        fonts=b"/F2 7 0 R",
        more=[
            b"<</Type/Font/Subtype/Type0/BaseFont/A/Encoding/Identity-H/DescendantFonts[8 0 R]/ToUnicode 9 0 R>>",
            b"<</Type/Font/Subtype/CIDFontType2/BaseFont/A/CIDSystemInfo"
            b"<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>%s>>" % widths,
            _stream(cmap, b"/FlateDecode", 1),
        ],
    )


def _fonts(count: int) -> bytes:
    named = b"".join(b"/G%d %d 0 R" % (n, 7 + n) for n in range(count))
    text = b"BT " + b"".join(b"/G%d 9 Tf (ab) Tj 0 -12 Td " % n for n in range(count)) + b"ET"
    return _page(_raw(text), fonts=named, more=[_FONT] * count)


def _type3() -> bytes:
    glyph = b"9 0 0 0 9 9 d1 BT /T 9 Tf (aaaaaaaaaa) Tj ET"
    font = (
        b"<</Type/Font/Subtype/Type3/FontBBox[0 0 9 9]/FontMatrix[1 0 0 1 0 0]/FirstChar 97/LastChar 97/Widths[9]"
        b"/Encoding<</Differences[97/a]>>/CharProcs<</a 8 0 R>>/Resources<</Font<</T 7 0 R>>>>>>"
    )
    return _page(_raw(b"BT /T 9 Tf (aaaaaaaaaa) Tj ET " + _TEXT), fonts=b"/T 7 0 R", more=[font, _raw(glyph)])


def _image(side: int) -> bytes:
    image = (
        b"<</Type/XObject/Subtype/Image/Width %d/Height %d/BitsPerComponent 8/ColorSpace/DeviceRGB"
        b"/Filter/FlateDecode/Length 8>>stream\nx\x9c\x03\0\0\0\0\x01\nendstream" % (side, side)
    )
    return _page(_raw(b"/X Do " * 1_000), resources=b"/XObject<</X 7 0 R>>", more=[image])


def _locked(how: bytes) -> bytes:
    keys = b"/O<%s>/U<%s>" % (b"ab" * 32, b"cd" * 32)
    return _page(_raw(_TEXT)).replace(b"/Root", b"/Encrypt<</Filter/Standard%s%s>>/ID[<00><00>]/Root" % (how, keys))


def _utf16(text: str) -> bytes:
    return b"<FEFF" + text.encode("utf-16-be").hex().encode() + b">"
