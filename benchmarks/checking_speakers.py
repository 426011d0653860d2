"""Drafts that name the right person, another or nobody for a quotation: how many are called misattributed.

    python benchmarks/checking_speakers.py [missed]

The articles and speakers are those of benchmarks/speech: every quotation of four words or more in quotation marks whose
speaker is a person by name. Each is put into drafts of seven forms, with a name in full, a surname, and one with a
title.
With `missed`, the drafts are printed that name another and are not called misattributed, and all that wrongly are.
"""

import random
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from speech import FOLDER, cases

from corpus import Article, Source
from index import Library
from qa.checking.check import check
from qa.checking.draft.draft_text import read_text
from qa.checking.report.report import Verdict
from qa.folders import cache_folder

_FORMS = (
    "“{quote},” said {name}.", "{name} told the paper: “{quote}.”", "As {name} put it, “{quote}.”",
    "In the words of {name}, “{quote}.”", "“{quote}” ({name}).", "> {quote}.\n> — {name}\n", "{name}: “{quote}.”",
)  # fmt: skip
_NOBODY = (
    "“{quote}.”", "“{quote},” he said.", "She said: “{quote}.”", "“{quote},” said the mayor.",
    "As one of them put it, “{quote}.”", "“{quote},” said a spokesman for the ministry.",
    "“{quote},” the Ministry of Trade said.", "“{quote}” (The Moth).", "As Cora Bright puts it, “{quote}.”",
    "“{quote},” Bright writes.",
)  # fmt: skip
_SOURCE = Source(publisher="The Moth", authors=("Cora Bright",))
_QUOTED = re.compile("[“«„\"]([^“”«»„\"]+)[”“»\"]|(?<!\\w)['‘]([^'‘]+)[,.?!]['’](?!\\w)")
_PERSON = re.compile(r"(?!Mrs? )[A-Z][\w-]+( [A-Z][\w-]+)+")
_LEAST, _SEED = 4, 5
# How a name is given: in full, the surname, with a title.
_GIVEN = ("full", "surname", "titled")


@dataclass(frozen=True, slots=True)
class Said:
    """A quotation of an article, without its last mark, and the full name of the person who says it."""

    article: Article
    quote: str
    name: str


def said(half: str) -> Iterator[Said]:
    """Yield the quotations of one half that a person says by name, each once."""
    seen = set()
    for case in cases(FOLDER / f"{half}.txt"):
        shown = case.article.text[slice(*case.span)]
        if not case.name or not _is_person(case.name):
            continue
        for match in _QUOTED.finditer(shown):
            quote = (match[1] or match[2]).strip(" ,.?!")
            if len(quote.split()) >= _LEAST and (case.article.id, quote) not in seen:
                seen.add((case.article.id, quote))
                yield Said(replace(case.article, source=_SOURCE), quote, case.name)


def _is_person(name: str) -> bool:
    """Say whether a speaker is a person by full name, no body and no one who is only described."""
    return bool(_PERSON.fullmatch(name)) and name.split()[-1] not in ("Office", "Organization")


def tell() -> None:
    """Print the table."""
    print("| drafts name | half | drafts | full | surname | titled | misattributed | share |\n" + "|---" * 8 + "|")
    for half in ("tuned", "heldout"):
        held = list(said(half))
        everyone = _persons(half)
        with tempfile.TemporaryDirectory() as folder:
            library = Library.open(Path(folder), cache_folder(), create=True)
            list(library.add(_articles(half)))
            for kind in ("the right person", "another of the article", "another of the set", "nobody"):
                _tell(library, kind, half, list(_drafts(kind, held, everyone)))


def _articles(half: str) -> list[Article]:
    articles = {case.article.id: case.article for case in cases(FOLDER / f"{half}.txt")}
    return [replace(article, source=_SOURCE) for article in articles.values()]


def _persons(half: str) -> dict[str, set[str]]:
    """Return the speakers of each article that are persons by name, those of indirect speech too."""
    found: dict[str, set[str]] = {}
    for case in cases(FOLDER / f"{half}.txt"):
        found.setdefault(case.article.id, set()).update({case.name} if case.name and _is_person(case.name) else ())
    return found


def _drafts(kind: str, held: list[Said], everyone: dict[str, set[str]]) -> Iterator[tuple[str, str]]:
    """Yield drafts, each with how it gives the name."""
    chance = random.Random(_SEED)
    for one in held:
        if kind == "nobody":
            yield from (("", form.format(quote=one.quote)) for form in _NOBODY)
            continue
        same = sorted(everyone[one.article.id] - {one.name})
        others = {
            "the right person": [one.name],
            "another of the article": same,
            "another of the set": sorted(set().union(*everyone.values()) - {one.name, *same}),
        }[kind]
        if not others:
            continue
        name = chance.choice(others)
        surname = name.split()[-1]
        for given, shown in zip(_GIVEN, (name, surname, f"Dr {surname}"), strict=True):
            for form in _FORMS:
                yield given, form.format(quote=one.quote, name=shown)


def _tell(library: Library, kind: str, half: str, drafts: list[tuple[str, str]]) -> None:
    told: Counter[str] = Counter()
    for given, text in drafts:
        [checked] = check(library, read_text(text)).quotations
        is_claimed = checked.verdict is Verdict.MISATTRIBUTED
        told[given] += is_claimed
        if "missed" in sys.argv[1:] and is_claimed != kind.startswith("another"):
            print(f"  {kind}: {checked.verdict}: {text!r}")
    cells = " | ".join(f"{told[it]} of {sum(given == it for given, _ in drafts)}" for it in _GIVEN)
    total = sum(told.values())
    shown = cells if kind != "nobody" else "– | – | –"
    print(f"| {kind} | {half} | {len(drafts)} | {shown} | {total} | {total / max(len(drafts), 1):.4f} |")


if __name__ == "__main__":
    tell()
