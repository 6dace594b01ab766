"""Moving a plan version: submitted, returned with a reason, ratified, superseded."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from binakon.core import ledger, outbox
from binakon.core.actor import Actor
from binakon.core.problems import Blocked, Problem, StaleState, refuse
from binakon.people.queries import approvers_of
from binakon.planning.actions.apply import apply_version
from binakon.planning.actions.commitments import name_lines
from binakon.planning.actions.open_books import OpenBooks
from binakon.planning.models import Ceiling, PlanVersion, Target
from binakon.planning.queries import judged_draft, version_in_force, whole_entry
from binakon.planning.queries.bound import bound_of, bound_sums
from binakon.planning.queries.contents import contents_of
from binakon.planning.queries.opened import effects_now
from binakon.planning.queries.shared_seats import shared_out
from binakon.planning.rules.plan_file import ActivityEntry, VersionEntry
from binakon.planning.rules.ratify import moved_problems, ratify_problems
from binakon.planning.rules.ratify_effects import accept_problems
from binakon.planning.rules.shared_seats import shared_problems
from binakon.planning.rules.versions import version_order
from binakon.planning.states import FROZEN_STATES


@transaction.atomic
def submit_version(
    version: PlanVersion,
    *,
    by: Actor,
    revision: int,
    at: datetime | None = None,
    from_file: bool = False,
) -> None:
    """Hand a draft in for approval and tell those who may ratify it; refused with everything that is wrong in it.

    `revision` is what the writer saw; `StaleState` when somebody edited the draft meanwhile. A plan file
    (`from_file`) has been judged as a whole already, and its loading sends no letters.
    """
    OpenBooks.hold(version.programme_id)
    _demand_revision(version, revision)
    code = version.programme.office.code
    if not from_file:
        refuse(judged_draft(version))
    ledger.move(
        version, "submit", by=by, at=at, office_code=code, sentence=f"Versi {version} diajukan"
    )
    if not from_file:
        for user in approvers_of(code):
            context = {
                "version": version,
                "programme": version.programme,
                "name": user.name,
                "by": by.label,
            }
            outbox.post("version_submitted", to=user.email, context=context, office_code=code)


@transaction.atomic
def return_version(
    version: PlanVersion, *, by: Actor, reason: str, at: datetime | None = None
) -> None:
    """Give a submitted version back to its writers; a reason is demanded."""
    if not reason.strip():
        raise Blocked(
            [
                Problem(
                    "reason",
                    _("Tulis alasan pengembalian supaya penyusun tahu apa yang diperbaiki."),
                )
            ]
        )
    ledger.move(
        version,
        "return",
        by=by,
        at=at,
        note=reason.strip(),
        office_code=version.programme.office.code,
        sentence=f"Versi {version} dikembalikan: {reason.strip()}",
    )


@transaction.atomic
def ratify_version(
    version: PlanVersion,
    *,
    by: Actor,
    revision: int | None = None,
    document: str = "",
    dated: date | None = None,
    note: str = "",
    at: datetime | None = None,
    with_activities: bool = True,
    accepted: str = "",
) -> None:
    """Ratify a submitted version, by the budget paper with this number and date.

    1. Lock the version in force by superseding it, so that nothing can be bound to it meanwhile.
    2. Place money bound before any version named its line. Refuse when a promise would fall below people determined
    or money bound or paid, or would move them, or where a class gets fewer seats than its quotas share out, with the
    whole list. The books of the year are held before, so that no quota is raised meanwhile. Refuse what it does to
    classes, quotas and agreements unless `accepted` is the seal of just that (`rules.ratify_effects`).
    3. Carry the counters of what is bound over to the new version, under its CHECKs.
    4. Let the living activities follow, unless they are what the version was written from.
    5. A version older than the one in force is recorded as ratified then and superseded today.

    `revision` is what the decider read; `StaleState` when somebody edited the version meanwhile. The paper's date
    becomes the version's own, for that is the day from which it counts.
    """
    OpenBooks.hold(version.programme_id)
    if revision is not None:
        _demand_revision(version, revision)
    step = _Step(by, at, note, version.programme.office.code)
    version.dated = dated or version.dated
    paper = _paper(document, version.dated)
    words = f"Versi {version} disahkan, tertanggal {version.dated.isoformat()}"
    if not version.is_budget:
        step.take(version, "ratify", words, **paper)
        return
    in_force = version_in_force(version.programme_id)
    if in_force is not None and _order(in_force) > _order(version):
        words = f"{words}; sudah digantikan versi {in_force}"
        step.take(version, "ratify_earlier", words, **paper)
        return
    if in_force is not None:
        step.take(in_force, "supersede", f"Versi {in_force} digantikan versi {version}")
    entry, before = whole_entry(version), contents_of(in_force.pk if in_force else None)
    name_lines(version, entry, by=by, at=at)
    _refuse_what_breaks(version, entry, before if with_activities else None, accepted)
    _carry(version)
    step.take(version, "ratify", words, **paper)
    if with_activities:
        apply_version(version, before, entry.activities, by=by, at=at)


@transaction.atomic
def name_document(version: PlanVersion, *, document: str, by: Actor) -> None:
    """Give a ratified version the number of its paper, which was not known when it was ratified.

    `StaleState` when it has one already: a paper's number does not change.
    """
    if not document.strip():
        raise Blocked([Problem("document", _("Isi nomor dokumennya, misalnya nomor DPA."))])
    unnamed = PlanVersion.objects.filter(pk=version.pk, state__in=FROZEN_STATES, document="")
    if unnamed.update(document=document.strip()) != 1:
        raise StaleState(
            _("Versi ini sudah punya nomor dokumen atau belum disahkan. Muat ulang halaman.")
        )
    ledger.record(
        version,
        "planversion:name_document",
        by=by,
        sentence=f"Nomor dokumen versi {version}: {document.strip()}",
        before={"document": ""},
        after={"document": document.strip()},
        office_code=version.programme.office.code,
    )


@dataclass(frozen=True, slots=True)
class _Step:
    """Who moves a version, when and why."""

    by: Actor
    at: datetime | None
    note: str
    office_code: str

    def take(self, version: PlanVersion, move: str, sentence: str, **changes: Any) -> None:
        ledger.move(
            version,
            move,
            by=self.by,
            at=self.at,
            note=self.note,
            office_code=self.office_code,
            sentence=sentence,
            **changes,
        )


def _paper(document: str, dated: date) -> dict[str, Any]:
    named = document.strip()
    return {"dated": dated, **({"document": named} if named else {})}


def _refuse_what_breaks(
    version: PlanVersion,
    entry: VersionEntry,
    before: Sequence[ActivityEntry] | None,
    accepted: str,
) -> None:
    """Refuse with everything that the version would break; `before` None: no living activity follows it."""
    bound = bound_of(version.programme_id)
    moved: list[Problem] = []
    if before is not None:
        effects = effects_now(version.programme_id, before, entry.activities)
        moved += moved_problems(entry.activities, bound, before)
        moved += accept_problems(effects, accepted)
    shared = shared_problems(entry.activities, shared_out(version.programme_id))
    refuse([*ratify_problems(entry, bound), *moved, *shared])


def _order(version: PlanVersion) -> tuple[object, int, int]:
    return version_order(version.stage, version.number, version.dated)


def _carry(version: PlanVersion) -> None:
    """Give the new version the counters of everything that is bound and paid."""
    sums = bound_sums(version.programme_id)
    PlanVersion.objects.filter(pk=version.pk).update(
        money_committed=sum(sums.committed.values()), money_realised=sum(sums.realised.values())
    )
    for part in Ceiling.objects.filter(version=version).select_related("sub_activity"):
        code = part.sub_activity.code
        Ceiling.objects.filter(pk=part.pk).update(
            committed=sums.committed.get(code, 0), realised=sums.realised.get(code, 0)
        )
    people = dict(sums.people)
    for target in Target.objects.filter(version=version, people__isnull=False).order_by("id"):
        share = min(target.people or 0, people.get(target.indicator_id, 0))
        people[target.indicator_id] = people.get(target.indicator_id, 0) - share
        Target.objects.filter(pk=target.pk).update(committed=share)


def _demand_revision(version: PlanVersion, revision: int) -> None:
    if not PlanVersion.objects.filter(pk=version.pk, revision=revision).update(revision=revision):
        raise StaleState(
            _(
                "Versi ini baru saja diubah orang lain. Muat ulang halaman, lihat perubahannya, lalu putuskan lagi."
            )
        )
