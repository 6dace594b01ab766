"""What the two tests of a class say: per person, regency, question and of the class, always with how many."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from binakon.enrolment.models import Registration, Training
from binakon.trainings.models import Answer, Exam, ExamQuestion, Sitting
from binakon.trainings.queries.exams import exams_of, participants_of
from binakon.trainings.rules.gain import (
    Mean,
    Share,
    gain_of,
    gain_of_item,
    mean_of,
    open_groups,
    share_of,
)
from binakon.trainings.states import SCORED, ExamKind, ExamState


@dataclass(frozen=True, slots=True)
class PersonResult:
    """One participant: scores 0–100 before and after, and the gain; None where unknown."""

    registration: Registration
    pre: Decimal | None
    post: Decimal | None
    gain: Decimal | None


@dataclass(frozen=True, slots=True)
class ItemResult:
    """One question: the share that answered it rightly before and after; None in a test that did not ask it."""

    text: str
    topic: str
    pre: Share | None
    post: Share | None

    @property
    def gain(self) -> Decimal | None:
        """What of it was learnt by those who did not know it before; None where a test is missing or all knew it."""
        return gain_of_item(self.pre, self.post)


@dataclass(frozen=True, slots=True)
class RegionResult:
    """The people of one regency: their means, each with how many; a mean of too few is not told."""

    name: str
    people: int
    pre: Mean
    post: Mean
    gain: Mean


@dataclass(frozen=True, slots=True)
class Results:
    """The results of a class. `both` is how many have both scores; `full` of them could gain nothing more."""

    training: Training
    people: tuple[PersonResult, ...]
    regions: tuple[RegionResult, ...]
    items: tuple[ItemResult, ...]
    pre: Mean
    post: Mean
    gain: Mean
    both: int
    full: int


def results_of(training: Training) -> Results:
    """The results of a class whose people the viewer may see."""
    exams = {exam.kind: exam for exam in exams_of(training)}
    scores = {kind: _scores(exams.get(kind)) for kind in ExamKind.values}
    people = []
    for registration in participants_of(training):
        pre = scores[ExamKind.PRE].get(registration.pk)
        post = scores[ExamKind.POST].get(registration.pk)
        people.append(PersonResult(registration, pre, post, gain_of(pre, post)))
    both = [person for person in people if person.pre is not None and person.post is not None]
    return Results(
        training=training,
        people=tuple(people),
        regions=_regions(people),
        items=tuple(_items(exams.get(ExamKind.PRE), exams.get(ExamKind.POST), people)),
        pre=mean_of(person.pre for person in people),
        post=mean_of(person.post for person in people),
        gain=mean_of(person.gain for person in people),
        both=len(both),
        full=sum(person.gain is None for person in both),
    )


def _regions(people: list[PersonResult]) -> tuple[RegionResult, ...]:
    """By regency in the order of their names, those of no regency of the province last."""
    groups: dict[str, list[PersonResult]] = {}
    for person in people:
        office = person.registration.office
        groups.setdefault(office.name if office else "", []).append(person)
    means = {
        of: _means({name: [getattr(one, of) for one in group] for name, group in groups.items()})
        for of in ("pre", "post", "gain")
    }
    return tuple(
        RegionResult(
            name=name or _("Di luar provinsi ini"),
            people=len(groups[name]),
            pre=means["pre"][name],
            post=means["post"][name],
            gain=means["gain"][name],
        )
        for name in sorted(groups, key=lambda name: (not name, name))
    )


def _means(values: Mapping[str, list[Decimal | None]]) -> dict[str, Mean]:
    found = {name: mean_of(each) for name, each in values.items()}
    told = open_groups({name: mean.n for name, mean in found.items()})
    return {
        name: mean if name in told or not mean.n else Mean(None, mean.n, is_closed=True)
        for name, mean in found.items()
    }


def _scores(exam: Exam | None) -> dict[int, Decimal]:
    if exam is None:
        return {}
    rows = Sitting.objects.filter(exam=exam, state__in=SCORED)
    known = rows.exclude(score=None).values_list("registration", "score")
    return {person: score for person, score in known if score is not None}


def _items(pre: Exam | None, post: Exam | None, people: list[PersonResult]) -> list[ItemResult]:
    """Questions of closed tests in their order; one that both asked is one item, known by its place in the bank.

    Whoever reads results need not know the questions of a test that is still to be written.
    """
    participants = {person.registration.pk for person in people}
    shares: dict[tuple[str, object], dict[str, Share]] = {}
    names: dict[tuple[str, object], ExamQuestion] = {}
    for kind, exam in ((ExamKind.PRE.value, pre), (ExamKind.POST.value, post)):
        if exam is None or exam.state != ExamState.CLOSED:
            continue
        for question, share in _shares(exam, participants):
            key = (
                ("bank", question.question_id) if question.question_id else ("text", question.text)
            )
            names[key] = question
            shares.setdefault(key, {})[kind] = share
    return [
        ItemResult(
            names[key].text,
            names[key].topic,
            found.get(ExamKind.PRE.value),
            found.get(ExamKind.POST.value),
        )
        for key, found in shares.items()
    ]


def _shares(exam: Exam, participants: set[int]) -> list[tuple[ExamQuestion, Share]]:
    """Of every question, who answered it rightly among those whose answers are known; left empty is not right."""
    sittings = Sitting.objects.filter(
        exam=exam, state__in=SCORED, registration__in=participants
    ).values_list("pk", "source")
    rights: dict[int, dict[int, bool]] = {}
    rows = Answer.objects.filter(sitting__exam=exam, sitting__state__in=SCORED)
    for sitting, question, is_right in rows.values_list("sitting_id", "question_id", "is_right"):
        rights.setdefault(sitting, {})[question] = bool(is_right)
    # Of a sheet of paper whose score alone was typed, nothing is known of its questions.
    known = [pk for pk, source in sittings if source == Sitting.Source.ONLINE or pk in rights]
    questions = ExamQuestion.objects.filter(exam=exam).order_by("position")
    return [
        (
            question,
            share_of(rights.get(pk, {}).get(question.pk, False) for pk in known),
        )
        for question in questions
    ]
