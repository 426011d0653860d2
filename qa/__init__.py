"""A question in, a quoted answer out. `from qa import Assistant` is all a program needs."""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from corpus import PullquoteError
    from index import Filters
    from qa.answer import Answer, Citation, Status
    from qa.assistant import Assistant
    from qa.checking.report.report import Report
    from qa.query.conversation import Turn
    from qa.quote import Quote
    from qa.settings import Settings

__all__ = [
    "Answer",
    "Assistant",
    "Citation",
    "Filters",
    "PullquoteError",
    "Quote",
    "Report",
    "Settings",
    "Status",
    "Turn",
]

_HOMES = {
    "Answer": "qa.answer",
    "Assistant": "qa.assistant",
    "Citation": "qa.answer",
    "Filters": "index",
    "PullquoteError": "corpus",
    "Quote": "qa.quote",
    "Report": "qa.checking.report.report",
    "Settings": "qa.settings",
    "Status": "qa.answer",
    "Turn": "qa.query.conversation",
}


def __getattr__(name: str) -> object:
    """Import a public name at its first use: `pullquote --help` needs none of them, and comes at once."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
