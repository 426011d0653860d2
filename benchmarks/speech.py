"""Who said it: precision and recall of the speakers named for invented quotations, checked by hand, in two halves."""

import statistics
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from corpus import Article, Span
from qa.speech import speaker_of

FOLDER = Path(__file__).parent / "speech"


@dataclass(frozen=True, slots=True)
class Case:
    """A quotation in its article, and the name of its speaker; None where nothing may be claimed."""

    article: Article
    span: Span
    name: str | None


def cases(path: Path) -> Iterator[Case]:
    """Yield the cases of a file: articles divided by lines of `---`, each with `= speaker | quote` below it."""
    for number, block in enumerate(path.read_text(encoding="utf-8").split("\n---\n")):
        lines = block.strip().split("\n")
        text = "\n".join(line for line in lines if not line.startswith(("= ", "# "))).strip()
        article = Article(f"{path.stem}-{number}", "An article", text)
        for line in lines:
            if line.startswith("= "):
                name, _, quote = line[2:].partition(" | ")
                yield Case(article, _span(text, quote), None if name == "-" else name)


def _span(text: str, quote: str) -> Span:
    """Return the place of a quote, whose middle may be left out; it has to be the only one."""
    first, cut, last = quote.partition(" … ")
    start = text.index(first)
    if not first or (not cut and text.count(first) != 1):
        raise ValueError(f"not one place: {quote}")
    return Span(start, text.index(last, start + len(first)) + len(last) if cut else start + len(first))


def main() -> None:
    """Print the figures of both halves; with a half's name, its mistakes too."""
    print("| half | quotes | with a speaker | claimed | right | precision | recall | ms a quote, median / most |")
    print("|---|---|---|---|---|---|---|---|")
    for half in ("tuned", "heldout"):
        held, times, claimed, right = list(cases(FOLDER / f"{half}.txt")), [], 0, 0
        for case in held:
            began = time.perf_counter()
            found = speaker_of(case.article, case.span)
            times.append(1000 * (time.perf_counter() - began))
            name = found.name_in(case.article) if found else None
            claimed += name is not None
            right += name is not None and name == case.name
            if half in sys.argv[1:] and name != case.name:
                print(f"  {name!r}, not {case.name!r}: {case.article.text[slice(*case.span)]!r}")
        known = sum(case.name is not None for case in held)
        shares = f"{right / claimed:.4f} | {right / known:.4f}"
        took = f"{statistics.median(times):.2f} / {max(times):.2f}"
        print(f"| {half} | {len(held)} | {known} | {claimed} | {right} | {shares} | {took} |")


if __name__ == "__main__":
    main()
