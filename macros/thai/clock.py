"""What day it is for a Thai agency, on whatever machine its programs run."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

THAI_TIME = timezone(timedelta(hours=7))  # Thailand keeps one time all year, so no tz database is needed


def thai_today() -> date:
    """The day that it is in Thailand now; nothing else in the program asks the clock for a day."""
    return datetime.now(THAI_TIME).date()
