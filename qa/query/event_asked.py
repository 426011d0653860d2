"""Times that a question gives by an event: "before the election", "since the treaty"."""

import re
from datetime import date

from index import Filters, Library
from index.words import stem_words
from qa.english.periods import Period
from qa.english.times import Time, find_times
from qa.query.time_asked import TimeAsked

# What happens on a day. A question with "during" needs no day: the passages that answer it name the event.
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
# In so many passages the event's day is looked for.
_PASSAGES = 5
# A longer period than this does not date an event.
_LONGEST = 4 * 366


def find_event_asked(library: Library, question: str, today: date, filters: Filters) -> TimeAsked | None:
    """Return the time that a question gives by an event; None if it names no event, or no passage dates it.

    A sentence dates an event if it holds all its words and exactly one time.
    """
    match = _BY_EVENT.search(question)
    event_words = stem_words(match["event"]) if match else []
    if not match or not event_words:
        return None
    for hit in library.search(match["event"], _PASSAGES, filters):
        article = library.article(hit.passage.article_id)
        for start, end in hit.passage.sentences:
            sentence = article.text[start:end]
            times = find_times(sentence) if set(event_words) <= set(stem_words(sentence)) else ()
            if len(times) == 1 and (period := _bound_by(times[0], match["how"].lower())):
                return TimeAsked(today.toordinal(), period)
    return None


def _bound_by(time: Time, how: str) -> Period | None:
    """Return the period before or since a time; None if the time is no short period."""
    first, last = time.period.start, time.period.end
    if time.is_life or first is None or last is None or last - first > _LONGEST:
        return None
    return Period(None, first) if how in ("before", "until") else Period(first, None)
