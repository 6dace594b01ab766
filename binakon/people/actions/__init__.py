"""Writing people and offices: reference data, users and their roles."""

import csv
from datetime import date
from pathlib import Path

from django.db import transaction
from django.db.models import F

from binakon.core import ledger
from binakon.core.actor import Actor
from binakon.people.models import (
    REGION_SOURCE,
    Office,
    Official,
    Organisation,
    Role,
    RoleGrant,
    User,
)
from binakon.people.rules import kind_of_office, province_of

REFERENCE = Path(__file__).parent.parent / "reference"


@transaction.atomic
def load_reference(*, by: Actor) -> int:
    """Bring in the 38 provinces, Kalsel's 13 and the known organisations; returns how many rows were new."""
    new = 0
    for row in _rows("provinces.csv"):
        _office, is_new = Office.objects.get_or_create(
            code=row["code"],
            defaults={
                "name": f"Provinsi {row['name']}",
                "kind": Office.Kind.PROVINCE,
                "source": REGION_SOURCE,
            },
        )
        new += is_new
    for row in _rows("regencies.csv"):
        _office, is_new = Office.objects.get_or_create(
            code=row["code"],
            defaults={
                "name": row["name"],
                "short_name": row["short_name"],
                "kind": row["kind"],
                "population": int(row["population"]),
                "parent": Office.objects.get(code=province_of(row["code"])),
                "source": REGION_SOURCE,
            },
        )
        new += is_new
    for row in _rows("organisations.csv"):
        _organisation, is_new = Organisation.objects.get_or_create(
            short_name=row.pop("short_name"), defaults=row
        )
        new += is_new
    if new:
        sample = Office.objects.get(code="11")
        ledger.record(
            sample,
            "office:reference",
            by=by,
            sentence=f"{new} baris acuan kantor dan organisasi dimuat",
        )
    return new


def _rows(name: str) -> list[dict[str, str]]:
    with (REFERENCE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def name_office(*, code: str, office_name: str, by: Actor) -> Office:
    """The office of a plan: create an unknown kabupaten or kota under its province, take over its agency's name.

    Call it inside the transaction of the action that needs the office.
    """
    office = Office.objects.filter(code=code).first()
    if office is None:
        office = Office.objects.create(
            code=code,
            name=office_name,
            office_name=office_name,
            kind=kind_of_office(code),
            parent=Office.objects.get(code=province_of(code)),
            source=by.label[:300],
        )
        ledger.start(
            office, by=by, sentence=f"Kantor {office_name} ({code}) dibuat", office_code=code
        )
    elif office_name and office.office_name != office_name:
        before = office.office_name
        office.office_name = office_name
        office.save(update_fields=["office_name"])
        ledger.record(
            office,
            "office:name",
            by=by,
            sentence=f"Nama kantor {code} menjadi “{office_name}”",
            before={"office_name": before},
            after={"office_name": office_name},
            office_code=code,
        )
    return office


@transaction.atomic
def add_official(
    *,
    office_code: str,
    name: str,
    position: str,
    is_acting: bool,
    source: str,
    by: Actor,
    starts_on: date | None = None,
) -> Official:
    """Record who holds a position at an office; saying the same again changes nothing."""
    office = Office.objects.get(code=office_code)
    official, is_new = Official.objects.get_or_create(
        office=office,
        name=name,
        position=position,
        is_acting=is_acting,
        defaults={"source": source, "starts_on": starts_on},
    )
    if is_new:
        ledger.start(
            official, by=by, sentence=f"Pejabat dicatat: {official}", office_code=office_code
        )
    return official


@transaction.atomic
def add_user(
    *, email: str, name: str, password: str | None, by: Actor, is_invented: bool = False
) -> User:
    """Create a user, or leave the one with this e-mail as it is."""
    user = User.objects.filter(email__iexact=email).first()
    if user is None:
        user = User.objects.create_user(email, password, name=name, is_invented=is_invented)
        ledger.start(user, by=by, sentence=f"Pengguna {user} ditambahkan")
    return user


@transaction.atomic
def grant_role(
    *,
    user: User,
    role: Role,
    office_code: str,
    starts_on: date,
    by: Actor,
    organisation: Organisation | None = None,
) -> RoleGrant:
    """Give a user a role at an office from a day on; giving it again changes nothing."""
    office = Office.objects.get(code=office_code)
    grant, is_new = RoleGrant.objects.get_or_create(
        user=user,
        role=role,
        office=office,
        starts_on=starts_on,
        defaults={"organisation": organisation},
    )
    if is_new:
        _end_sessions(user)
        ledger.start(
            grant,
            by=by,
            sentence=f"{user} menjadi {role.label} di {office.label}",
            office_code=office_code,
        )
    return grant


@transaction.atomic
def deactivate_user(*, user: User, reason: str, by: Actor) -> None:
    """Let nobody log in as this user any more, and end their sessions; the history keeps their deeds."""
    User.objects.filter(pk=user.pk).update(is_active=False)
    _end_sessions(user)
    ledger.record(
        user,
        "user:deactivate",
        by=by,
        sentence=f"Pengguna {user} dinonaktifkan: {reason.strip()}",
        before={"is_active": True},
        after={"is_active": False},
        note=reason.strip(),
    )


def _end_sessions(user: User) -> None:
    """Rights changed: whoever is logged in with the old ones must log in again."""
    User.objects.filter(pk=user.pk).update(session_stamp=F("session_stamp") + 1)


@transaction.atomic
def end_other_sessions(*, user: User, by: Actor) -> User:
    """End every session and the calendar address of a user, who asked for it; the caller keeps this session open."""
    _end_sessions(user)
    user.refresh_from_db()
    ledger.record(
        user, "user:sessions", by=by, sentence=f"Sesi dan alamat kalender {user} diakhiri"
    )
    return user


@transaction.atomic
def end_role(*, grant: RoleGrant, ends_on: date, by: Actor) -> None:
    """Let a role end after a day."""
    before = grant.ends_on
    grant.ends_on = ends_on
    grant.save(update_fields=["ends_on"])
    _end_sessions(grant.user)
    ledger.record(
        grant,
        "rolegrant:end",
        by=by,
        sentence=f"Peran {grant} berakhir {ends_on.isoformat()}",
        before={"ends_on": before and before.isoformat()},
        after={"ends_on": ends_on.isoformat()},
        office_code=grant.office.code,
    )
