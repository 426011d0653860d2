"""The day a question is asked, from which "last week" is counted, as it is written: 2024-06-19."""

from datetime import date

from qa.errors import QuestionError

# Characters that are repeated of what is no day.
_SHOWN = 80


def read_day_asked(value: object) -> date:
    """Read a day of a command line or of JSON; raise QuestionError for anything but YYYY-MM-DD."""
    try:
        day = date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        day = None
    # Python reads other forms of ISO 8601 as well.
    if day is None or str(day) != value:
        raise QuestionError(f"{repr(value)[:_SHOWN]} is not a day: write it like 2024-06-19")
    return day
