"""Quotations that are right and wrong in known ways: what the checker says of them, and how long it takes.

    python benchmarks/checking.py [SETS_DIR] [--half report|tune] [--each 300] [--seed 5] [--library DIR]

SETS_DIR holds question sets, by default the small ones in benchmarks/subset. How cases are made stands in
checking_cases.py; those of half of the articles, by the checksum of their ids, are for tuning, those of the other half
are reported. Every case with another verdict than it should have is written to benchmarks/results/checking-wrong.jsonl.

Then drafts that name a right or a wrong speaker are counted, see checking_speakers.py.

Then a draft of 5,000 words with 60 quotations, 20 of them changed, is checked five times against the library in DIR, by
default the one made of the sets, and each quotation is looked for in the text of every article by str.find.
"""

import argparse
import json
import random
import re
import statistics
import tempfile
import time
import zlib
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from checking_cases import KINDS, Case, cases
from checking_speakers import tell as tell_speakers

from corpus import Article, Span, load
from corpus.sentences import split_sentences
from index import Library
from qa.checking.check import check
from qa.checking.draft.draft_text import read_text
from qa.checking.report.report import CheckedQuotation, Verdict
from qa.folders import cache_folder

_HERE = Path(__file__).parent
_WRONG = _HERE / "results" / "checking-wrong.jsonl"
# Cases that share a draft.
_IN_A_DRAFT = 40
_WORDS, _QUOTATIONS, _CHANGED, _ROUNDS = 5_000, 60, 20, 5


def main() -> None:
    """Print the table and the times."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sets_dir", type=Path, nargs="?", default=_HERE / "subset")
    parser.add_argument("--half", choices=("report", "tune"), default="report")
    parser.add_argument("--each", type=int, default=300)
    parser.add_argument("--seed", type=int, default=5)
    parser.add_argument("--library", type=Path, help="a library that the draft of 5,000 words is checked against")
    parser.add_argument("--built", type=Path, help="keep the library that is made of the sets there, and use it again")
    chosen = parser.parse_args()
    articles, questions = _read(chosen.sets_dir)
    with tempfile.TemporaryDirectory() as folder:
        library = Library.open(chosen.built or Path(folder), cache_folder(), create=True)
        list(library.add(articles))
        mine = [it for it in articles if (zlib.crc32(it.id.encode()) % 2 == 0) == (chosen.half == "tune")]
        others = [it for it in articles if it not in mine]
        made = cases(mine, others, questions, chosen.each, chosen.seed)
        held = library.state()
        print(f"{held.articles} articles, {held.passages} passages; {len(made)} cases of the half to {chosen.half}")
        _tell(list(_checked(library, made, chosen.seed)), chosen.half)
        tell_speakers()
        timed = Library.open(chosen.library, cache_folder()) if chosen.library else library
        _time(timed, chosen.seed)


def _read(folder: Path) -> tuple[list[Article], list[dict[str, Any]]]:
    articles: dict[str, Article] = {}
    questions = []
    for corpus in sorted(folder.glob("*/corpus.jsonl")):
        articles.update({it.id: it for it in load(corpus) if isinstance(it, Article)})
        asked = (corpus.parent / "questions.jsonl").read_text("utf-8").split("\n")
        questions += [json.loads(line) for line in asked if line]
    return list(articles.values()), questions


def _checked(library: Library, made: Sequence[Case], seed: int) -> Iterator[tuple[Case, str, CheckedQuotation | None]]:
    """Yield each case with its verdict: that of the quotation with its place, "unseen" if there is none."""
    shuffled = random.Random(seed).sample(made, len(made))
    for first in range(0, len(shuffled), _IN_A_DRAFT):
        some = shuffled[first : first + _IN_A_DRAFT]
        text, places = "", []
        for number, case in enumerate(some):
            places.append(Span(len(text) + case.span.start, len(text) + case.span.end))
            text += case.paragraph.replace("[^N]", f"[^{number}]") + "\n\n"
        text += "\n\n".join(f"[^{number}]: {case.note}" for number, case in enumerate(some) if case.note)
        report = check(library, read_text(text))
        found = {checked.span: checked for checked in report.quotations}
        for case, place in zip(some, places, strict=True):
            checked = found.get(place)
            yield case, str(checked.verdict) if checked else "unseen", checked


def _tell(results: Sequence[tuple[Case, str, CheckedQuotation | None]], half: str) -> None:
    """Print the confusion table, and write down every case that is wrong."""
    table = Counter((case.kind, verdict) for case, verdict, _ in results)
    columns = [*map(str, Verdict), "unseen"]
    print("| made as | " + " | ".join(columns) + " | right |\n|---|" + "---|" * (len(columns) + 1))
    for kind, right in KINDS.items():
        total = sum(table[kind, column] for column in columns)
        shares = f"{table[kind, right] / max(total, 1):.4f}"
        print(f"| {kind} ({total}) | " + " | ".join(str(table[kind, it]) for it in columns) + f" | {shares} |")
    right = sum(table[kind, verdict] for kind, verdict in KINDS.items())
    print(f"right overall: {right} of {len(results)} ({right / max(len(results), 1):.4f})")
    wrong = [
        {
            "half": half, "made_as": case.kind, "wanted": KINDS[case.kind], "verdict": verdict,
            "quotation": case.paragraph[slice(*case.span)], "paragraph": case.paragraph, "note": case.note,
            "found": [part.citation.text for part in checked.parts] if checked else [],
            "named": list(checked.named) if checked else [],
        }
        for case, verdict, checked in results
        if verdict != KINDS[case.kind]
    ]  # fmt: skip
    _WRONG.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in wrong), encoding="utf-8")


def _time(library: Library, seed: int) -> None:
    """Print how long a draft of 5,000 words takes, beside plain search of its quotations in all articles."""
    text = _draft(library, random.Random(seed))
    draft = read_text(text)
    check(library, draft)  # opens the embedding model, which is not measured
    cold = _seconds(lambda: check(Library.open(library.folder, cache_folder()), draft))
    report = check(library, draft)
    quoted = [text[slice(*checked.span)] for checked in report.quotations]
    ours, theirs = [], []
    for _ in range(_ROUNDS):
        ours.append(_seconds(lambda: check(library, draft)))
        theirs.append(_seconds(lambda: _plain_search(library, quoted)))
    told = ", ".join(f"{count} {verdict}" for verdict, count in report.counts.items() if count)
    print(f"{len(text.split())} words, {len(quoted)} quotations ({told}), {library.state().passages} passages")
    print(
        f"check       {statistics.median(ours):6.2f} s, median of {_ROUNDS}; {cold:.2f} s with the library just opened"
    )
    print(
        f"str.find    {statistics.median(theirs):6.2f} s, reading the articles included; it finds the exact ones only"
    )


def _plain_search(library: Library, quoted: Sequence[str]) -> list[list[str]]:
    texts = library.texts([id_ for id_, _, _ in library.sources()])
    return [[id_ for id_, text in texts.items() if text.find(it) >= 0] for it in quoted]


def _draft(library: Library, chance: random.Random) -> str:
    """Return a draft of 5,000 words: quotations out of the library, a third of them changed, among other prose."""
    ids = [id_ for id_, _, _ in library.sources()]
    quoted = []
    while len(quoted) < _QUOTATIONS:
        article = library.article(chance.choice(ids))
        spans = [it for it in split_sentences(article.text, article.headings) if 60 < it.end - it.start < 300]
        text = article.text[slice(*chance.choice(spans))] if spans else ""
        if text and not re.search(r"[“”\"\n]", text):
            quoted.append(text)
    for number in range(_CHANGED):
        words = quoted[number].split()
        words[len(words) // 2] = chance.choice(("seldom", "purple", "bridge"))
        quoted[number] = " ".join(words)
    chance.shuffle(quoted)
    prose = "so the writer goes on in words of her own, which nobody has to hold against anything, for a line or two. "
    words = (_WORDS - sum(len(text.split()) for text in quoted)) // _QUOTATIONS
    filler = " ".join((prose * (words // 10 + 1)).split()[: max(words, 1)])
    return "\n\n".join(f"Here {filler} “{text}”" for text in quoted)


def _seconds(call: Callable[[], object]) -> float:
    began = time.perf_counter()
    call()
    return time.perf_counter() - began


if __name__ == "__main__":
    main()
