"""One person's page: who they are, what they hold and have done, and their history from all chapters."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from binakon.core import words
from binakon.core.calendar import today
from binakon.core.models import AuditEvent
from binakon.core.whatsapp import chat_href
from binakon.people.models import Credit, Experience, HeldCertificate, Reveal, Worker
from binakon.people.queries.chapters import Happened, history_of, renewal_rules
from binakon.people.queries.records import KINDS, Line, records_of
from binakon.people.queries.registry import kept_people
from binakon.people.rules import Viewer
from binakon.people.rules.credits import TENTH, Balance, Earned, RenewalRule, balance
from binakon.people.rules.experience import MONTHS, Work, months_worked

MOST_LINES = 100


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of the identity; "" is unknown."""

    key: str
    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Section:
    """The records of one kind, and in a few words what they add up to."""

    key: str
    title: str
    one: str
    empty: str
    lines: tuple[Line, ...]
    summary: str = ""


@dataclass(frozen=True, slots=True)
class Renewal:
    """What one SKK still needs before it can be renewed; amounts in words, "" where nobody knows what is asked."""

    held: str
    needed: str
    earned: str
    missing: str
    since: date | None
    source: str
    has_estimate: bool


@dataclass(frozen=True, slots=True)
class Written:
    """One line of the history of writing: what, when, by whom."""

    sentence: str
    at: datetime
    who: str


@dataclass(frozen=True, slots=True)
class PersonPage:
    """Everything on the page of one person; `merged` are their other rows, which this page speaks of too."""

    person: Worker
    merged: tuple[Worker, ...]
    facts: tuple[Fact, ...]
    whatsapp: str
    sections: tuple[Section, ...]
    renewals: tuple[Renewal, ...]
    history: tuple[Happened, ...]
    written: tuple[Written, ...]
    may_keep: bool


def person_page(viewer: Viewer, person: Worker) -> PersonPage:
    """The page as this viewer reads it; whoever may not write does not read who wrote what."""
    everybody = list(Worker.objects.of_person(person).order_by("id"))
    rows = [row.pk for row in everybody]
    may_keep = kept_people(viewer).filter(pk=person.pk).exists()
    return PersonPage(
        person=person,
        merged=tuple(row for row in everybody if row.pk != person.pk),
        facts=tuple(_facts(person)),
        whatsapp=chat_href(person.phone, ""),
        sections=tuple(_section(key, rows) for key in KINDS),
        renewals=tuple(_renewals(rows)),
        history=history_of(viewer, rows),
        written=tuple(_written(everybody)) if may_keep else (),
        may_keep=may_keep,
    )


def _facts(person: Worker) -> list[Fact]:
    return [
        Fact("nik", _("NIK"), person.nik_mask),
        Fact("born_on", _("Tanggal lahir"), words.day(person.born_on) if person.born_on else ""),
        Fact("sex", _("Jenis kelamin"), str(person.get_sex_display())),
        Fact("office", _("Kabupaten/kota"), person.office.name if person.office else ""),
        Fact("phone", _("Nomor WA"), f"+{person.phone}" if person.phone else ""),
        Fact("email", _("Surel"), person.email),
    ]


def _section(key: str, rows: Sequence[int]) -> Section:
    kind = KINDS[key]
    found = records_of(kind, rows)
    return Section(
        key=key,
        title=str(kind.title),
        one=str(kind.one),
        empty=str(kind.empty),
        lines=tuple(kind.tell(row) for row in found),
        summary=_worked(found) if key == "pengalaman" and found else "",
    )


def _worked(found: Sequence[Any]) -> str:
    pieces = [Work(row.starts_on, row.ends_on) for row in found if isinstance(row, Experience)]
    years, months = divmod(months_worked(pieces, on=today()), MONTHS)
    return _(
        "Seluruhnya %(years)d tahun %(months)d bulan; bulan yang bertumpuk dihitung sekali."
    ) % {
        "years": years,
        "months": months,
    }


def _renewals(rows: Sequence[int]) -> list[Renewal]:
    held = HeldCertificate.objects.filter(worker__in=rows, ended_on=None)
    rules = renewal_rules(today())
    earned = [
        Earned(credit.earned_on, credit.tenths, credit.is_estimate)
        for credit in Credit.objects.filter(worker__in=rows)
    ]
    return [
        renewal_of(each, rules.get(each.level or 0), earned)
        for each in held.order_by("expires_on", "id")
    ]


def renewal_of(
    held: HeldCertificate, rule: RenewalRule | None, earned: Sequence[Earned]
) -> Renewal:
    """What one SKK still needs, in words."""
    found = balance(rule, earned, issued_on=held.issued_on, expires_on=held.expires_on)
    return Renewal(
        held=str(held),
        needed=credits_words(found.needed),
        earned=credits_words(found.earned),
        missing=credits_words(found.missing),
        since=found.since,
        source=rule.source if rule else "",
        has_estimate=_is_estimate(found),
    )


def _is_estimate(found: Balance) -> bool:
    return found.estimated > 0


def credits_words(tenths: int | None) -> str:
    """Tenths of a credit as people write them, "" when unknown."""
    return "" if tenths is None else words.decimal(tenths / TENTH)


def _written(everybody: Sequence[Worker]) -> list[Written]:
    rows = [row.pk for row in everybody]
    label = Worker._meta.label_lower
    events = AuditEvent.objects.filter(subject_type=label, subject_id__in=rows).exclude(
        action="worker:reveal"
    )
    found = [
        Written(event.sentence, event.at, event.actor_label)
        for event in events.order_by("-id")[:MOST_LINES]
    ]
    looks = Reveal.objects.filter(worker__in=rows).select_related("user").order_by("-id")
    found += [
        Written(_("NIK dibuka: %(reason)s") % {"reason": look.reason}, look.at, str(look.user))
        for look in looks[:MOST_LINES]
    ]
    return sorted(found, key=lambda line: line.at, reverse=True)[:MOST_LINES]
