"""Reading the history: what was done at an office, in words, newest first."""

from django.db.models import Max

from binakon.core.models import AuditEvent


def latest_of(office_code: str, most: int) -> list[AuditEvent]:
    """The newest lines of one office; ask only for a viewer who holds a role there."""
    return list(AuditEvent.objects.filter(office_code=office_code).order_by("-id")[:most])


def of_row(subject_type: str, subject_id: int) -> list[AuditEvent]:
    """Every line about one row, newest first; ask only for a viewer who may see the row."""
    lines = AuditEvent.objects.filter(subject_type=subject_type, subject_id=subject_id)
    return list(lines.order_by("-id"))


def newest_plan_line() -> int:
    """The number of the newest line that changes the plan: the version of everything that shows no registration."""
    lines = AuditEvent.objects.filter(changes_plan=True)
    newest: int | None = lines.aggregate(newest=Max("id"))["newest"]
    return newest or 0
