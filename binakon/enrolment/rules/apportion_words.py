"""The calculation of a quota line by line, as it is printed under the table."""

from collections.abc import Callable, Mapping
from fractions import Fraction

from babel.numbers import format_decimal
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from binakon.core import words
from binakon.enrolment.rules.apportion_facts import Basis, Decided, Step, StepKind


def apportion_words(step: Step, names: Mapping[str, str] | None = None) -> str:
    """One step as one sentence; `names` of offices by code, where missing the code itself."""
    known = names or {}
    return _SENTENCES[step.kind](step, known)


def tie_rule_words() -> str:
    """The rule for equal remainders, shown beside every calculation."""
    return _(
        "Kursi sisa diberikan satu per satu menurut pecahan terbesar. Bila pecahannya sama, wilayah dengan dasar"
        " pembagian lebih besar didahulukan; bila itu pun sama, wilayah dengan kode Kemendagri lebih kecil."
    )


def basis_words(basis: str) -> str:
    """What the proportion is taken from; a basis of somebody's own is shown as written."""
    said: dict[str, str] = {
        Basis.EQUAL: _("sama rata"),
        Basis.POPULATION: _("jumlah penduduk"),
        Basis.NEED: _("kebutuhan terdaftar"),
        Basis.SHORTFALL: _("kekurangan sebelumnya"),
    }
    return said.get(basis, basis)


def exact_words(value: Fraction) -> str:
    """An exact number as people write it: 346, 2/13, 346 2/13."""
    whole, part = divmod(value.numerator, value.denominator)
    if not part:
        return words.number(whole)
    fraction = f"{words.number(part)}/{words.number(value.denominator)}"
    return f"{words.number(whole)} {fraction}" if whole else fraction


def rounded_words(value: Fraction) -> str:
    """The same to three decimals, for a column of a table: 346, 346,154."""
    if value.denominator == 1:
        return words.number(value.numerator)
    locale = "en_GB" if get_language() == "en" else "id"
    return str(format_decimal(round(float(value), 3), "#,##0.000", locale=locale))


def _named(step: Step, names: Mapping[str, str]) -> str:
    return names.get(step.office, step.office)


def _start(step: Step, names: Mapping[str, str]) -> str:
    rest = step.seats - step.floor
    if not step.floor:
        return _("%(total)s kursi dibagi dengan dasar %(basis)s.") % {
            "total": words.number(step.seats),
            "basis": basis_words(step.basis),
        }
    return _(
        "%(total)s kursi: %(floor)s untuk jatah minimum, %(rest)s dibagi dengan dasar %(basis)s."
    ) % {
        "total": words.number(step.seats),
        "floor": words.number(step.floor),
        "rest": words.number(rest),
        "basis": basis_words(step.basis),
    }


def _floor(step: Step, names: Mapping[str, str]) -> str:
    return _("%(office)s: jatah minimum %(seats)s kursi.") % {
        "office": _named(step, names),
        "seats": words.number(step.seats),
    }


def _round(step: Step, names: Mapping[str, str]) -> str:
    return _(
        "Pembagian ke-%(round)s: %(seats)s kursi dibagi; jumlah dasar pembagian %(total)s."
    ) % {
        "round": words.number(step.round),
        "seats": words.number(step.seats),
        "total": exact_words(step.total_weight),
    }


def _capped(step: Step, names: Mapping[str, str]) -> str:
    return _(
        "%(office)s: bagiannya %(quota)s kursi melewati batas atas; mendapat %(seats)s, selebihnya dibagi lagi"
        " kepada wilayah lain."
    ) % {
        "office": _named(step, names),
        "quota": exact_words(step.quota),
        "seats": words.number(step.seats),
    }


def _share(step: Step, names: Mapping[str, str]) -> str:
    return _(
        "%(office)s: dasar %(weight)s dari %(total)s, bagiannya %(quota)s kursi; bulat %(seats)s,"
        " pecahan %(remainder)s."
    ) % {
        "office": _named(step, names),
        "weight": exact_words(step.weight),
        "total": exact_words(step.total_weight),
        "quota": exact_words(step.quota),
        "seats": words.number(step.seats),
        "remainder": exact_words(step.remainder),
    }


def _order(step: Step, names: Mapping[str, str]) -> str:
    return _("Tersisa %(seats)s kursi. Urutan pecahan terbesar: %(offices)s.") % {
        "seats": words.number(step.seats),
        "offices": words.joined([names.get(office, office) for office in step.offices]),
    }


def _extra(step: Step, names: Mapping[str, str]) -> str:
    why = {
        Decided.REMAINDER: _("karena pecahannya %(remainder)s lebih besar"),
        Decided.WEIGHT: _("karena pecahannya sama dan dasar pembagiannya lebih besar"),
        Decided.CODE: _("karena pecahan dan dasarnya sama dan kode Kemendagrinya lebih kecil"),
    }[Decided(step.decided)] % {"remainder": exact_words(step.remainder)}
    return _("%(office)s mendapat kursi sisa ke-%(place)s, %(why)s.") % {
        "office": _named(step, names),
        "place": words.number(step.place),
        "why": why,
    }


def _result(step: Step, names: Mapping[str, str]) -> str:
    return _("%(office)s: %(seats)s kursi.") % {
        "office": _named(step, names),
        "seats": words.number(step.seats),
    }


def _pool(step: Step, names: Mapping[str, str]) -> str:
    seats = {"seats": words.number(step.seats)}
    return {
        Decided.NOTHING_LEFT: _("Semua kursi terbagi; tidak ada yang masuk kursi umum."),
        Decided.CAPS: _(
            "%(seats)s kursi masuk kursi umum, karena semua wilayah yang punya dasar pembagian sudah mencapai batas atas."
        ),
        Decided.NO_WEIGHT: _(
            "%(seats)s kursi masuk kursi umum, karena dasar pembagian semua wilayah nol."
        ),
    }[Decided(step.decided)] % seats


_SENTENCES: Mapping[StepKind, Callable[[Step, Mapping[str, str]], str]] = {
    StepKind.START: _start,
    StepKind.FLOOR: _floor,
    StepKind.ROUND: _round,
    StepKind.CAPPED: _capped,
    StepKind.SHARE: _share,
    StepKind.ORDER: _order,
    StepKind.EXTRA: _extra,
    StepKind.RESULT: _result,
    StepKind.POOL: _pool,
}
