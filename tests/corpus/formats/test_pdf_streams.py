import zlib

import pytest

from corpus import UnreadableSource
from corpus.formats.pdf import read_pdf
from corpus.formats.pdf_streams import refuse_excess

LINE = b"BT /F1 12 Tf 72 700 Td (The harbour was closed for a week.) Tj ET "


def write(content, stated=b"", forms=(), names=b"<< /X 6 0 R >>"):
    page = (
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> %s"
    )
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>"]
    objects += [page % (b"/XObject %s >> >>" % names), stream(content, stated)]
    objects += [b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>", *forms]
    return (
        b"%PDF-1.4\n"
        + b"".join(b"%d 0 obj\n%s\nendobj\n" % it for it in enumerate(objects, 1))
        + (b"trailer << /Size %d /Root 1 0 R >>\n%%%%EOF\n" % (len(objects) + 1))
    )


def stream(content, stated=b""):
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(content), stated, content)


def form(content, inner):
    return stream(
        content,
        b"/Type /XObject /Subtype /Form /BBox [0 0 595 842] "
        b"/Resources << /Font << /F1 5 0 R >> /XObject << /X %d 0 R >> >>" % inner,
    )


def nest(levels):
    inner = [form(b"/X Do " * 10, 7 + level) for level in range(levels)]
    return [*inner, form(LINE, 6 + levels)]


@pytest.mark.parametrize(
    "data",
    [
        write(b"/X Do " * 10, forms=nest(5)),
        write(b"/X Do " * 10, forms=nest(30)),
        write(b"/X Do " * 10, forms=[form(b"/X Do " * 10, 6)]),
        write(b"/X Do " * 10, names=b"6 0 R", forms=[b"<< /X 7 0 R >>", form(b"/X Do " * 10, 7)]),
        write(zlib.compress(b"(a) Tj " * 1_000_000), b"/Filter /FlateDecode"),
        write(zlib.compress(zlib.compress(b" " * 70_000_000)), b"/Filter [/FlateDecode /FlateDecode]"),
        write(zlib.compress(LINE * 100_000), b"/Filter /FlateDecode"),
    ],
)
def test_what_would_exhaust_the_machine_is_refused_before_it_is_drawn(data):
    with pytest.raises(UnreadableSource, match="draws more than a machine can hold"):
        refuse_excess(data)


@pytest.mark.parametrize(
    "data",
    [
        write(b"/X Do " * 10, forms=nest(1)),
        write(b"/X Do ", forms=[form(LINE + b"/X Do ", 6)]),
        write(LINE + b"/X Do ", forms=[form(b"", 9)]),
        write(LINE, b"/Filter /FlateDecode"),
        write(zlib.compress(LINE)[:-9], b"/Filter /FlateDecode"),
        b"",
        LINE,
    ],
)
def test_what_draws_little_is_not(data):
    refuse_excess(data)


def test_a_form_that_draws_itself_once_is_read():
    assert "The harbour was closed" in read_pdf(write(b"/X Do ", forms=[form(LINE + b"/X Do ", 6)]), "x").text


def test_a_page_of_too_many_letters_is_refused():
    flood = b"BT /F1 1 Tf 72 700 Td " + (b"(" + b"a " * 100 + b") Tj 0 -2 Td ") * 2_200 + b"ET"
    with pytest.raises(UnreadableSource, match="page 1 has more than 400,000 letters"):
        read_pdf(write(flood), "x")
