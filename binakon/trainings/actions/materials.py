"""Materials for participants: a file or an address, shown from a time, changed, put in order, removed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import F, Max
from django.utils.translation import gettext as _

from binakon.core import clock, files, ledger
from binakon.core.actor import Actor
from binakon.core.problems import Blocked, Problem, StaleState, refuse
from binakon.enrolment.actions.seats import hold
from binakon.enrolment.models import Training
from binakon.trainings.models import Material, Session
from binakon.trainings.queries.materials import materials_of


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
def edit_material(
    material: Material,
    text: MaterialText,
    *,
    revision: int,
    made: files.RebuiltFile | None = None,
    by: Actor,
    at: datetime | None = None,
) -> None:
    """Change a material as it was read at `revision`; a new file or address takes the place of what stood there.

    Without either the file stays. The replaced file is erased for good. Raises `Blocked` with all that is wrong.
    """
    training, moment = material.training, at or clock.now()
    link, title = text.link.strip(), " ".join(text.title.split())[:200]
    if made is not None and link == material.link:
        link = ""
    has_file = made is not None or (material.file is not None and not link)
    refuse(_problems(title, link, training, text.session, has_file=has_file))
    before, old = _told(material), material.file
    kept = files.keep(made) if made is not None else None if link else old
    is_other = (title, link, kept) != (material.title, material.link, old)
    same = Material.objects.filter(pk=material.pk, removed_at=None, revision=revision)
    changed = same.update(
        title=title,
        link=link,
        file=kept,
        session=text.session,
        shown_from=text.shown_from,
        changed_at=moment if is_other else material.changed_at,
        revision=F("revision") + 1,
    )
    if not changed:
        raise _stale()
    if old is not None and old != kept:
        files.erase(old)
    material.refresh_from_db()
    _record(material, "material:edit", "diubah", by=by, at=moment, before=before)


@transaction.atomic
def move_material(material: Material, *, up: bool, by: Actor, at: datetime | None = None) -> bool:
    """Let a material change places with its neighbour of the same session; False where there is none."""
    hold(material.training, by=by)
    rows = list(materials_of(material.training))
    beside = [row for row in rows if row.session_id == material.session_id]
    if material not in beside:
        raise _stale()
    here = beside.index(material)
    there = here - 1 if up else here + 1
    if not 0 <= there < len(beside):
        return False
    one, other = rows.index(beside[here]), rows.index(beside[there])
    rows[one], rows[other] = rows[other], rows[one]
    for position, row in enumerate(rows, start=1):
        Material.objects.filter(pk=row.pk).update(position=position)
    material.refresh_from_db()
    word = "dinaikkan" if up else "diturunkan"
    _record(material, "material:move", word, by=by, at=at)
    return True


@transaction.atomic
def remove_material(
    material: Material, *, reason: str, by: Actor, at: datetime | None = None
) -> None:
    """Take a material away from the participants, with the reason; its file is erased for good."""
    moment, told = at or clock.now(), " ".join(reason.split())[:300]
    if not told:
        raise Blocked([Problem("reason", _("Tulis alasan menghapus materi ini."))])
    before = _told(material)
    same = Material.objects.filter(pk=material.pk, removed_at=None)
    if not same.update(removed_at=moment, removed_reason=told):
        raise StaleState(_("Materi ini sudah dihapus. Muat ulang halaman, lalu lihat lagi."))
    if material.file is not None:
        files.erase(material.file)
    material.refresh_from_db()
    word = f"dihapus: {told}"
    _record(material, "material:remove", word, by=by, at=moment, before=before, note=told)


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


def _told(material: Material) -> dict[str, str]:
    """A material as the history keeps it; of a file its hash, which says that it was another."""
    return {
        "title": material.title,
        "link": material.link,
        "file": material.file.content_hash if material.file else "",
        "session": str(material.session_id or ""),
        "shown_from": material.shown_from.isoformat() if material.shown_from else "",
    }


def _stale() -> StaleState:
    sentence = _("Materi ini baru saja diubah orang lain. Muat ulang halaman, lalu lihat lagi.")
    return StaleState(sentence)


def _record(
    material: Material,
    verb: str,
    word: str,
    *,
    by: Actor,
    at: datetime | None,
    before: Mapping[str, str] | None = None,
    note: str = "",
) -> None:
    ledger.record(
        material,
        verb,
        by=by,
        at=at,
        note=note,
        before=before,
        after=_told(material),
        sentence=f"Materi “{material.title}” {material.training} {word}",
        office_code=material.training.office_code,
    )
