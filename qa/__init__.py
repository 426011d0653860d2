"""A question in, a quoted answer out. `from qa import Assistant` is all a program needs."""

from corpus import PullquoteError
from index import Filters
from qa.answer import Answer, Citation, Quote, Status
from qa.assistant import Assistant
from qa.followup import Turn
from qa.settings import Settings

__all__ = ["Answer", "Assistant", "Citation", "Filters", "PullquoteError", "Quote", "Settings", "Status", "Turn"]
