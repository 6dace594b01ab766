"""The week on the desk's first page: what is late and what ends by Sunday, for the office and for whoever owes it."""

from binakon.people.queries import deadlines
from binakon.people.queries.deadlines import ThisWeek
from binakon.people.rules import Viewer

__all__ = ["ThisWeek", "this_week"]


def this_week(viewer: Viewer, office_code: str) -> ThisWeek:
    """The clocks of one desk until Sunday; an office without a plan has them too."""
    return deadlines.this_week(viewer, office_code)
