"""The filters of the next question: the pickers of days beside their dates, and chips that take them away."""

from collections.abc import Sequence

from qa.rendering.hypertext import escape, isolate


def render_chips(
    first: str, last: str, publishers: Sequence[str], tags: Sequence[str], article: tuple[str, str] | None
) -> str:
    """Return a chip for each filter that is set; `article` is the id and title of the only one that is asked."""
    chips = [
        *([_render_chip("only", "", f"Only {isolate(article[1])}", article[1])] if article else []),
        *([_render_chip("first", "", f"From {isolate(first)}", f"from {first}")] if first else []),
        *([_render_chip("last", "", f"To {isolate(last)}", f"to {last}")] if last else []),
        *(_render_chip("publisher", name, isolate(name), name) for name in publishers),
        *(_render_chip("tag", tag, f"Tagged {isolate(tag)}", f"tagged {tag}") for tag in tags),
    ]
    return f'<ul class="pq-filters-chips" aria-label="Filters">{"".join(chips)}</ul>' if chips else ""


def render_day_picker(label: str) -> str:
    """Return the button that opens the browser's own calendar, and the field whose calendar that is."""
    return (
        f'<input type="date" tabindex="-1" aria-hidden="true" aria-label="{escape(label)}: day">'
        f'<button type="button" class="pq-icon pq-filters-day" title="Choose a day" '
        f'aria-label="{escape(label)}: choose a day"></button>'
    )


def _render_chip(name: str, value: str, shown: str, said: str) -> str:
    return (
        f'<li><span dir="auto">{shown}</span><button type="button" data-send="filters_drop" data-name="{name}" '
        f'data-value="{escape(value)}" aria-label="Remove the filter {escape(said)}">×</button></li>'
    )
