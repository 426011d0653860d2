"""Reads and prints JSON Lines."""

import codecs
import json
import sys
from typing import Any

import click

from corpus.errors import UnreadableSource


def read_object(line: bytes) -> dict[str, Any]:
    """Return the JSON object on a line of a file; raise UnreadableSource."""
    try:
        value = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise UnreadableSource("the line is not UTF-8: save the file as UTF-8") from error
    except (ValueError, RecursionError) as error:
        raise UnreadableSource(f"the line is not JSON ({error})") from error
    if not isinstance(value, dict):
        raise UnreadableSource("the line is not a JSON object, such as {…}")
    return value


def read_objects(data: bytes) -> list[dict[str, Any]]:
    """Return the JSON objects in a file, on a line each or not; raise UnreadableSource."""
    try:
        text = data.decode("utf-8-sig").strip()
    except UnicodeDecodeError as error:
        raise UnreadableSource("the file is not UTF-8: save it as UTF-8") from error
    objects, decoder = [], json.JSONDecoder()
    while text:
        try:
            value, end = decoder.raw_decode(text)
        except (ValueError, RecursionError) as error:
            raise UnreadableSource(f"the file is not JSON ({error})") from error
        if not isinstance(value, dict):
            raise UnreadableSource("the file does not hold JSON objects, such as {…}")
        objects.append(value)
        text = text[end:].lstrip()
    return objects


def echo_json(value: object) -> None:
    """Print a value as JSON on one line; letters that the output cannot hold are escaped."""
    line = json.dumps(value, ensure_ascii=False)
    # A reader that splits lines at these, too, as Python's splitlines does, still gets whole lines.
    for separator in "\u0085\u2028\u2029":
        line = line.replace(separator, f"\\u{ord(separator):04x}")
    try:
        line.encode()
        plain = codecs.lookup(sys.stdout.encoding or "utf-8").name == "utf-8"
    except UnicodeEncodeError:  # JSON holds half of a surrogate pair, UTF-8 does not
        plain = False
    click.echo(line if plain else json.dumps(value))
