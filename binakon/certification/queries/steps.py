"""The steps of a case as they were taken."""

from datetime import date

from django.utils import timezone

from binakon.certification.models import Case, CaseStep


def last_day(case: Case) -> date:
    """The day of the last step that has happened; the day of the proposal where there is none."""
    steps = CaseStep.objects.filter(case=case).exclude(move="schedule")
    last = steps.order_by("-on").values_list("on", flat=True).first()
    return last or timezone.localdate(case.proposed_at)
