"""Compare sentence splitters on the golden cases and on speed: python benchmarks/sentence_splitters.py CORPUS.jsonl."""

import importlib.metadata
import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

Spans = list[tuple[int, int]]
Splitter = Callable[[str], Spans]

GOLDEN = Path(__file__).parent.parent / "tests" / "golden" / "sentences.md"
# Enough to time the slowest in seconds, and the fastest beyond the clock's grain.
SAMPLE = 300_000


def golden_cases() -> list[tuple[str, list[str]]]:
    """Return the text and the expected sentences of each golden case."""
    fields = GOLDEN.read_text(encoding="utf-8").split("\n=====\n")[0].split("\n.\n")
    return [(fields[i], fields[i + 1].split("\n")) for i in range(1, len(fields) - 1, 3)]


def found(text: str, sentences: list[str]) -> Spans:
    """Return where each sentence stands, for splitters that give strings; one they changed is left out."""
    spans, at = [], 0
    for sentence in sentences:
        start = text.find(sentence.strip(), at)
        if start >= 0:
            at = start + len(sentence.strip())
            spans.append((start, at))
    return spans


def nupunkt() -> Splitter:
    """MIT; spans of its own."""
    import nupunkt

    return lambda text: [(start, end) for start, end in nupunkt.sent_spans(text)]


def sentencex() -> Splitter:
    """MIT; compiled; spans of its own."""
    import sentencex

    return lambda text: [(b["start_index"], b["end_index"]) for b in sentencex.get_sentence_boundaries("en", text)]


def pysbd() -> Splitter:
    """MIT; spans of its own, found by a search for the sentence."""
    import pysbd

    segmenter = pysbd.Segmenter(language="en", clean=False, char_span=True)
    return lambda text: [(s.start, s.end) for s in segmenter.segment(text)]


def syntok() -> Splitter:
    """MIT; the offsets of its tokens are spans."""
    from syntok import segmenter

    def split(text: str) -> Spans:
        sentences = (s for paragraph in segmenter.process(text) for s in paragraph)
        return [(s[0].offset, s[-1].offset + len(s[-1].value)) for s in sentences if s]

    return split


def blingfire() -> Splitter:
    """MIT; a compiled automaton; gives strings with their newlines removed."""
    import blingfire

    return lambda text: found(text, blingfire.text_to_sentences(text).split("\n"))


def ours() -> Splitter:
    """What Pullquote uses: sentencex within the units of a paragraph, then named repairs."""
    from corpus.sentences import split_sentences

    return lambda text: [(start, end) for start, end in split_sentences(text)]


def passed(split: Splitter, cases: list[tuple[str, list[str]]]) -> int:
    """Count the golden cases that `split` gets right, white space at the ends aside."""
    right = 0
    for text, expected in cases:
        sentences = [text[start:end].strip().replace("\n", "⏎") for start, end in split(text)]
        right += [s for s in sentences if s] == expected
    return right


def kilobytes_per_second(split: Splitter, texts: list[str]) -> float:
    """Time one pass over `texts`, after a first call that loads what there is to load."""
    split("Warm up. Then run.")
    start = time.process_time()  # so that what else the machine does is not counted
    for text in texts:
        split(text)
    return sum(map(len, texts)) / 1000 / (time.process_time() - start)


def sample(path: Path) -> list[str]:
    """Return the texts of a JSON-lines corpus, up to `SAMPLE` characters."""
    texts: list[str] = []
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            texts.append(json.loads(line)["text"])
            if sum(map(len, texts)) > SAMPLE:
                break
    return texts


def main(corpus: str) -> None:
    """Print the table; a splitter that is not installed is named and skipped."""
    cases, texts = golden_cases(), sample(Path(corpus))
    print(f"| splitter | golden passed of {len(cases)} | KB/s | licence and spans |\n|---|---|---|---|")
    for make in (nupunkt, sentencex, pysbd, syntok, blingfire, ours):
        try:
            split = make()
        except ImportError:
            print(f"| {make.__name__} | not installed | | |")
            continue
        name = make.__name__ if make is ours else f"{make.__name__} {importlib.metadata.version(make.__name__)}"
        print(f"| {name} | {passed(split, cases)} | {kilobytes_per_second(split, texts):,.0f} | {make.__doc__} |")


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parent.parent))
    main(sys.argv[1])
