"""Refusals: one plain sentence says why nothing is quoted, and is true of the library."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from index import Filters, Hit, Library
from index.titled_passage import read_titled
from index.words import STOP_WORDS, stem_words
from qa.english.calendar import ANY_MONTH, is_calendar_word
from qa.query.quoted_phrases import list_required, stands_in
from qa.quote import Quote
from qa.reading.word_share import WordShare

# A nearest passage below both of these is about something else: the share of the question's words that it and its
# title hold, and its cosine. One in forty questions of the tuning sets lies there, and two thirds of another set's.
_RELATED_WORDS, _RELATED_COSINE = 0.6, 0.35
# What a question takes for granted: names, also those with a number in small letters, and numbers such as years.
_GRANTED = re.compile(r"\b(?:[a-z]+-?\d+\b|(?:\d[\d.,]*\d|\d)(?!\w)|[A-Z][\w’'-]*(?:\s+[A-Z][\w’'-]*)*)")
_NUMBER = re.compile(r"\b\d[\d.,]*\d\b")
_WORD_OF_NAME = re.compile(r"\b[A-Z][\w-]*\w")
# The number of a day beside its month.
_DAY = re.compile(
    rf"\b(?:(?P<before>\d{{1,2}})(?:st|nd|rd|th)? (?:of )?)?(?:{ANY_MONTH})\b\.?(?: (?P<behind>\d{{1,2}})\b)?"
)
_MOST_NAMED = 3


class OtherName(NamedTuple):
    """A name that a question asks about, and the one that a passage holds instead."""

    asked: str
    held: str


def explain_refusal(
    library: Library,
    question: str,
    hits: Sequence[Hit],
    nearest: Quote | None,
    filters: Filters,
    answered_elsewhere: bool,
) -> str:
    """Return why a question has no answer.

    `hits` are the nearest passages that pass the filters, `nearest` is the nearest sentence. `answered_elsewhere` is
    whether articles that do not pass the filters answer the question.
    """
    if not hits:
        return "No article passes the filters." if filters else "The library is empty: add articles first."
    if answered_elsewhere:
        return "The articles that pass the filters do not answer this, but others in the library do."
    if not stem_words(question):
        return "The question names nothing to look for: say what it is about."
    texts = [read_titled(library, hit) for hit in hits]
    unheld = [phrase for phrase in list_required(question) if not any(stands_in(text, [phrase]) for text in texts)]
    if unheld:
        return f"No article that was searched holds the words {_list_quoted(unheld)}."
    if nearest and (other := find_other_name(library, question, texts, nearest)):
        return f"The question says “{other.asked}”, the nearest passage “{other.held}”."
    share = _measure_share(library, question, texts)
    is_related = share >= _RELATED_WORDS or max(hit.cosine for hit in hits) >= _RELATED_COSINE
    searched = "articles that pass the filters" if filters else "articles"
    if not is_related and not share:
        return f"Nothing in the {searched} seems to be about this."
    if missing := _find_missing(question, texts):
        if nearest and (number := _find_other_number(library, question, missing, nearest)):
            return f"The question says “{missing[0]}”, the nearest passage “{number}”."
        return f"The nearest passages say nothing of {_list_quoted(missing)}."
    if not is_related:
        passage = "passage of these articles" if filters else "passage"
        return f"No {passage} answers this: the nearest hold only some of its words."
    return f"The {searched} touch on this, but no passage answers it surely."


def find_other_name(library: Library, question: str, texts: Sequence[str], answering: Quote) -> OtherName | None:
    """Return a name of the question that no passage holds, and the name in a sentence that differs in one letter.

    A name such as "MX-22" differs in its digits. `texts` are the passages.
    """
    missing = _find_missing(question, texts)
    if not missing:
        return None
    article = library.article(answering.article_id)
    sentence = f"{article.title}\n{article.text[answering.start : answering.end]}"
    held = dict.fromkeys(_WORD_OF_NAME.findall(sentence))
    pairs = ((name, other) for phrase in missing for name in phrase.split() for other in held)
    return next((OtherName(name, other) for name, other in pairs if _is_nearly(name, other)), None)


def _is_nearly(name: str, other: str) -> bool:
    """Say whether two names differ in one letter that is not their first, or in digits alone."""
    pairs = zip(name.casefold(), other.casefold(), strict=False)
    differing = [at for at, (mine, theirs) in enumerate(pairs) if mine != theirs]
    if len(name) != len(other) or not differing or 0 in differing:
        return False
    if any(char.isdigit() for char in name):
        return name[0].isalpha() and all(name[at].isdigit() and other[at].isdigit() for at in differing)
    return len(differing) == 1 and name.isalpha() and other.isalpha()


def _measure_share(library: Library, question: str, texts: Sequence[str]) -> float:
    """Return the share of the question's words that the text with the most of them holds."""
    share = WordShare(library.weigh_words(stem_words(question)))
    return max(share(stem_words(text)) for text in texts)


def _find_missing(question: str, texts: Sequence[str]) -> list[str]:
    """Return the names and numbers of the question that no text holds, in any form of their words."""
    if question.isupper():  # its capitals mark no names
        return []
    opening, _, rest = question.partition(" ")
    granted = [match[0] for match in _GRANTED.finditer(rest if opening.casefold() in STOP_WORDS else question)]
    # The word that opens a question is no name for its capital, and dates are written in several ways.
    dated = {text for match in _DAY.finditer(question) for text in (match["before"], match["behind"]) if text}
    names = [name for name in dict.fromkeys(granted) if name != opening and not _is_of_date(name) and name not in dated]
    held = {word for text in texts for word in stem_words(text)} if names else set()
    return [name for name in names if stem_words(name) and _is_missing(stem_words(name), held)]


def _is_missing(words: Sequence[str], held: set[str]) -> bool:
    """Say whether all words of a name are missing, or the number that tells it from others, as in "MX-22"."""
    return held.isdisjoint(words) or any(word.isdigit() and word not in held for word in words)


def _is_of_date(name: str) -> bool:
    """Say whether a name is of months, weekdays and seasons only: "June", "September's", "Monday"."""
    parts = re.findall(r"[^\W\d_]{2,}", name)
    return bool(parts) and all(is_calendar_word(part) for part in parts)


def _find_other_number(library: Library, question: str, missing: Sequence[str], nearest: Quote) -> str | None:
    """Return the number that a sentence has in place of the missing one.

    It is the only one of as many digits, in a sentence about all else that is asked.
    """
    if len(missing) != 1 or not _NUMBER.fullmatch(missing[0]):
        return None
    article = library.article(nearest.article_id)
    sentence = article.text[nearest.start : nearest.end]
    rest = stem_words(question.replace(missing[0], " "))
    share = WordShare(library.weigh_words(rest))
    numbers = {n for n in _NUMBER.findall(sentence) if len(n) == len(missing[0]) and n not in question}
    is_of_the_rest = share(stem_words(f"{article.title}\n{sentence}")) >= _RELATED_WORDS
    return numbers.pop() if is_of_the_rest and len(numbers) == 1 else None


def _list_quoted(names: Sequence[str]) -> str:
    shown = [f"“{name}”" for name in names[:_MOST_NAMED]]
    return " or ".join([", ".join(shown[:-1]), shown[-1]] if len(shown) > 1 else shown)
