"""Glance: what an article is about, who speaks in it and when, and the dates that it tells."""

from dataclasses import dataclass

from corpus import Article, Span
from qa.answering.leads import find_lead
from qa.english.date_mentions import DateMention, find_dates
from qa.rendering.dates import format_date
from qa.speech import SpeakerCount, count_speakers
from qa.speech.article_paragraphs import list_paragraphs


@dataclass(frozen=True, slots=True)
class ToldDate:
    """A date that an article tells, as people read it, and where it is told first."""

    shown: str
    place: Span


@dataclass(frozen=True, slots=True)
class Glance:
    """An article at a glance. The lead is a sentence, None without prose; dates are in the order of time."""

    lead: Span | None
    speakers: tuple[SpeakerCount, ...]
    dates: tuple[ToldDate, ...]


def make_glance(article: Article) -> Glance:
    """Return an article at a glance: it reads all of it, by the rules for English."""
    return Glance(find_lead(article), tuple(count_speakers(article)), tuple(_list_dates(article)))


def _list_dates(article: Article) -> list[ToldDate]:
    """Return the dates whose year is known, each where it is told first."""
    told: dict[str, tuple[tuple[int, int, int], ToldDate]] = {}
    for start, end in list_paragraphs(article):
        text = article.text[start:end]
        for mention in find_dates(text, article.source.published):
            date = mention.date
            if date.first_year is not None and not mention.is_vague:
                shown = _show_date(mention, text)
                first = ToldDate(shown, Span(start + mention.start, start + mention.end))
                told.setdefault(shown, ((date.first_year, date.first_month or 0, date.day or 0), first))
    return [date for _, date in sorted(told.values(), key=lambda each: each[0])]


def _show_date(mention: DateMention, text: str) -> str:
    """Return a day, a month or a year as every date is shown, and anything else as it is written."""
    date = mention.date
    if not date.is_one_year or date.first_month != date.last_month:
        return text[mention.start : mention.end]
    parts = (f"{date.first_year:04}", *(f"{part:02}" for part in (date.month, date.day) if part))
    return format_date("-".join(parts))
