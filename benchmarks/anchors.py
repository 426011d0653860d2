"""Anchors in changed articles: how much of an edited sentence is left, and how like it other sentences are.

    python benchmarks/anchors.py [--seed 5]

Sentences of the sample articles are quoted; then a share of their words is replaced, left out or put in, and half of
the articles get a new first paragraph. Each should be found at its place, as altered. Then each sentence is taken out:
what comes nearest is what a threshold has to refuse.
"""

import argparse
import random
import re
from dataclasses import replace
from pathlib import Path

from corpus import Article, Span, load
from corpus.sentences import split_sentences
from qa import Citation, Quote
from qa.cite.anchoring import resolving
from qa.cite.anchoring.anchors import Anchor, make_anchor
from qa.cite.anchoring.resolving import ALTERED, ALTERED_ELSEWHERE, Resolution, resolve

_SAMPLES = Path(__file__).parent.parent / "corpus" / "samples"
_SHARES = (0.05, 0.1, 0.2, 0.3, 0.4, 0.5)
_EACH = 8
_NEW = "A new opening paragraph that was not there before, of some length.\n\n"


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, default=5)
    chance = random.Random(parser.parse_args().seed)
    articles = [it for path in sorted(_SAMPLES.glob("*.md")) for it in load(path) if isinstance(it, Article)]
    words = [word for article in articles for word in re.findall(r"\w+", article.text)]
    # Whatever comes nearest is shown, however unlike it is.
    resolving.ALTERED = resolving.ALTERED_ELSEWHERE = 0.0
    left: dict[float, list[float]] = {share: [] for share in _SHARES}
    placed = dict.fromkeys(_SHARES, 0)
    gone = []
    for article, span in _quotes(articles, chance):
        kept = make_anchor(Citation(1, Quote(article.id, *span, 1.0), article))
        before, quoted, after = article.text[: span.start], article.text[slice(*span)], article.text[span.end :]
        for share in _SHARES:
            edited, new = _edited(quoted, share, words, chance), chance.choice(("", _NEW))
            found = _resolved(kept, article, new + before + edited + after)
            left[share].append(found.similarity)
            start = len(new) + span.start
            placed[share] += found.span == (start, start + len(edited))
        gone.append(_resolved(kept, article, before + after.lstrip()).similarity)
    print(f"thresholds {ALTERED} between what stood around the quote, {ALTERED_ELSEWHERE} elsewhere")
    print("words changed  quotes  right place  lowest  5th %  median  below the first threshold")
    for share, found in left.items():
        low, median = sorted(found)[len(found) // 20], sorted(found)[len(found) // 2]
        below = sum(one < ALTERED for one in found)
        print(f"{share:13.2f} {len(found):7} {placed[share]:12} {min(found):7.2f} {low:6.2f} {median:7.2f} {below:7}")
    gone.sort()
    print(f"taken out: {len(gone)} quotes, nearest at most {gone[-1]:.2f}, at the median {gone[len(gone) // 2]:.2f}")


def _quotes(articles: list[Article], chance: random.Random) -> list[tuple[Article, Span]]:
    found = []
    for article in articles:
        spans = [span for span in split_sentences(article.text, article.headings) if span not in article.headings]
        found += [(article, span) for span in chance.sample(spans, min(_EACH, len(spans)))]
    return found


def _edited(quoted: str, share: float, words: list[str], chance: random.Random) -> str:
    """Return a sentence with a share of its words replaced, left out or put in; at least one."""
    parts = quoted.split(" ")
    for _ in range(max(1, round(share * len(parts)))):
        at = chance.randrange(len(parts))
        way = chance.choice(("replace", "leave out", "put in"))
        size = 0 if way == "put in" else 1
        parts[at : at + size] = [] if way == "leave out" and len(parts) > 2 else [chance.choice(words)]
    return " ".join(parts)


def _resolved(kept: Anchor, article: Article, text: str) -> Resolution:
    return resolve(kept, replace(article, text=text, headings=(), pages=()))


if __name__ == "__main__":
    main()
