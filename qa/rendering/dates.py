"""Dates as people read them."""

import re
from functools import lru_cache

from qa.english.calendar import abbreviate_month
from qa.english.periods import Period


@lru_cache(maxsize=4096)
def format_date(iso: str) -> str:
    """Return an ISO 8601 date as prose has it, as precise as it is; anything else unchanged."""
    match = re.fullmatch(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", iso)
    if not match or Period.of_iso(iso) is None:
        return iso
    year, month, day = match.groups()
    # A date's own formatting would follow the machine's language.
    return " ".join(part for part in (day and str(int(day)), month and abbreviate_month(int(month)), year) if part)
