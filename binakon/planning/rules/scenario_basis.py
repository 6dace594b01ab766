"""What a scenario rests on besides its prices, one plain sentence each: ceilings, days, travel, partners, floors, classes."""

from collections.abc import Iterator, Mapping

from django.utils.translation import gettext as _

from binakon.core import words
from binakon.planning.rules.scenario_assumed import held_words
from binakon.planning.rules.scenarios.facts import Candidate, PartnerLimit, Question


def ceiling_sentences(question: Question) -> list[str]:
    """The rupiah that may be spent, with the paper that says so."""
    return [
        _("%(of)s: %(rupiah)s (%(version)s).")
        % {
            "of": each.sub_activity or _("Pagu seluruhnya"),
            "rupiah": words.rupiah(each.rupiah),
            "version": each.version or _("asumsi"),
        }
        for each in question.ceilings
    ]


def basis_sentences(question: Question, regions: Mapping[str, str]) -> list[str]:
    """Days, travel, partners, floors and the bounds of every class."""
    return [
        *_days(question),
        *(_partner(limit) for limit in question.limits),
        *(
            _("%(region)s mendapat paling sedikit %(people)s orang.")
            % {
                "region": regions.get(floor.region, floor.region),
                "people": words.number(floor.people),
            }
            for floor in question.floors
        ),
        *(_candidate(candidate) for candidate in question.candidates),
    ]


def _days(question: Question) -> Iterator[str]:
    yield _("Hasil terakhir tercatat dan terbayar paling akhir %(day)s.") % {
        "day": words.day(question.finish_by)
    }
    yield (
        _("Perubahan anggaran berlaku %(day)s.") % {"day": words.day(question.change_on)}
        if question.change_on
        else _("Perubahan anggaran tidak berlaku tahun ini.")
    )
    yield (
        _("Perjalanan peserta dibayar.")
        if question.pays_travel
        else _("Perjalanan peserta tidak dibayar.")
    )


def _partner(limit: PartnerLimit) -> str:
    parts = []
    if limit.classes_per_month is not None:
        parts.append(_("%(number)s kelas per bulan") % {"number": words.number(limit.classes_per_month)})  # fmt: skip
    if limit.cases_per_week is not None:
        parts.append(_("%(number)s orang per pekan") % {"number": words.number(limit.cases_per_week)})  # fmt: skip
    told = words.joined(parts) or _("tidak dibatasi")
    return _("%(partner)s menampung: %(limit)s.") % {"partner": limit.partner, "limit": told}


def _candidate(candidate: Candidate) -> str:
    if candidate.is_held:
        return held_words(candidate)
    facts = {
        "title": candidate.title,
        "least": words.number(candidate.least),
        "most": words.number(candidate.most),
        "from": words.number(candidate.least_times),
        "to": words.number(candidate.most_times),
        "first": words.day(candidate.earliest),
        "last": words.day(candidate.latest),
        "lead": words.number(candidate.lead_days),
    }
    head = _(
        "%(title)s: %(from)s sampai %(to)s kelas berisi %(least)s sampai %(most)s orang, "
        "antara %(first)s dan %(last)s, persiapan %(lead)s hari kerja."
    )
    waits = _("Menunggu perubahan anggaran.") if candidate.waits_for_change else ""
    return f"{head % facts} {waits}".strip()
