"""The classes of a year for the forecast, and what became of those who sat in the finished ones."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.db.models import Count
from django.utils.translation import gettext as _

from binakon.certification.queries.gate import money_facts
from binakon.core.measures import Scope
from binakon.enrolment.models import Place, Training
from binakon.enrolment.queries.counts import trainings_in
from binakon.enrolment.states import PlaceState, TrainingState
from binakon.planning.models import Activity
from binakon.planning.queries import year_of
from binakon.planning.states import ActivityKind, ActivityState
from binakon.reports.queries.forecast_units import Line, Waiting
from binakon.reports.rules.forecast import Past, past_of_classes
from binakon.trainings.models import Completion
from binakon.trainings.states import CompletionState

_CLASSES = frozenset({ActivityKind.BIMTEK, ActivityKind.TRAINING})
_DECIDED = (CompletionState.COMPLETED, CompletionState.INCOMPLETE)


@dataclass(frozen=True, slots=True)
class ClassPast:
    """The share of determined people, and of seats, that was trained; and the number of finished classes behind it."""

    of_determined: Past | None
    of_seats: Past | None
    finished: int


@dataclass(frozen=True, slots=True)
class _Heads:
    """People of one class."""

    determined: int = 0
    completed: int = 0
    incomplete: int = 0


def class_past(office_code: str, day: date, published: list[Past]) -> ClassPast:
    """What became of the people of every class that is over and wholly decided, of any year."""
    rows = Training.objects.filter(
        activity__programme__office__code=office_code,
        state=TrainingState.DETERMINED,
        ends_on__lt=day,
    )
    over = list(rows)
    heads = _heads(over)
    finished = [
        (training, heads[training.pk]) for training in over if _is_decided(heads[training.pk])
    ]
    return ClassPast(
        past_of_classes([(one.completed, one.determined) for _t, one in finished], published),
        past_of_classes([(min(one.completed, t.seats), t.seats) for t, one in finished], published),
        len(finished),
    )


def _is_decided(heads: _Heads) -> bool:
    return bool(heads.determined) and heads.completed + heads.incomplete >= heads.determined


def class_lines(scope: Scope, past: ClassPast) -> list[Line]:
    """The classes of the year in its order; what was cancelled is none of them."""
    trainings = {each.activity_id: each for each in trainings_in(scope.office, scope.year)}
    heads = _heads(list(trainings.values()))
    found = []
    for activity in year_of(scope).activities:
        training = trainings.get(activity.pk)
        if training is not None and training.state == TrainingState.CANCELLED:
            training = None
        if activity.kind not in _CLASSES or activity.state == ActivityState.CANCELLED:
            continue
        if training is not None:
            found.append(_of_training(activity, training, heads[training.pk], scope, past))
        else:
            found.append(_of_plan(activity, scope, past))
    return found


def _of_training(
    activity: Activity, training: Training, heads: _Heads, scope: Scope, past: ClassPast
) -> Line:
    is_possible = max(scope.as_of, training.ends_on).year <= scope.year
    if training.state == TrainingState.DETERMINED:
        left = max(heads.determined - heads.completed - heads.incomplete, 0)
        waiting = Waiting(left, past.of_determined, is_possible)
        why = [_("ditetapkan dengan SK, belum diputuskan selesai")] if left else []
        if heads.incomplete:
            why.append(
                _("%(many)d orang tidak memenuhi syarat selesai") % {"many": heads.incomplete}
            )
    else:
        doubts = _doubts(activity, training.ends_on, scope.as_of)
        waiting = Waiting(training.seats, past.of_seats, is_possible, bool(doubts))
        why = [str(TrainingState(training.state).label), *doubts]
    if not is_possible and waiting.people:
        why.append(_("berakhir sesudah tahun ini"))
    href = f"/meja/pelatihan/{activity.slug}/"
    return Line(
        activity.title,
        activity.window_words,
        href,
        heads.completed,
        (waiting,),
        tuple(why) or (_("semua peserta sudah diputuskan"),),
        max(training.seats, heads.determined),
    )


def _of_plan(activity: Activity, scope: Scope, past: ClassPast) -> Line:
    """An activity without a class: its published realisation, or its seats as the plan has them."""
    is_possible = scope.as_of.year <= scope.year and activity.realised is None
    is_over = activity.state in {ActivityState.HELD, ActivityState.CLOSED}
    people = 0 if is_over or activity.realised is not None else activity.seats or 0
    doubts = _doubts(activity, activity.ends_on, scope.as_of)
    if activity.realised is not None:
        why = [_("realisasi yang tercatat dalam rencana")]
    elif activity.seats is None:
        why = [_("jumlah kursinya belum diisi, jadi tidak ikut dihitung")]
    elif is_over:
        why = [_("terlaksana, tetapi hasilnya tidak tercatat di Binakon")]
    else:
        why = [_("kelasnya belum disiapkan"), *doubts]
    return Line(
        activity.title,
        activity.window_words,
        f"/meja/rencana/{scope.year}/",
        activity.realised or 0,
        (Waiting(people, past.of_seats, is_possible, bool(doubts)),),
        tuple(why),
        max(activity.seats, activity.realised or 0) if activity.seats is not None else None,
        is_unfilled=activity.seats is None and activity.realised is None,
    )


def _doubts(activity: Activity, ends_on: date | None, day: date) -> list[str]:
    """Why nobody of a class that is not determined is in the low; empty when it may be."""
    if money_facts(activity):
        return [_("uangnya belum pasti, jadi batas bawahnya 0")]
    if activity.state == ActivityState.POSTPONED:
        return [_("ditunda, jadi batas bawahnya 0")]
    if ends_on is not None and ends_on < day:
        return [_("jadwalnya sudah lewat, jadi batas bawahnya 0")]
    return []


def _heads(trainings: list[Training]) -> dict[int, _Heads]:
    named = Counter(
        dict(
            Place.objects.filter(training__in=trainings, state=PlaceState.DETERMINED)
            .values_list("training")
            .order_by("training")
            .annotate(Count("pk"))
        )
    )
    decided: Counter[tuple[int, str]] = Counter()
    rows = Completion.objects.filter(training__in=trainings, state__in=_DECIDED)
    for training, state, many in (
        rows.values_list("training", "state").order_by("training", "state").annotate(Count("pk"))
    ):
        decided[training, state] = many
    return {
        each.pk: _Heads(
            named[each.pk],
            decided[each.pk, CompletionState.COMPLETED],
            decided[each.pk, CompletionState.INCOMPLETE],
        )
        for each in trainings
    }
