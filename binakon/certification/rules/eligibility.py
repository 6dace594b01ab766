"""Whether somebody may be facilitated to an SKK: what is met, what is missing and would fix it, what a person decides.

The figures are rows (`certification.models.reference`), dated and with their source; this only reads them.
"""

from collections.abc import Callable, Iterable

from django.utils.translation import gettext as _

from binakon.certification.rules.applicants import (
    Answer,
    Applicant,
    Rules,
    Verdict,
    Wanted,
    decide,
    met,
    missing,
)
from binakon.certification.rules.holding import membership, most_held, not_held
from binakon.certification.rules.study import experience, programme
from binakon.people.states import Classification


def eligibility(who: Applicant, wanted: Wanted, rules: Rules) -> list[Answer]:
    """Every rule's answer, in the order in which an office reads them; it never stops at the first."""
    asked: tuple[Callable[[Applicant, Wanted, Rules], Iterable[Answer]], ...] = (
        _authority,
        experience,
        programme,
        membership,
        not_held,
        most_held,
        _architect,
    )
    return [answer for rule in asked for answer in rule(who, wanted, rules)]


def is_eligible(answers: Iterable[Answer]) -> bool:
    """Whether every rule is met: what is missing or waits for a decision does not pass."""
    return all(answer.verdict is Verdict.MET for answer in answers)


def _authority(_who: Applicant, wanted: Wanted, rules: Rules) -> Iterable[Answer]:
    if rules.level is None:
        yield decide(
            "authority",
            _("Tidak ada aturan untuk jenjang %(level)d.") % {"level": wanted.level},
            _("Lengkapi aturan jenjang, atau putuskan sendiri dengan alasan."),
        )
        return
    words = {"level": wanted.level, "tier": rules.tier_names.get(rules.level.authority, "")}
    is_own = (wanted.tier == "province") == (rules.level.authority == "province")
    if is_own:
        yield met(
            "authority", _("Jenjang %(level)d wewenang kantor ini.") % words, rules.level.source
        )
    else:
        yield missing(
            "authority",
            _("Jenjang %(level)d bukan wewenang kantor ini, melainkan %(tier)s.") % words,
            _("Teruskan orangnya kepada kantor yang berwenang."),
            rules.level.source,
        )


def _architect(who: Applicant, wanted: Wanted, _rules: Rules) -> Iterable[Answer]:
    if wanted.classification != Classification.ARCHITECTURE:
        return
    sentence = (
        _("Arsitek: PPAr atau STRA ada; sumber aturan berbeda-beda.")
        if who.has_architect_papers
        else _("Arsitek: PPAr atau STRA belum ada; sumber aturan berbeda-beda tentang perlunya.")
    )
    yield decide("architect", sentence, _("Tanyakan kepada LSP, lalu putuskan dengan alasan."))
