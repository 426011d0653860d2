"""The library: the list of articles, files on their way into it, and what came of a change."""

from collections.abc import Sequence
from dataclasses import dataclass

from index import Entry
from qa.rendering.dates import format_date
from qa.rendering.hypertext import escape, isolate
from qa.web.html.text_html import format_count

# What the list can be sorted by: the name that the page sends, and its heading.
COLUMNS = (
    ("title", "Article"),
    ("publisher", "Publisher"),
    ("published", "Date"),
    ("words", "Words"),
    ("added", "Added"),
)


@dataclass(frozen=True, slots=True)
class Order:
    """How the list is sorted."""

    column: str = "published"
    falling: bool = True


def render_articles(entries: Sequence[Entry], total: int, wanted: str, order: Order) -> str:
    """Return the list of `entries`, out of `total` that pass the filter `wanted`, in their order."""
    heading = f"<h2>{format_count(total, 'article')}</h2>"
    if not entries:
        hint = (
            f"No title, author or publisher has “<bdi>{escape(wanted)}</bdi>” in it."
            if wanted
            else "There are no articles here yet."
        )
        return f'<div class="pq-library">{heading}<p class="pq-hint">{hint}</p></div>'
    more = f'<p class="pq-hint">The first {len(entries):,} are shown; search to find others.</p>'
    heads = "".join(_render_head(column, label, order) for column, label in COLUMNS)
    return (
        f'<div class="pq-library">{heading}{more if total > len(entries) else ""}<table><thead><tr>{heads}'
        '<th scope="col"><span class="pq-unseen">Change</span></th></tr></thead>'
        f"<tbody>{''.join(map(_render_row, entries))}</tbody></table></div>"
    )


def _render_head(column: str, label: str, order: Order) -> str:
    here = order.column == column
    state = f' aria-sort="{"descending" if order.falling else "ascending"}"' if here else ""
    return (
        f'<th scope="col" class="pq-col-{column}"{state}>'
        f'<button type="button" data-send="library_sort" data-column="{column}">{label}</button></th>'
    )


def _render_row(entry: Entry) -> str:
    source, key, title = entry.source, escape(entry.id), escape(entry.title)
    authors = f'<div class="pq-meta" dir="auto">{escape(", ".join(source.authors))}</div>' if source.authors else ""
    return (
        '<tr><td class="pq-name">'
        f'<button type="button" class="pq-title" data-send="reader_open" data-id="{key}" dir="auto">{title}</button>'
        f"{authors}</td>"
        f'<td data-name="Publisher" dir="auto">{escape(source.publisher or "")}</td>'
        f'<td data-name="Date" class="pq-date">{escape(format_date(source.published or ""))}</td>'
        f'<td data-name="Words" class="pq-count">{entry.word_count:,}</td>'
        f'<td data-name="Added" class="pq-date">{escape(format_date(entry.added[:10]))}</td>'
        '<td class="pq-act">'
        f'<button type="button" data-send="library_details" data-id="{key}" aria-label="Details of {title}">'
        "Details</button>"
        f'<button type="button" data-send="library_remove" data-id="{key}" aria-label="Remove {title}">Remove</button>'
        "</td></tr>"
    )


def render_removed(title: str, key: str) -> str:
    """Return that an article was removed, with the button that brings it back."""
    return (
        f'<div class="pq-notice" role="status"><p dir="auto">Removed “{isolate(title)}”. '
        f'<button type="button" class="pq-do pq-undo" data-send="library_restore" data-id="{escape(key)}">Undo</button>'
        "</p></div>"
    )


def render_details(entry: Entry) -> str:
    """Return what stands above the fields in which an article's details are corrected."""
    rows = (
        ("File", escape(entry.source.path or "")),
        ("Length", f"{format_count(entry.word_count, 'word')}, {format_count(entry.passages, 'passage')}"),
        ("Added", escape(format_date(entry.added[:10]))),
        ("Id", escape(entry.id)),
    )
    listed = "".join(f'<dt>{name}</dt><dd dir="auto">{value}</dd>' for name, value in rows if value)
    return (
        '<div class="pq-library-detail"><h2>Details</h2><p class="pq-hint">What you correct here is what citations say '
        f"from now on. It stays when the article is added again.</p><dl>{listed}</dl></div>"
    )
