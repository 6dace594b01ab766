"""Who teaches in the demo (all invented): put down in the office's registry, asked for a class, answering by their link."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from binakon.core.actor import Actor, ActorKind
from binakon.demo.deeds import actor, delivered
from binakon.enrolment.models import Training
from binakon.people.models import Office, Role
from binakon.trainings.actions.engagements import confirm, invite, propose
from binakon.trainings.actions.instructors import InstructorText, add_instructor
from binakon.trainings.models import Engagement, Instructor

INVITED_PERSON = Actor(ActorKind.LINK, "narasumber (contoh)")


@dataclass(frozen=True, slots=True)
class Teacher:
    """One instructor of the registry."""

    name: str
    position: str
    employer: str
    expertise: str
    number: int
    is_outside: bool = True

    @property
    def text(self) -> InstructorText:
        """As it is typed into the registry."""
        return InstructorText(
            name=self.name,
            position=self.position,
            employer=self.employer,
            expertise=self.expertise,
            phone=f"6281100008{self.number:03d}",
            email=f"narasumber.{self.number}@contoh.example",
            is_outside=self.is_outside,
        )


REGULATION = Teacher(
    "Ir. Rahmadi Saputra, M.T.", "Dosen", "Universitas Contoh Banjarmasin",
    "Penataan bangunan dan regulasi", 1,
)  # fmt: skip
SITE = Teacher(
    "Nurul Azizah Fitriani, S.T., M.Ars.", "Arsitek utama", "PT Meratus Karya Rancang (contoh)",
    "Perancangan tapak lahan rawa", 2,
)  # fmt: skip
PRACTICE = Teacher(
    "Drs. Akhmad Maulana Rasyidi", "Arsitek utama", "CV Barito Cipta Konsultan (contoh)",
    "Gambar kerja dan praktik profesi", 3,
)  # fmt: skip
HEIR = Teacher(
    "Maulida Hasanah, S.Ars., M.T.", "Widyaiswara", "Balai Pelatihan Contoh",
    "Gambar kerja dan pemodelan", 4,
)  # fmt: skip
OFFICE = Teacher(
    "Ahmad Zulkifli", "Staf Seksi Pemberdayaan", "Dinas PUPR Provinsi Kalimantan Selatan",
    "Kebijakan jasa konstruksi", 5, is_outside=False,
)  # fmt: skip
ALL = (REGULATION, SITE, PRACTICE, HEIR, OFFICE)


def fill_registry(moment: datetime) -> None:
    """Everybody of the registry; one that has rows stays as it is."""
    office = Office.objects.get(code="63")
    if Instructor.objects.filter(office=office).exists():
        return
    for teacher in ALL:
        add_instructor(office, teacher.text, is_invented=True, by=actor(Role.STAFF), at=moment)


def asked(training: Training, teacher: Teacher, moment: datetime) -> Engagement:
    """Somebody is put down for a class and gets the link by which they answer."""
    by = actor(Role.STAFF)
    engagement = propose(training, Instructor.objects.get(name=teacher.name), by=by, at=moment)
    with delivered(moment, by):
        invite(engagement, by=by, at=moment)
    return engagement


def agreed(training: Training, teacher: Teacher, moment: datetime) -> Engagement:
    """The same, and they say yes on the next morning."""
    engagement = asked(training, teacher, moment)
    confirm(engagement, by=INVITED_PERSON, at=moment + timedelta(hours=20))
    return engagement
