"""Files and pages on their way into the library, each with its progress and what was wrong with it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from corpus import Problem
from qa.rendering.hypertext import escape, render_sentence
from qa.web.html.text_html import format_count

FileState = Literal["waiting", "reading", "done", "failed", "stopped"]


@dataclass(frozen=True, slots=True)
class FileRow:
    """A file or page on its way into the library: how far it is (0 to 1), what came of it, what was wrong with it."""

    key: str
    name: str
    state: FileState = "waiting"
    share: float = 0.0
    line: str = "waiting"
    problems: tuple[Problem, ...] = ()


def render_files(rows: Sequence[FileRow], noun: str = "file") -> str:
    """Return a progress bar for each row, called by a `noun`, and what was wrong with it; in the end a summary."""
    busy = any(row.state in ("waiting", "reading") for row in rows)
    stop = '<button type="button" class="pq-do" data-send="library_cancel" data-id="">Cancel all</button>'
    act = stop if busy and len(rows) > 1 else ""
    head = f'<p class="pq-library-files-head"><span>{_sum_up(rows, noun)}</span>{act}</p>'
    shown = "".join(map(_render_file, rows))
    role = "group" if busy else "status"
    return f'<div class="pq-library-files" role="{role}" aria-label="{noun.capitalize()}s">{head}<ul>{shown}</ul></div>'


def _sum_up(rows: Sequence[FileRow], noun: str) -> str:
    waiting = sum(row.state in ("waiting", "reading") for row in rows)
    if waiting:
        return f"Adding {format_count(len(rows), noun)}, {waiting} to go"
    failed, stopped = (sum(row.state == state for row in rows) for state in ("failed", "stopped"))
    done = len(rows) - failed - stopped
    parts = [
        f"{done} of {format_count(len(rows), noun)} read"
        if failed or stopped
        else f"{format_count(len(rows), noun)} read"
    ]
    parts += [f"{failed} could not be read" if failed else "", f"{stopped} cancelled" if stopped else ""]
    return ", ".join(part for part in parts if part)


def _render_file(row: FileRow) -> str:
    bar, act = "", ""
    if row.state in ("waiting", "reading"):
        value = f' value="{row.share:.3f}"' if row.share or row.state == "waiting" else ""
        bar = f'<progress aria-label="{escape(row.name)}" max="1"{value}></progress>'
        act = (
            f'<button type="button" class="pq-do" data-send="library_cancel" data-id="{escape(row.key)}" '
            f'aria-label="Cancel {escape(row.name)}">Cancel</button>'
        )
    wrong = "".join(
        f'<p class="pq-wrong" dir="auto">{_render_line_number(problem, row)}{render_sentence(problem.message)}</p>'
        for problem in row.problems
    )
    return (
        f'<li class="pq-{row.state}"><p class="pq-library-file"><bdi>{escape(row.name)}</bdi>'
        f'<span dir="auto">{escape(row.line)}</span>{act}</p>{bar}{wrong}</li>'
    )


def _render_line_number(problem: Problem, row: FileRow) -> str:
    """Return the line that a problem stands in; its file is named above it."""
    line = problem.where.removeprefix(f"{row.name}:")
    return f"Line {escape(line)}: " if line != problem.where and line.isdigit() else ""
