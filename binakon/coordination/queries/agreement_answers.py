"""What core asks about agreements: is a letter still true, what is it about, how is their clock called."""

from django.utils.translation import gettext_lazy

from binakon.coordination.models import Agreement
from binakon.coordination.queries.late import late_on
from binakon.core import questions
from binakon.core.calendar import today
from binakon.core.questions import Subject

questions.name_clock("agreement_due", gettext_lazy("Kesepakatan rapat"))


@questions.condition("owes_late_agreements")
def owes_late_agreements(office_id: int) -> str:
    """An office owes something late until all of it is done, dropped or given another day."""
    is_owed = late_on(today()).filter(owner=office_id).exists()
    return "" if is_owed else "Tidak ada kesepakatan kantor ini yang terlambat lagi."


@questions.subject("coordination.agreement")
def agreement(pk: int) -> Subject | None:
    """An agreement, opened at the desk."""
    found = Agreement.objects.filter(pk=pk).first()
    return Subject(str(found), f"/meja/kesepakatan/{pk}/") if found else None
