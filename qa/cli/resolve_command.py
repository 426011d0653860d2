"""`pullquote resolve`: tells what has become of quotes that were printed."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, BinaryIO

import click

from corpus.errors import UnreadableSource
from qa.cli.json_lines import echo_json, read_objects
from qa.cli.options import add_library_options, open_library

if TYPE_CHECKING:
    from qa.cite.anchoring.anchors import Anchor


@click.command("resolve")
@click.argument("file", type=click.File("rb"), metavar="FILE.json")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object for each quote.")
@add_library_options
def resolve_command(file: BinaryIO, as_json: bool, library: str | None, model: str | None) -> None:
    """Say of each quote that was printed what has become of it: exact, moved, altered or missing.

    FILE.json, "-" for standard input, holds answers as `pullquote ask --json` prints them, or the anchors in them.

    \b
    pullquote ask --json "What did Marie Curie die of?" > answer.json
    pullquote resolve answer.json
    """
    from qa.cite.anchoring.resolving import find_anchored, resolve, serialise_resolution

    anchors = list(_read_anchors(read_objects(file.read())))
    opened = open_library(library, model)
    for anchor in anchors:
        article = find_anchored(opened, anchor)
        resolution = serialise_resolution(resolve(anchor, article), anchor, article)
        if as_json:
            echo_json({"article_id": anchor.article_id, "exact": anchor.exact, **resolution})
        else:
            from qa.cli.terminal import print_resolution

            print_resolution(anchor, resolution)


def _read_anchors(printed: Sequence[dict[str, Any]]) -> "Iterator[Anchor]":
    """Yield the anchors in answers, in quotes or on lines of their own; raise InvalidAnchor or UnreadableSource."""
    from qa.cite.anchoring.anchors import parse_anchor

    for answer in printed:
        quotes = answer.get("quotes", [answer])
        if not isinstance(quotes, list) or not all(isinstance(quote, dict) for quote in quotes):
            raise UnreadableSource("the file is not an answer: print one with `pullquote ask --json`")
        yield from (parse_anchor(quote.get("anchor", quote)) for quote in quotes)
