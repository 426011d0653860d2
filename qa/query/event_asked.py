"""Times that a question tells by an event: "before the election", "since the treaty"."""

import re
from datetime import date

from index import Filters, Library
from index.words import words
from qa.english.periods import Period
from qa.english.times import Time, find_times
from qa.query.time_asked import TimeAsked

# What happens on a day. "During" one of them needs no day: what tells of it holds its name.
_EVENTS = (
    "election referendum vote ballot war battle invasion attack strike treaty pact agreement deal summit meeting visit "
    "trial verdict ruling crisis crash eruption earthquake flood fire storm hurricane outbreak epidemic pandemic "
    "revolution coup uprising merger launch landing opening closure death birth wedding funeral resignation "
    "inauguration coronation ceasefire armistice accident disaster explosion protests? game match final tournament "
    "speech announcement independence"
).replace(" ", "|")
_BY_EVENT = re.compile(
    rf"\b(?P<how>before|after|since|until)\s+(?P<event>(?:the|his|her|its|their)\s+(?:[\w’'-]+\s+){{0,4}}?"
    rf"(?:{_EVENTS})\b(?:\s+(?:of|in|at|on|between)\s+[^,;.?!]{{2,50}})?)",
    re.IGNORECASE,
)
# Passages in which the event's day is looked for.
_READ = 5
# A longer period than this does not date an event.
_LONGEST = 4 * 366


def by_event(library: Library, question: str, today: date, filters: Filters) -> TimeAsked | None:
    """Return the time that a question tells by an event, if one passage dates it; None if it tells none, or no day.

    What dates an event is a sentence of the passages found for it that holds all its words and one time.
    """
    match = _BY_EVENT.search(question)
    named = words(match["event"]) if match else []
    if not match or not named:
        return None
    for hit in library.search(match["event"], _READ, filters):
        article = library.article(hit.passage.article_id)
        for start, end in hit.passage.sentences:
            sentence = article.text[start:end]
            told = find_times(sentence) if set(named) <= set(words(sentence)) else ()
            if len(told) == 1 and (period := _around(told[0], match["how"].lower())):
                return TimeAsked(today.toordinal(), period)
    return None


def _around(told: Time, how: str) -> Period | None:
    """Return the period before or since a time that is told exactly enough."""
    first, last = told.period.start, told.period.end
    if told.is_life or first is None or last is None or last - first > _LONGEST:
        return None
    return Period(None, first) if how in ("before", "until") else Period(first, None)
