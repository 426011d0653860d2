"""What was found in the text of an article of the list: sentences, the words marked, that open it at their place."""

from collections.abc import Iterator, Sequence

from qa.rendering.hypertext import escape
from qa.searching.found_places import FoundPlace
from qa.web.html.text_html import enclose_words

# Places of one article that are shown; the reader view finds all of them.
MOST = 3


def render_found(places: Sequence[FoundPlace]) -> str:
    """Return the first MOST places of one article, the best of all, in the order of its text."""
    shown = sorted(places[:MOST], key=lambda place: place.span)
    listed = "".join(f"<li>{_render_place(place)}</li>" for place in shown)
    more = '<p class="pq-meta">and elsewhere in this article</p>' if len(places) > MOST else ""
    return f'<ul class="pq-library-found">{listed}</ul>{more}'


def _render_place(place: FoundPlace) -> str:
    (start, end), (first, last) = place.within, place.span
    before, after = "… " if first > start else "", " …" if last < end else ""
    return (
        f'<button type="button" class="pq-library-place" data-send="reader_open" data-id="{escape(place.article.id)}" '
        f'data-start="{start}" data-end="{end}" dir="auto">{before}'
        f"{enclose_words(place.article.text[first:last], ''.join(_render_words(place)))}{after}</button>"
    )


def _render_words(place: FoundPlace) -> Iterator[str]:
    """Yield the letters of a place, as they stand in the article, with the words marked."""
    text, reached = place.article.text, place.span.start
    for start, end in place.words:
        yield escape(text[reached:start])
        yield f"<mark>{escape(text[start:end])}</mark>"
        reached = end
    yield escape(text[reached : place.span.end])
