"""`pullquote add`: adds files and folders to the library and shows the progress."""

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from qa.cli.options import add_library_options, open_library

if TYPE_CHECKING:
    from corpus import Article, Problem
    from index import Library


@click.command("add")
@click.argument("paths", metavar="PATH...", nargs=-1, type=click.Path(path_type=Path))
@click.option("--samples", is_flag=True, help="Add the built-in sample articles.")
@click.option("--tag", "tags", multiple=True, help="Give the articles this tag; may be repeated.")
@add_library_options
def add_command(
    paths: tuple[Path, ...], samples: bool, tags: tuple[str, ...], library: Path | None, model: str | None
) -> None:
    """Add articles: text, Markdown, HTML, PDF, Word, EPUB, e-mail and other files, or folders of them.

    Articles that are in the library already are not read again; changed ones are replaced. Stop at any time with
    Ctrl-C and run the same command again to go on.

    \b
    pullquote add ~/Articles notes.md
    pullquote add articles.jsonl
    pullquote add --samples
    pullquote add reports/ --tag climate
    """
    if not paths and not samples:
        raise click.UsageError("name the files or folders to add, or --samples")
    opened = open_library(library, model, create=True)
    if not add_with_progress(opened, [*paths, *(list_samples() if samples else [])], tags):
        raise click.exceptions.Exit(1)


def list_samples() -> list[Path]:
    """Return the files of the built-in sample articles."""
    import corpus

    return sorted((Path(corpus.__file__).parent / "samples").glob("*.md"))


def add_with_progress(library: "Library", paths: list[Path], tags: Sequence[str] = (), *, err: bool = False) -> bool:
    """Add the articles of some paths, and show progress and problems on standard error; say whether all could be read.

    All of them get the tags, also those that were there, and those that were added before it was stopped. The summary
    goes to standard output, or with `err` to standard error.
    """
    from index import Change
    from index.tags import normalise_tag

    tags = [normalise_tag(tag) for tag in tags]
    counts: Counter[str] = Counter()
    added: list[str] = []
    try:
        with _WatchedLoader(paths) as loader:
            for outcome in library.add(loader.read_articles(), loader.advance):
                counts[outcome.change] += 1
                added.append(outcome.article.id)
                counts["passages"] += outcome.passages
                if outcome.change in (Change.UNCHANGED, Change.UPDATED):
                    loader.advance(len(outcome.article.text))
    except KeyboardInterrupt:
        click.echo(f"Stopped: {_summarise(counts, Counter())} Run the same command again to go on.", err=True)
        raise click.exceptions.Exit(130) from None
    finally:
        for tag in tags if added else ():
            library.tag(added, tag)
    click.echo(_summarise(counts, loader.unread), err=err)
    return not loader.problems


class _WatchedLoader:
    """Reads files as articles, while a progress bar shows how many of their characters are embedded."""

    def __init__(self, paths: list[Path]):
        from rich import progress
        from rich.console import Console

        self.problems = 0
        self.unread: Counter[str] = Counter()
        self._paths = paths
        self._console = Console(stderr=True, highlight=False, markup=False, emoji=False)
        self._bar = progress.Progress(
            progress.TextColumn("Adding"), progress.BarColumn(), progress.TaskProgressColumn(show_speed=False),
            progress.TransferSpeedColumn(), progress.TimeRemainingColumn(), progress.TextColumn("{task.description}"),
            console=self._console, disable=not self._console.is_terminal,
        )  # fmt: skip
        self._task = self._bar.add_task("", total=0)

    def __enter__(self) -> "_WatchedLoader":
        self._bar.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._bar.stop()

    def read_articles(self) -> "Iterator[Article]":
        """Yield the articles of the paths, and print whatever cannot be read."""
        from corpus import Loader, Problem, Unread, find_sources, show_path

        sources = list(find_sources(self._paths))
        self.unread.update(source.kind for source in sources if isinstance(source, Unread))
        for source in sources:
            if isinstance(source, Problem):
                self._tell(source)
        files = [source for source in sources if isinstance(source, Path)]
        # Until a file is read, its bytes stand for its characters.
        sizes = [_measure_size(path) for path in files]
        total, read = sum(sizes), set[str | None]()
        with Loader() as loader:
            for path, size in zip(files, sizes, strict=True):
                self._bar.update(self._task, total=total, description=path.name)
                # What references name was read with them.
                for loaded in () if show_path(path.resolve()) in read else loader.load(path):
                    if isinstance(loaded, Problem):
                        self._tell(loaded)
                        continue
                    read.add(loaded.source.path)
                    total += len(loaded.text)
                    yield loaded
                total -= size
        self._bar.update(self._task, total=total)

    def _tell(self, problem: "Problem") -> None:
        self.problems += not problem.kept
        self._console.print(str(problem), soft_wrap=True)

    def advance(self, characters: int) -> None:
        """Move the bar on by so many embedded characters."""
        self._bar.advance(self._task, characters)


def _measure_size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:  # it is gone by now; reading it tells so
        return 0


def _summarise(counts: Counter[str], unread: Counter[str]) -> str:
    done = [
        f"{counts[change]:,} {change}" for change in ("added", "replaced", "updated", "unchanged") if counts[change]
    ]
    passages = counts["passages"]
    added = f"{', '.join(done) or 'nothing added'} ({passages:,} passage{'' if passages == 1 else 's'} embedded)"
    kinds = sorted(unread, key=lambda kind: (-unread[kind], not kind, kind))
    left = ", ".join(f"{unread[kind]:,} {kind or 'without a suffix'}" for kind in kinds)
    return f"{added}; not read: {left}." if left else f"{added}."
