"""Processes that are killed: whether anything that was told to be stored is lost, and whether the library stays whole.

    python benchmarks/kills.py [--kills 200] [--seed 5] [--address postgresql://…]

A process adds, replaces and removes articles, keeps quotes, asks, calls the doctor and rebuilds, all in one library and
in any order, and tells what it begins and what is done. At a random moment it is killed for good (SIGKILL). Then each
article must be as the last thing told of it says, or as what was under way would make it; the doctor must find nothing;
and a question and an addition must work. The next process goes on with the same library. The embedder is one of words,
so that the time goes into the library's own work; snapshots are kept of any number of vectors, as of a large library.
With --address the library is a shared one, in a database that holds none.
"""

import argparse
import hashlib
import json
import os
import random
import signal
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import faiss
import numpy as np
from numpy.typing import NDArray

from corpus import Article, PullquoteError
from index import Library, doctor, segments, snapshot
from index.places import Address, Place, open_engine
from qa import Assistant, mending
from qa.basket.basket_store import Baskets
from qa.reading.similarity_reader import SimilarityReader

_IDS = 120
_LONGEST_WAIT = 0.6  # seconds until the end comes
_QUESTION = "Which lamp was lit in the harbour?"

Tell = Callable[..., None]


class Words:
    """An embedder of whole words: texts that share words are alike."""

    name, fingerprint, dimension, max_tokens, engine = "words", "words-64", 64, 256, "words"

    def count_tokens(self, texts: list[str]) -> list[int]:
        """See Embedder."""
        return [len(text.split()) + 2 for text in texts]

    def embed_passages(self, texts: list[str]) -> NDArray[np.float32]:
        """See Embedder."""
        return np.array([self.embed_question(text) for text in texts], dtype=np.float32).reshape(len(texts), 64)

    def embed_question(self, text: str) -> NDArray[np.float32]:
        """See Embedder."""
        total = np.full(64, 1e-3)
        for word in text.lower().split():
            total += np.frombuffer(hashlib.blake2b(word.encode()).digest(), dtype=np.int8)
        return (total / np.linalg.norm(total)).astype(np.float32)


def main() -> None:
    """Print a table: what was under way, and what came of its end."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=5)
    parser.add_argument("--address")
    chosen = parser.parse_args()
    chance = random.Random(chosen.seed)
    # FAISS's threads do not outlive a fork: a process of ours is never forked, but those that are killed here are.
    faiss.omp_set_num_threads(1)
    embedder = Words()
    doctor.open_embedder = lambda name, cache: embedder
    snapshot._WORTH_SAVING, snapshot._MERGED_AT_ONCE, segments._MOST_EXACT = 1, 0, 100
    counts: dict[str, Counter[str]] = {}
    with tempfile.TemporaryDirectory() as folder:
        own = Path(folder) / "library"
        place = Address(chosen.address, own) if chosen.address else own
        held: dict[str, str] = {}
        for number in range(chosen.kills):
            at, allowed = _killed(place, embedder, held, number, chance)
            count = counts.setdefault(at, Counter())
            count["kills"] += 1
            held = _examined(place, embedder, allowed, number, count)
    print("| killed during | kills | articles lost or other | doctor's findings | next command failed |")
    print("|---|---|---|---|---|")
    for at, count in [*sorted(counts.items()), ("all", sum(counts.values(), Counter()))]:
        print(f"| {at} | {count['kills']} | {count['lost']} | {count['found']} | {count['failed']} |")


def _open(place: Place, embedder: Words) -> Library:
    engine = open_engine(place)
    engine.create({"model": embedder.name, "fingerprint": embedder.fingerprint})
    return Library(engine, lambda: embedder)


def _killed(
    place: Place, embedder: Words, held: dict[str, str], number: int, chance: random.Random
) -> tuple[str, dict[str, set[str | None]]]:
    """Start a process and kill it; return what it was doing, and what each article may be now."""
    for thread in set(threading.enumerate()) - {threading.current_thread()}:
        thread.join()  # a process is not forked in the middle of a thread's work
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        os.close(reading)
        with os.fdopen(writing, "w", buffering=1) as told:
            _work(place, embedder, random.Random(number), lambda *what: told.write(json.dumps(what) + "\n"))
        os._exit(1)
    os.close(writing)
    with os.fdopen(reading) as told:
        lines = [told.readline()]  # it has begun
        time.sleep(chance.uniform(0, _LONGEST_WAIT))
        os.kill(child, signal.SIGKILL)
        lines += told.readlines()
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status), f"the process ended by itself, after {lines[-1:]}"
    return _followed([json.loads(line) for line in lines if line.endswith("\n")], held)


def _followed(told: list[list[Any]], held: dict[str, str]) -> tuple[str, dict[str, set[str | None]]]:
    """Return what was under way at the end, and what each article may be by what was told."""
    allowed: dict[str, set[str | None]] = {id_: {text} for id_, text in held.items()}
    at = "opening"
    for what, name, *texts in told:
        if what == "begin":
            at = name
        elif what == "done":
            at = "between two"
        elif what == "will":  # until it is told to be stored, it may be as before
            allowed.setdefault(name, {None}).add(texts[0])
        else:
            allowed[name] = {texts[0]}
    return at, allowed


def _work(place: Place, embedder: Words, chance: random.Random, tell: Tell) -> None:
    """Do one thing after the other, telling of each."""
    tell("begin", "opening")
    library = _open(place, embedder)
    assistant, baskets = Assistant(library, SimilarityReader(library)), Baskets(library)

    @contextmanager
    def doing(name: str) -> Iterator[None]:
        tell("begin", name)
        yield
        tell("done", name)

    def put(name: str, chosen: list[str]) -> None:
        articles = [_article(id_, chance) for id_ in chosen]
        with doing(name):
            for article in articles:
                tell("will", article.id, article.text)
            for outcome in library.add(articles):
                tell("is", outcome.article.id, outcome.article.text)

    while True:
        there = [entry.id for entry in library.entries()]
        act = chance.choice(("add", "add", "replace", "remove", "remove", "ask", "basket", "doctor", "rebuild"))
        if act == "add":
            put(act, [f"lamp-{n}" for n in chance.sample(range(_IDS), 8)])
        elif act == "replace" and there:
            put(act, chance.sample(there, min(6, len(there))))
        elif act == "remove" and len(there) > _IDS // 4:
            for id_ in chance.sample(there, len(there) // 3):
                with doing(act):
                    tell("will", id_, None)
                    library.remove(id_)
                    tell("is", id_, None)
        elif act in ("ask", "basket") and there:
            with doing(act):
                answer = assistant.ask(_QUESTION)
                for quote in answer.quotes or answer.nearest if act == "basket" else ():
                    baskets.keep(quote)
        elif act == "doctor":
            with doing(act):
                assert not mending.examine(library)
        elif act == "rebuild" and there:
            with doing(act):
                doctor.rebuild(place, library.folder / "cache")


def _article(id_: str, chance: random.Random) -> Article:
    sentences = (f"The lamp {chance.randrange(10**6)} was lit in the harbour by keeper {n}." for n in range(8))
    return Article(id_, f"Lamp {id_}", "\n\n".join(sentences))


def _examined(
    place: Place, embedder: Words, allowed: dict[str, set[str | None]], number: int, count: Counter[str]
) -> dict[str, str]:
    """Count what is wrong with the library after a process was killed; return what it holds."""
    try:
        library = _open(place, embedder)
        texts = library.texts([entry.id for entry in library.entries()])
        lost = [id_ for id_ in {*allowed, *texts} if texts.get(id_) not in allowed.get(id_, {None})]
        findings = mending.examine(library)
        count.update({"lost": len(lost), "found": len(findings)})
        for what in [*lost, *(finding.message for finding in findings)]:
            print(f"after kill {number + 1}: {what}", flush=True)
        late = Article(f"after-{number}", "After", f"The lamp {number} burned on in the harbour.")
        assert [outcome.article for outcome in library.add([late])] == [late]
        library.remove(late.id)
        Assistant(library, SimilarityReader(library)).ask(_QUESTION)
        Baskets(library).list_quotes()
    except (PullquoteError, AssertionError) as error:
        count["failed"] += 1
        print(f"after kill {number + 1}: {error!r}", flush=True)
    return texts


if __name__ == "__main__":
    main()
