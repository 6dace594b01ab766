"""Writing what a version says: its targets, ceilings and activities, whole."""

from collections.abc import Collection, Iterable

from django.db.models import F
from django.utils.translation import gettext as _

from binakon.core.problems import StaleState
from binakon.planning.actions.open_books import OpenBooks
from binakon.planning.models import (
    LINE_COLUMNS,
    TERMS_TEXTS,
    Ceiling,
    CostLine,
    Indicator,
    PlanVersion,
    SubActivity,
    Target,
    TermsOfReference,
    VersionActivity,
)
from binakon.planning.queries.contents import columns_of
from binakon.planning.rules.plan_file import (
    ActivityEntry,
    CeilingEntry,
    TargetEntry,
    VersionEntry,
)
from binakon.planning.states import VersionState

BATCH = 500


class VersionContents:
    """The contents of one version that is not ratified yet; the action that writes them keeps the history."""

    def __init__(self, version: PlanVersion) -> None:
        self.version = version

    def open(self) -> None:
        """Begin an edit: from now until the transaction ends nobody else edits, submits or ratifies it.

        Raises `StaleState` when it is no draft any more, `Blocked` when its year is closed.
        """
        OpenBooks.hold(self.version.programme_id)
        draft = PlanVersion.objects.filter(pk=self.version.pk, state=VersionState.DRAFT)
        if draft.update(revision=F("revision") + 1) != 1:
            raise StaleState(
                _(
                    "Versi ini bukan konsep lagi, jadi isinya tidak berubah. Muat ulang halaman rencana."
                )
            )
        self.version.refresh_from_db(fields=["revision"])

    def write(self, entry: VersionEntry) -> None:
        """Let the version say exactly this."""
        self.promise(entry.targets)
        self.give(entry.ceilings)
        self.state(entry.activities)

    def promise(self, targets: Iterable[TargetEntry]) -> None:
        """Let the version promise exactly these targets."""
        self.version.targets.all().delete()
        for target in targets:
            Target.objects.create(
                version=self.version,
                indicator=self.indicator(target.indicator, target.unit),
                sub_activity=self.sub_activity(target.sub_activity),
                people=target.people,
                value=target.value,
                unit=target.unit,
            )

    def give(self, ceilings: Iterable[CeilingEntry]) -> None:
        """Let the version give exactly these ceilings to its sub-activities."""
        self.version.ceilings.all().delete()
        Ceiling.objects.bulk_create(
            Ceiling(version=self.version, sub_activity=found, amount=part.ceiling)
            for part in ceilings
            if (found := self.sub_activity(part.sub_activity)) is not None
        )

    def state(self, entries: Iterable[ActivityEntry]) -> None:
        """Let the version state exactly these activities."""
        VersionActivity.objects.filter(version=self.version).delete()
        rows = [VersionActivity(version=self.version, **columns_of(entry)) for entry in entries]
        VersionActivity.objects.bulk_create(rows, batch_size=BATCH)
        stated = VersionActivity.objects.filter(version=self.version).values("code")
        CostLine.objects.filter(version=self.version).exclude(activity_code__in=stated).delete()

    def carry(self, base: PlanVersion, only: Collection[str] | None = None) -> None:
        """Let the version carry the cost lines and the KAK texts of the version that it was opened from.

        `only` names the activities that take theirs along; None is all of them.
        """
        lines = CostLine.objects.filter(version=base).order_by("id")
        terms = TermsOfReference.objects.filter(version=base).order_by("id")
        if only is not None:
            lines = lines.filter(activity_code__in=only)
            terms = terms.filter(activity_code__in=only)
        CostLine.objects.bulk_create(
            [
                CostLine(
                    version=self.version,
                    activity_code=row.activity_code,
                    position=row.position,
                    **{name: getattr(row, name) for name in LINE_COLUMNS},
                )
                for row in lines
            ],
            batch_size=BATCH,
        )
        carried = (*TERMS_TEXTS, "place", "signatory_id")
        TermsOfReference.objects.bulk_create(
            TermsOfReference(
                version=self.version,
                activity_code=row.activity_code,
                **{name: getattr(row, name) for name in carried},
            )
            for row in terms
        )

    @staticmethod
    def sub_activity(code: str) -> SubActivity | None:
        """The newest row of a sub-activity's code."""
        return SubActivity.objects.filter(code=code).order_by("-id").first() if code else None

    @staticmethod
    def indicator(key: str, unit: str = "") -> Indicator:
        """The indicator of a key; a key that a plan brings becomes one."""
        found, _is_new = Indicator.objects.get_or_create(
            key=key, defaults={"label": key, "unit": unit or "Orang"}
        )
        return found
