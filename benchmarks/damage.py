"""Damaged libraries: whether damage is found or mended, whether a quote is ever wrong, and what can be rescued.

    python benchmarks/damage.py [--only snapshot] [--seed 5]

A library of the sample articles and of invented notes is damaged in many ways, each on a copy of its own: zeroed and
overwritten pages, files cut short or gone, single bits, rows and columns changed behind the program's back, the
snapshot of the vectors, the word index, the converted models, kept quotes. Then questions are asked on one copy, and
the doctor called on another; what he finds and cannot mend is rescued into a new folder. That is done by processes of
their own, whose end counts as a crash; they keep the models open, except where those are what is damaged, and save a
snapshot of any number of vectors. An article counts as present if none of its own pages was damaged.
"""

import argparse
import json
import os
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from corpus import Article, PullquoteError, load
from index import Library
from index.sqlite_files import PAGE
from qa import Assistant, Citation, mending
from qa.basket.basket_store import Baskets
from qa.cli.add_command import list_samples

_LIBRARY = "library.sqlite"
_NOTES = 300
_TOWNS = ("Arden", "Belmont", "Corby", "Dunmore", "Elmira", "Farley", "Galway", "Halden", "Ipswich", "Jarrow", "Kelso")
_THINGS = ("lamp", "bell", "ferry", "mill", "bridge", "clock", "well", "tower", "market", "school")
_QUESTIONS = (
    "When did the Panama Canal open?",
    "Where was Marie Curie born?",
    "Who removed the handle of the pump?",
    "How loud was Krakatoa?",
    "Which harbour lit its lamp 17 in Corby?",
    "When was bell 231 in Arden hung?",
)
_OUTCOMES = ("found", "mended", "harmless", "UNSEEN", "WRONG", "CRASHED")

Damage = Callable[["Folder"], None]


@dataclass(frozen=True)
class Folder:
    """A copy that is damaged: of the library, and of the cache of converted models."""

    library: Path
    cache: Path
    chance: random.Random

    @property
    def file(self) -> Path:
        """The library's SQLite file."""
        return self.library / _LIBRARY

    @property
    def snapshot(self) -> Path:
        """The snapshot of the vectors."""
        return next(self.library.glob("vectors-*.faiss"))

    def model(self, name: str, *, reader: bool = False) -> Path:
        """A file of a converted model."""
        return next(it / name for it in self.cache.iterdir() if it.name.startswith("reader-") is reader)

    def sql(self, *statements: str) -> None:
        """Change the library behind the program's back."""
        with sqlite3.connect(self.file) as connection:
            for statement in statements:
                connection.execute(statement)
        connection.close()


def main() -> None:
    """Print a table: kinds of damage, and what became of it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", default="", help="only the kinds of damage that begin so")
    parser.add_argument("--seed", type=int, default=5)
    parser.add_argument("--work", action="store_true", help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.work:
        work()
        return
    with tempfile.TemporaryDirectory() as folder:
        trial = Trial(Path(folder), chosen.seed)
        ways = [way for way in _ways(trial) if way[0].startswith(chosen.only)]
        results = [(kind, *trial.run(kind, name, damage)) for kind, name, damage in ways]
        trial.end()
    counts: dict[str, Counter[str]] = {}
    for kind, outcome, saved, present in results:
        counts.setdefault(kind, Counter()).update({"ways": 1, "saved": saved, "present": present, outcome: 1})
    print("| damage | ways | " + " | ".join(_OUTCOMES) + " | rescued of present |")
    print("|---|" + "---|" * (len(_OUTCOMES) + 2))
    for kind, count in [*counts.items(), ("all", sum(counts.values(), Counter()))]:
        rescued = f"{count['saved']:,} of {count['present']:,}" if count["present"] else "—"
        print(f"| {kind} | {count['ways']} | " + " | ".join(str(count[it]) for it in _OUTCOMES) + f" | {rescued} |")


def work() -> None:
    """Do what is read from standard input, a line of JSON each, and tell what came of it in another."""
    from index import doctor, library, snapshot
    from qa.reading import opening

    snapshot._WORTH_SAVING = 1
    for module, name in ((library, "open_embedder"), (doctor, "open_embedder"), (opening, "open_built_in")):
        setattr(module, name, lru_cache(getattr(module, name)))
    for line in sys.stdin:
        asked = json.loads(line)
        os.environ["PULLQUOTE_CACHE"] = asked["cache"]
        try:
            result = _JOBS[asked["do"]](Path(asked["library"]), asked)
        except PullquoteError as error:
            result = {"refused": str(error)}
        except Exception:
            result = {"crashed": traceback.format_exc()}
        print(json.dumps(result), flush=True)


def _make(library: Path, asked: dict[str, Any]) -> dict[str, Any]:
    assistant = Assistant.open(library, create=True)
    samples = [loaded for path in list_samples() for loaded in load(path)]
    list(assistant.library.add([*samples, *_notes()]))
    [kept] = assistant.ask(_QUESTIONS[0]).quotes[:1]
    Baskets(assistant.library).keep(kept)
    return {}


def _ask(library: Path, asked: dict[str, Any]) -> dict[str, Any]:
    assistant = Assistant.open(library)
    answers = [assistant.ask(question).quotes for question in _QUESTIONS]
    shown = [_shown(quote) for quotes in answers for quote in quotes]
    return {"quotes": shown, "kept": [_shown(it.citation) for it in Baskets(assistant.library).list_quotes()]}


def _shown(quote: Citation) -> list[str | int]:
    return [quote.article.id, quote.quote.start, quote.quote.end, quote.text]


def _doctor(library: Path, asked: dict[str, Any]) -> dict[str, Any]:
    opened = Library.open(library, Path(asked["cache"]))
    found = [[finding.message, finding.mended] for finding in mending.examine(opened)]
    opened.state()
    return {"found": found}


def _rescue(library: Path, asked: dict[str, Any]) -> dict[str, Any]:
    rescued = mending.rescue(library, Path(asked["new"]), Path(asked["cache"]), None, lambda _: None)
    return {"saved": rescued.saved, "problems": rescued.problems}


_JOBS = {"make": _make, "ask": _ask, "doctor": _doctor, "rescue": _rescue}


class Worker:
    """A process that does jobs, one after the other; a new one takes the place of one that has ended."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[str] | None = None

    def do(self, job: str, library: Path, cache: Path, **more: str) -> dict[str, Any]:
        """Return what came of a job: also "refused" or "crashed", with what was said."""
        if self._process is None:
            command = [sys.executable, __file__, "--work"]
            self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        assert self._process.stdin
        assert self._process.stdout
        asked = {"do": job, "library": str(library), "cache": str(cache), **more}
        try:
            self._process.stdin.write(json.dumps(asked) + "\n")
            self._process.stdin.flush()
            result: dict[str, Any] = json.loads(self._process.stdout.readline())
        except (BrokenPipeError, ValueError):
            self.end()
            return {"crashed": "the process ended"}
        return result

    def end(self) -> None:
        """End the process."""
        if self._process and self._process.stdin and self._process.stdout:
            self._process.stdin.close()
            self._process.wait()
            self._process.stdout.close()
        self._process = None


class Trial:
    """Copies of one library, damaged, and what becomes of them."""

    def __init__(self, folder: Path, seed: int):
        self._folder, self._seed, self._worker = folder, seed, Worker()
        self.library, self.cache = folder / "library", folder / "cache"
        self._do("make", self.library, self.cache)
        self.right = self._do("ask", self.library, self.cache)
        self._do("doctor", self.library, self.cache)
        with sqlite3.connect(self.library / _LIBRARY) as connection:
            self.texts = dict(connection.execute("SELECT id, text FROM articles").fetchall())
        connection.close()
        self.end()  # nobody has the library open
        assert len(self.right["quotes"]) >= len(_QUESTIONS)

    def end(self) -> None:
        """End the process that works."""
        self._worker.end()

    def run(self, kind: str, name: str, damage: Damage) -> tuple[str, int, int]:
        """Return what became of a damage, and how many articles were rescued of those that were present."""
        with tempfile.TemporaryDirectory(dir=self._folder) as scratch:
            asked, examined = (self._copy(Path(scratch) / it, damage, kind) for it in ("asked", "examined"))
            outcome, told = self._outcome(asked, examined, anew=kind == "model")
            saved = present = 0
            if outcome == "found" and kind != "kept":
                held = self._present(examined.file)
                came = self._do("rescue", examined.library, examined.cache, new=f"{scratch}/new")
                saved, present = len(held & self._texts_in(Path(scratch) / "new" / _LIBRARY)), len(held)
                told = str(came)
        if outcome.isupper() or saved < present:
            print(f"{kind}, {name}: {outcome}; rescued {saved} of {present}: {told[-600:]}", flush=True)
        return outcome, saved, present

    def _outcome(self, asked: Folder, examined: Folder, *, anew: bool) -> tuple[str, str]:
        """Return what becomes of damage, and what was told; with `anew`, each job has a process of its own."""

        def do(job: str, folder: Folder) -> dict[str, Any]:
            if anew:
                self.end()
            return self._do(job, folder.library, folder.cache)

        answers, found = do("ask", asked), do("doctor", examined)
        told = f"asked: {answers}; doctor: {found}"
        if "crashed" in {*answers, *found}:
            return "CRASHED", told
        shown = [*answers.get("quotes", ()), *answers.get("kept", ())]
        if any(self.texts.get(id_, "")[start:end] != text for id_, start, end, text in shown):
            return "WRONG", told
        if "refused" in found or not all(mended for _, mended in found["found"]):
            return "found", told
        after, again = do("ask", examined), do("doctor", examined)
        # A kept quote that cannot be read is taken out, which the doctor tells.
        if (
            after.get("quotes") != self.right["quotes"]
            or again != {"found": []}
            or self._texts_in(examined.file) != set(self.texts)
        ):
            return "UNSEEN", f"{told}; then {after}, {again}"
        if found["found"]:
            return "mended", told
        # What was made anew without a word, as caches are, did no harm.
        return ("harmless" if answers == self.right else "UNSEEN"), told

    def _do(self, job: str, library: Path, cache: Path, **more: str) -> dict[str, Any]:
        return self._worker.do(job, library, cache, **more)

    def _copy(self, to: Path, damage: Damage, kind: str) -> Folder:
        shutil.copytree(self.library, to / "library")
        cache = self.cache
        if kind == "model":
            cache = to / "cache"
            shutil.copytree(self.cache, cache)
        folder = Folder(to / "library", cache, random.Random(self._seed))
        damage(folder)
        return folder

    def _present(self, file: Path) -> set[str]:
        """Return the articles none of whose pages is another than in the library that was not damaged."""
        whole, damaged = _pages(self.library / _LIBRARY), _pages(file)
        hurt = [page for n, page in enumerate(whole) if n >= len(damaged) or damaged[n] != page]
        return {id_ for id_, text in self.texts.items() if not any(_holds(page, text.encode()) for page in hurt)}

    def _texts_in(self, file: Path) -> set[str]:
        """Return the articles whose texts are in a library, letter for letter."""
        if not file.exists():
            return set()
        connection = sqlite3.connect(file)
        try:
            rows = connection.execute("SELECT id, text FROM articles").fetchall()
        except sqlite3.Error:
            return set()
        finally:
            connection.close()
        return {id_ for id_, text in rows if self.texts.get(id_) == text}


def _ways(trial: Trial) -> Iterator[tuple[str, str, Damage]]:
    """Yield kinds of damage, their names, and what does it."""
    pages = len(_pages(trial.library / _LIBRARY))
    for n in range(24):
        number = n * (pages - 1) // 23
        yield "zeroed page", f"page {number + 1} of {pages}", _over(lambda f: f.file, number * PAGE, bytes(PAGE))
    for n in range(6):
        at = (n * pages // 6) * PAGE + 512
        yield "garbage in a page", f"at {at}", _over(lambda f: f.file, at, random.Random(n).randbytes(1024))
    for share in (0.05, 0.3, 0.6, 0.9, 0.999):
        yield "file cut short", f"{share:.1%}", _cut(lambda f: f.file, share)
    yield "file cut short", "to nothing", _cut(lambda f: f.file, 0)
    yield "header", "16 bytes", _over(lambda f: f.file, 0, b"\xff" * 16)
    yield "header", "100 bytes", _over(lambda f: f.file, 0, bytes(100))
    yield "header", "size of a page", _over(lambda f: f.file, 16, b"\x02\x00")
    for name, statement in _COLUMNS.items():
        yield "column", name, lambda folder, statement=statement: folder.sql(statement)
    for bit in (0, 6, 14, 15):
        yield "bit of a vector", f"bit {bit}", lambda folder, bit=bit: _flip_vector(folder, bit)
    for text in ("Ancon", "Krakatoa", "cholera"):
        yield "letter of a text", text, lambda folder, text=text: _change_letter(folder, text)
    for name, statements in _WORDS.items():
        yield "word index", name, lambda folder, statements=statements: folder.sql(*statements)
    size = trial.library.glob("vectors-*.faiss").__next__().stat().st_size
    for name, at in (
        ("vectors", size // 2),
        ("one vector", 4000),
        ("ids", size - 900),
        ("beginning", 0),
        ("length", 40),
    ):
        yield "snapshot", f"{name} overwritten", _over(lambda f: f.snapshot, at, random.Random(1).randbytes(64))
    yield "snapshot", "a bit", lambda folder: _flip(folder.snapshot, size // 3)
    yield "snapshot", "all vectors zero", _over(lambda f: f.snapshot, 200, bytes(size - 40_000))
    yield "snapshot", "cut short", _cut(lambda f: f.snapshot, 0.5)
    yield "snapshot", "gone", lambda folder: folder.snapshot.unlink()
    for reader in (False, True):
        whose = "reader's" if reader else "embedder's"
        for name in ("model.bin", "model.xml", "conversion.json"):
            yield "model", f"{whose} {name}, a bit", lambda f, n=name, r=reader: _flip(f.model(n, reader=r))
        yield (
            "model",
            f"{whose} weights overwritten",
            _over(
                lambda f, r=reader: f.model("model.bin", reader=r), 30_000_000, random.Random(2).randbytes(4_000_000)
            ),
        )
        yield "model", f"{whose} weights gone", lambda f, r=reader: f.model("model.bin", reader=r).unlink()
    yield "kept", "a basket's quote", lambda f: _change_letter(f, "Ancon", "baskets.sqlite")
    yield "kept", "a page of the baskets", _over(lambda f: f.library / "baskets.sqlite", PAGE, bytes(PAGE))


_COLUMNS = {
    "title": "UPDATE articles SET title = title || 'x' WHERE id = 'note-231'",
    "url": "UPDATE articles SET url = 'https://elsewhere.example' WHERE rowid = 2",
    "digest": "UPDATE articles SET digest = replace(digest, 'a', 'b') WHERE rowid = 2",
    "text": "UPDATE articles SET text = replace(text, '1914', '1915')",
    "text that is no UTF-8": "UPDATE articles SET text = CAST(x'ff' || CAST(text AS BLOB) AS TEXT) WHERE rowid = 2",
    "headings": "UPDATE articles SET headings = '[[0, 5' WHERE rowid = 3",
    "pages": "UPDATE articles SET pages = 'x' WHERE rowid = 3",
    "authors": "UPDATE articles SET authors = '[' WHERE rowid = 3",
    "added": "UPDATE articles SET added = '1999-01-01T00:00:00+00:00' WHERE rowid = 3",
    "start of a passage": "UPDATE passages SET start = start + 7 WHERE id = 5",
    "sentences": "UPDATE passages SET sentences = '[[' WHERE id < 40",
    "sentences moved": "UPDATE passages SET sentences = replace(sentences, '0', '1') WHERE id < 40",
    "vector of another passage": "UPDATE passages SET vector = (SELECT vector FROM passages WHERE id = 9) WHERE id < 9",
    "vectors of the wrong size": "UPDATE passages SET vector = x'0000' WHERE id < 40",
    "generation": "UPDATE manifest SET value = 'x' WHERE key = 'generation'",
    "fingerprint": "UPDATE manifest SET value = 'x' WHERE key = 'fingerprint'",
    "model": "UPDATE manifest SET value = 'x' WHERE key = 'model'",
    "schema": "UPDATE manifest SET value = 'x' WHERE key = 'schema'",
    "manifest": "DELETE FROM manifest WHERE key = 'fingerprint'",
}
_WORDS = {
    "emptied": ("INSERT INTO words (words) VALUES ('delete-all')",),
    "a block zeroed": (
        "UPDATE words_data SET block = zeroblob(length(block)) WHERE id = (SELECT max(id) FROM words_data)",
    ),
    "blocks gone": ("DELETE FROM words_data WHERE id > 10",),
    "words of another passage": ("INSERT INTO words (words, rowid, title, body) VALUES ('delete', 5, 'lamp', 'lamp')",),
    "counts": ("UPDATE words_data SET block = x'0102' WHERE id = 1",),
    "lengths": ("UPDATE words_docsize SET sz = x'0101' WHERE id < 50",),
}


def _over(file: Callable[[Folder], Path], at: int, written: bytes) -> Damage:
    def damage(folder: Folder) -> None:
        with file(folder).open("r+b") as opened:
            opened.seek(at)
            opened.write(written)

    return damage


def _cut(file: Callable[[Folder], Path], share: float) -> Damage:
    return lambda folder: os.truncate(file(folder), int(file(folder).stat().st_size * share))


def _flip(file: Path, at: int | None = None) -> None:
    data = bytearray(file.read_bytes())
    data[len(data) // 2 if at is None else at] ^= 4
    file.write_bytes(data)


def _flip_vector(folder: Folder, bit: int) -> None:
    """Flip one bit in each of the first number of 40 vectors."""
    with sqlite3.connect(folder.file) as connection:
        for number, vector in connection.execute("SELECT id, vector FROM passages WHERE id < 40").fetchall():
            data = bytearray(vector)
            data[2 * number + bit // 8] ^= 1 << bit % 8
            connection.execute("UPDATE passages SET vector = ? WHERE id = ?", (bytes(data), number))
    connection.close()


def _change_letter(folder: Folder, text: str, name: str = _LIBRARY) -> None:
    data = (folder.library / name).read_bytes()
    (folder.library / name).write_bytes(data.replace(text.encode(), text[:-1].encode() + b"?"))


def _pages(file: Path) -> list[bytes]:
    data = file.read_bytes() if file.exists() else b""
    return [data[at : at + PAGE] for at in range(0, len(data), PAGE)]


def _holds(page: bytes, text: bytes) -> bool:
    """Say whether a page holds something of an article: its row's beginning, or a stretch of its text."""
    return text[:24] in page or page[4:36] in text


def _notes() -> Iterator[Article]:
    for n in range(_NOTES):
        town, thing = _TOWNS[n % len(_TOWNS)], _THINGS[n % len(_THINGS)]
        text = f"The {thing} {n} in {town} was put up in {1500 + n % 450} by its keeper. It cost {n * 7 + 3} crowns."
        yield Article(f"note-{n}", f"The {thing} of {town}, note {n}", text)


if __name__ == "__main__":
    main()
