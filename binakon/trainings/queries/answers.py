"""What core asks of trainings without knowing them: is an invitation still true, what is a message about."""

from django.utils.translation import gettext as _

from binakon.core import questions
from binakon.core.questions import Subject
from binakon.enrolment.states import TrainingState
from binakon.trainings.models import Certificate, Completion, Engagement
from binakon.trainings.states import CertificateState, EngagementState


@questions.condition("still_invited")
def still_invited(engagement_id: int) -> str:
    """An invitation holds until the instructor answers or is replaced."""
    found = Engagement.objects.filter(pk=engagement_id).select_related("training").first()
    if found is None:
        return "Penugasan ini sudah tidak ada."
    if found.training.state == TrainingState.CANCELLED:
        return "Kelas ini dibatalkan."
    if found.state != EngagementState.INVITED:
        return f"Undangan ini tidak lagi menunggu jawaban; keadaannya kini: {found.get_state_display()}."
    return ""


@questions.condition("certificate_issued")
def certificate_issued(certificate_id: int) -> str:
    """A certificate is told of as long as it stands: a correction or a revocation may have been faster."""
    found = Certificate.objects.filter(pk=certificate_id).first()
    if found is None:
        return "Sertifikat ini sudah tidak ada."
    if found.state != CertificateState.VALID:
        return f"Sertifikat ini tidak berlaku lagi; keadaannya kini: {found.get_state_display()}."
    return ""


@questions.subject("trainings.certificate")
def certificate(pk: int) -> Subject | None:
    """A certificate, at the desk of its office; its number says nothing of whose it is."""
    found = Certificate.objects.filter(pk=pk).select_related("training__activity").first()
    if found is None:
        return None
    label = _("Sertifikat %(number)s") % {"number": found.number}
    return Subject(label, f"/meja/pelatihan/{found.training.activity.slug}/sertifikat/{pk}/")


@questions.condition("may_leave_list")
def may_leave_list(registration_id: int) -> str:
    """Whoever has completed the training stays on its list of participants: figures and certificates rest on it."""
    completed = Completion.objects.completed().filter(registration=registration_id)
    found = completed.select_related("registration").first()
    if found is None:
        return ""
    sentence = _(
        "%(name)s sudah dinyatakan selesai, jadi tetap di daftar peserta. Bila itu keliru, buka lagi dulu keputusan selesainya."
    )
    return sentence % {"name": found.registration}


@questions.subject("trainings.engagement")
def engagement(pk: int) -> Subject | None:
    """An instructor of a class, at the desk of its office."""
    found = (
        Engagement.objects.filter(pk=pk).select_related("instructor", "training__activity").first()
    )
    if found is None:
        return None
    href = f"/meja/pelatihan/{found.training.activity.slug}/narasumber/"
    return Subject(f"{found.instructor}, {found.training}", href)
