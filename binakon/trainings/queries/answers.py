"""What core asks of trainings without knowing them: is an invitation still true, what is a message about, what waits."""

from datetime import datetime

from django.db.models import Count, Min, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from binakon.core import questions, queues
from binakon.core.questions import Subject
from binakon.core.queues import Waiting
from binakon.enrolment.models import Training
from binakon.enrolment.states import TrainingState
from binakon.planning.models import ProgrammeYear
from binakon.planning.queries.closing_points import open_point
from binakon.planning.rules.closing import OpenPoint
from binakon.planning.states import ActivityState
from binakon.trainings.models import (
    Certificate,
    Completion,
    Engagement,
    EventReport,
    Sitting,
)
from binakon.trainings.models.certificates import MOST_ATTEMPTS
from binakon.trainings.states import CertificateState, EngagementState, ReportState, SittingState

questions.name_clock("cpd_submission", gettext_lazy("Pengajuan ke PKB"))
questions.name_clock("cpd_report", gettext_lazy("Laporan ke PKB"))


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


@queues.queue("certificates", gettext_lazy("Berkas PDF sertifikat"))
def certificates(_moment: datetime) -> Waiting:
    """Certificates that were issued and have no PDF yet; given up after five tries."""
    is_parked = Q(attempts__gte=MOST_ATTEMPTS)
    found = Certificate.objects.unrendered().aggregate(
        since=Min("issued_at", filter=~is_parked), parked=Count("pk", filter=is_parked)
    )
    return Waiting(found["since"], found["parked"])


@queues.queue("sittings", gettext_lazy("Tes yang waktunya habis"))
def sittings(moment: datetime) -> Waiting:
    """Goes at a test whose time is over and that nobody has ended."""
    over = Sitting.objects.filter(state=SittingState.RUNNING, due_at__lte=moment)
    return Waiting(over.aggregate(since=Min("due_at"))["since"])


@open_point("trainings")
def unreported(programme: ProgrammeYear) -> OpenPoint:
    """Classes that took place and whose report is not approved."""
    held = Training.objects.filter(
        activity__programme=programme,
        activity__state__in=(ActivityState.HELD, ActivityState.CLOSED),
    )
    reported = EventReport.objects.filter(state=ReportState.APPROVED).values("training")
    many = held.exclude(pk__in=reported).count()
    sentence = ngettext(
        "%(many)d kelas sudah terlaksana tetapi laporannya belum disahkan.",
        "%(many)d kelas sudah terlaksana tetapi laporannya belum disahkan.",
        many,
    )
    return OpenPoint("trainings", many, sentence % {"many": many}, "/meja/pelatihan/")


@open_point("certificates")
def unissued(programme: ProgrammeYear) -> OpenPoint:
    """Participants who have completed and hold no certificate that stands."""
    completed = Completion.objects.completed().filter(training__activity__programme=programme)
    standing = Certificate.objects.standing().values("registration")
    many = completed.exclude(registration__in=standing).count()
    sentence = ngettext(
        "%(many)d peserta sudah selesai tetapi sertifikatnya belum terbit.",
        "%(many)d peserta sudah selesai tetapi sertifikatnya belum terbit.",
        many,
    )
    return OpenPoint("certificates", many, sentence % {"many": many}, "/meja/pelatihan/")
