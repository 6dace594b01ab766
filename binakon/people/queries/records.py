"""The kinds of records that a person has, and each as lines of their page."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from binakon.core import words
from binakon.core.calendar import today
from binakon.people.models import (
    Credit,
    EducationRecord,
    Employment,
    Experience,
    HeldCertificate,
    Membership,
    Worker,
)
from binakon.people.rules.expiry import ends_tone, ends_words
from binakon.people.states import MembershipState


@dataclass(frozen=True, slots=True)
class Line:
    """One record in words; `badge` with its tone is how it stands, `foot` whence it is known and when it was checked."""

    kind: str
    pk: int
    title: str
    details: tuple[str, ...]
    foot: str
    badge: str = ""
    tone: str = ""


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of record: its word in an address, its model, what it is called, and how one is told."""

    key: str
    model: type[models.Model]
    title: Any
    one: Any
    empty: Any
    tell: Callable[[Any], Line]
    related: tuple[str, ...] = ()


def _foot(row: Any) -> str:
    checked = getattr(row, "checked_on", None)
    parts = []
    if row.source:
        parts.append(_("sumber: %(source)s") % {"source": row.source})
    if hasattr(row, "checked_on"):
        if checked:
            parts.append(_("diperiksa %(day)s") % {"day": words.day(checked)})
        else:
            parts.append(_("belum diperiksa"))
    return " · ".join(parts)


def _span(first: date | None, last: date | None, *, open_words: str) -> str:
    begins = words.day(first) if first else _("awalnya belum diisi")
    return f"{begins} – {words.day(last) if last else open_words}"


def _filled(*parts: str) -> tuple[str, ...]:
    return tuple(part for part in parts if part)


def _education(row: EducationRecord) -> Line:
    graduated = _("lulus %(day)s") % {"day": words.day(row.graduated_on)}
    details = _filled(row.institution, graduated if row.graduated_on else "")
    return Line("pendidikan", row.pk, str(row), details, _foot(row))


def _experience(row: Experience) -> Line:
    span = _span(row.starts_on, row.ends_on, open_words=_("sekarang"))
    details = _filled(row.position, row.employer, row.field_name, span)
    return Line("pengalaman", row.pk, row.work, details, _foot(row))


def _employment(row: Employment) -> Line:
    span = _span(row.starts_on, row.ends_on, open_words=_("sekarang"))
    details = _filled(row.position, span)
    return Line("pekerjaan", row.pk, row.employer, details, _foot(row))


_CARD_TONES = {
    MembershipState.ACTIVE: "good",
    MembershipState.STATED: "wait",
    MembershipState.INACTIVE: "bad",
}


def _membership(row: Membership) -> Line:
    span = _span(row.valid_from, row.valid_to, open_words=_("akhirnya belum diisi"))
    number = _("KTA %(number)s") % {"number": row.number}
    return Line(
        "kta",
        row.pk,
        row.association.name,
        _filled(number if row.number else _("nomor KTA belum diisi"), span),
        _foot(row),
        str(row.get_state_display()),
        _CARD_TONES[MembershipState(row.state)],
    )


NUMBERS: tuple[tuple[str, Any], ...] = (
    ("blank_number", gettext_lazy("No. Blanko")),
    ("certificate_number", gettext_lazy("No. Sertifikat")),
    ("bnsp_number", gettext_lazy("No. Reg BNSP")),
    ("lpjk_number", gettext_lazy("No. Reg LPJK")),
)


def _held(row: HeldCertificate) -> Line:
    level = _("jenjang %(level)d") % {"level": row.level} if row.level else _("jenjang belum diisi")
    named = [f"{label} {getattr(row, field)}" for field, label in NUMBERS if getattr(row, field)]
    span = _span(row.issued_on, row.expires_on, open_words=_("akhirnya belum diisi"))
    details = _filled(
        level,
        str(row.get_classification_display()),
        row.issuer.short_name if row.issuer else "",
        span,
        " · ".join(named) or _("keempat nomornya belum diisi"),
    )
    badge, tone = _standing(row)
    return Line("skk", row.pk, row.occupation, details, _foot(row), badge, tone)


def _standing(row: HeldCertificate) -> tuple[str, str]:
    if row.ended_on is not None:
        return _("diakhiri %(day)s") % {"day": words.day(row.ended_on)}, ""
    if row.expires_on is None:
        return _("akhirnya belum diisi"), "wait"
    return ends_words(row.expires_on, today()), ends_tone(row.expires_on, today())


def _credit(row: Credit) -> Line:
    amount = _("%(many)s SKPK") % {"many": words.decimal(row.tenths / 10)}
    details = (amount, words.day(row.earned_on))
    badge = _("perkiraan") if row.is_estimate else _("tercatat resmi")
    return Line(
        "pkb",
        row.pk,
        row.activity,
        details,
        _foot(row),
        badge,
        "wait" if row.is_estimate else "good",
    )


KINDS: Mapping[str, Kind] = {
    kind.key: kind
    for kind in (
        Kind(
            "skk",
            HeldCertificate,
            gettext_lazy("SKK yang dimiliki"),
            gettext_lazy("SKK"),
            gettext_lazy("Belum ada SKK yang dicatat."),
            _held,
            ("issuer",),
        ),
        Kind(
            "pkb",
            Credit,
            gettext_lazy("Angka kredit PKB"),
            gettext_lazy("angka kredit"),
            gettext_lazy("Belum ada angka kredit yang dicatat."),
            _credit,
        ),
        Kind(
            "kta",
            Membership,
            gettext_lazy("Keanggotaan asosiasi"),
            gettext_lazy("keanggotaan"),
            gettext_lazy("Belum ada KTA yang dicatat."),
            _membership,
            ("association",),
        ),
        Kind(
            "pendidikan",
            EducationRecord,
            gettext_lazy("Pendidikan"),
            gettext_lazy("pendidikan"),
            gettext_lazy("Belum ada ijazah yang dicatat."),
            _education,
        ),
        Kind(
            "pengalaman",
            Experience,
            gettext_lazy("Pengalaman kerja"),
            gettext_lazy("pengalaman"),
            gettext_lazy("Belum ada pengalaman yang dicatat."),
            _experience,
        ),
        Kind(
            "pekerjaan",
            Employment,
            gettext_lazy("Tempat bekerja"),
            gettext_lazy("tempat bekerja"),
            gettext_lazy("Belum ada tempat bekerja yang dicatat."),
            _employment,
        ),
    )
}


def of_rows(rows: Sequence[int]) -> Q:
    """The records of any of these rows of one person."""
    return Q(worker__in=rows)


def records_of(kind: Kind, rows: Sequence[int]) -> list[Any]:
    """The records of one kind of one person, whichever of their rows holds them."""
    found = kind.model._default_manager.filter(of_rows(rows)).select_related(*kind.related)
    return list(found) if kind.related else list(found.select_related(None))


def record_for(kind: Kind, person: Worker, pk: int) -> Any | None:
    """One record of a person; None for another's."""
    rows = Worker.objects.of_person(person).values("pk")
    found = kind.model._default_manager.filter(pk=pk, worker__in=rows)
    return found.select_related("worker", *kind.related).first()
