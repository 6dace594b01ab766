"""A day that a test states for itself, so that it tells the same on whatever day it runs."""

from datetime import date, datetime, time

import pytest
from django.utils import timezone

from binakon.core import clock

_really = timezone.now


def stand_on(monkeypatch: pytest.MonkeyPatch, day: date, at: time = time(10)) -> None:
    """Let it be this day and hour where the office is, from here to the end of the test; the time goes on from there.

    Both clocks say it, the machine's and the database's, to whoever asks through `timezone` or `core.clock`.
    """
    ahead = datetime.combine(day, at, tzinfo=timezone.get_default_timezone()) - _really()

    def told() -> datetime:
        return _really() + ahead

    monkeypatch.setattr(timezone, "now", told)
    monkeypatch.setattr(clock, "now", told)
