"""Holding money of the version in force, decided by the database: a ratification at the same moment waits or wins."""

from django.db.models import F, Q
from django.utils.translation import gettext as _

from binakon.core import words
from binakon.core.problems import Blocked, Problem, StaleState
from binakon.planning.models import Ceiling, PlanVersion
from binakon.planning.queries import version_in_force
from binakon.planning.states import VersionState


class VersionInForce:
    """The budget version that binds a programme now; `Blocked` when none is ratified."""

    def __init__(self, programme_id: int) -> None:
        version = version_in_force(programme_id)
        if version is None:
            sentence = _("Belum ada versi anggaran yang disahkan untuk tahun ini.")
            raise Blocked([Problem("no_version", sentence)])
        self.version = version

    def lock(self) -> None:
        """Let no ratification and no loaded plan come between until the transaction ends; `StaleState` when one did."""
        if not _touched(self.version):
            raise _replaced()

    @staticmethod
    def lock_if_any(programme_id: int) -> None:
        """Let nothing be bound in a programme until the transaction ends, whichever version is in force."""
        version = version_in_force(programme_id)
        while version is not None and not _touched(version):
            version = version_in_force(programme_id)

    def hold(self, sub_activity: str, *, committed: int = 0, realised: int = 0) -> PlanVersion:
        """Raise (or lower) the counters of rupiah of the version and of its sub-activity's ceiling.

        Raises `Blocked` with what is left when a ceiling would be exceeded, `StaleState` when the version has just
        been replaced.
        """
        self._hold_version(committed, realised)
        self._hold_part(sub_activity, committed, realised)
        return self.version

    def _hold_version(self, committed: int, realised: int) -> None:
        fits = Q(ceiling=None) | Q(
            ceiling__gte=F("money_committed") + committed,
        ) & Q(ceiling__gte=F("money_realised") + realised)
        held = PlanVersion.objects.filter(pk=self.version.pk, state=VersionState.RATIFIED)
        if held.filter(fits).update(
            revision=F("revision") + 1,
            money_committed=F("money_committed") + committed,
            money_realised=F("money_realised") + realised,
        ):
            return
        self.version.refresh_from_db()
        if self.version.state != VersionState.RATIFIED:
            raise _replaced()
        used = self.version.money_realised if realised else self.version.money_committed
        raise Blocked([_over(_("pagu"), self.version.ceiling or 0, used, committed + realised)])

    def _hold_part(self, code: str, committed: int, realised: int) -> None:
        part = Ceiling.objects.filter(version=self.version, sub_activity__code=code).first()
        if part is None:
            return
        fits = Q(amount__gte=F("committed") + committed, pk=part.pk) & Q(
            amount__gte=F("realised") + realised
        )
        if Ceiling.objects.filter(fits).update(
            committed=F("committed") + committed, realised=F("realised") + realised
        ):
            return
        part.refresh_from_db()
        name = _("pagu subkegiatan %(code)s") % {"code": code}
        used = part.realised if realised else part.committed
        raise Blocked([_over(name, part.amount, used, committed + realised)])


def _touched(version: PlanVersion) -> bool:
    held = PlanVersion.objects.filter(pk=version.pk, state=VersionState.RATIFIED)
    return held.update(revision=F("revision")) == 1


def _replaced() -> StaleState:
    return StaleState(
        _("Versi anggaran baru saja berganti. Muat ulang halaman, lalu lihat sisa yang berlaku.")
    )


def _over(name: str, ceiling: int, used: int, asked: int) -> Problem:
    sentence = _(
        "Sisa %(name)s %(left)s, yang diminta %(asked)s. Kurangi jumlahnya atau ubah pagunya lewat versi baru."
    )
    left = {"left": words.rupiah(ceiling - used), "asked": words.rupiah(asked), "name": name}
    return Problem("over_ceiling", sentence % left)
