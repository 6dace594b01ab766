"""The pages of quotas, selections and objections: who may open them, and what stands on them."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet

from binakon.core import words
from binakon.core.problems import Blocked, Problem
from binakon.enrolment.models import (
    Objection,
    Place,
    Registration,
    SelectionResult,
    SelectionRun,
    Training,
)
from binakon.enrolment.queries.competition import (
    Standing,
    inputs_now,
    office_names,
    standing_of_entries,
    trainings_of,
)
from binakon.enrolment.queries.wishes import wished_beyond
from binakon.enrolment.rules.competition import weights_of
from binakon.enrolment.rules.competition_facts import Inputs
from binakon.enrolment.rules.draw import seed_words
from binakon.enrolment.rules.ranking_words import weight_words
from binakon.enrolment.rules.result_words import seat_words
from binakon.enrolment.rules.seating_facts import SeatingStepKind
from binakon.enrolment.rules.seating_words import rule_words
from binakon.enrolment.states import (
    ObjectionState,
    Policy,
    RegistrationState,
    SelectionState,
    TrainingState,
)
from binakon.people.rules import Viewer, can_nominate, can_see_desk, province_of

TONES = {
    SelectionResult.Outcome.SEATED: "good",
    SelectionResult.Outcome.WAITING: "wait",
    SelectionResult.Outcome.NOT_SELECTED: "bad",
}
RUN_TONES = {SelectionState.PROPOSED: "wait", SelectionState.ANNOUNCED: "good"}
OBJECTION_TONES = {ObjectionState.OPEN: "wait", ObjectionState.UPHELD: "good"}


@dataclass(frozen=True, slots=True)
class RunFact:
    """A run in the list of runs: what it said in numbers."""

    run: SelectionRun
    seated: int
    waiting: int
    not_selected: int

    @property
    def tone(self) -> str:
        """The tone of its state."""
        return RUN_TONES.get(SelectionState(self.run.state), "")

    @property
    def short_hash(self) -> str:
        """The first digits of the fingerprint, enough to tell runs apart by eye."""
        return self.run.inputs_hash[:12]


@dataclass(frozen=True, slots=True)
class SelectionPage:
    """The selection of a class before and after: who competes, by which rule, and the runs so far."""

    training: Training
    standing: Standing
    policy: str
    rules: tuple[str, ...]
    problems: tuple[Problem, ...]
    current_hash: str
    runs: tuple[RunFact, ...]
    partners: tuple[Training, ...]
    together: tuple[Training, ...]
    announced: RunFact | None
    open_objections: int

    @property
    def together_titles(self) -> str:
        """Those classes by their titles."""
        return words.joined([str(each) for each in self.together])

    @property
    def may_run(self) -> bool:
        """Whether a selection can be proposed now."""
        return not self.problems and self.training.state == TrainingState.CLOSED


def own_training(viewer: Viewer, slug: str) -> Training | None:
    """A training where the viewer holds a desk of its office."""
    training = _by_slug(slug)
    return training if training and can_see_desk(viewer, training.office_code) else None


def shared_training(viewer: Viewer, slug: str) -> Training | None:
    """The same, and one whose seats the viewer's own kabupaten or kota shares."""
    training = _by_slug(slug)
    if training is None or can_see_desk(viewer, training.office_code):
        return training
    return training if own_regencies(viewer, training) else None


def own_regencies(viewer: Viewer, training: Training) -> list[str]:
    """The codes of the regencies for which the viewer may speak in this training."""
    return [
        code
        for code in viewer.office_codes
        if code != training.office_code
        and province_of(code) == training.office_code
        and can_nominate(viewer, code)
    ]


def _by_slug(slug: str) -> Training | None:
    rows = Training.objects.filter(activity__slug=slug)
    return rows.select_related("activity__programme__office").first()


def selection_page(training: Training) -> SelectionPage:
    """Everything of the selection page of one class."""
    runs = tuple(map(run_fact, training.selections.order_by("-id")))
    problems, current = _judged(training)
    announced = next((r for r in runs if r.run.state == SelectionState.ANNOUNCED), None)
    return SelectionPage(
        training=training,
        standing=standing_of_entries([training]),
        policy=training.get_policy_display(),
        rules=tuple(rules_of(training)),
        problems=problems,
        current_hash=current,
        runs=runs,
        partners=tuple(partners_of(training)),
        together=_together(training, is_announced=announced is not None),
        announced=announced,
        open_objections=objections_of(training).filter(state=ObjectionState.OPEN).count(),
    )


def _together(training: Training, *, is_announced: bool) -> tuple[Training, ...]:
    """The classes that people of this one wish as well, as long as it is not selected."""
    if is_announced or training.policy == Policy.FIRST_COME:
        return ()
    return tuple(wished_beyond([training]))


def _judged(training: Training) -> tuple[tuple[Problem, ...], str]:
    """What stands in the way of a selection now, and the fingerprint of its facts."""
    if training.policy == Policy.FIRST_COME:
        return (), ""
    try:
        return (), inputs_now([training]).hash
    except Blocked as refused:
        return refused.problems, ""


def rules_of(training: Training) -> list[str]:
    """By which rules seats are given, as applicants read them."""
    rules = rule_words()
    if training.policy == Policy.DRAW:
        return [seed_words(training.seed_hash), *rules]
    if training.policy == Policy.RANKED:
        return [*weight_words(weights_of(training.weights)), *rules]
    return []


def partners_of(training: Training) -> QuerySet[Training]:
    """Other closed classes of the same office, year and way, which can be selected together with this one."""
    programme = training.activity.programme
    rows = Training.objects.filter(
        activity__programme=programme, state=TrainingState.CLOSED, policy=training.policy
    )
    return rows.exclude(pk=training.pk).select_related("activity").order_by("starts_on", "pk")


def run_of(training: Training, pk: int) -> SelectionRun | None:
    """One run of a training."""
    return training.selections.filter(pk=pk).select_related("made_by").first()


def run_fact(run: SelectionRun) -> RunFact:
    """A run with its numbers."""
    outcomes = list(run.results.values_list("outcome", flat=True))
    return RunFact(
        run,
        outcomes.count(SelectionResult.Outcome.SEATED),
        outcomes.count(SelectionResult.Outcome.WAITING),
        outcomes.count(SelectionResult.Outcome.NOT_SELECTED),
    )


def results_of(run: SelectionRun) -> QuerySet[SelectionResult]:
    """The results of a run with what their rows show."""
    objected = Objection.objects.filter(result=OuterRef("pk"))
    rows = run.results.select_related(
        "registration__office", "registration__training__activity", "registration__place"
    )
    return rows.annotate(has_objection=Exists(objected)).order_by("rank", "pk")


def run_titles(run: SelectionRun) -> dict[int, str]:
    """The titles of the classes of a run, by number."""
    return {training.pk: str(training) for training in run.trainings.select_related("activity")}


def waiting_for_check(training: Training) -> QuerySet[Registration]:
    """Registrations that do not compete yet, because their papers are not accepted."""
    states = [RegistrationState.SUBMITTED, RegistrationState.CORRECTION]
    rows = training.registrations.filter(state__in=states)
    return rows.select_related("office").order_by("arrival")


def objections_of(training: Training) -> QuerySet[Objection]:
    """Objections to results of a training, open ones first, then by arrival."""
    rows = Objection.objects.filter(result__registration__training=training)
    return rows.select_related(
        "result__run", "result__registration__office", "answered_by"
    ).order_by("answered_at", "pk")


def objection_of(training: Training, pk: int) -> Objection | None:
    """One objection to a result of a training."""
    return objections_of(training).filter(pk=pk).first()


def place_of(registration: Registration) -> Place | None:
    """The place of a registration, with what a seat by hand needs."""
    rows = Place.objects.filter(registration=registration)
    return rows.select_related(
        "registration", "training__activity__programme__office", "office"
    ).first()


def inputs_of_run(run: SelectionRun) -> Inputs:
    """What a run started from."""
    return Inputs.from_json(run.inputs)


def bucket_words(run: SelectionRun) -> dict[str, str]:
    """Whose seats the buckets of a run are, by key."""
    names = office_names(trainings_of(run))
    return {
        bucket.key: seat_words(bucket.kind, bucket.group, names.get(bucket.office, bucket.office))
        for bucket in inputs_of_run(run).buckets
    }


def empty_seats(run: SelectionRun) -> list[tuple[str, int]]:
    """The buckets of a run that stay partly empty although somebody waits, with how many seats."""
    if not run.results.filter(outcome=SelectionResult.Outcome.WAITING).exists():
        return []
    said = bucket_words(run)
    buckets = [step for step in run.steps["seating"] if step["kind"] == SeatingStepKind.BUCKET]
    left = [(said[step["bucket"]], step["places"] - step["seated"]) for step in buckets]
    return [(words_of, seats) for words_of, seats in left if seats]
