"""Why nothing is quoted: one plain sentence, true of what was found."""

import re
from collections.abc import Sequence

from index import Filters, Hit, Library
from index.words import STOP_WORDS, words
from qa.english.calendar import is_calendar_word
from qa.query.quoted_phrases import holds, literal
from qa.quote import Quote
from qa.reading.word_share import WordShare

# Below both of these the nearest passage is about something else: the share of the question's words in it and its
# title, and its cosine. One in forty questions of the tuning sets lies there, and two thirds of those of another set.
_RELATED_WORDS, _RELATED_COSINE = 0.6, 0.35
# What a question takes for granted: names, and numbers such as years.
_GRANTED = re.compile(r"\b(?:\d[\d.,]*\d|\d|[A-Z][\w’'-]*(?:\s+[A-Z][\w’'-]*)*)")
_NUMBER = re.compile(r"\b\d[\d.,]*\d\b")
_MOST_NAMED = 3


def reason(
    library: Library,
    question: str,
    hits: Sequence[Hit],
    nearest: Quote | None,
    filters: Filters,
    answered_elsewhere: bool,
) -> str:
    """Say why a question has no answer; `hits` are the nearest passages that pass the filters, `nearest` a sentence.

    `answered_elsewhere` is whether articles that do not pass them answer it.
    """
    if not hits:
        return "No article passes the filters." if filters else "The library is empty: add articles first."
    if answered_elsewhere:
        return "The articles that pass the filters do not answer this, but others in the library do."
    if not words(question):
        return "The question names nothing to look for: say what it is about."
    texts = [_titled(library, hit) for hit in hits]
    quoted = [phrase for phrase in literal(question) if not any(holds(text, [phrase]) for text in texts)]
    if quoted:
        return f"No article that was searched holds the words {_listed(quoted)}."
    if not _related(library, question, hits, texts):
        return "Nothing in the articles seems to be about this."
    if missing := _missing(question, texts):
        if nearest and (other := _told_instead(library, question, missing, nearest)):
            return f"The question says “{missing[0]}”, the nearest passage “{other}”."
        return f"The nearest passages say nothing of {_listed(missing)}."
    return "The articles touch on this, but no passage answers it surely."


def _titled(library: Library, hit: Hit) -> str:
    article = library.article(hit.passage.article_id)
    return f"{article.title}\n{hit.passage.text_in(article)}"


def _related(library: Library, question: str, hits: Sequence[Hit], texts: Sequence[str]) -> bool:
    share = WordShare(library.word_weights(words(question)))
    held = max(share(words(text)) for text in texts)
    return held >= _RELATED_WORDS or max(hit.cosine for hit in hits) >= _RELATED_COSINE


def _missing(question: str, texts: Sequence[str]) -> list[str]:
    """Return the names and numbers of the question that no text holds, in any form of their words."""
    if question.isupper():  # capitals tell no names there
        return []
    opening, _, rest = question.partition(" ")
    named = [match[0] for match in _GRANTED.finditer(rest if opening.casefold() in STOP_WORDS else question)]
    held = {word for text in texts for word in words(text)}
    # A question that opens with a word of its own names nothing by that, and dates are written in several ways.
    told = [name for name in dict.fromkeys(named) if name != opening and not _is_of_date(name)]
    return [name for name in told if (its := set(words(name))) and not its & held]


def _is_of_date(name: str) -> bool:
    """Say whether a name is of months, weekdays and seasons only: "June", "September's", "Monday"."""
    parts = re.findall(r"[^\W\d_]{2,}", name)
    return bool(parts) and all(is_calendar_word(part) for part in parts)


def _told_instead(library: Library, question: str, missing: Sequence[str], nearest: Quote) -> str | None:
    """Return the one number of like kind that a sentence about all else that is asked has in place of a missing one."""
    if len(missing) != 1 or not _NUMBER.fullmatch(missing[0]):
        return None
    article = library.article(nearest.article_id)
    sentence = article.text[nearest.start : nearest.end]
    rest = words(question.replace(missing[0], " "))
    share = WordShare(library.word_weights(rest))
    alike = {n for n in _NUMBER.findall(sentence) if len(n) == len(missing[0]) and n not in question}
    told_of = share(words(f"{article.title}\n{sentence}")) >= _RELATED_WORDS
    return alike.pop() if told_of and len(alike) == 1 else None


def _listed(told: Sequence[str]) -> str:
    shown = [f"“{one}”" for one in told[:_MOST_NAMED]]
    return " or ".join([", ".join(shown[:-1]), shown[-1]] if len(shown) > 1 else shown)
