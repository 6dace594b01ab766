"""Materials for participants: a file or an address, shown from a time, removed."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from binakon.core import clock, files, ledger
from binakon.core.actor import Actor
from binakon.core.problems import Problem, StaleState, refuse
from binakon.enrolment.models import Training
from binakon.trainings.models import Material, Session


@dataclass(frozen=True, slots=True)
class MaterialText:
    """What is stated of a material; `session` None is of the whole class, `shown_from` None is at once."""

    title: str
    link: str = ""
    session: Session | None = None
    shown_from: datetime | None = None


@transaction.atomic
def add_material(
    training: Training,
    text: MaterialText,
    *,
    made: files.RebuiltFile | None = None,
    by: Actor,
    at: datetime | None = None,
) -> Material:
    """Keep a material: exactly one of a rebuilt file and an address; raises `Blocked` with all that is wrong."""
    link, title = text.link.strip(), " ".join(text.title.split())[:200]
    refuse(_problems(title, link, training, text.session, has_file=made is not None))
    last = Material.objects.filter(training=training).aggregate(last=Max("position"))["last"]
    material = Material.objects.create(
        training=training,
        session=text.session,
        title=title,
        link=link,
        file=files.keep(made) if made is not None else None,
        shown_from=text.shown_from,
        position=(last or 0) + 1,
    )
    _record(material, "material:add", "ditambahkan", by=by, at=at)
    return material


@transaction.atomic
def remove_material(material: Material, *, by: Actor, at: datetime | None = None) -> None:
    """Take a material away from the participants; its file is erased for good."""
    moment = at or clock.now()
    if not Material.objects.filter(pk=material.pk, removed_at=None).update(removed_at=moment):
        raise StaleState(_("Materi ini sudah dihapus. Muat ulang halaman, lalu lihat lagi."))
    if material.file is not None:
        files.erase(material.file)
    _record(material, "material:remove", "dihapus", by=by, at=moment)


def _problems(
    title: str, link: str, training: Training, session: Session | None, *, has_file: bool
) -> list[Problem]:
    problems = []
    if not title:
        problems.append(Problem("title", _("Tulis judul materinya.")))
    if has_file == bool(link):
        sentence = _("Unggah berkas atau tulis tautannya, salah satu saja.")
        problems.append(Problem("file", sentence))
    if session is not None and session.training_id != training.pk:
        problems.append(Problem("session", _("Sesi itu bukan sesi kelas ini.")))
    return problems


def _record(material: Material, verb: str, word: str, *, by: Actor, at: datetime | None) -> None:
    ledger.record(
        material,
        verb,
        by=by,
        at=at,
        sentence=f"Materi “{material.title}” {material.training} {word}",
        office_code=material.training.office_code,
    )
