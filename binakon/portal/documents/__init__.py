"""The files that the public pages hand out: calendars."""

from binakon.portal.documents.own_days import own_calendar
from binakon.portal.documents.schedule import calendar_file

__all__ = ["calendar_file", "own_calendar"]
