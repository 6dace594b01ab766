"""A draft version from its birth to its submission: opened from another, edited, discarded."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from binakon.core import ledger
from binakon.core.actor import Actor
from binakon.core.problems import Blocked, Problem, StaleState, refuse
from binakon.people.models import Office
from binakon.planning.actions.contents import VersionContents
from binakon.planning.actions.open_books import OpenBooks
from binakon.planning.models import Activity, PlanVersion, ProgrammeYear
from binakon.planning.queries import entry_of, version_with_parts, whole_entry
from binakon.planning.rules.compare import compare_versions
from binakon.planning.rules.compare_words import sentences
from binakon.planning.rules.edits import EditConflict, amounts_of, change_label, merged
from binakon.planning.rules.open_version import Held, open_problems
from binakon.planning.rules.plan_file import CeilingEntry, TargetEntry, VersionEntry
from binakon.planning.states import Stage


@transaction.atomic
def open_year(
    office: Office, *, year: int, name: str, dated: date, by: Actor, at: datetime | None = None
) -> PlanVersion:
    """Begin a programme year that nobody has planned yet, with an empty draft of its murni."""
    if ProgrammeYear.objects.filter(office=office, year=year).exists():
        sentence = _("Rencana tahun %(year)d sudah ada. Buka rencana itu, lalu buat versi baru.")
        raise Blocked([Problem("year", sentence % {"year": year})])
    programme = ProgrammeYear.objects.create(office=office, year=year, name=name.strip())
    ledger.start(
        programme, by=by, at=at, sentence=f"Tahun program: {programme}", office_code=office.code
    )
    return draft_version(programme, stage=Stage.MURNI, dated=dated, by=by, at=at)


@transaction.atomic
def draft_version(
    programme: ProgrammeYear,
    *,
    stage: Stage,
    dated: date,
    by: Actor,
    base: PlanVersion | None = None,
    note: str = "",
    at: datetime | None = None,
) -> PlanVersion:
    """Open a new draft that says what `base` says, or nothing yet; its number follows the last of its stage.

    Refused while another version of the stage is open, for a second murni, and in a closed year.
    """
    OpenBooks.hold(programme.pk)
    rows = PlanVersion.objects.filter(programme=programme)
    held = [Held(row.stage, row.state, row.label, f"/meja/rencana/versi/{row.pk}/") for row in rows]
    refuse(open_problems(stage, held))
    last = PlanVersion.objects.filter(programme=programme, stage=stage).aggregate(Max("number"))
    version = PlanVersion.objects.create(
        programme=programme,
        stage=stage.value,
        number=(last["number__max"] or 0) + 1,
        dated=dated,
        ceiling=base.ceiling if base else None,
        note=note.strip(),
    )
    if base is not None:
        contents = VersionContents(version)
        contents.write(whole_entry(version_with_parts(base.pk)))
        contents.carry(base)
    origin = f" dari {base}" if base else ""
    ledger.start(
        version,
        by=by,
        at=at,
        sentence=f"Versi {version} disusun{origin}",
        after={"base": base.pk} if base else None,
        office_code=programme.office.code,
    )
    return version


@transaction.atomic
def discard_version(version: PlanVersion, *, reason: str, by: Actor) -> None:
    """Throw a draft away; its history stays. `StaleState` when it is no draft any more or pays for activities."""
    VersionContents(version).open()
    if Activity.objects.filter(funded_by=version).exists():
        raise StaleState(
            _("Ada kegiatan yang dibiayai konsep ini. Ubah berkas rencananya lebih dulu.")
        )
    ledger.record(
        version,
        "planversion:discard",
        by=by,
        sentence=f"Konsep {version} dibuang: {reason.strip()}",
        before=_plain(entry_of(version_with_parts(version.pk))),
        note=reason.strip(),
        office_code=version.programme.office.code,
    )
    version.delete()


@transaction.atomic
def edit_version(
    version: PlanVersion, *, base: Mapping[str, Any], mine: Mapping[str, Any], by: Actor
) -> None:
    """Change what a draft says of itself: date, ceiling, note, “about”, and its amounts.

    Amounts are named "target:<indicator>:<sub-activity>" (people, or the target's own unit) and
    "ceiling:<sub-activity>" (rupiah); None takes one away. `base` is what the writer had read: what somebody else
    changed meanwhile is kept, and `EditConflict` shows both values where both changed the same.
    """
    contents = VersionContents(version)
    contents.open()
    version.refresh_from_db()
    stored = entry_of(version_with_parts(version.pk))
    amounts = amounts_of(stored)
    theirs = {name: amounts.get(name) if ":" in name else getattr(version, name) for name in mine}
    changes, clashes = merged({name: base.get(name) for name in mine}, mine, theirs)
    if clashes:
        raise EditConflict(clashes)
    if not changes:
        return
    head = {name: value for name, value in changes.items() if ":" not in name}
    if head:
        PlanVersion.objects.filter(pk=version.pk).update(**head)
    if len(head) < len(changes):
        _write_amounts(contents, stored, {**amounts, **changes})
    ledger.record(
        version,
        "planversion:edit",
        by=by,
        sentence=f"Versi {version} diubah: {', '.join(map(change_label, changes))}",
        before={name: _value(theirs[name]) for name in changes},
        after={name: _value(value) for name, value in changes.items()},
        office_code=version.programme.office.code,
    )


def _write_amounts(
    contents: VersionContents, stored: VersionEntry, amounts: Mapping[str, Any]
) -> None:
    contents.promise(_targets(stored, amounts))
    contents.give(
        CeilingEntry(sub_activity=name.partition(":")[2], ceiling=amount)
        for name, amount in amounts.items()
        if name.startswith("ceiling:") and amount is not None
    )


def _targets(stored: VersionEntry, amounts: Mapping[str, int | None]) -> list[TargetEntry]:
    """The targets in their old order with their new amounts, new ones last."""
    kept = {f"target:{t.indicator}:{t.sub_activity}": t for t in stored.targets}
    found = []
    for name, amount in amounts.items():
        kind, _colon, rest = name.partition(":")
        if kind != "target" or amount is None:
            continue
        held = kept.get(name)
        if held is not None and held.people is None:
            found.append(replace(held, value=amount))
        else:
            indicator, _colon, code = rest.partition(":")
            found.append(TargetEntry(indicator=indicator, sub_activity=code, people=amount))
    return found


@transaction.atomic
def take_workbook(
    version: PlanVersion,
    entry: VersionEntry,
    *,
    revision: int,
    by: Actor,
    file_name: str,
    at: datetime | None = None,
) -> list[str]:
    """Let a draft say what an accepted workbook says; returns what changed, in words.

    `revision` is the draft that the preview compared; `StaleState` when somebody edited it since.
    """
    contents = VersionContents(version)
    contents.open()
    if version.revision != revision + 1:
        raise StaleState(
            _("Konsep ini diubah orang lain sejak pratinjau. Unggah lagi untuk melihat bedanya.")
        )
    before = whole_entry(version_with_parts(version.pk))
    changed = sentences(compare_versions(before, entry))
    version.dated, version.ceiling, version.note = entry.dated, entry.ceiling, entry.note
    version.is_total_about = entry.is_total_about
    version.save(update_fields=["dated", "ceiling", "note", "is_total_about"])
    contents.write(entry)
    ledger.record(
        version,
        "planversion:workbook",
        by=by,
        at=at,
        sentence=f"Versi {version} mengikuti berkas Excel {file_name}",
        before=_plain(before),
        after={"changes": changed},
        office_code=version.programme.office.code,
    )
    return changed


def _value(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _plain(entry: VersionEntry) -> dict[str, Any]:
    """A version in the words of its history."""
    return {
        "dated": entry.dated.isoformat(),
        "ceiling": entry.ceiling,
        "note": entry.note,
        "amounts": amounts_of(entry),
        "activities": [activity.code for activity in entry.activities],
    }
