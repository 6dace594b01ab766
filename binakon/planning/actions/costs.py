"""The cost lines of an activity of a draft: added, changed, ordered, copied, taken from a workbook, removed."""

from collections.abc import Sequence

from django.db import transaction
from django.db.models import F, Max, OuterRef, Subquery, Sum
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from binakon.core import ledger
from binakon.core.actor import Actor
from binakon.core.problems import Blocked, Problem, StaleState, refuse
from binakon.planning.actions.contents import VersionContents
from binakon.planning.models import CostLine, VersionActivity
from binakon.planning.queries.costs import line_columns, line_entries, line_entry
from binakon.planning.rules.costs import LineEntry, line_problems, moved


@transaction.atomic
def add_line(row: VersionActivity, entry: LineEntry, *, by: Actor) -> CostLine:
    """Write one more line at the end; refused with everything that is wrong in it."""
    _begin(row)
    refuse(line_problems(entry))
    found = _append(row, [entry])[0]
    _record(row, "planversion:add_cost", f"Rincian biaya ditambah: {found}", by, after=[entry])
    return found


@transaction.atomic
def edit_line(
    row: VersionActivity, line: CostLine, entry: LineEntry, *, revision: int, by: Actor
) -> None:
    """Change one line. `revision` is what the writer had read; `StaleState` when somebody changed or removed it."""
    _begin(row)
    refuse(line_problems(entry))
    before = line_entry(line)
    mine = CostLine.objects.filter(pk=line.pk, revision=revision)
    if mine.update(**line_columns(entry), revision=F("revision") + 1) != 1:
        raise StaleState(
            _("Baris ini baru saja diubah atau dihapus orang lain. Muat ulang halaman, lalu ubah.")
        )
    words = f"Rincian biaya diubah: {entry.component}"
    _record(row, "planversion:edit_cost", words, by, before=[before], after=[entry])


@transaction.atomic
def remove_line(row: VersionActivity, line: CostLine, *, by: Actor) -> None:
    """Take one line away; `StaleState` when it is gone already."""
    _begin(row)
    before = line_entry(line)
    if CostLine.objects.filter(pk=line.pk).delete()[0] != 1:
        raise StaleState(_("Baris ini sudah dihapus orang lain. Muat ulang halaman."))
    words = f"Rincian biaya dihapus: {line}"
    _record(row, "planversion:remove_cost", words, by, before=[before])


@transaction.atomic
def move_line(row: VersionActivity, line: CostLine, *, up: bool, by: Actor) -> None:
    """Put one line a place higher or lower; at either end nothing moves."""
    _begin(row)
    rows = CostLine.objects.filter(version=row.version_id, activity_code=row.code)
    keys = list(rows.order_by("position", "id").values_list("pk", flat=True))
    if line.pk not in keys:
        raise StaleState(_("Baris ini sudah dihapus orang lain. Muat ulang halaman."))
    order = moved(keys, line.pk, up=up)
    if order == keys:
        return
    for position, key in enumerate(order, start=1):
        rows.filter(pk=key).update(position=position)
    _record(row, "planversion:order_cost", f"Urutan rincian biaya diubah: {line}", by)


@transaction.atomic
def copy_lines(row: VersionActivity, *, source: str, by: Actor) -> int:
    """Add the lines of another activity of the same version at the end; returns how many."""
    _begin(row)
    entries = line_entries(row.version_id, source) if source != row.code else ()
    if not entries:
        sentence = _("Kegiatan itu tidak punya rincian biaya. Pilih kegiatan lain.")
        raise Blocked([Problem("source", sentence)])
    _append(row, entries)
    words = f"{len(entries)} baris rincian biaya disalin dari {source}"
    _record(row, "planversion:copy_costs", words, by, after=entries)
    return len(entries)


@transaction.atomic
def take_lines(
    row: VersionActivity, entries: Sequence[LineEntry], *, revision: int, by: Actor
) -> None:
    """Let the activity have exactly these lines, as an accepted workbook has them.

    `revision` is the draft that the preview compared; `StaleState` when somebody edited it since.
    """
    _begin(row)
    if row.version.revision != revision + 1:
        raise StaleState(
            _("Konsep ini diubah orang lain sejak pratinjau. Unggah lagi untuk melihat bedanya.")
        )
    refuse([problem for entry in entries for problem in line_problems(entry)])
    before = line_entries(row.version_id, row.code)
    CostLine.objects.filter(version=row.version_id, activity_code=row.code).delete()
    _append(row, entries)
    words = f"Rincian biaya mengikuti berkas Excel: {len(entries)} baris"
    _record(row, "planversion:take_costs", words, by, before=before, after=entries)


@transaction.atomic
def use_sum(row: VersionActivity, *, by: Actor) -> None:
    """Let the draft state for the activity what its lines come to; refused while there is none."""
    _begin(row)
    lines = CostLine.objects.filter(version=OuterRef("version"), activity_code=OuterRef("code"))
    total = lines.order_by().values("activity_code").annotate(total=Sum("amount")).values("total")
    written = VersionActivity.objects.filter(
        pk=row.pk,
        code__in=CostLine.objects.filter(version=row.version_id).values("activity_code"),
    ).update(cost=Coalesce(Subquery(total), F("cost")), revision=F("revision") + 1)
    if written != 1:
        raise Blocked([Problem("lines", _("Kegiatan ini belum punya rincian biaya."))])
    before, row_after = row.cost, VersionActivity.objects.get(pk=row.pk)
    ledger.record(
        row.version,
        "planversion:use_cost_sum",
        by=by,
        sentence=f"Biaya {row} pada {row.version} mengikuti jumlah rinciannya",
        before={"code": row.code, "cost": before},
        after={"code": row.code, "cost": row_after.cost},
        office_code=row.version.programme.office.code,
    )
    row.cost, row.revision = row_after.cost, row_after.revision


def _begin(row: VersionActivity) -> None:
    """Open the draft; `StaleState` when it is no draft or the activity left it."""
    VersionContents(row.version).open()
    if not VersionActivity.objects.filter(version=row.version_id, code=row.code).exists():
        raise StaleState(_("Kegiatan ini baru saja dihapus orang lain dari konsep."))


def _append(row: VersionActivity, entries: Sequence[LineEntry]) -> list[CostLine]:
    rows = CostLine.objects.filter(version=row.version_id, activity_code=row.code)
    last = rows.aggregate(last=Max("position"))["last"] or 0
    return CostLine.objects.bulk_create(
        CostLine(
            version_id=row.version_id,
            activity_code=row.code,
            position=position,
            **line_columns(entry),
        )
        for position, entry in enumerate(entries, start=last + 1)
    )


def _record(
    row: VersionActivity,
    action: str,
    words: str,
    by: Actor,
    *,
    before: Sequence[LineEntry] = (),
    after: Sequence[LineEntry] = (),
) -> None:
    ledger.record(
        row.version,
        action,
        by=by,
        sentence=f"{row} pada {row.version}: {words}",
        before={"code": row.code, "lines": [line_columns(entry) for entry in before]},
        after={"code": row.code, "lines": [line_columns(entry) for entry in after]},
        office_code=row.version.programme.office.code,
    )
