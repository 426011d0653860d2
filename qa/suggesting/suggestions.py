"""Suggestions: the walk over a library's articles, in which drafts are tried until enough are surely answered."""

from collections import Counter
from collections.abc import Iterator, Sequence

from corpus import Article
from corpus.sample_files import is_sample
from index import Entry, Filters
from qa.assistant import Assistant
from qa.quote import Quote
from qa.suggesting.drafting import KINDS, DraftQuestion, draft_questions

# Articles that are looked at: the newest, and some spread over the rest in case the newest are all of one kind.
_NEWEST, _SPREAD = 40, 10
# Passages these may have together: an article is read from the disk whole.
_MOST_PASSAGES = 5_000
# Questions tried of one article, and in all: each takes as long as an answer, and a page waits for them.
_TRIES, _MOST_ASKED = 3, 24
# How far above the threshold an answer has to be, as a share of what there is above it.
_SURE = 1 / 3


def suggest_questions(assistant: Assistant, most: int, article_ids: Sequence[str] | None = None) -> list[str]:
    """Return at most `most` questions that the articles answer, of the newest first, and of samples last; maybe none.

    The answer to each quotes the sentence it was made from. With `article_ids`, only these articles are asked. For one
    state of the library they are always the same.
    """
    chosen = _Chosen(assistant, most, Filters(article_ids=tuple(article_ids or ())))
    waiting: list[tuple[Article, list[DraftQuestion]]] = []
    with assistant.library.hold_state():
        for entry in _select_entries(assistant.library.entries(), article_ids):
            if chosen.full:
                break
            article = assistant.library.article(entry.id)
            waiting.append((article, chosen.take(article, list(draft_questions(article)))))
        for article, left in waiting:  # a second one of each, where there are too few articles
            chosen.take(article, left)
    return chosen.texts


class _Chosen:
    """The questions that were asked with success, and how many may still be asked."""

    def __init__(self, assistant: Assistant, most: int, filters: Filters):
        self.texts: list[str] = []
        self._assistant, self._most, self._filters = assistant, most, filters
        self._kinds, self._left = Counter[str](), _MOST_ASKED
        # What the chosen questions were made from, and all that answers them.
        self._asked: list[tuple[Article, DraftQuestion]] = []
        self._told: list[Quote] = []

    @property
    def full(self) -> bool:
        return len(self.texts) >= self._most or self._left == 0

    def take(self, article: Article, drafts: Sequence[DraftQuestion]) -> list[DraftQuestion]:
        """Choose the first of an article's best questions that is surely answered; return what may be one more."""
        best = sorted(drafts, key=lambda draft: (draft.vague, self._kinds[draft.kind], KINDS.index(draft.kind)))
        for tried, draft in enumerate(best[:_TRIES], 1):
            if self.full:
                break
            if draft.text not in self.texts and self._is_answered(draft, article):
                self.texts.append(draft.text)
                self._kinds[draft.kind] += 1
                return [other for other in best[tried:] if other.kind != draft.kind and other.span != draft.span]
        return []

    def _is_answered(self, draft: DraftQuestion, article: Article) -> bool:
        """Say whether the assistant surely answers, and with the sentence that the question was made from.

        Two questions ask the same if the answer to one quotes what the other was made from.
        """
        if any(_holds(quote, article, draft) for quote in self._told):
            return False
        self._left -= 1
        answer = self._assistant.ask(draft.text, filters=self._filters)
        threshold = self._assistant.settings.threshold
        if not answer.quotes or answer.confidence < threshold + (1 - threshold) * _SURE:
            return False
        quotes = [citation.quote for citation in answer.quotes]
        asks_again = any(_holds(quote, *asked) for quote in quotes for asked in self._asked)
        if asks_again or not _holds(quotes[0], article, draft):
            return False
        self._asked.append((article, draft))
        self._told += quotes
        return True


def _holds(quote: Quote, article: Article, draft: DraftQuestion) -> bool:
    """Say whether a quote holds some of the sentence that a question was made from."""
    return quote.article_id == article.id and quote.start < draft.span.end and draft.span.start < quote.end


def _select_entries(entries: Sequence[Entry], article_ids: Sequence[str] | None) -> Iterator[Entry]:
    """Yield the articles to look at: English as far as is known, and no more of them than are soon read."""
    wanted = None if article_ids is None else set(article_ids)
    listed = [
        entry
        for entry in put_own_first(entries)
        if (wanted is None or entry.id in wanted) and (entry.source.language or "en").lower().startswith("en")
    ]
    rest, passages = listed[_NEWEST:], 0
    for entry in listed[:_NEWEST] + rest[:: max(1, -(-len(rest) // _SPREAD))]:
        if passages + entry.passages <= _MOST_PASSAGES:
            passages += entry.passages
            yield entry
    if not passages:
        yield from listed[:1]


def put_own_first(entries: Sequence[Entry]) -> list[Entry]:
    """Return articles in their order, the built-in samples behind a person's own."""
    return sorted(entries, key=lambda entry: is_sample(entry.source))
