import threading
import zlib

import pytest

from corpus import Article, CorpusError, Problem, load, load_text
from corpus.jobs import Limits
from corpus.loader import Loader

TEXT = "The lamp burned all night. Nobody had lit it."


@pytest.fixture(scope="module")
def loader():
    with Loader() as made:
        yield made


def test_what_is_loaded_in_a_child_is_what_is_loaded_here(loader, samples):
    for path in samples:
        assert list(loader.load(path)) == list(load(path))


def test_problems_are_told_as_they_are_here(loader, tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_text('{"id": "a", "text": "It burned.", "published": "soon"}\n{broken\n')
    assert list(loader.load(path)) == list(load(path))


def test_a_name_that_is_not_utf_8_is_loaded(loader, tmp_path):
    path = tmp_path / "lamp-\udcff.txt"
    path.write_text(TEXT)
    [article] = loader.load(path)
    assert article.source.path.endswith("lamp-\ufffd.txt")


def test_an_upload_has_the_name_it_was_sent_under(loader, tmp_path):
    path = tmp_path / "sent"
    path.write_text(TEXT)
    [article] = loader.load_upload(path, "lamp oil.txt", threading.Event())
    assert article.source.path == "lamp oil.txt"


def test_a_text_is_loaded_or_refused(loader):
    assert loader.load_text(TEXT, "Lamps") == load_text(TEXT, "Lamps")
    with pytest.raises(CorpusError, match="paste one first"):
        loader.load_text("  ")


def make_pdf_that_unpacks_to(size):
    """Return a PDF whose only page is written in so many bytes, deflated twice."""
    stream = b"BT /F1 12 Tf 72 720 Td (The lamp burned.) Tj ET" + b" " * size
    packed = zlib.compress(zlib.compress(stream, 9), 9)
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources 5 0 R >>",
        b"<< /Length %d /Filter [/FlateDecode /FlateDecode] >> stream\n%s\nendstream" % (len(packed), packed),
        b"<< /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >>",
    ]
    body = b"%PDF-1.4\n"
    for number, held in enumerate(objects, 1):
        body += b"%d 0 obj %s endobj\n" % (number, held)
    return body + b"trailer << /Root 1 0 R /Size 6 >>\n%%EOF"


def test_how_many_pages_are_read_is_told(loader, tmp_path):
    path, told = tmp_path / "a.pdf", []
    path.write_bytes(make_pdf_that_unpacks_to(0))
    [article] = loader.load(path, lambda *it: told.append(it))
    assert article.text == "The lamp burned." and told == [(1, 1)]


def test_a_file_that_needs_too_much_is_told_and_the_next_is_loaded(tmp_path):
    small, large, other = tmp_path / "small.pdf", tmp_path / "large.pdf", tmp_path / "other.txt"
    small.write_bytes(make_pdf_that_unpacks_to(0))
    large.write_bytes(make_pdf_that_unpacks_to(2**28))
    other.write_text(TEXT)
    assert large.stat().st_size < 5_000
    with Loader(Limits(memory=300 * 2**20)) as loader:
        [article] = loader.load(small)
        assert article.text == "The lamp burned."
        [problem] = loader.load(large)
        assert isinstance(problem, Problem)
        assert problem.where == str(large)
        assert isinstance(next(loader.load(other)), Article)


def test_a_file_that_takes_too_long_is_told(tmp_path):
    path = tmp_path / "a.html"
    path.write_text(f"<p {' '.join(f'a{number}=1' for number in range(200_000))}>{TEXT}</p>")
    with Loader(Limits(seconds=1.0)) as loader:
        [problem] = loader.load(path)
    assert problem.message == "it takes more than 1 seconds of the processor's time: save it in parts, or as plain text"
