"""Searching: the passages that are found for some words, with the places of those words in them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from corpus import Article, Passage, Span, normalise
from index import Filters, Library
from index.words import locate_words, stem_words
from qa.errors import QuestionError
from qa.query.time_asked import read_time_asked
from qa.retrieval.retrieving import retrieve
from qa.settings import Settings


@dataclass(frozen=True, slots=True)
class FoundPassage:
    """A passage that was found, its article, its score, and the places in the article of the words that were sought."""

    article: Article
    passage: Passage
    score: float
    marks: tuple[Span, ...]

    @property
    def text(self) -> str:
        """The passage, letter for letter."""
        return self.passage.text_in(self.article)

    @property
    def page(self) -> int | None:
        """The page on which the passage begins, from 1; None for an article without pages."""
        return self.article.page_at(self.passage.start)


def search_passages(
    library: Library, words: str, most: int, filters: Filters, today: Callable[[], date] = date.today
) -> list[FoundPassage]:
    """Return at most `most` passages for some words, best first; raise QuestionError for none or far too many."""
    wanted, longest = normalise(words).strip(), Settings().longest_question
    if not wanted:
        raise QuestionError("the search is empty: give the words to look for")
    if len(wanted) > longest:
        raise QuestionError(f"the search has {len(wanted):,} characters: look for at most {longest:,}")
    stems = stem_words(wanted)
    with library.hold_state():
        hits = retrieve(library, wanted, read_time_asked(wanted, today()), most, filters)
        articles = {hit.passage.article_id: library.article(hit.passage.article_id) for hit in hits}
    ranked = [(articles[hit.passage.article_id], hit.passage, hit.score) for hit in hits]
    return [
        FoundPassage(article, passage, score, tuple(locate_words(article.text, stems, passage.start, passage.end)))
        for article, passage, score in ranked
    ]
