"""The options and the helpers that the commands for baskets share."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

from qa.cli.options import add_library_options, open_library
from qa.errors import BasketError

if TYPE_CHECKING:
    from qa.basket.basket_store import Baskets, KeptQuote

Command = TypeVar("Command", bound=Callable[..., Any])


def add_basket_options(command: Command) -> Command:
    """Add --basket, --library and --model."""
    named = click.option("--basket", metavar="NAME", help="The basket's name, where you keep several.")
    return named(add_library_options(command))


def name_basket(basket: str | None) -> str:
    """Return the name that --basket gives, or that of the standard basket."""
    from qa.basket.basket_store import STANDARD

    return STANDARD if basket is None else basket


def open_basket(library: str | None, model: str | None, basket: str | None) -> "tuple[Baskets, str]":
    """Open the baskets of the library that the options name; return them and the name of the basket meant."""
    from qa.basket.basket_store import Baskets, check_name

    name = check_name(name_basket(basket))
    return Baskets(open_library(library, model)), name


def find_quote(baskets: "Baskets", name: str, number: int) -> "KeptQuote":
    """Return the quote of that number in a basket; raise BasketError if there is none."""
    kept = baskets.list_quotes(name)
    if not kept:
        raise BasketError(explain_empty(baskets))
    if number > len(kept):
        raise BasketError(f"there is no quote {number}: the basket holds {count_quotes(len(kept))}")
    return kept[number - 1]


def explain_empty(baskets: "Baskets") -> str:
    """Return the sentence that a basket is empty, and what to do."""
    names = baskets.list_names()
    others = f"there is something in {', '.join(names)}: name one with --basket" if names else ""
    return f"the basket is empty: {others or 'put quotes into it with `pullquote basket add`'}"


def count_quotes(count: int) -> str:
    """Return a number of quotes in words."""
    return f"{count:,} quote{'' if count == 1 else 's'}"
