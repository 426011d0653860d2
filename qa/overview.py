"""Overview: what an article opens with, who speaks in it and when, and the dates that it tells."""

from dataclasses import dataclass

from corpus import Article, Span
from corpus.sentences import split_sentences
from qa.english.date_mentions import DateMention, find_dates
from qa.reading.sentence_kind import SentenceKind, classify_sentence
from qa.rendering.dates import format_date
from qa.speech import SpeakerCount, count_speakers
from qa.speech.article_paragraphs import list_paragraphs

# Characters: after a first sentence that is shorter, the second one belongs to the lead, too.
_SHORT = 120


@dataclass(frozen=True, slots=True)
class ToldDate:
    """A date that an article tells, as people read it, and where it is told first."""

    shown: str
    place: Span


@dataclass(frozen=True, slots=True)
class Overview:
    """An article at a glance. The lead is whole sentences, None without prose; dates are in the order of time."""

    lead: Span | None
    speakers: tuple[SpeakerCount, ...]
    dates: tuple[ToldDate, ...]


def make_overview(article: Article) -> Overview:
    """Return the overview of an article: it reads all of it, by the rules for English."""
    return Overview(_find_lead(article), tuple(count_speakers(article)), tuple(_list_dates(article)))


def _find_lead(article: Article) -> Span | None:
    """Return the first sentence of prose, with the next one of its paragraph if it is short."""
    for start, end in list_paragraphs(article):
        sentences = [Span(start + first, start + last) for first, last in split_sentences(article.text[start:end])]
        prose = [each for each in sentences if classify_sentence(article.text, each) is SentenceKind.PROSE]
        if prose:
            first, last = prose[0], prose[min(1, len(prose) - 1)]
            return Span(first.start, last.end if first.end - first.start < _SHORT else first.end)
    return None


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
