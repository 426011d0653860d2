"""Dates as people read them."""

import re
from datetime import date

from qa.english.calendar import abbreviate_month


def shown_date(iso: str) -> str:
    """Return an ISO 8601 date as it is written in prose, as precise as it is; anything else as it stands."""
    match = re.fullmatch(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", iso)
    if not match or not _is_date(iso):
        return iso
    year, month, day = match.groups()
    # A date's own formatting would follow the machine's language.
    return " ".join(part for part in (day and str(int(day)), month and abbreviate_month(int(month)), year) if part)


def _is_date(iso: str) -> bool:
    try:
        date.fromisoformat(iso + "2000-01-01"[len(iso) :])
    except ValueError:
        return False
    return True
