"""Invented articles and questions of any number: the built-in samples' sentences, shuffled with a fixed seed.

Numbers in them run on, so that no two passages are alike.
"""

import random
import re
from collections.abc import Iterator

from corpus import Article, load
from corpus.sentences import split_sentences
from qa.cli.add_command import list_samples

SENTENCES_AN_ARTICLE = 30
PASSAGES_AN_ARTICLE = 4  # which is what they come to


def articles(count: int) -> Iterator[Article]:
    """Yield `count` articles."""
    random_ = random.Random(7)
    samples = [article for path in list_samples() for article in load(path)]
    sentences = [
        article.text[start:end]
        for article in samples
        if isinstance(article, Article)
        for start, end in split_sentences(article.text, article.headings)
    ]
    for number in range(count):
        chosen = random_.sample(sentences, SENTENCES_AN_ARTICLE)
        text = re.sub(r"\b\d+\b", lambda match, n=number: str(int(match[0]) + n), " ".join(chosen))
        yield Article(f"article-{number}", f"Report number {number} on {' '.join(chosen[0].split()[:4])}", text)


def questions(count: int) -> Iterator[str]:
    """Yield `count` questions, each with words of an article of its own."""
    random_ = random.Random(8)
    stems = ["When did {} happen?", "Who spoke about {}?", "Why was {} important?", "What is known about {}?"]
    for article in articles(count):
        words = re.findall(r"[A-Za-z]{4,}", article.text)
        yield random_.choice(stems).format(" ".join(random_.sample(words, 3)))
