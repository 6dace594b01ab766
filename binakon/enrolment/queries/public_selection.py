"""What the public sees of quotas and draws: offices, numbers and public codes; nothing about any person."""

from dataclasses import dataclass

from binakon.enrolment.models import SelectionRun, Training
from binakon.enrolment.queries.quotas import QuotaPage, quota_page
from binakon.enrolment.rules.draw import Lot
from binakon.enrolment.states import Policy, SelectionState, TrainingState


@dataclass(frozen=True, slots=True)
class DrawPage:
    """A draw for whoever wants to make it again: before the result only the fingerprint of the seed."""

    training: Training
    seed_hash: str
    seed: str
    lots: tuple[Lot, ...]

    @property
    def is_announced(self) -> bool:
        """Whether seed and codes are public."""
        return bool(self.lots)

    @property
    def codes(self) -> list[str]:
        """The codes that took part, in the order of the alphabet: the draw gives them their order."""
        return sorted(lot.code for lot in self.lots)


def public_training(slug: str) -> Training | None:
    """The class of an activity, from the moment on which it is announced at all."""
    rows = Training.objects.filter(activity__slug=slug).exclude(state=TrainingState.PREPARED)
    return rows.select_related("activity__programme__office").first()


def public_quota(slug: str) -> QuotaPage | None:
    """The quota of a class with its steps; None where nothing was shared out."""
    training = public_training(slug)
    page = quota_page(training) if training else None
    return page if page and any(row.places is not None for row in page.rows) else None


def public_draw(slug: str) -> DrawPage | None:
    """The draw of a class; None where seats are not drawn."""
    training = public_training(slug)
    if training is None or training.policy != Policy.DRAW:
        return None
    rows = SelectionRun.objects.filter(trainings=training, state=SelectionState.ANNOUNCED)
    run = rows.order_by("-id").first()
    if run is None:
        return DrawPage(training, training.seed_hash, "", ())
    lots = tuple(Lot(**lot) for lot in run.steps["order"]["lots"])
    return DrawPage(training, run.steps["order"]["seed_hash"], run.seed, lots)
