"""Who tests, as the office writes it down: licences with their scope, assessors, places of tests."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext as _

from binakon.certification.actions.licence_clocks import watch_licences
from binakon.certification.models import AssessmentSite, Assessor, Licence, Scheme
from binakon.certification.models.bodies import Licensed
from binakon.certification.rules.bodies import SchemeLine, day_problems, read_schemes
from binakon.core import ledger
from binakon.core.actor import Actor
from binakon.core.problems import Blocked, Problem, refuse
from binakon.people.models import Office, Organisation

_LASTS = ("valid_from", "valid_to", "source", "is_active")
LICENCE = ("number", *_LASTS)
ASSESSOR = ("name", "registration_number", "level", *_LASTS)
SITE = ("name", "address", "office", "seats", *_LASTS)


@transaction.atomic
def keep_licence(
    organisation: Organisation,
    told: Mapping[str, Any],
    *,
    by: Actor,
    licence: Licence | None = None,
    office_code: str = "",
    at: datetime | None = None,
) -> Licence:
    """Write a licence down, or change it, with its whole scope; raises `Blocked` with everything that is wrong."""
    schemes, problems = read_schemes(told["schemes"])
    refuse([*day_problems(told["valid_from"], told["valid_to"]), *problems])
    row = licence or Licence(organisation=organisation)
    before = _plain(row, LICENCE) if licence else {}
    with _once("number", _("Lisensi dengan nomor ini sudah dicatat untuk LSP ini.")):
        _write(row, told, LICENCE)
    many = _set_schemes(row, schemes)
    _tell(row, "licence", f"Lisensi {row}, {many} skema", before, LICENCE, by, office_code, at)
    watch_licences(by=by, at=at)
    return row


@transaction.atomic
def keep_assessor(
    organisation: Organisation,
    told: Mapping[str, Any],
    *,
    by: Actor,
    assessor: Assessor | None = None,
    office_code: str = "",
    at: datetime | None = None,
) -> Assessor:
    """Write an assessor of an LSP down, or change them."""
    refuse(day_problems(told["valid_from"], told["valid_to"]))
    row = assessor or Assessor(organisation=organisation)
    before = _plain(row, ASSESSOR) if assessor else {}
    sentence = _("Asesor dengan nomor registrasi ini sudah dicatat untuk LSP ini.")
    with _once("registration_number", sentence):
        _write(row, told, ASSESSOR)
    _tell(row, "assessor", f"Asesor {row} ({organisation})", before, ASSESSOR, by, office_code, at)
    return row


@transaction.atomic
def keep_site(
    organisation: Organisation,
    told: Mapping[str, Any],
    *,
    by: Actor,
    site: AssessmentSite | None = None,
    office_code: str = "",
    at: datetime | None = None,
) -> AssessmentSite:
    """Write a place of tests (TUK) down, or change it; `told["office"]` is the code of its region."""
    refuse(day_problems(told["valid_from"], told["valid_to"]))
    row = site or AssessmentSite(organisation=organisation)
    before = _plain(row, SITE) if site else {}
    region = Office.objects.filter(code=told["office"]).first() if told["office"] else None
    with _once("name", _("TUK dengan nama ini sudah dicatat untuk LSP ini.")):
        _write(row, {**told, "office": region}, SITE)
    _tell(row, "site", f"TUK {row} ({organisation})", before, SITE, by, office_code, at)
    return row


@contextmanager
def _once(field: str, sentence: str) -> Iterator[None]:
    """What the database refuses because it is there already, in words."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError:
        raise Blocked([Problem(field, sentence)]) from None


def _write(row: models.Model, told: Mapping[str, Any], fields: tuple[str, ...]) -> None:
    for field in fields:
        setattr(row, field, told[field])
    row.save()


def _set_schemes(licence: Licence, lines: list[SchemeLine]) -> int:
    wanted = {(line.occupation, line.level): line.code for line in lines}
    for scheme in licence.schemes.all():
        key = (scheme.occupation, scheme.level)
        if key not in wanted:
            scheme.delete()
        elif scheme.occupation_code != wanted.pop(key):
            Scheme.objects.filter(pk=scheme.pk).update(
                occupation_code=next(
                    line.code for line in lines if (line.occupation, line.level) == key
                )
            )
    Scheme.objects.bulk_create(
        Scheme(licence=licence, occupation=name, level=level, occupation_code=code)
        for (name, level), code in wanted.items()
    )
    return len(lines)


def _plain(row: models.Model, fields: tuple[str, ...]) -> dict[str, Any]:
    values = {field: getattr(row, field) for field in fields}
    return {
        field: value if isinstance(value, bool | int | str) or value is None else str(value)
        for field, value in values.items()
    }


def _tell(
    row: Licensed,
    word: str,
    named: str,
    before: dict[str, Any],
    fields: tuple[str, ...],
    by: Actor,
    office_code: str,
    at: datetime | None,
) -> None:
    verb = "change" if before else "add"
    sentence = f"{named} {'diubah' if before else 'dicatat'}"
    ledger.record(
        row,
        f"{word}:{verb}",
        by=by,
        at=at,
        sentence=sentence,
        before=before,
        after=_plain(row, fields),
        office_code=office_code,
    )
