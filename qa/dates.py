"""Dates as people read them."""

from datetime import date


def readable(iso: str | None) -> str:
    """Return an ISO 8601 date as it is written in English, as precise as it is: 19 June 2024, June 2024 or 2024.

    Anything else comes back as it stands, and nothing as nothing.
    """
    try:
        day = date.fromisoformat((iso or "") + "2000-01-01"[len(iso or "") :]) if iso else None
    except ValueError:
        day = None
    if not iso or day is None:
        return iso or ""
    return {4: f"{day:%Y}", 7: f"{day:%B %Y}"}.get(len(iso), f"{day.day} {day:%B %Y}")
