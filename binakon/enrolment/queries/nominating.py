"""Which kabupaten and kota a training asks for people, who answered, and who serves there."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count
from django.utils.translation import gettext as _

from binakon.core.calendar import today
from binakon.core.problems import Problem
from binakon.enrolment.models import Registration, Training
from binakon.enrolment.rules.nominee_words import over_quota_words
from binakon.enrolment.states import Source
from binakon.people.models import Office, Role, RoleGrant, User
from binakon.people.queries import regencies_of
from binakon.planning.models import Activity, RegionalQuota


def reply_offices(training: Training) -> list[Office]:
    """The offices whose people a training asks for: those the plan involves, all of them where it names none."""
    if not training.takes_nominations:
        return []
    asked = set(asked_codes(training.activity))
    offices = regencies_of(training.office_code)
    return [office for office in offices if not asked or office.code in asked]


def asking_offices(training: Training) -> list[Office]:
    """Those of `reply_offices` that the class asks now: a quota of 0 asks for nobody."""
    rows = RegionalQuota.objects.filter(activity=training.activity_id, places=0)
    without = set(rows.values_list("office", flat=True))
    return [office for office in reply_offices(training) if office.pk not in without]


def asked_codes(activity: Activity) -> list[str]:
    """The codes of the offices that an activity involves or gives a quota; empty where it is open to all."""
    if activity.is_all_regions or not activity.region_codes:
        return []
    quotas = RegionalQuota.objects.filter(activity=activity).values_list("office__code", flat=True)
    return sorted({*activity.region_codes, *quotas})


def closed_problems(training: Training, moment: datetime) -> list[Problem]:
    """Why a training takes no nominee at a moment."""
    if not training.takes_nominations:
        sentence = _("Kelas ini tidak menerima usulan dari kabupaten/kota.")
        return [Problem("closed", sentence)]
    if Training.objects.filter(pk=training.pk).nominable_at(moment).exists():
        return []
    sentence = _(
        "Batas usulan kelas ini sudah lewat, atau pendaftarannya tidak dibuka. Hubungi narahubung kelas bila masih ada calon."
    )
    return [Problem("closed", sentence)]


@dataclass(frozen=True, slots=True)
class OfficeLine:
    """One regency on the province's page: how many it named of how many, and what it reads of those beyond its quota."""

    office: Office
    quota: int | None
    named: int
    over_words: str

    @property
    def is_answered(self) -> bool:
        """Whether it named anybody."""
        return self.named > 0

    @property
    def is_complete(self) -> bool:
        """Whether it named as many as its quota, or anybody where it has none; a quota of 0 asks for nobody."""
        return self.named >= (1 if self.quota is None else self.quota)


def office_lines(training: Training) -> list[OfficeLine]:
    """Who answered and who did not; ask only for a viewer who sees every regency."""
    quotas = dict(
        RegionalQuota.objects.filter(activity=training.activity_id).values_list("office", "places")
    )
    named = dict(
        Registration.objects.filter(
            training=training,
            source__in=[Source.NOMINATION, Source.DESK],
        )
        .still_named()
        .order_by()
        .values_list("office")
        .annotate(Count("id"))
    )
    return [
        _office_line(training, office, quotas.get(office.pk), named.get(office.pk, 0))
        for office in reply_offices(training)
    ]


def _office_line(training: Training, office: Office, quota: int | None, named: int) -> OfficeLine:
    over = over_quota_words(
        named - quota if quota is not None else 0,
        training.policy,
        has_waiting_list=training.has_waiting_list,
    )
    return OfficeLine(office, quota, named, over)


def officers_of(office: Office) -> list[User]:
    """The officers who name people for an office today."""
    grants = RoleGrant.objects.in_force_on(today()).filter(office=office, role=Role.REGENCY_OFFICER)
    return list(User.objects.filter(pk__in=grants.values("user"), is_active=True).order_by("id"))
