"""Who of the invented people may be followed without a password, by their signed links."""

from django.conf import settings
from django.urls import reverse

from binakon.certification.models import Case
from binakon.certification.rules.links import case_path
from binakon.certification.states import CaseState
from binakon.demo import midway
from binakon.enrolment.models import Registration
from binakon.enrolment.rules.links import token_of
from binakon.enrolment.states import PlaceState, RegistrationState
from binakon.trainings.models import Engagement
from binakon.trainings.queries.engagements import link_of
from binakon.trainings.states import CertificateState, EngagementState, ExamKind


def personal_links() -> list[tuple[str, str]]:
    """Who of the invented people may be followed, and their signed links: they have no password."""
    registered = Registration.objects.filter(is_invented=True)
    determined = registered.filter(place__state=PlaceState.DETERMINED).order_by("id")
    today = determined.filter(training__activity__code=midway.CODE)
    wanted = (
        (
            "ditawari kursi, menunggu jawabannya",
            registered.filter(place__state=PlaceState.OFFERED),
        ),
        ("diminta memperbaiki KTP", registered.filter(state=RegistrationState.CORRECTION)),
        (
            "peserta kelas hari ini: kode hadir, materi, tes awal yang belum dikerjakan",
            today.exclude(sittings__exam__kind=ExamKind.PRE),
        ),
        (
            "sudah selesai: hasil dan sertifikatnya",
            determined.filter(certificates__state=CertificateState.VALID),
        ),
    )
    found = []
    for words, rows in wanted:
        registration = rows.first()
        if registration is not None:
            token = token_of(registration.key.hex, registration.link_version)
            path = reverse("portal:registration_status", args=[token])
            found.append((f"{registration}, {words}", f"{settings.PUBLIC_URL}{path}"))
    for case in Case.objects.filter(is_invented=True, state=CaseState.CORRECTION)[:1]:
        words = f"{case.worker}, kasus sertifikasi yang diminta memperbaiki berkas"
        path = case_path(case.key.hex, case.link_version)
        found.append((words, f"{settings.PUBLIC_URL}{path}"))
    asked = Engagement.objects.filter(state=EngagementState.INVITED, instructor__is_invented=True)
    for engagement in asked.select_related("instructor")[:1]:
        words = f"{engagement.instructor}, narasumber yang belum menjawab undangan"
        found.append((words, link_of(engagement)))
    return found
