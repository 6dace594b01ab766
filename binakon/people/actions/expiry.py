"""Telling people that their SKK ends, one letter each through the outbox, and the clock that reminds the desk of it."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, override

from binakon.core import clock, ledger, outbox, words
from binakon.core.actor import Actor
from binakon.core.bulk import Deed, Doing
from binakon.core.calendar import today
from binakon.core.deadlines import CLOSING, start_clock, stop_clock
from binakon.core.problems import Problem, refuse
from binakon.people.models import HeldCertificate, Office, RoleGrant, Worker
from binakon.people.queries.answers import RENEWALS
from binakon.people.queries.renewals import (
    provinces_with_people,
    to_renew,
    told_since,
    untold,
)
from binakon.people.rules import province_of
from binakon.people.rules.expiry import months_after

Found = Mapping[int, Sequence[Problem]]
# Whoever was written to a month ago or less is not written to again without a word of caution.
RECENT = timedelta(days=30)
# The desk is reminded so many months before an SKK ends: the chain of a renewal takes about two of them.
LEAD_MONTHS = 3
MONTHS_WATCHED = 4


# People are written to in the installation's language, whatever their desk reads in.
_in_their_language = override(settings.LANGUAGE_CODE)


@transaction.atomic
@_in_their_language
def tell_expiring(held: HeldCertificate, *, by: Actor, at: datetime | None = None) -> None:
    """Write to the person that this SKK ends; without an e-mail the letter waits for WhatsApp.

    Raises `Blocked` when it is no longer true or there is nowhere to write to.
    """
    refuse(_why_not(held, _renewable([held])))
    person = held.worker.root or held.worker
    office_code = _desk_of(person, by)
    outbox.post(
        "skk_expiring",
        to=person.email,
        to_name=str(person),
        phone=person.phone,
        about=held,
        condition="skk_expiring",
        office_code=office_code,
        context={"person": person, "held": held, "is_over": _is_over(held)},
    )
    ledger.record(
        person,
        "worker:told",
        by=by,
        at=at,
        sentence=_("%(name)s diberi tahu bahwa SKK %(held)s berlaku sampai %(day)s")
        % {"name": person, "held": held, "day": words.day(held.expires_on)},
        office_code=office_code,
    )


@transaction.atomic
def watch_renewals(*, by: Actor, at: datetime | None = None) -> int:
    """Let one clock run for every coming month in which SKK end whose people nobody has told; returns how many run."""
    moment = at or clock.now()
    day = timezone.localdate(moment)
    running = 0
    for code in provinces_with_people():
        office = Office.objects.get(code=code)
        for past in range(1, MONTHS_WATCHED):
            gone = months_after(day.replace(day=1), -past)
            stop_clock(office, _kind_of(gone), at=moment)
        for ahead in range(MONTHS_WATCHED):
            first = months_after(day.replace(day=1), ahead)
            last = months_after(first, 1) - timedelta(days=1)
            kind = _kind_of(first)
            many = untold(code, max(first, day), last)
            if not many:
                stop_clock(office, kind, at=moment)
                continue
            running += 1
            begins = months_after(first, -LEAD_MONTHS)
            due = datetime.combine(
                max(begins, day), CLOSING, tzinfo=timezone.get_default_timezone()
            )
            start_clock(
                office,
                kind,
                title=_("Beri tahu pemegang SKK yang berakhir %(month)s: %(many)s SKK")
                % {"month": words.month(first), "many": words.number(many)},
                office_code=code,
                due_at=due,
                path="/meja/orang/masa-berlaku/?kapan=3",
            )
    return running


def _kind_of(month: date) -> str:
    return f"{RENEWALS}:{month:%Y-%m}"


def _is_over(held: HeldCertificate) -> bool:
    return held.expires_on is not None and held.expires_on < today()


def _desk_of(person: Worker, by: Actor) -> str:
    """Whose outbox the letter stands in: the province of the person's home, else that of whoever writes."""
    if person.office is not None:
        return province_of(person.office.code)
    grants = RoleGrant.objects.in_force_on(today()).filter(user=by.user_id)
    code = grants.order_by("id").values_list("office__code", flat=True).first()
    return province_of(code) if code else ""


def _renewable(rows: Sequence[Any]) -> set[int]:
    known = to_renew().filter(pk__in=[row.pk for row in rows])
    return set(known.values_list("pk", flat=True))


def _why_not(held: HeldCertificate, renewable: set[int]) -> list[Problem]:
    person = held.worker.root or held.worker
    if held.expires_on is None:
        return [Problem("expires_on", _("Tanggal berakhirnya belum diisi."))]
    if held.pk not in renewable:
        return [Problem("ended", _("SKK ini sudah diperbarui atau dicabut."))]
    if not (person.email or person.phone):
        return [Problem("contact", _("Surel dan nomor WA belum diisi."))]
    return []


def _tell_problems(rows: Sequence[Any]) -> Found:
    recent = told_since([row.pk for row in rows], clock.now() - RECENT)
    caution = Problem("told", _("Sudah diberi tahu dalam 30 hari terakhir."), blocks=False)
    renewable = _renewable(rows)
    found: dict[int, list[Problem]] = {}
    for row in rows:
        problems = _why_not(row, renewable) or ([caution] if row.pk in recent else [])
        if problems:
            found[row.pk] = problems
    return found


def _tell(row: Any, doing: Doing) -> None:
    tell_expiring(row, by=doing.by, at=doing.at)


def _counted(one: str, many: str) -> Callable[[int], str]:
    return lambda count: ngettext(one, many, count) % {"count": words.number(count)}


TELL = Deed(
    "tell_expiring",
    gettext_lazy("Beri tahu pemegangnya"),
    asks=_counted(
        "Beri tahu pemegang %(count)s SKK bahwa masa berlakunya berakhir?",
        "Beri tahu pemegang %(count)s SKK bahwa masa berlakunya berakhir?",
    ),
    said=_counted(
        "Pesan untuk pemegang %(count)s SKK masuk ke pesan keluar.",
        "Pesan untuk pemegang %(count)s SKK masuk ke pesan keluar.",
    ),
    problems=_tell_problems,
    do=_tell,
    stamp=lambda row: str(row.expires_on),
)
