"""The library: the list of articles, files on their way into it, and what came of a change."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from corpus import Problem
from index import Entry
from qa.rendering.dates import format_date
from qa.rendering.hypertext import escape, isolated
from qa.web.html.text import counted, sentence

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


def shelf(entries: Sequence[Entry], total: int, wanted: str, order: Order) -> str:
    """Return the list of `entries`, out of `total` that pass the filter `wanted`, in their order."""
    heading = f"<h2>{counted(total, 'article')}</h2>"
    if not entries:
        hint = (
            f"No title, author or publisher has “<bdi>{escape(wanted)}</bdi>” in it."
            if wanted
            else "There are no articles here yet."
        )
        return f'<div class="pq-shelf">{heading}<p class="pq-hint">{hint}</p></div>'
    more = f'<p class="pq-hint">The first {len(entries):,} are shown; search to find others.</p>'
    heads = "".join(_head(column, label, order) for column, label in COLUMNS)
    return (
        f'<div class="pq-shelf">{heading}{more if total > len(entries) else ""}<table><thead><tr>{heads}'
        '<th scope="col"><span class="pq-unseen">Change</span></th></tr></thead>'
        f"<tbody>{''.join(map(_row, entries))}</tbody></table></div>"
    )


def _head(column: str, label: str, order: Order) -> str:
    here = order.column == column
    state = f' aria-sort="{"descending" if order.falling else "ascending"}"' if here else ""
    return (
        f'<th scope="col" class="pq-col-{column}"{state}>'
        f'<button type="button" data-send="sort" data-column="{column}">{label}</button></th>'
    )


def _row(entry: Entry) -> str:
    source, key, title = entry.source, escape(entry.id), escape(entry.title)
    authors = f'<div class="pq-meta" dir="auto">{escape(", ".join(source.authors))}</div>' if source.authors else ""
    return (
        f'<tr><td class="pq-name"><button type="button" class="pq-title" data-send="read" data-id="{key}" dir="auto">'
        f"{escape(entry.title)}</button>{authors}</td>"
        f'<td data-name="Publisher" dir="auto">{escape(source.publisher or "")}</td>'
        f'<td data-name="Date" class="pq-date">{escape(format_date(source.published or ""))}</td>'
        f'<td data-name="Words" class="pq-count">{entry.word_count:,}</td>'
        f'<td data-name="Added" class="pq-date">{escape(format_date(entry.added[:10]))}</td>'
        f'<td class="pq-act"><button type="button" data-send="detail" data-id="{key}" aria-label="Details of {title}">'
        f'Details</button><button type="button" data-send="remove" data-id="{key}" aria-label="Remove {title}">Remove'
        "</button></td></tr>"
    )


State = Literal["waiting", "reading", "done", "failed", "stopped"]


@dataclass(frozen=True, slots=True)
class FileRow:
    """A file on its way into the library: how far it is (0 to 1), what came of it, and what was wrong with it."""

    key: str
    name: str
    state: State = "waiting"
    share: float = 0.0
    line: str = "waiting"
    problems: tuple[Problem, ...] = ()


def files(rows: Sequence[FileRow]) -> str:
    """Return a progress bar for each file, with what was wrong beside it; in the end a summary."""
    busy = any(row.state in ("waiting", "reading") for row in rows)
    stop = '<button type="button" class="pq-do" data-send="cancel" data-id="">Cancel all</button>'
    head = f'<p class="pq-files-head"><span>{_summary(rows)}</span>{stop if busy and len(rows) > 1 else ""}</p>'
    shown = "".join(map(_file, rows))
    return (
        f'<div class="pq-files" role="{"group" if busy else "status"}" aria-label="Files">{head}<ul>{shown}</ul></div>'
    )


def _summary(rows: Sequence[FileRow]) -> str:
    waiting = sum(row.state in ("waiting", "reading") for row in rows)
    if waiting:
        return f"Adding {counted(len(rows), 'file')}, {waiting} to go"
    failed, stopped = (sum(row.state == state for row in rows) for state in ("failed", "stopped"))
    done = len(rows) - failed - stopped
    told = [
        f"{done} of {counted(len(rows), 'file')} read" if failed or stopped else f"{counted(len(rows), 'file')} read"
    ]
    told += [f"{failed} could not be read" if failed else "", f"{stopped} cancelled" if stopped else ""]
    return ", ".join(part for part in told if part)


def _file(row: FileRow) -> str:
    bar, act = "", ""
    if row.state in ("waiting", "reading"):
        value = f' value="{row.share:.3f}"' if row.share or row.state == "waiting" else ""
        bar = f'<progress aria-label="{escape(row.name)}" max="1"{value}></progress>'
        act = (
            f'<button type="button" class="pq-do" data-send="cancel" data-id="{escape(row.key)}" '
            f'aria-label="Cancel {escape(row.name)}">Cancel</button>'
        )
    wrong = "".join(
        f'<p class="pq-wrong" dir="auto">{_where(problem, row)}{escape(sentence(problem.message))}</p>'
        for problem in row.problems
    )
    return (
        f'<li class="pq-{row.state}"><p class="pq-file"><bdi>{escape(row.name)}</bdi>'
        f'<span dir="auto">{escape(row.line)}</span>{act}</p>{bar}{wrong}</li>'
    )


def _where(problem: Problem, row: FileRow) -> str:
    """Return the line that a problem stands in; its file is named above it."""
    line = problem.where.removeprefix(f"{row.name}:")
    return f"Line {escape(line)}: " if line != problem.where and line.isdigit() else ""


def removed(title: str, key: str) -> str:
    """Return that an article was removed, with the button that brings it back."""
    return (
        f'<div class="pq-report" role="status"><p dir="auto">Removed “{isolated(title)}”. '
        f'<button type="button" class="pq-do pq-undo" data-send="restore" data-id="{escape(key)}">Undo</button>'
        "</p></div>"
    )


def report(line: str, *, wrong: bool = False) -> str:
    """Return what became of a change to the library."""
    kind = "pq-report pq-wrong" if wrong else "pq-report"
    return f'<div class="{kind}" role="status"><p dir="auto">{escape(sentence(line))}</p></div>' if line else ""


def detail(entry: Entry) -> str:
    """Return what stands above the fields in which an article's details are corrected."""
    rows = (
        ("File", escape(entry.source.path or "")),
        ("Length", f"{counted(entry.word_count, 'word')}, {counted(entry.passages, 'passage')}"),
        ("Added", escape(format_date(entry.added[:10]))),
        ("Id", escape(entry.id)),
    )
    told = "".join(f'<dt>{name}</dt><dd dir="auto">{value}</dd>' for name, value in rows if value)
    return (
        '<div class="pq-detail"><h2>Details</h2><p class="pq-hint">What you correct here is what citations say from '
        f"now on. It stays when the article is added again.</p><dl>{told}</dl></div>"
    )
