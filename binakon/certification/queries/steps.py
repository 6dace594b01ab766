"""The steps of a case as they were taken."""

from datetime import date

from django.utils import timezone

from binakon.certification.models import Case, CaseStep

# A test lies ahead when it is arranged; a bill lapses by the clock, whenever its payment is typed in.
_NOT_DEEDS = ("schedule", "lapse")


def last_day(case: Case) -> date:
    """The day of the last step that somebody took; the day of the proposal where there is none."""
    steps = CaseStep.objects.filter(case=case).exclude(move__in=_NOT_DEEDS)
    last = steps.order_by("-on").values_list("on", flat=True).first()
    return last or timezone.localdate(case.proposed_at)
