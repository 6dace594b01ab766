"""What is agreed: proposed, accepted, fulfilled, reopened, dropped and changed."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from binakon.coordination.actions import later
from binakon.coordination.actions.agreed_quotas import set_agreed_quota
from binakon.coordination.actions.agreement_clocks import call_off_letters, run_clock, stop_clock
from binakon.coordination.models import AgendaItem, Agreement, Meeting
from binakon.coordination.queries.later import named
from binakon.coordination.rules.agreement_words import quota_words
from binakon.coordination.rules.agreements import Terms, reason_problems, terms_problems
from binakon.coordination.states import AgreementKind, AgreementState
from binakon.core import clock, ledger
from binakon.core.actor import Actor
from binakon.core.problems import Blocked, Problem, refuse
from binakon.people.models import Office
from binakon.people.rules import province_of
from binakon.planning.models import Activity


@transaction.atomic
def propose(office: Office, terms: Terms, *, by: Actor, at: datetime | None = None) -> Agreement:
    """Write down what is to be agreed, from a meeting or without one. Raises `Blocked` with all that is missing."""
    refuse([*terms_problems(terms), *_foreign(office, terms)])
    agreement = Agreement.objects.create(
        office=office, made_at=at or clock.now(), **_columns(terms)
    )
    ledger.start(
        agreement,
        by=by,
        at=at,
        sentence=f"Diusulkan ({agreement.get_kind_display()}): {agreement}",
        office_code=office.code,
    )
    return agreement


@transaction.atomic
def accept(agreement: Agreement, *, by: Actor, at: datetime | None = None) -> None:
    """What was proposed is agreed; a quota changes in the plan in the same transaction and is thereby done.

    Nominations are counted from now on. Raises `Blocked` when the quota does not fit.
    """
    moment = at or clock.now()
    changes: dict[str, Any] = {}
    if agreement.kind == AgreementKind.QUOTA:
        changes = set_agreed_quota(agreement, by=by, at=moment)
    if agreement.kind == AgreementKind.NOMINATION:
        changes = {"done": _named(agreement, by)}
    _move(agreement, "accept", _("Disepakati: %s") % agreement, by, moment, **changes)
    run_clock(agreement, by=by)
    if agreement.kind == AgreementKind.QUOTA:
        told = quota_words(agreement.places_before, agreement.places)
        _fulfil(agreement, _("Kuota ditetapkan: %s") % told, by, moment)
    else:
        settle(agreement, by=by, at=moment)


@transaction.atomic
def fulfil(agreement: Agreement, *, evidence: str, by: Actor, at: datetime | None = None) -> None:
    """It was done, and this shows it (a letter's number, a file, a link)."""
    sentence = _("Tulis buktinya, misalnya nomor surat atau tanggal data diterima.")
    refuse(reason_problems(evidence, sentence))
    _fulfil(agreement, evidence.strip(), by, at or clock.now())


@transaction.atomic
def reopen(agreement: Agreement, *, reason: str, by: Actor, at: datetime | None = None) -> None:
    """What was thought done is not; its clock runs again. A quota that changed is changed by another agreement."""
    problems = reason_problems(reason, _("Tulis mengapa kesepakatan ini belum selesai."))
    if agreement.kind == AgreementKind.QUOTA:
        sentence = _("Kuota ini sudah berubah. Usulkan kuota baru bila harus lain lagi.")
        problems.append(Problem("quota", sentence))
    refuse(problems)
    _reopen(agreement, reason.strip(), by, at or clock.now())


@transaction.atomic
def drop(agreement: Agreement, *, reason: str, by: Actor, at: datetime | None = None) -> None:
    """It is no longer asked for, with the reason; nobody is chased for it any more."""
    refuse(reason_problems(reason, _("Tulis mengapa kesepakatan ini dibatalkan.")))
    moment = at or clock.now()
    _move(
        agreement,
        "drop",
        _("Dibatalkan: %s") % agreement,
        by,
        moment,
        note=reason.strip(),
        state_reason=reason.strip(),
    )
    stop_clock(agreement, by=by, at=moment)
    call_off_letters(agreement, by=by, at=moment)


@transaction.atomic
def change(
    agreement: Agreement, terms: Terms, *, reason: str, by: Actor, at: datetime | None = None
) -> None:
    """Other words, another day or another number, with a reason; of what is accepted kind, owner and activity stay.

    `agreement` is as its writer read it: one conditional UPDATE refuses what somebody else changed since. Raises
    `Blocked` for what is over, for a missing reason, and for another kind, owner or activity after acceptance.
    """
    problems = [*terms_problems(terms), *_foreign(agreement.office, terms)]
    problems += reason_problems(reason, _("Tulis alasan perubahannya."))
    problems += _fixed_problems(agreement, terms)
    refuse(problems)
    wanted = _columns(terms)
    before = {name: getattr(agreement, name) for name in wanted}
    as_read = Agreement.objects.filter(pk=agreement.pk, state=agreement.state, **before)
    if as_read.update(**wanted) != 1:
        raise Blocked([Problem("state", _("Orang lain baru saja mengubahnya. Muat ulang."))])
    agreement.refresh_from_db()
    ledger.record(
        agreement,
        "agreement:change",
        by=by,
        at=at,
        sentence=_("Diubah: %(what)s. %(reason)s") % {"what": agreement, "reason": reason.strip()},
        before={name: _plain(value) for name, value in before.items()},
        after={name: _plain(value) for name, value in wanted.items()},
        note=reason.strip(),
        office_code=agreement.office.code,
    )
    if agreement.state == AgreementState.ACCEPTED:
        run_clock(agreement, by=by)
        call_off_letters(agreement, by=by, at=at)
        settle(agreement, by=by, at=at)


def settle(
    agreement: Agreement, *, is_fewer: bool = False, by: Actor, at: datetime | None = None
) -> None:
    """Nominations that are reached are done; those that no longer are, because fewer are named, run again.

    What somebody called done with fewer people stays so while nobody is taken back. Call it inside the action.
    """
    if agreement.kind != AgreementKind.NOMINATION or agreement.done is None:
        return
    is_reached = agreement.done >= (agreement.places or 1)
    moment = at or clock.now()
    facts = {"done": agreement.done, "places": agreement.places}
    if is_reached and agreement.state == AgreementState.ACCEPTED:
        _fulfil(agreement, _("%(done)d dari %(places)d orang diusulkan") % facts, by, moment)
    elif is_fewer and not is_reached and agreement.state == AgreementState.FULFILLED:
        reason = _("Tinggal %(done)d dari %(places)d orang yang diusulkan") % facts
        _reopen(agreement, reason, by, moment)


def _fulfil(agreement: Agreement, evidence: str, by: Actor, moment: datetime) -> None:
    sentence = _("Dipenuhi: %(what)s. %(evidence)s") % {"what": agreement, "evidence": evidence}
    _move(agreement, "fulfil", sentence, by, moment, evidence=evidence[:500], fulfilled_at=moment)
    stop_clock(agreement, by=by, at=moment)
    call_off_letters(agreement, by=by, at=moment)


def _reopen(agreement: Agreement, reason: str, by: Actor, moment: datetime) -> None:
    sentence = _("Dibuka lagi: %(what)s. %(reason)s") % {"what": agreement, "reason": reason}
    _move(agreement, "reopen", sentence, by, moment, note=reason, evidence="", fulfilled_at=None)
    run_clock(agreement, by=by)


def _move(
    agreement: Agreement,
    name: str,
    sentence: str,
    by: Actor,
    moment: datetime,
    *,
    note: str = "",
    **changes: Any,
) -> None:
    ledger.move(
        agreement,
        name,
        by=by,
        at=moment,
        note=note,
        sentence=sentence,
        office_code=agreement.office.code,
        **changes,
    )


def _named(agreement: Agreement, by: Actor) -> int:
    """How many are named, read while nobody can name another."""
    assert agreement.activity_id is not None, "terms_problems asks for it"
    assert agreement.owner_id is not None, "terms_problems asks for it"
    later.hold(agreement.activity_id, by=by)
    return named(agreement.activity_id, agreement.owner_id)


def _columns(terms: Terms) -> dict[str, Any]:
    return {
        "kind": terms.kind,
        "text": terms.text.strip(),
        "owner_id": terms.owner_id,
        "due_on": terms.due_on,
        "activity_id": terms.activity_id,
        "occupation_id": terms.occupation_id,
        "places": terms.places,
        "meeting_id": terms.meeting_id,
        "item_id": terms.item_id,
    }


def _plain(value: object) -> object:
    return value if value is None or isinstance(value, int | str) else str(value)


def _fixed_problems(agreement: Agreement, terms: Terms) -> list[Problem]:
    if agreement.state == AgreementState.PROPOSED:
        return []
    if agreement.state != AgreementState.ACCEPTED:
        sentence = _(
            "Kesepakatan yang sudah selesai tidak diubah lagi. Buka lagi dulu, atau usulkan yang baru."
        )
        return [Problem("state", sentence)]
    fixed = (
        (agreement.kind, terms.kind),
        (agreement.owner_id, terms.owner_id),
        (agreement.activity_id, terms.activity_id),
    )
    if all(was == asked for was, asked in fixed):
        return []
    sentence = _(
        "Jenis, kantor dan kegiatan sudah disepakati. Batalkan kesepakatan ini, lalu usulkan yang baru."
    )
    return [Problem("fixed", sentence)]


def _foreign(office: Office, terms: Terms) -> list[Problem]:
    """Rows of another office, or of another meeting."""
    problems = []
    owner = Office.objects.filter(pk__in=[terms.owner_id or 0]).first()
    if owner is not None and province_of(owner.code) != province_of(office.code):
        problems.append(Problem("owner", _("Kantor itu di provinsi lain.")))
    if terms.activity_id is not None:
        own = Activity.objects.filter(pk=terms.activity_id, programme__office=office)
        if not own.exists():
            problems.append(Problem("activity", _("Kegiatan itu milik kantor lain.")))
    meeting = terms.meeting_id
    if meeting is not None and not Meeting.objects.filter(pk=meeting, office=office).exists():
        problems.append(Problem("meeting", _("Rapat itu milik kantor lain.")))
    item = terms.item_id
    if item is not None and not AgendaItem.objects.filter(pk=item, meeting=meeting).exists():
        problems.append(Problem("item", _("Butir agenda itu bukan dari rapat ini.")))
    return problems
