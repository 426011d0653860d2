"""Statements that drafts attribute without quotation marks: how many are called borne out, rightly and wrongly.

    python benchmarks/checking_attributions.py [missed]

Every row of attributions.txt is freely invented: who says what in an article, two statements that say no more than that
in other words, and two that say something else. Each statement is put into one of the forms of drafts; the first of the
right ones is given to another speaker as well, who says nothing of the kind. The rules were made with the first rows,
those after them were written when the rules stood. With `missed`, drafts that are judged wrongly are printed.
"""

import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from corpus import Article
from index import Library
from qa.checking.check import check
from qa.checking.draft.draft_text import read_text
from qa.folders import cache_folder

_HERE = Path(__file__).parent
# So many rows were there when the rules were made.
_TUNED = 26
# A row: speaker | sentence of the article | right | right | wrong | wrong.
_ROWS = (_HERE / "attributions.txt").read_text("utf-8").strip().split("\n")
_FORMS = (
    "{name} said that {it}.", "According to {name}, {it}.", "{It}, {name} said.", "{name} told the paper that {it}.",
    "{It}, according to {name}.", "Last week {name} argued that {it}.",
)  # fmt: skip


class Statement(NamedTuple):
    """A draft of one statement, and whether its row bears it out; `tuned` if the rules were tuned on it."""

    draft: str
    is_right: bool
    tuned: bool


def list_articles() -> Iterator[Article]:
    """Yield articles of one row each, among sentences that nobody says."""
    for number, row in enumerate(_ROWS):
        sentence = row.split(" | ")[1]
        text = (
            f"The meeting of that day was long, and many had come.\n\n{sentence}\n\nRain fell over the town at night."
        )
        yield Article(f"row-{number}", f"Notes of the day {number}", text)


def list_statements() -> Iterator[Statement]:
    """Yield the statements of all rows, each in one form."""
    names = [row.split(" | ")[0] for row in _ROWS]
    for number, row in enumerate(_ROWS):
        name, _, first, second, *wrong = row.split(" | ")
        other = names[(number + 7) % len(names)]
        told = [(name, first, True), (name, second, True), *((name, it, False) for it in wrong), (other, first, False)]
        for place, (speaker, it, is_right) in enumerate((*told, (name, first, True))):
            form = _FORMS[(number + place) % len(_FORMS)]
            draft = form.format(name=speaker, it=it, It=it[0].upper() + it[1:])
            yield Statement(draft[0].upper() + draft[1:], is_right, number < _TUNED)


def tell() -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as folder:
        library = Library.open(Path(folder), cache_folder(), create=True)
        list(library.add(list_articles()))
        judged = [(it, _judge(library, it.draft)) for it in list_statements()]
    print(
        "| half | statements | listed | borne out | rightly (precision) | of the right ones (recall) |\n"
        + "|---" * 6
        + "|"
    )
    for half, tuned in (("tuned", True), ("heldout", False)):
        mine = [(it, verdict) for it, verdict in judged if it.tuned == tuned]
        counts = Counter((it.is_right, verdict) for it, verdict in mine)
        right, wrong = counts[True, "borne out"], counts[False, "borne out"]
        listed = sum(verdict != "not listed" for _, verdict in mine)
        total = sum(it.is_right for it, _ in mine)
        shares = f"{right / max(right + wrong, 1):.3f} | {right} of {total} ({right / max(total, 1):.3f})"
        print(f"| {half} | {len(mine)} | {listed} | {right + wrong} | {shares} |")
    if "missed" in sys.argv[1:]:
        for it, verdict in judged:
            if (verdict == "borne out") != it.is_right:
                half, should = "tuned" if it.tuned else "heldout", "right" if it.is_right else "wrong"
                print(f"  {half}, {should}: {verdict}: {it.draft}")


def _judge(library: Library, draft: str) -> str:
    paraphrases = check(library, read_text(draft)).paraphrases
    if not paraphrases:
        return "not listed"
    return "borne out" if all(paraphrase.is_borne_out for paraphrase in paraphrases) else "none found"


if __name__ == "__main__":
    tell()
