"""What core asks of people without knowing them: is a letter about an SKK still true, what is it about, how is its clock called."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from binakon.core import questions
from binakon.core.questions import Subject
from binakon.people.models import HeldCertificate
from binakon.people.queries.renewals import LETTER, to_renew

RENEWALS = "renewals"

questions.name_clock(RENEWALS, gettext_lazy("Pemegang SKK yang harus diberi tahu"))


@questions.condition(LETTER)
def why_not_renewed(held_id: int) -> str:
    """A letter reaches only whose SKK was not renewed, revoked or taken out meanwhile."""
    if to_renew().filter(pk=held_id).exists():
        return ""
    return _("SKK ini sudah diperbarui, dicabut, atau tidak tercatat lagi.")


@questions.subject("people.heldcertificate")
def held_certificate(pk: int) -> Subject | None:
    """An SKK, shown on its person's page."""
    held = HeldCertificate.objects.filter(pk=pk).select_related("worker__root").first()
    if held is None:
        return None
    person = held.worker.root or held.worker
    label = _("%(person)s, SKK %(held)s") % {"person": person, "held": held}
    return Subject(label, f"/meja/orang/{person.key}/#skk")
