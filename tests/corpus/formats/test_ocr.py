"""OCR, of pictures that are drawn here; it is passed over where Tesseract is not installed."""

import io

import pytest

from corpus.errors import UnreadableSource
from corpus.formats import ocr
from corpus.formats.pdf import read_pages, read_pdf, recognise_pages, write_extract
from corpus.formats.picture import read_picture

Image = pytest.importorskip("PIL.Image")
needs_tesseract = pytest.mark.skipif(not ocr.is_available(), reason="Tesseract is not installed")
LINES = (
    "The lamp burned for eleven years, and",
    "nobody knew who paid for the oil. The",
    "keeper wrote it down in 1812.",
)


def draw(lines, kind="PNG", blots=()):
    from PIL import ImageDraw, ImageFont

    picture = Image.new("L", (1300, 200 + 90 * len(lines)), 255)
    pen, font = ImageDraw.Draw(picture), ImageFont.load_default(48)
    for number, line in enumerate(lines):
        pen.text((100, 100 + 90 * number), line, 0, font)
    for box in blots:
        pen.rectangle(box, fill=120)
    file = io.BytesIO()
    picture.save(file, kind, **({"resolution": 300.0} if kind == "PDF" else {}))
    return file.getvalue()


@needs_tesseract
def test_a_picture_and_a_scan_are_read_and_say_so():
    text = "The lamp burned for eleven years, and nobody knew who paid for the oil. The keeper wrote it down in 1812."
    picture = read_picture(draw(LINES), "lamp")
    assert (picture.text, picture.remark) == (text, ocr.REMARK)
    data = draw(LINES, "PDF")
    *_, pages = recognise_pages(data, read_pages(data))
    scan = write_extract(data, "lamp", pages, [1])
    assert (scan.text, scan.remark, scan.pages) == (text, ocr.REMARK, (0,))


@needs_tesseract
def test_a_picture_without_text_is_refused():
    with pytest.raises(UnreadableSource, match="OCR finds no text"):
        read_picture(draw(()), "lamp")


def test_without_ocr_one_sentence_names_the_extra(monkeypatch):
    monkeypatch.setattr("corpus.formats.ocr.is_available", lambda: False)
    data = draw(LINES, "PDF")
    assert list(recognise_pages(data, read_pages(data))) == []
    for read, content in ((read_pdf, data), (read_picture, draw(LINES))):
        with pytest.raises(UnreadableSource, match=r"pullquote\[ocr\]"):
            read(content, "lamp")


@pytest.mark.parametrize(
    ("text", "sure", "shown"),
    [("oil", 95, "oil"), ("oil", 40, "oil[?]"), ("1812", 80, "1812[?]"), ("1812", 96, "1812"), ("bur-", 40, "bur[?]-")],
)
def test_doubtful_words_are_marked(text, sure, shown):
    assert ocr._mark_doubt(ocr._Word((1, 1, 1), text, sure, 0, 0, 10, 10)) == shown
