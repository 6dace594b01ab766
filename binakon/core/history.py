"""Reading the history: what was done at an office, in words, newest first."""

from django.db import connection

from binakon.core.models import AuditEvent

_ANY = "(SELECT MAX(id) FROM core_auditevent)"
_PLAN = "(SELECT MAX(id) FROM core_auditevent WHERE changes_plan)"


def latest_of(office_code: str, most: int, *, with_people: bool) -> list[AuditEvent]:
    """The newest lines of one office; ask only for a viewer who holds a role there.

    Lines about people only `with_people`: for a viewer who may see who they are.
    """
    lines = AuditEvent.objects.filter(office_code=office_code)
    if not with_people:
        lines = lines.filter(changes_plan=True)
    return list(lines.order_by("-id")[:most])


def of_row(subject_type: str, subject_id: int) -> list[AuditEvent]:
    """Every line about one row, newest first; ask only for a viewer who may see the row."""
    lines = AuditEvent.objects.filter(subject_type=subject_type, subject_id=subject_id)
    return list(lines.order_by("-id"))


def newest_plan_line() -> int:
    """The number of the newest line that changes the plan: the version of everything that shows no registration."""
    (number,) = _numbers(f"SELECT {_PLAN}")
    return number


def newest_lines() -> tuple[int, int]:
    """The number of the newest line, which is the version of everything, and of the newest that changes the plan."""
    newest, plan = _numbers(f"SELECT {_ANY}, {_PLAN}")
    return newest, plan


def _numbers(query: str) -> list[int]:
    # Asked before every page, kept ones too; putting the same query together anew would cost more than its answer.
    with connection.cursor() as cursor:
        cursor.execute(query)
        return [number or 0 for number in cursor.fetchone()]
