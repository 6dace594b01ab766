"""Setting an evaluation, and answering it once, so that nothing leads from what was said to who said it."""

import random
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from binakon.core import clock, ledger
from binakon.core.actor import Actor
from binakon.core.problems import Blocked, Problem, StaleState, refuse
from binakon.enrolment.models import Place, Registration, Training
from binakon.enrolment.states import PlaceState
from binakon.trainings.models import EvaluationForm, EvaluationReply, EvaluationTicket
from binakon.trainings.queries.evaluation import evaluation_of, instructors_of, summary_of, terms_of
from binakon.trainings.rules.evaluation import (
    COMMENT,
    MARKS,
    Terms,
    change_problems,
    items_of,
    terms_problems,
)


@dataclass(frozen=True, slots=True)
class Said:
    """One mark or one comment of somebody's answer; `engagement` is None for the event."""

    engagement: int | None
    item: str
    mark: int | None = None
    comment: str = ""


@transaction.atomic
def set_evaluation(
    training: Training, terms: Terms, *, by: Actor, revision: int = 0, at: datetime | None = None
) -> EvaluationForm:
    """Set what the evaluation asks and when; `revision` is the one that the page was drawn with, 0 where none stood.

    Raises `Blocked` with everything that is wrong, or that may not change once people have answered, `StaleState` when
    somebody else was faster.
    """
    problems = terms_problems(terms)
    columns: dict[str, Any] = {
        "event_items": items_of("a", terms.event),
        "instructor_items": items_of("n", terms.instructor),
        "least": terms.least,
        "opens_at": terms.opens_at,
        "closes_at": terms.closes_at,
    }
    form = evaluation_of(training)
    if form is not None and _held(form):
        standing = summary_of(training, at=at)
        form.refresh_from_db()
        if standing is not None:
            problems += change_problems(
                terms,
                terms_of(form),
                answers=standing.answers,
                is_readable=standing.is_readable,
            )
    refuse(problems)
    if form is None and not revision:
        form = EvaluationForm.objects.create(training=training, revision=1, **columns)
    else:
        rows = EvaluationForm.objects.filter(training=training, revision=revision)
        if form is None or not rows.update(revision=F("revision") + 1, **columns):
            raise StaleState(
                _("Orang lain baru saja mengubah evaluasinya. Muat ulang halaman, lalu lihat lagi.")
            )
        form.refresh_from_db()
    ledger.record(
        form,
        "evaluation:set",
        by=by,
        at=at,
        sentence=f"Evaluasi {training} diatur",
        after={name: str(value) for name, value in columns.items()},
        office_code=training.office_code,
    )
    return form


@transaction.atomic
def answer_evaluation(
    registration: Registration, said: Iterable[Said], *, by: Actor, at: datetime | None = None
) -> bool:
    """Take one participant's answer, once; False when they had answered before, and then nothing is written.

    1. Hold the evaluation: answers come one after the other, and only while it is open.
    2. Write the ticket, with its day. No line of history: its time would say more than the ticket may.
    3. Write everybody's replies anew under new random keys in a random order, so that not even the order of the rows
       in the table tells which of them came last.

    Raises `Blocked` for whoever is no participant, when it is not open, or for something that was not asked.
    """
    moment = at or clock.now()
    form = evaluation_of(registration.training)
    places = Place.objects.filter(registration=registration, state=PlaceState.DETERMINED)
    if form is None or not places.exists():
        raise Blocked([Problem("participant", _("Evaluasi ini hanya untuk pesertanya."))])
    opened = EvaluationForm.objects.filter(pk=form.pk, opens_at__lte=moment, closes_at__gt=moment)
    if not opened.update(revision=F("revision")):
        raise Blocked([Problem("closed", _("Evaluasi ini sedang tidak dibuka."))])
    form.refresh_from_db()
    answer = list(said)
    refuse(_answer_problems(form, registration.training, answer))
    day = timezone.localtime(moment).date()
    _ticket, is_new = EvaluationTicket.objects.get_or_create(
        form=form, registration=registration, defaults={"on": day}
    )
    if not is_new:
        return False
    _shuffle_in(form, answer)
    return True


def _held(form: EvaluationForm) -> bool:
    return EvaluationForm.objects.filter(pk=form.pk).update(revision=F("revision")) == 1


def _answer_problems(form: EvaluationForm, training: Training, said: list[Said]) -> list[Problem]:
    asked = {(None, item["code"]) for item in form.event_items}
    optional = {
        (pk, item["code"])
        for pk, _name in instructors_of(training)
        for item in form.instructor_items
    }
    comments = {(None, COMMENT)} | {(pk, COMMENT) for pk, _code in optional}
    marks = [(one.engagement, one.item) for one in said if one.mark is not None]
    words = [(one.engagement, one.item) for one in said if one.mark is None]
    is_asked = set(marks) <= asked | optional and set(words) <= comments
    is_marked = all(one.mark in MARKS for one in said if one.mark is not None)
    is_once = len({*marks, *words}) == len(said)
    if not (is_asked and is_marked and is_once):
        return [Problem("answer", _("Jawaban ini tidak sesuai dengan pertanyaannya."))]
    if asked - set(marks):
        return [Problem("missing", _("Jawab dulu semua butir tentang acara."))]
    return []


def _shuffle_in(form: EvaluationForm, answer: list[Said]) -> None:
    rows = EvaluationReply.objects.filter(form=form)
    stood = rows.values_list("engagement_id", "item", "mark", "comment")
    new = [(one.engagement, one.item, one.mark, one.comment) for one in answer]
    everything = [*stood, *new]
    random.SystemRandom().shuffle(everything)
    rows.delete()
    EvaluationReply.objects.bulk_create(
        [
            EvaluationReply(
                id=uuid.uuid4(),
                form=form,
                engagement_id=engagement,
                item=item,
                mark=mark,
                comment=comment,
            )
            for engagement, item, mark, comment in everything
        ],
        batch_size=100,
    )
