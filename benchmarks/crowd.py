"""Two processes that write and eight that ask, all at once: whether quotes are right, and articles the last ones.

    python benchmarks/crowd.py [--seconds 60] [--address postgresql://…]

Each writer adds, replaces, corrects and removes articles of its own, and tells what each is in the end. Each reader
asks, and holds every quote against the article that it names: its letters must stand at their place in that version,
and that version must have been written. The library is a folder, or, with --address, a shared one, in a database that
holds none. In the end each article must be as its writer left it, and the doctor must find nothing.
"""

import argparse
import multiprocessing
import random
import statistics
import tempfile
import time
from collections import Counter
from multiprocessing.queues import Queue
from pathlib import Path
from typing import Any

from kills import Words, _open

from corpus import Article, PullquoteError, Source
from index.places import Address, Place
from qa import Assistant, mending
from qa.reading.similarity_reader import SimilarityReader

_WRITERS, _READERS, _IDS = 2, 8, 60


def main() -> None:
    """Print how many changes and answers there were, and what was wrong."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--address")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        place = Address(chosen.address, Path(folder)) if chosen.address else Path(folder)
        _open(place, Words())
        context = multiprocessing.get_context("fork")
        told: Queue[Any] = context.Queue()
        jobs = [(_write, number) for number in range(_WRITERS)] + [(_read, number) for number in range(_READERS)]
        processes = [context.Process(target=job, args=(place, n, chosen.seconds, told)) for job, n in jobs]
        for process in processes:
            process.start()
        counts, times, left = Counter[str](), list[float](), dict[str, str]()
        for _ in processes:
            count, taken, last = told.get(timeout=chosen.seconds + 60)
            counts.update(count)
            times += taken
            left |= last
        for process in processes:
            process.join()
        library = _open(place, Words())
        texts = library.texts(library.ids())
        counts["articles that are not as they were left"] = sum(
            texts.get(id_) != left.get(id_) for id_ in {*texts, *left}
        )
        counts["findings of the doctor"] = len(mending.examine(library))
        times.sort()
        late = times[int(len(times) * 0.95)]
        print(f"ask {1000 * statistics.median(times):.0f} ms median, {1000 * late:.0f} at the 95th percentile")
        for what, count in sorted(counts.items()):
            print(f"{count:8,} {what}")


def _write(place: Place, number: int, seconds: float, told: "Queue[Any]") -> None:
    library, chance, counts, left = _open(place, Words()), random.Random(number), Counter[str](), dict[str, str]()
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        id_ = f"lamp-{number}-{chance.randrange(_IDS)}"
        try:
            if id_ not in left or chance.random() < 0.5:
                # A text says whose it is, so that a reader knows a version that was never written.
                sentences = (f"The lamp {chance.randrange(10**6)} of {id_} was lit in harbour {n}." for n in range(6))
                article = Article(id_, f"Lamp {id_}", "\n\n".join(sentences))
                list(library.add([article]))
                left[id_] = article.text
            elif chance.random() < 0.5:
                library.correct(id_, f"Lamp {chance.randrange(100)}", Source(publisher="The Gazette"))
            else:
                library.remove(id_)
                del left[id_]
            counts["changes"] += 1
        except PullquoteError as error:
            print(f"writer {number}: {error!r}", flush=True)
            counts["changes that failed"] += 1
    told.put((counts, [], left))


def _read(place: Place, number: int, seconds: float, told: "Queue[Any]") -> None:
    library, chance, counts, times = _open(place, Words()), random.Random(number), Counter[str](), list[float]()
    assistant, until = Assistant(library, SimilarityReader(library)), time.monotonic() + seconds
    while time.monotonic() < until:
        id_ = f"lamp-{chance.randrange(_WRITERS)}-{chance.randrange(_IDS)}"
        began = time.monotonic()
        try:
            answer = assistant.ask(f"Which lamp of {id_} was lit in harbour {chance.randrange(6)}?")
            times.append(time.monotonic() - began)
            counts["answers"] += 1
            for quote in answer.quotes or answer.nearest:
                text = quote.article.text[quote.quote.start : quote.quote.end]
                counts["quotes"] += 1
                counts["quotes that are wrong"] += text != quote.text or quote.article.id not in text
        except PullquoteError as error:
            print(f"reader {number}: {error!r}", flush=True)
            counts["answers that failed"] += 1
    told.put((counts, times, {}))


if __name__ == "__main__":
    main()
