"""A small world in which every record of a person carries a canary, so that a leak is seen in any answer."""

from dataclasses import dataclass, field
from datetime import timedelta
from io import BytesIO
from typing import Any

from django.utils import timezone
from PIL import Image

from binakon.certification.models import Case
from binakon.core import deadlines, files, ledger
from binakon.core.models import Deadline, Message
from binakon.enrolment.actions import announcing, decrees, quotas, selection
from binakon.enrolment.models import (
    Document,
    Letter,
    LetterRecipient,
    Objection,
    Registration,
    Training,
)
from binakon.enrolment.queries.quotas import plan_of
from binakon.enrolment.rules.links import token_of
from binakon.enrolment.states import Policy, RegistrationState
from binakon.people.models import Official, Role
from binakon.planning.models import Activity, PlanVersion
from tests.cast import viewer
from tests.enrolment.people import a_nik, a_training, registered
from tests.enrolment.terms import TABALONG, a_nominee
from tests.factories import BY, an_office
from tests.matrix import agreements, batches, cases, certified, meeting_days, meetings, register
from tests.matrix.taught import Taught, build_taught

YEAR = 2026


@dataclass
class World:
    """Trainings with people of Tabalong, of Banjar and of nowhere, and the rows that addresses name."""

    training: Training
    ranked: Training
    people: dict[str, Registration]
    taught: Taught
    names: dict[str, Any] = field(default_factory=dict)
    certified: dict[str, int] = field(default_factory=dict)

    def everybody(self) -> list[tuple[str, Registration]]:
        """Every person of the world whose words are canaries, with the place of which they are."""
        return [*self.people.items(), *self.taught.people.items()]

    def link_of(self, person: Registration) -> str:
        """The token of somebody's signed link, the same at every call."""
        name = f"link of {person.pk}"
        if name not in self.names:
            self.names[name] = token_of(person.key.hex, person.link_version)
        token: str = self.names[name]
        return token


def canaries(one: Registration) -> list[str]:
    """What may be seen only by whoever may see this person."""
    return [one.name, one.phone, one.email, one.employer, one.code]


def a_person(training: Training, place: str, number: int, office: str | None) -> Registration:
    return registered(
        training,
        number,
        name=f"Kanari {place}",
        phone=f"62877{number:07d}",
        email=f"kanari{place.lower()}@contoh.example",
        employer=f"CV Sarang {place}",
        office=office,
    )


def a_repeated_nominee(training: Training) -> Registration:
    """Somebody whom Tabalong names although they are registered already, as the person of Banjar."""
    one = a_nominee(
        training,
        502,
        office=TABALONG,
        name="Kanari Ulang",
        phone="628770000505",
        email="kanariulang@contoh.example",
        employer="CV Sarang Ulang",
    )
    assert one.state == RegistrationState.REPEATED, "their NIK is that of the person of Banjar"
    return one


def all_nik() -> list[str]:
    """The NIK of everybody in the world: none may stand in any answer."""
    return [a_nik(number) for number in (501, 502, 503, 504, 511, 512, 513)]


def build() -> World:
    """One class of each kind, one person of each place, one row of everything that has an address."""
    activity = Activity.objects.get(slug="63-2026-bimtek-jalan")
    training = a_training(
        activity=activity, seats=31, quotas={"63.09": 2, "63.03": 2}, documents=["id_card"]
    )
    people = {
        "Tabalong": a_person(training, "Tabalong", 501, "63.09"),
        "Banjar": a_person(training, "Banjar", 502, "63.03"),
        "Luar": a_person(training, "Luar", 503, None),
        "Ulang": a_repeated_nominee(training),
    }
    world = World(training, a_ranked_class(), people, build_taught())
    picture = BytesIO()
    Image.new("RGB", (40, 30), "white").save(picture, "JPEG")
    for one in people.values():
        card = files.store(picture.getvalue(), accept=files.PICTURES)
        Document.objects.create(
            registration=one, kind="id_card", file=card, uploaded_at=timezone.now()
        )
        deadlines.start_clock(
            one,
            "correction",
            title=f"{one}: perbaikan berkas",
            office_code="63",
            due_at=timezone.now() + timedelta(days=2),
        )
    _papers(world)
    _selection(world)
    world.names |= {
        "message": Message.objects.filter(to=people["Banjar"].email).first(),
        "deadline": Deadline.objects.first(),
        "version": PlanVersion.objects.first(),
        "official": Official.objects.first(),
    }
    register.enter(world)
    cases.enter(world)
    world.certified = certified.enter(Case.objects.get(worker=people["Banjar"].worker))
    batches.enter(world)
    meetings.enter()
    meeting_days.enter()
    agreements.enter(world)
    return world


def a_ranked_class() -> Training:
    return a_training(
        activity=Activity.objects.get(slug="63-2026-bimtek-jembatan"),
        seats=5,
        policy=Policy.RANKED,
        weights={"never_trained": 60, "arrival": 40},
    )


def _papers(world: World) -> None:
    for one in world.people.values():
        if one.state != RegistrationState.REPEATED:
            ledger.move(one, "verify", by=BY, sentence="berkas lengkap")
    ledger.move(world.training, "close", by=BY, sentence="ditutup")
    world.names["decree"] = decrees.draw_up_decree(world.training, by=BY)
    letter = Letter.objects.create(
        training=world.training,
        kind="nominee_request",
        subject="Permintaan calon peserta",
        made_at=timezone.now(),
    )
    LetterRecipient.objects.create(
        letter=letter, position=1, name="Kepala Dinas (contoh)", office=an_office("63.09")
    )
    world.names["letter"] = letter


def _selection(world: World) -> None:
    """One person in a class with a calculated quota: determined by points, told, and objecting."""
    plan = plan_of(world.ranked, basis="equal", pool=0, floor=0, cap=None)
    by = viewer(Role.SECTION_HEAD).actor
    calculation = quotas.apply_quota(world.ranked, plan, reason="uji", by=by)
    one = a_person(world.ranked, "Ranking", 504, "63.03")
    ledger.move(one, "verify", by=BY, sentence="berkas lengkap")
    ledger.move(world.ranked, "close", by=BY, sentence="ditutup")
    run = selection.propose([world.ranked], by=by)
    announcing.announce(run, by=by)
    objection = Objection.objects.create(
        result=run.results.get(), text="Sarang Banjar keberatan", made_at=timezone.now()
    )
    world.names |= {"run": run, "objection": objection, "calculation": calculation}
