"""The library: the list of articles, files on their way into it, and what came of a change."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from index import Entry
from qa.cite.nesting import nest
from qa.rendering.dates import format_date
from qa.rendering.hypertext import escape, isolate, render_sentence
from qa.searching.found_places import FoundPlace
from qa.web.html.library_found_html import render_found
from qa.web.html.text_html import choose_marks, format_count

# What the list can be sorted by: the name that the page sends, and its heading.
COLUMNS = (
    ("title", "Article"),
    ("publisher", "Publisher"),
    ("published", "Date"),
    ("words", "Words"),
    ("added", "Added"),
)
_NONE = "No articles are here."
_PICK_ALL = (
    '<th scope="col" class="pq-library-pick"><span class="pq-unseen">Select</span>'
    '<input type="checkbox" data-pick="all" aria-label="Select all that are listed"></th>'
)


@dataclass(frozen=True, slots=True)
class Order:
    """How the list is sorted."""

    column: str = "published"
    falling: bool = True


@dataclass(frozen=True, slots=True)
class ListedArticles:
    """A page of the list: its articles in their order, the number of those before it, and of all that pass.

    `places` are what was found in the articles' texts by the words that are `wanted`, `tags` those of the library.
    """

    entries: Sequence[Entry]
    total: int
    before: int = 0
    wanted: str = ""
    places: Mapping[str, Sequence[FoundPlace]] = field(default_factory=dict)
    tags: Sequence[str] = ()


def render_articles(listed: ListedArticles, order: Order) -> str:
    """Return a page of the list, with what can be done with several articles at once."""
    heading = f"<h2>{format_count(listed.total, 'article')}</h2>"
    if not listed.entries:
        before, after = choose_marks(listed.wanted)
        hint = f"No title, author, publisher or text has {before}<bdi>{escape(listed.wanted)}</bdi>{after} in it."
        return f'<div class="pq-library">{heading}<p class="pq-hint">{hint if listed.wanted else _NONE}</p></div>'
    heads = "".join(_render_head(column, label, order) for column, label in COLUMNS)
    rows = "".join(_render_row(entry, listed.places.get(entry.id, ())) for entry in listed.entries)
    return (
        f'<div class="pq-library">{heading}<table><thead><tr>{_PICK_ALL}{heads}'
        '<th scope="col"><span class="pq-unseen">Change</span></th></tr></thead>'
        f"<tbody>{rows}</tbody></table>{_render_pages(listed)}{_render_picked(listed.tags)}</div>"
    )


def _render_pages(listed: ListedArticles) -> str:
    """Return which part of the list this is, with the ways to the others; empty if it is all of it."""
    first, last = listed.before + 1, listed.before + len(listed.entries)
    if len(listed.entries) == listed.total:
        return ""
    ways = (("Previous", "back", first > 1), ("Next", "on", last < listed.total))
    buttons = "".join(
        f'<button type="button" class="pq-do" data-send="library_page" data-step="{step}"'
        f"{'' if there else ' disabled'}>{label}</button>"
        for label, step, there in ways
    )
    return (
        f'<nav class="pq-library-pages" aria-label="Pages"><span>{first:,}–{last:,} of {listed.total:,}</span>'
        f"{buttons}</nav>"
    )


def _render_picked(tags: Sequence[str]) -> str:
    """Return what can be done with the articles that are picked: library_picked.js shows it when there are any."""
    options = "".join(f'<option value="{escape(tag)}"></option>' for tag in tags)
    return (
        '<div class="pq-library-picked" role="group" aria-label="Selected articles" hidden>'
        '<output class="pq-library-count"></output>'
        '<input type="text" list="pq-library-tags" maxlength="80" aria-label="Tag" placeholder="Tag" '
        f'autocomplete="off"><datalist id="pq-library-tags">{options}</datalist>'
        '<button type="button" data-pick="tag">Tag</button><button type="button" data-pick="untag">Untag</button>'
        '<button type="button" data-pick="remove">Remove</button>'
        '<button type="button" data-pick="clear">Deselect</button></div>'
    )


def _render_head(column: str, label: str, order: Order) -> str:
    here = order.column == column
    state = f' aria-sort="{"descending" if order.falling else "ascending"}"' if here else ""
    return (
        f'<th scope="col" class="pq-col-{column}"{state}>'
        f'<button type="button" data-send="library_sort" data-column="{column}">{label}</button></th>'
    )


def _render_row(entry: Entry, places: Sequence[FoundPlace]) -> str:
    source, key, title = entry.source, escape(entry.id), escape(entry.title)
    authors = f'<div class="pq-meta" dir="auto">{escape(", ".join(source.authors))}</div>' if source.authors else ""
    tags = "".join(f'<li dir="auto">{escape(tag)}</li>' for tag in entry.tags)
    tagged = f'<ul class="pq-library-tags" aria-label="Tags">{tags}</ul>' if tags else ""
    said = render_sentence(entry.remark or "")
    remark = f'<p class="pq-library-remark" dir="auto">{said}</p>' if entry.remark else ""
    more = f'<tr class="pq-library-more"><td colspan="7">{render_found(places)}</td></tr>' if places else ""
    return (
        '<tr><td class="pq-library-pick">'
        f'<input type="checkbox" data-id="{key}" aria-label="Select {title}"></td>'
        '<td class="pq-name">'
        f'<button type="button" class="pq-title" data-send="reader_open" data-id="{key}" dir="auto">{title}</button>'
        f"{authors}{tagged}{remark}</td>"
        f'<td data-name="Publisher" dir="auto">{escape(source.publisher or "")}</td>'
        f'<td data-name="Date" class="pq-date">{escape(format_date(source.published or ""))}</td>'
        f'<td data-name="Words" class="pq-count">{entry.word_count:,}</td>'
        f'<td data-name="Added" class="pq-date">{escape(format_date(entry.added[:10]))}</td>'
        '<td class="pq-act">'
        f'<button type="button" data-send="library_details" data-id="{key}" aria-label="Details of {title}">'
        "Details</button>"
        f'<button type="button" data-send="library_remove" data-id="{key}" aria-label="Remove {title}">Remove</button>'
        f"</td></tr>{more}"
    )


def render_removed(titles: Sequence[str], key: str) -> str:
    """Return that articles were removed, with the button that brings them back."""
    what = f"“{isolate(nest(titles[0]))}”" if len(titles) == 1 else format_count(len(titles), "article")
    return (
        f'<div class="pq-notice" role="status"><p dir="auto">Removed {what}. '
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
        f'<div class="pq-library-detail" data-article="{escape(entry.id)}"><h2>Details</h2>'
        '<p class="pq-hint">What you correct here is what citations say '
        f"from now on. It stays when the article is added again.</p><dl>{listed}</dl></div>"
    )
