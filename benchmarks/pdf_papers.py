"""Measure how papers in PDF are read against their gold text: python benchmarks/pdf_papers.py PAPERS_DIR.

A folder a paper, with `fulltext.pdf` and `fulltext.xml`, the same paper in JATS. benchmarks/README.md tells where such
papers are and what is counted. With a second folder, only Pullquote is measured, and what it reads and misses of each
paper is written there.
"""

import logging
import re
import sys
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from lxml import etree

Words = tuple[str, ...]

# Of shorter sentences, another of the same words may stand anywhere.
_SHORTEST = 5
# What stands in these elements is no running text.
_APART = {"table-wrap", "fig", "table", "disp-formula", "supplementary-material", "fn", "graphic", "media", "label"}


class Gold(NamedTuple):
    """What a paper says: each sentence with its note marks and without, its title, its authors' surnames, its DOI."""

    sentences: list[tuple[Words, Words]]
    title: Words
    surnames: tuple[Words, ...]
    doi: str


class Reading(NamedTuple):
    """What a reader makes of a paper."""

    text: str
    sentences: list[str]
    title: str = ""
    authors: tuple[str, ...] = ()
    doi: str = ""


def split_words(text: str) -> Words:
    """Return the words of a text, in small letters; a raised digit is no part of the number before it."""
    separate = re.sub("[⁰¹²³⁴⁵⁶⁷⁸⁹]+", lambda run: f" {run[0]} ", text)
    folded = unicodedata.normalize("NFKC", separate.replace("\u00ad", "")).casefold()
    return tuple(re.findall(r"[^\W_]+", folded))


def read_gold(path: Path) -> Gold:
    """Read what a paper says from its JATS."""
    from corpus.sentences import split_sentences

    root = etree.parse(path, etree.XMLParser(load_dtd=False, resolve_entities=False, recover=True, huge_tree=True))
    sentences = []
    for paragraph in root.xpath("//body//p[not(ancestor::p)] | //front//abstract//p"):
        if any(ancestor.tag in _APART for ancestor in paragraph.iterancestors()):
            continue
        text = " ".join("".join(_write(paragraph)).split())
        for start, end in split_sentences(text):
            both = _choose_marks(text[start:end])
            if len(both[1]) >= _SHORTEST:
                sentences.append(both)
    title = root.xpath("//front//article-title")
    names = root.xpath("//front//contrib-group[1]/contrib[@contrib-type='author']//surname")
    return Gold(
        sentences,
        split_words("".join(_write(title[0])).translate(_NO_MARKS)) if title else (),
        tuple(split_words("".join(name.itertext())) for name in names),
        "".join(root.xpath("//front//article-id[@pub-id-type='doi']/text()")).strip(),
    )


# In gold text, note marks stand between these.
_OPEN, _CLOSE = "\ue000", "\ue001"
_NO_MARKS = str.maketrans({_OPEN: " ", _CLOSE: " "})


def _choose_marks(sentence: str) -> tuple[Words, Words]:
    without = re.sub(f"{_OPEN}[^{_CLOSE}]*{_CLOSE}?", " ", sentence)
    return split_words(sentence.translate(_NO_MARKS)), split_words(without)


def _write(element: etree._Element, *, raised: bool = False) -> Iterator[str]:
    """Yield the text of an element; what stands apart is left out, note marks are marked, raised text is told apart."""
    tag = element.tag
    if isinstance(tag, str) and tag not in _APART:
        mark = tag == "xref" and element.get("ref-type") in {"bibr", "fn", "table-fn"}
        raised = raised or tag == "sup"
        # A reference that is raised, inside or out, is a note mark.
        noted = (mark and (raised or element.find(".//sup") is not None)) or (
            tag == "sup" and element.find(".//xref") is not None
        )
        apart = " " if tag == "sup" and re.search(r"\d", "".join(element.itertext())) else ""
        yield _OPEN if noted else apart
        yield element.text or ""
        for child in element:
            yield from _write(child, raised=raised)
            yield child.tail or ""
        yield _CLOSE if noted else apart


def read_ours(path: Path) -> Reading:
    """Pullquote."""
    from corpus.formats.pdf import read_pdf
    from corpus.sentences import split_sentences

    extract = read_pdf(path.read_bytes(), "")
    spans = split_sentences(extract.text, extract.headings)
    return Reading(
        extract.text,
        [extract.text[start:end] for start, end in spans],
        extract.title,
        extract.source.authors,
        (extract.source.url or "").removeprefix("https://doi.org/"),
    )


def read_pdfium(path: Path) -> Reading:
    """pypdfium2 as it comes."""
    import pypdfium2

    with pypdfium2.PdfDocument(path) as document:
        text = "\n\n".join(page.get_textpage().get_text_range() for page in document)
        facts = document.get_metadata_dict()
    return _split(text.replace("\r\n", "\n").replace("\ufffe", "").replace("\x02", ""), facts.get("Title", ""))


def read_pypdf(path: Path) -> Reading:
    """Pypdf as it comes."""
    import pypdf

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    reader = pypdf.PdfReader(path)
    title = reader.metadata.title if reader.metadata else None
    return _split("\n\n".join(page.extract_text() for page in reader.pages), title or "")


def _split(text: str, title: str) -> Reading:
    from corpus.sentences import split_sentences

    return Reading(text, [text[start:end] for start, end in split_sentences(text)], title)


class Score(NamedTuple):
    """Counts over papers; an article's title, authors or DOI are right, wrong or empty."""

    papers: int = 0
    failed: int = 0
    sentences: int = 0
    whole: int = 0
    exact: int = 0
    title_right: int = 0
    title_empty: int = 0
    authors_right: int = 0
    authors_empty: int = 0
    doi_right: int = 0
    doi_empty: int = 0

    def add(self, other: "Score") -> "Score":
        """Return both together."""
        return Score(*map(sum, zip(self, other, strict=True)))


def score(gold: Gold, reading: Reading, missed: list[str]) -> Score:
    """Count what of the gold stands in a reading; append the sentences that do not."""
    text = f" {' '.join(split_words(reading.text))} "
    ours = {split_words(sentence) for sentence in reading.sentences}
    whole = exact = 0
    for both in gold.sentences:
        is_whole = any(f" {' '.join(words)} " in text for words in both)
        is_exact = any(words in ours for words in both)
        whole += is_whole
        exact += is_exact
        if not is_exact:
            missed.append(("cut  " if is_whole else "lost ") + " ".join(both[1]))
    surnames = tuple(surname for surname in gold.surnames if surname)
    named = [" ".join(split_words(name)) for name in reading.authors]
    authors_right = len(named) == len(surnames) > 0 and all(
        " ".join(surname) in name for surname, name in zip(surnames, named, strict=True)
    )
    return Score(
        1, 0, len(gold.sentences), whole, exact,
        split_words(reading.title) == gold.title, not reading.title,
        authors_right, not named,
        reading.doi.casefold() == gold.doi.casefold() != "", not reading.doi,
    )  # fmt: skip


def measure(read: Callable[[Path], Reading], papers: list[Path], out: Path | None) -> Score:
    """Score one reader on all papers; with `out`, write each paper's misses there."""
    total = Score()
    for paper in papers:
        missed: list[str] = []
        gold = read_gold(paper / "fulltext.xml")
        if not gold.sentences:
            continue
        try:
            reading = read(paper / "fulltext.pdf")
        except Exception as error:
            print(f"{read.__doc__} {paper.name}: {type(error).__name__}: {error}", file=sys.stderr)
            total = total.add(Score(1, 1, len(gold.sentences)))
            continue
        one = score(gold, reading, missed)
        total = total.add(one)
        if out:
            (out / f"{paper.name}.txt").write_text(reading.text, encoding="utf-8")
            told = [f"{one}", f"title   {' '.join(gold.title)}", f"ours    {reading.title}"]
            told += [f"authors {gold.surnames}", f"ours    {reading.authors}", *missed]
            (out / f"{paper.name}.missed").write_text("\n".join(told), encoding="utf-8")
    return total


def main() -> None:
    """Print the table."""
    if len(sys.argv) not in {2, 3}:
        sys.exit(__doc__)
    papers = sorted(
        path.parent for path in Path(sys.argv[1]).glob("*/fulltext.pdf") if (path.parent / "fulltext.xml").exists()
    )
    out = Path(sys.argv[2]) if len(sys.argv) == 3 else None
    print("| reader | papers | failed | sentences | whole | exactly one | titles | authors | DOI |")
    print("|---|---|---|---|---|---|---|---|---|")
    for read in (read_pypdf, read_pdfium, read_ours) if not out else (read_ours,):
        try:
            total = measure(read, papers, out)
        except ImportError:
            print(f"| {read.__doc__} | not installed |")
            continue
        print(
            f"| {read.__doc__} | {total.papers} | {total.failed} | {total.sentences:,} | "
            f"{total.whole / total.sentences:.1%} | {total.exact / total.sentences:.1%} | "
            f"{total.title_right} right, {total.title_empty} empty | "
            f"{total.authors_right} right, {total.authors_empty} empty | "
            f"{total.doi_right} right, {total.doi_empty} empty |"
        )


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parent.parent))
    main()
