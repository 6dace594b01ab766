"""What planning counts in rupiah: ceiling, committed, realised, remaining; unknown is never 0."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from binakon.core.calendar import QUARTERS, format_day
from binakon.core.measures import Counted, Measure, Row, Scope, register
from binakon.planning.models import Realisation
from binakon.planning.queries import year_of
from binakon.planning.rules.plan_tree import whole
from binakon.planning.rules.versions import VersionFact

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise as StrPromise


def version_words(version: VersionFact | None) -> str:
    """The version that a figure is measured against, with its date."""
    if version is None:
        return ""
    return _("%(version)s, %(state)s %(day)s") % {
        "version": version.label,
        "state": _("disahkan"),
        "day": format_day(version.dated),
    }


def _ceiling(scope: Scope) -> Counted:
    """The part is a sub-activity; without one the whole version, whose parts are added where all are known."""
    version = year_of(scope).in_force_on(scope.as_of)
    if version is None:
        return Counted()
    named = version_words(version)
    parts = year_of(scope).ceilings_of(version.pk)
    if scope.part:
        amount = parts.get(scope.part)
        return Counted(amount, None, (Row(scope.part, amount),), named)
    rows = tuple(Row(code, amount) for code, amount in sorted(parts.items()))
    if version.ceiling is not None:
        return Counted(version.ceiling, None, rows or (Row(version.label, version.ceiling),), named)
    promised = {target.sub_activity for target in version.targets if target.sub_activity}
    total = whole(parts.get(code) for code in sorted(promised | parts.keys()))
    return Counted(total, None, rows, named)


def _split(part: str) -> tuple[str, str]:
    """The sub-activity and the quarter of a part: "1.03…0011", "TW2" or "1.03…0011@TW2"."""
    code, _at, quarter = part.rpartition("@")
    if not code and not quarter.startswith("TW"):
        return quarter, ""
    return code, quarter


def _payments(scope: Scope) -> list[Realisation]:
    code, quarter = _split(scope.part)
    return [
        row
        for row in year_of(scope).realisations
        if row.dated <= scope.as_of
        and (not code or row.sub_activity.code == code)
        and (not quarter or quarter == f"TW{row.quarter}")
    ]


def _payment_row(row: Realisation) -> Row:
    detail = _("%(code)s, triwulan %(quarter)s, %(day)s") % {
        "code": row.sub_activity.code,
        "quarter": QUARTERS[row.quarter - 1],
        "day": format_day(row.dated),
    }
    return Row(row.document, row.amount, detail)


def _added(rows: Iterable[Row], scope: Scope) -> Counted:
    """Nothing recorded is unknown: nobody has said that nothing was spent."""
    found = tuple(rows)
    named = version_words(year_of(scope).in_force_on(scope.as_of))
    total = sum(row.amount or 0 for row in found) if found else None
    return Counted(total, None, found, named)


def _realised(scope: Scope) -> Counted:
    return _added((_payment_row(row) for row in _payments(scope)), scope)


def _committed(scope: Scope) -> Counted:
    bound = year_of(scope).money_bound_on(scope.as_of)
    return _added(
        (
            Row(found.label, found.rupiah, found.sub_activity)
            for found in bound
            if scope.part in {"", found.sub_activity}
        ),
        scope,
    )


def _remaining(scope: Scope) -> Counted:
    ceiling, realised = _ceiling(scope), _realised(scope)
    if ceiling.services is None or realised.services is None:
        return Counted(version=ceiling.version)
    rows = (Row(_("Pagu"), ceiling.services), Row(_("Realisasi"), -realised.services))
    return Counted(ceiling.services - realised.services, None, rows, ceiling.version)


def _measure(
    key: str,
    label: "StrPromise",
    definition: "StrPromise",
    source: "StrPromise",
    counter: Callable[[Scope], Counted],
) -> None:
    register(
        Measure(key, label, gettext_lazy("rupiah"), definition, source, counter, is_money=True)
    )


_PUBLISHED = gettext_lazy("Rencana yang diumumkan kantor")
_TREASURER = gettext_lazy("Dokumen bendahara; SIPD tetap catatan resminya")

_measure(
    "ceiling",
    gettext_lazy("pagu"),
    gettext_lazy(
        "Batas belanja pada versi anggaran yang berlaku, seluruhnya atau per subkegiatan. Bila versi tidak menyebut "
        "jumlahnya, pagu semua subkegiatan dijumlahkan hanya kalau semuanya diketahui."
    ),
    _PUBLISHED,
    _ceiling,
)
_measure(
    "money_committed",
    gettext_lazy("terikat"),
    gettext_lazy(
        "Rupiah yang sudah diikat oleh keputusan atau kontrak, termasuk yang kemudian dibayar."
    ),
    gettext_lazy("Keputusan dan kontrak yang dicatat di sistem ini"),
    _committed,
)
_measure(
    "money_realised",
    gettext_lazy("realisasi belanja"),
    gettext_lazy(
        "Rupiah yang sudah dibelanjakan menurut dokumen yang dicatat bendahara, per subkegiatan dan triwulan. "
        "Dihitung menurut tanggal dokumennya."
    ),
    _TREASURER,
    _realised,
)
_measure(
    "money_remaining",
    gettext_lazy("sisa pagu"),
    gettext_lazy(
        "Pagu dikurangi realisasi belanja. Yang terikat tetapi belum dibayar tidak dikurangkan; lihat “terikat”."
    ),
    _TREASURER,
    _remaining,
)
