"""Known persons: whether the articles tell of a name in a draft that it is a person's."""

import re
from collections.abc import Iterator

from corpus import Article
from index import Library
from index.words import stem_words
from qa.checking.attribution.draft_speakers import NamedSpeaker
from qa.checking.attribution.person_names import stands_in_full
from qa.english.saying_verbs import SAYING
from qa.english.word_lists import match_any

# Articles in which it is looked up.
_MOST_READ = 5
_SPEAKING = rf"(?:has |had |later |also )?(?:{match_any(SAYING)})\b"


def is_known_person(library: Library, named: NamedSpeaker, article: Article) -> bool:
    """Say whether the one who is named is certainly a person."""
    if named.is_full and not named.alone:
        return True
    articles = _list_naming(library, named.name, article)
    if named.is_full:
        return any(_speaks_in(named.name, other.text) for other in articles)
    return any(stands_in_full(named.name, other) for other in articles)


def _list_naming(library: Library, name: str, article: Article) -> Iterator[Article]:
    """Yield an article, and then others that have a name or its last word."""
    yield article
    listed = [library.find_by_words(stem_words(text)) for text in (name, name.split()[-1])]
    for id_ in dict.fromkeys(id_ for ids in listed for id_ in ids[:_MOST_READ]):
        yield library.article(id_)


def _speaks_in(name: str, text: str) -> bool:
    """Say whether a text has the first or the last word of a name as the subject of a verb of saying, or its source."""
    either = "|".join(re.escape(word) for word in (name.split()[0], name.split()[-1]))
    before_verb = rf"\b(?:{either})(?:, [^.;:“”\"]{{1,80}})?,? {_SPEAKING}"
    behind_verb = rf"\b(?:{_SPEAKING}|[Aa]ccording to) (?:\S+ ){{0,4}}(?:{either})\b"
    return bool(re.search(rf"{before_verb}|{behind_verb}", text))
