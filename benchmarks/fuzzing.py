"""Files that are changed at random, given to every reader: each is read, or refused in a sentence.

    python benchmarks/fuzzing.py [SEEDS_DIR] [--minutes 10] [--seed 1] [--keep FOLDER]

A small file of each kind is made by code; those in SEEDS_DIR are taken besides. Parts of packed files are changed
within them. What is no refusal is told once for each place in the code, and its file is kept in FOLDER: an error of any
other kind, an article that is none, more than 20 s, or the end of the process (Linux).
"""

import argparse
import contextlib
import io
import os
import random
import resource
import signal
import sys
import tempfile
import time
import traceback
import zipfile
from collections.abc import Iterator
from pathlib import Path

from corpus import Article
from corpus.errors import CorpusError
from corpus.kinds import SUFFIXES
from corpus.reading import read_file
from corpus.sentences import split_sentences

_SECONDS, _MEMORY, _LARGEST = 20, 2**31, 300_000
# Files that one process reads, before another does.
_BATCH = 100
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_OFFICE = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "text", "table", "style")
)
_PROSE = "The lamp burned in 1904, and 3.5 tons of oil were paid for by nobody. "
_PAGE = (
    f"<!DOCTYPE html><html lang=en><head><title>Lamp</title><style>.x{{display:none}} ol{{list-style:none}}</style>"
    f"</head><body><article><h1>Lamp</h1><p class=x>no</p><p style='color:#fff'>{_PROSE * 3}<sup>2</sup> <q>so</q></p>"
    f"<ol start=3><li>oil<li>wick</ol><table><tr><td>1<td>2</table></article></body></html>"
)
_HEADERS = "From: Ada <ada@moth.example>\nSubject: =?utf-8?q?Lamp_=C3=B6l?=\nDate: Wed, 19 Jun 2024 23:30:00 -0500\n"
# What readers look for: these are put anywhere.
_TOKENS = [
    *(
        b"<",
        b">",
        b"&",
        b"&#0;",
        b"&#x110000;",
        b"\\u-1?",
        b"\\bin999 ",
        b"{",
        b"}",
        b"{\\*",
        b"\\cf9",
        b"<!--",
        b"-->",
    ),
    *(
        b"\x00",
        b"\xff\xfe",
        b"\xed\xa0\x80",
        b"\r",
        b"\n\n",
        b"[[",
        b"](",
        b"```",
        b"---\n",
        b"%",
        b"99999999999",
        b"-1",
    ),
    *(
        b"<table>",
        b"<style>",
        b"<svg>",
        b"<math>",
        b"]]>",
        b"<![CDATA[",
        b" endobj ",
        b" obj ",
        b"stream\n",
        b"<<",
        b"/F1",
    ),
    *(
        b"=?utf-8?b?",
        b"Content-Type: text/html\n",
        b"\xf0\x9f\x98\x80",
        b"\xcc\x81" * 5,
        b'{"a":',
        b"@article{",
        b"TY  - ",
    ),
]


def main() -> None:
    """Change files and read them until the time is up; fail if one was not read as it should."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("seeds", type=Path, nargs="?")
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path, default=Path("fuzzed"))
    chosen = parser.parse_args()
    seeds = list(_make_seeds()) + (list(_read_seeds(chosen.seeds)) if chosen.seeds else [])
    rng, end, read, faults = random.Random(chosen.seed), time.monotonic() + 60 * chosen.minutes, 0, set[str]()
    with tempfile.TemporaryDirectory(prefix="fuzzing-") as folder:
        while time.monotonic() < end:
            batch = [_change(rng, *rng.choice(seeds)) for _ in range(_BATCH)]
            for (suffix, data), fault in _read_batch(batch, Path(folder)):
                read += 1
                if fault and fault not in faults:
                    faults.add(fault)
                    chosen.keep.mkdir(exist_ok=True)
                    path = chosen.keep / f"{len(faults)}{suffix}"
                    path.write_bytes(data)
                    print(f"{path}: {fault}", flush=True)
    print(f"{read:,} files of {len(seeds)} seeds read; {len(faults)} faults")
    sys.exit(bool(faults))


def _make_seeds() -> Iterator[tuple[str, bytes]]:
    yield ".txt", ("Lamp\n\n" + _PROSE * 3).encode()
    yield (
        ".md",
        f"---\ntitle: Lamp\ndate: 2024-01-02\n---\n# Lamp\n\n{_PROSE}[^1] [[oil|*x*]]\n\n- a\n1. b\n\n[^1]: n".encode(),
    )
    yield ".html", _PAGE.encode()
    yield ".eml", f"{_HEADERS}MIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\n\n{_PAGE}".encode()
    yield ".eml", f"{_HEADERS}Content-Type: text/plain; format=flowed\n\n{_PROSE}\n{_PROSE}".encode()
    yield ".mhtml", f"From: <Saved by x>\nMIME-Version: 1.0\nContent-Type: text/html\n\n{_PAGE}".encode()
    yield (
        ".rtf",
        (
            rb"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0\fcharset0 A;}{\f1\fcharset128 B;}}{\colortbl;\red255\blue255;}"
            rb"{\info{\title Lamp}}\pard\s1 The \u8364?11 {\v no}\cf1 x\cf0 30{\super 2}\par\trowd a\cell b\cell\row "
            rb"{\upr{a}{\*\ud{\u256?}}}{\field{\*\fldinst x}{\fldrslt y}}\f1 \'82\'57}"
        ),
    )
    yield ".vtt", f"WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ada>{_PROSE}\n\n00:03.000 --> 00:04.000\nso\n".encode()
    yield ".srt", f"1\n00:00:01,000 --> 00:00:02,000\n{_PROSE}\n\n2\n00:00:03,000 --> 00:00:04,000\nso\n".encode()
    yield ".jsonl", b'{"id": "a", "title": "Lamp", "text": "It burned.", "published": "2024-01-02", "pages": [0]}\n'
    yield (
        ".atom",
        f"<feed><entry><title>Lamp</title><content type='html'><![CDATA[{_PAGE}]]></content></entry></feed>".encode(),
    )
    yield (
        ".rss",
        f"<rss><channel><item><title>a</title><description>{_PROSE}</description></item></channel></rss>".encode(),
    )
    yield ".bib", b"@article{a, title={The {Lamp}}, author={Finch, Ada and Ek, Bo}, year=2024, file={:a.txt:text}}\n"
    yield ".ris", b"TY  - JOUR\nTI  - Lamp\nAU  - Finch, Ada\nPY  - 2024/01/02\nL1  - a.txt\nER  - \n"
    yield ".rdf", b'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><x rdf:about="#a"/></rdf:RDF>'
    run = "<w:r><w:rPr><w:vertAlign w:val='superscript'/><w:color w:val='FFFFFF'/></w:rPr><w:t>2</w:t></w:r>"
    table = f"<w:tbl><w:tr><w:tc><w:p>{run}</w:p></w:tc></w:tr></w:tbl>"
    words = f"<w:p><w:pPr><w:pStyle w:val='Title'/></w:pPr><w:r><w:t>{_PROSE}</w:t></w:r>{run}</w:p>{table}"
    based = "<w:basedOn w:val='T'/><w:rPr><w:vanish/></w:rPr>"
    style = f"<w:style w:type='paragraph' w:styleId='Title' w:default='1'>{based}</w:style>"
    yield (
        ".docx",
        _pack(
            {
                "word/document.xml": f"<w:document {_W}><w:body>{words}</w:body></w:document>",
                "word/styles.xml": f"<w:styles {_W}>{style}</w:styles>",
            }
        ),
    )
    body = f"<text:h>Lamp</text:h><text:p>{_PROSE}<text:span text:style-name='a'>x</text:span><text:s/></text:p>"
    yield (
        ".odt",
        _pack(
            {
                "mimetype": "application/vnd.oasis.opendocument.text",
                "content.xml": f"<office:document-content {_OFFICE}><style:style style:name='a'/><office:body>"
                f"<office:text>{body}</office:text></office:body></office:document-content>",
            }
        ),
    )
    package = (
        "<package xmlns='http://www.idpf.org/2007/opf'><metadata xmlns:dc='http://purl.org/dc/elements/1.1/'>"
        "<dc:title>Lamp</dc:title></metadata><manifest><item id='a' href='a.xhtml' media-type='application/xhtml+xml'/>"
        "</manifest><spine><itemref idref='a'/></spine></package>"
    )
    yield (
        ".epub",
        _pack(
            {
                "mimetype": "application/epub+zip",
                "META-INF/container.xml": "<container><rootfile full-path='book.opf'/></container>",
                "book.opf": package,
                "a.xhtml": _PAGE,
            }
        ),
    )
    drawn = b"BT /F1 12 Tf 72 700 Td (The lamp burned in 1904.) Tj 0 -14 Td [(fi)-250(rst)] TJ 4 Ts (2) Tj ET /X Do"
    form = b"<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Length 14>>stream\nBT (a) Tj ET \nendstream"
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        (
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
            b"/Resources<</Font<</F1 5 0 R>>/XObject<</X 6 0 R>>>>>>"
        ),
        b"<</Length %d>>stream\n%s\nendstream" % (len(drawn), drawn),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        form,
    ]
    numbered = b"".join(b"%d 0 obj%s\nendobj\n" % it for it in enumerate(objects, 1))
    yield ".pdf", b"%PDF-1.4\n" + numbered + b"trailer<</Root 1 0 R/Size 7/Info<</Title(Lamp)>>>>\n%%EOF"


def _pack(parts: dict[str, str] | dict[str, bytes]) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(zipfile.ZipInfo(name), part, zipfile.ZIP_STORED if name == "mimetype" else None)
    return data.getvalue()


def _read_seeds(folder: Path) -> Iterator[tuple[str, bytes]]:
    for path in sorted(folder.rglob("*")):
        if path.suffix.lower() in SUFFIXES and path.is_file() and path.stat().st_size <= _LARGEST:
            yield path.suffix.lower(), path.read_bytes()


def _change(rng: random.Random, suffix: str, data: bytes) -> tuple[str, bytes]:
    """Return a file with some changes; of a packed one, mostly within its parts."""
    if data[:2] == b"PK" and rng.random() < 0.9:
        with contextlib.suppress(Exception), zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
            name = rng.choice([name for name in parts if name.endswith(("xml", "html", "opf", "ncx"))])
            return suffix, _pack({**parts, name: _scatter(rng, parts[name])})
    return suffix, _scatter(rng, data)


def _scatter(rng: random.Random, data: bytes) -> bytes:
    changed = bytearray(data)
    for _ in range(rng.choice((1, 1, 2, 4, 16))):
        at = rng.randrange(len(changed) + 1)
        to = min(len(changed), at + rng.choice((1, 1, 4, 40, 400)))
        match rng.randrange(6):
            case 0:
                changed[at:to] = b""
            case 1:
                changed[at:at] = changed[at:to] * rng.choice((1, 2, 50))
            case 2:
                changed[at:at] = rng.choice(_TOKENS)
            case 3:
                changed[at : at + 1] = bytes([rng.randrange(256)])
            case 4:
                other = rng.randrange(len(changed) + 1)
                changed[at:at] = changed[other : other + rng.choice((4, 40, 400))]
            case _:
                if rng.random() < 0.1:
                    del changed[at:]
    return bytes(changed)


def _read_batch(batch: list[tuple[str, bytes]], folder: Path) -> Iterator[tuple[tuple[str, bytes], str]]:
    """Read files in another process; yield each with what is wrong, empty if nothing is."""
    at = 0
    while at < len(batch):
        told, telling = os.pipe()
        if not (child := os.fork()):
            os.close(told)
            _read_all(batch[at:], folder, telling)
        os.close(telling)
        with os.fdopen(told, encoding="utf-8") as lines:
            for line in lines:
                yield batch[at], line.strip()
                at += 1
        if status := os.waitpid(child, 0)[1]:
            yield batch[at], f"the process ended with status {status}"
            at += 1


def _read_all(batch: list[tuple[str, bytes]], folder: Path, telling: int) -> None:
    signal.signal(signal.SIGALRM, _end)
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    with os.fdopen(os.dup(2), "w"), Path(os.devnull).open("w") as silent:
        os.dup2(silent.fileno(), 2)
    for suffix, data in batch:
        path = folder / f"fuzzed{suffix}"
        path.write_bytes(data)
        os.write(telling, f"{_find_fault(path)}\n".encode())
    os._exit(0)


def _end(*_: object) -> None:
    raise TimeoutError


def _find_fault(path: Path) -> str:
    """Return what is wrong with how a file is read, empty if nothing is."""
    signal.alarm(3 * _SECONDS)
    before = time.process_time()
    try:
        for found in read_file(path, path.name):
            extract = found.extract
            if extract is None or isinstance(extract, CorpusError):
                continue
            article = Article(
                "a", extract.title, extract.text, extract.source, extract.headings, extract.pages, extract.seams
            )
            sentences = split_sentences(article.text, article.headings)
            kept = "".join(article.text[slice(*span)] for span in sentences)
            if "".join(kept.split()) != "".join(article.text.split()):
                return "sentences do not hold all of the text"
    except BaseException as error:
        frames = traceback.extract_tb(error.__traceback__)
        frame = next((it for it in reversed(frames) if "/corpus/" in it.filename), frames[-1])
        return f"{type(error).__name__} at {Path(frame.filename).name}:{frame.lineno}: {error}".replace("\n", " ")[:200]
    finally:
        signal.alarm(0)
    return f"it takes long: {path.suffix}" if time.process_time() - before > _SECONDS else ""


if __name__ == "__main__":
    main()
