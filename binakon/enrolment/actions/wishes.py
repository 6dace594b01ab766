"""Several classes wished by one person: chosen in a draft, sent together, and put in another order until they close."""

import uuid
from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from binakon.core import clock, ledger
from binakon.core.actor import Actor
from binakon.core.problems import Blocked, Problem, StaleState, refuse
from binakon.enrolment.actions.registrations import (
    STATED,
    Received,
    arrive,
    receive,
    save_step,
    worker_of,
)
from binakon.enrolment.actions.seats import hold
from binakon.enrolment.models import Document, Registration, Training
from binakon.enrolment.queries.drafts import draft_facts
from binakon.enrolment.queries.offered import terms_of
from binakon.enrolment.queries.wishes import classes_wished, still_wished, wishable_with
from binakon.enrolment.rules.codes import new_code
from binakon.enrolment.rules.completeness import draft_problems
from binakon.enrolment.rules.terms import state_sentence
from binakon.enrolment.rules.wishes import wish_problems, wished_by
from binakon.enrolment.states import DocumentState, RegistrationState

# What is the person's, and therefore the same in every class they wish.
_SHARED = (
    "office_id", "source", "nik_index", "nik_mask", "is_invented", *sorted(STATED - {"answers", "wish", "office"})
)  # fmt: skip


@transaction.atomic
def choose_wishes(
    registration: Registration,
    wishes: Sequence[int],
    *,
    step: str,
    by: Actor,
    at: datetime | None = None,
) -> None:
    """Keep in a draft which classes its person wishes, best first; its own class must be among them.

    Only classes that compete together and take people now; else `Blocked` with everything that is wrong. Raises
    `StaleState` once it was sent.
    """
    training, moment = registration.training, at or clock.now()
    known = {each.pk: each for each in [training, *wishable_with(training, moment)]}
    refuse(wish_problems(wishes, own=training.pk, offered=known))
    answers = {
        name: said
        for name, said in registration.answers.items()
        if name not in {"wishes", "papers"}
    }
    if len(wishes) > 1:
        papers = [kind for pk in wishes for kind in known[pk].documents]
        answers |= {"wishes": list(wishes), "papers": list(dict.fromkeys(papers))}
    stated = {"answers": answers, "wish": list(wishes).index(training.pk) + 1}
    save_step(registration, step=step, stated=stated, by=by, at=moment)


@transaction.atomic
def send_wishes(
    registration: Registration, *, by: Actor, at: datetime | None = None
) -> Registration:
    """Send a draft in for every class that it wishes: one registration each, all or none; again is once.

    1. Hold every class in the order of their numbers, so that two who send never wait for each other.
    2. Each must take people now and lack no paper, else `Blocked` with everything and the draft stays.
    3. One number of arrival each; one person; what says an earlier registration again is kept apart as ever.
    4. Papers serve every class that asks for them: the file is the same, each has its own verdict.
    """
    moment = at or clock.now()
    classes = classes_wished(wished_by(registration.answers))
    for training in sorted(classes, key=lambda each: each.pk):
        hold(training, by=by)
    own = next(each for each in classes if each.pk == registration.training_id)
    registration.refresh_from_db()
    registration.training = own
    if registration.state != RegistrationState.DRAFT:
        return registration
    if [each.pk for each in classes] != list(wished_by(registration.answers)):
        raise StaleState(_("Pilihan kelas Anda baru saja berubah. Periksa lagi, lalu kirim."))
    refuse(_send_problems(registration, classes, moment))
    sent = [_one_of(registration, each, number) for number, each in enumerate(classes, start=1)]
    _share_papers(registration, sent)
    arrivals = {
        each.pk: arrive(each, by=by, at=moment)
        for each in sorted(sent, key=lambda each: each.training_id)
    }
    worker = worker_of(registration, by=by, at=moment)
    firsts = {
        row.training_id: row
        for row in Registration.objects.active()
        .of_nik(registration.nik_index)
        .filter(training__in=classes)
        .select_related("training__activity__programme__office")
    }
    for each in sent:
        is_lead = each.pk == registration.pk
        received = Received(
            arrivals[each.pk],
            worker,
            firsts.get(each.training_id),
            is_privacy_read=True,
            confirms=sent if is_lead else None,
        )
        receive(each, received, by=by, at=moment)
    return registration


def _send_problems(
    registration: Registration, classes: Sequence[Training], moment: datetime
) -> list[Problem]:
    problems = []
    for training in classes:
        terms = terms_of(training, moment)
        if not terms.may_register:
            sentence = _("%(title)s: %(state)s Ubah pilihan kelas Anda, lalu kirim lagi.")
            facts = {"title": training, "state": state_sentence(terms)}
            problems.append(Problem("closed", sentence % facts))
    asked = [kind for training in classes for kind in training.documents]
    return problems + draft_problems(draft_facts(registration), list(dict.fromkeys(asked)))


def _one_of(lead: Registration, training: Training, number: int) -> Registration:
    """The registration for one of the classes: the draft itself for its own, a copy of it for another."""
    if training.pk == lead.training_id:
        return lead
    copy = Registration(
        training=training,
        key=uuid.uuid4(),
        code=new_code(),
        idempotency_key=f"wish-{lead.key.hex}-{training.pk}",
        started_at=lead.started_at,
        wish=number,
        wished_with=lead,
        **{name: getattr(lead, name) for name in _SHARED},
    )
    copy.save(force_insert=True)
    return copy


def _share_papers(lead: Registration, sent: Sequence[Registration]) -> None:
    """Every class that asks for a paper has it; one that only another class asks for leaves the first."""
    held = Document.objects.filter(registration=lead).exclude(state=DocumentState.REPLACED)
    for paper in list(held):
        for each in sent:
            if each.pk != lead.pk and paper.kind in each.training.documents:
                Document.objects.create(
                    registration=each,
                    kind=paper.kind,
                    file_id=paper.file_id,
                    uploaded_at=paper.uploaded_at,
                )
        if paper.kind not in lead.training.documents:
            paper.delete()


@transaction.atomic
def order_wishes(
    registration: Registration,
    order: Sequence[int],
    *,
    by: Actor,
    at: datetime | None = None,
) -> None:
    """Put the classes that a person sent together in another order, best first, while all of them are open.

    `order` names every class that still counts, by number. Raises `Blocked` once one has closed, and `StaleState`
    when the wishes are no longer those of the page.
    """
    moment = at or clock.now()
    pks = still_wished(registration).values("training").order_by()
    classes = Training.objects.filter(pk__in=pks).select_related("activity__programme__office")
    held = list(classes.order_by("pk"))
    for training in held:
        hold(training, by=by)
    rows = {row.training_id: row for row in still_wished(registration)}
    if sorted(order) != sorted(rows) or set(rows) != {each.pk for each in held}:
        raise StaleState(_("Pilihan kelas Anda baru saja berubah. Muat ulang halaman."))
    if Training.objects.open_at(moment).filter(pk__in=rows).count() < len(rows):
        sentence = _("Pendaftaran sudah ditutup, jadi urutan pilihan tidak bisa diubah lagi.")
        raise Blocked([Problem("closed", sentence)])
    before = [pk for pk, _row in sorted(rows.items(), key=lambda item: item[1].wish)]
    if before == list(order):
        return
    for number, pk in enumerate(order, start=1):
        Registration.objects.filter(pk=rows[pk].pk).update(wish=number, revision=F("revision") + 1)
    codes = {pk: row.code for pk, row in rows.items()}
    ledger.record(
        registration,
        "registration:wishes",
        by=by,
        at=moment,
        sentence=f"Urutan pilihan {registration.code} menjadi {', '.join(codes[pk] for pk in order)}",
        before={"wishes": [codes[pk] for pk in before]},
        after={"wishes": [codes[pk] for pk in order]},
        office_code=registration.training.office_code,
    )
