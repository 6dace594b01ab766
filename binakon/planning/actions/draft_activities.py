"""The activities of a draft version: added, edited beside other people's edits, removed."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from binakon.core import ledger
from binakon.core.actor import Actor
from binakon.core.problems import Blocked, Problem, StaleState
from binakon.planning.actions.contents import VersionContents
from binakon.planning.models import CostLine, PlanVersion, VersionActivity, content_of
from binakon.planning.queries.contents import columns_of
from binakon.planning.rules.edits import EditConflict, change_label, merged
from binakon.planning.rules.plan_file import ActivityEntry

# These say one thing together, so they are merged and shown as one.
_WINDOW = ("window_form", "precision", "starts_on", "ends_on")
_REGIONS = ("is_all_regions", "region_codes")


@transaction.atomic
def add_activity(version: PlanVersion, entry: ActivityEntry, *, by: Actor) -> VersionActivity:
    """Let a draft state one more activity; its code must be free in the version."""
    VersionContents(version).open()
    if VersionActivity.objects.filter(version=version, code=entry.code).exists():
        sentence = _("Kode “%(code)s” sudah dipakai di versi ini. Pakai kode lain.")
        raise Blocked([Problem("code", sentence % {"code": entry.code})])
    row = VersionActivity.objects.create(version=version, **columns_of(entry))
    _record(version, "planversion:add_activity", f"{row} ditambah pada {version}", by, after=row)
    return row


@transaction.atomic
def edit_activity(
    row: VersionActivity, *, base: ActivityEntry, mine: ActivityEntry, by: Actor
) -> None:
    """Change one activity of a draft; what somebody else changed in it meanwhile is kept.

    `base` is what the writer had read. Raises `EditConflict` with both values where both changed the same field,
    `StaleState` when the activity is gone.
    """
    version = row.version
    VersionContents(version).open()
    stored = VersionActivity.objects.filter(pk=row.pk).first()
    if stored is None:
        raise StaleState(
            _("Kegiatan ini baru saja dihapus orang lain dari konsep. Tambahkan lagi bila perlu.")
        )
    theirs = _joined(content_of(stored))
    changes, clashes = merged(_joined(columns_of(base)), _joined(columns_of(mine)), theirs)
    if clashes:
        raise EditConflict(clashes)
    if not changes:
        return
    before = {name: theirs[name] for name in changes}
    columns = _apart(changes)
    VersionActivity.objects.filter(pk=row.pk).update(**columns, revision=stored.revision + 1)
    ledger.record(
        version,
        "planversion:edit_activity",
        by=by,
        sentence=f"{stored} pada {version} diubah: {', '.join(map(change_label, changes))}",
        before={"code": stored.code, **_plain(_apart(before))},
        after={"code": stored.code, **_plain(columns)},
        office_code=version.programme.office.code,
    )


@transaction.atomic
def remove_activity(row: VersionActivity, *, by: Actor) -> None:
    """Take one activity out of a draft; the living activity is cancelled only if the draft is ratified."""
    version = row.version
    VersionContents(version).open()
    if VersionActivity.objects.filter(pk=row.pk).delete()[0] != 1:
        raise StaleState(_("Kegiatan ini sudah dihapus orang lain. Muat ulang halaman."))
    CostLine.objects.filter(version=version, activity_code=row.code).delete()
    _record(version, "planversion:remove_activity", f"{row} dihapus dari {version}", by, before=row)


def _joined(columns: dict[str, Any]) -> dict[str, Any]:
    """Columns with those that say one thing together under one name."""
    found = {name: value for name, value in columns.items() if name not in {*_WINDOW, *_REGIONS}}
    found["window"] = tuple(columns[name] for name in _WINDOW)
    found["regions"] = tuple(columns[name] for name in _REGIONS)
    return found


def _apart(changes: dict[str, Any]) -> dict[str, Any]:
    columns = {name: value for name, value in changes.items() if name not in {"window", "regions"}}
    for name, parts in (("window", _WINDOW), ("regions", _REGIONS)):
        if name in changes:
            columns |= dict(zip(parts, changes[name], strict=True))
    return columns


def _plain(columns: dict[str, Any]) -> dict[str, Any]:
    return {
        name: value if value is None or isinstance(value, int | str | list) else str(value)
        for name, value in columns.items()
    }


def _record(
    version: PlanVersion,
    action: str,
    sentence: str,
    by: Actor,
    *,
    before: VersionActivity | None = None,
    after: VersionActivity | None = None,
) -> None:
    ledger.record(
        version,
        action,
        by=by,
        sentence=sentence,
        before=_plain(content_of(before)) if before else None,
        after=_plain(content_of(after)) if after else None,
        office_code=version.programme.office.code,
    )
