"""Dates as people read them."""

import re
from datetime import date

# Spelled out here, for a date's own formatting follows the machine's language.
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def shown_date(iso: str) -> str:
    """Return an ISO 8601 date as it is written in prose, as precise as it is; anything else as it stands."""
    match = re.fullmatch(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", iso)
    if not match or not _is_date(iso):
        return iso
    year, month, day = match.groups()
    return " ".join(part for part in (day and str(int(day)), month and _MONTHS[int(month) - 1], year) if part)


def _is_date(iso: str) -> bool:
    try:
        date.fromisoformat(iso + "2000-01-01"[len(iso) :])
    except ValueError:
        return False
    return True
