"""Pictures of a page, such as a photograph or a scan of it: the text that OCR reads in them."""

import io
import warnings

from corpus.errors import UnreadableSource
from corpus.formats import ocr
from corpus.formats.extract import Extract, make_title
from corpus.formats.headings import find_title
from corpus.formats.paragraphs import reflow


def read_picture(data: bytes, stem: str) -> Extract:
    """Read a picture of a page; raise UnreadableSource without OCR, and if it is broken or holds no text."""
    if not ocr.is_available():
        raise UnreadableSource(f"the file is a picture: to read it by OCR, {ocr.REMEDY}")
    from PIL import Image

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data)) as picture:
                lines = ocr.recognise(picture.convert("L"), 0)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise UnreadableSource("the picture is broken or too large: save it anew, at 300 dots an inch") from error
    body = reflow([lines])
    if not body.text.strip():
        raise UnreadableSource("OCR finds no text in the picture")
    title = find_title(body.text) or make_title(stem, body.text)
    return Extract(title=title, text=body.text, headings=body.large, remark=ocr.REMARK)
