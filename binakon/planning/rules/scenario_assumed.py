"""Everything that an answer assumes beside its prices, one sentence each: no answer is printed without it."""

from collections.abc import Iterator, Mapping

from django.utils.translation import gettext as _

from binakon.core import words
from binakon.planning.rules.scenario_chain import chain_words
from binakon.planning.rules.scenario_others import other_lines
from binakon.planning.rules.scenarios.facts import Candidate, PartnerLimit, Question
from binakon.planning.rules.scenarios.words import indicator_name


def assumed_lines(question: Question, regions: Mapping[str, str]) -> list[str]:
    """Goals, ceilings, travel, days, cuts, partners and floors of a question as they are printed."""
    return [*_goals(question), *ceiling_lines(question), *_bounds(question, regions)]


def ceiling_lines(question: Question) -> list[str]:
    """The rupiah that may be spent, with the version or the reason that says so, and what is no candidate's."""
    found = []
    for ceiling in question.ceilings:
        named = {
            "code": ceiling.sub_activity,
            "rupiah": words.rupiah(ceiling.rupiah),
            "version": ceiling.version or _("tanpa sumber"),
        }
        whole = _("Pagu seluruhnya %(rupiah)s (%(version)s).")
        part = _("Pagu %(code)s %(rupiah)s (%(version)s).")
        found.append((part if ceiling.sub_activity else whole) % named)
    return [*found, *other_lines(question)]


def basis_lines(question: Question, regions: Mapping[str, str]) -> list[str]:
    """What a paper prints beside the prices and the ceilings: the same sentences, then each candidate."""
    return [
        *_goals(question),
        *_bounds(question, regions),
        *(candidate_words(each, regions) for each in question.candidates),
    ]


def candidate_words(candidate: Candidate, regions: Mapping[str, str]) -> str:
    """What is assumed of one candidate: size, number, days, preparation, what follows, partner and regions."""
    if candidate.is_held:
        return held_words(candidate)
    facts = {
        "least": words.number(candidate.least),
        "most": words.number(candidate.most),
        "few": words.number(candidate.least_times),
        "many": words.number(candidate.most_times),
        "first": words.day(candidate.earliest),
        "last": words.day(candidate.latest),
        "lead": words.number(candidate.lead_days),
    }
    parts = [
        _("%(least)s–%(most)s orang per kelas") % facts,
        _("%(few)s–%(many)s kelas") % facts,
        _("mulai antara %(first)s dan %(last)s") % facts,
        _("persiapan %(lead)s hari kerja") % facts,
        chain_words(candidate.chain),
    ]
    if candidate.fixed_cost is not None:
        known = {"rupiah": words.rupiah(candidate.fixed_cost)}
        if candidate.cost_per_person == 0:
            parts.append(_("biaya kelas %(rupiah)s dari rencana, sudah dengan orangnya") % known)
        else:
            parts.append(_("biaya kelas %(rupiah)s dari rencana") % known)
    if candidate.partner:
        parts.append(_("mitra %(partner)s") % {"partner": candidate.partner})
    if candidate.regions:
        named = [regions.get(code, code) for code in candidate.regions]
        parts.append(_("hanya untuk orang dari %(names)s") % {"names": words.joined(named)})
    if candidate.waits_for_change:
        parts.append(_("uangnya menunggu perubahan"))
    return f"{candidate.title}: {'; '.join(parts)}."


def held_words(candidate: Candidate) -> str:
    """What has happened and is therefore no choice: its people and, where the plan tells it, its cost."""
    facts = {"title": candidate.title, "people": words.number(candidate.least)}
    people = _("%(title)s: sudah terlaksana atau pesertanya ditetapkan, %(people)s orang") % facts
    if candidate.most > candidate.least:
        more = _("masih bisa sampai %(most)s orang") % {"most": words.number(candidate.most)}
        people = f"{people}, {more}"
    if candidate.fixed_cost is None:
        return f"{people}."
    known = {"rupiah": words.rupiah(candidate.fixed_cost)}
    return f"{people}; {_('biaya kelas %(rupiah)s dari rencana') % known}."


def _goals(question: Question) -> Iterator[str]:
    for goal in question.goals:
        facts = {
            "people": words.number(goal.people),
            "indicator": indicator_name(goal.indicator or ""),
        }
        yield _("Kebutuhan %(people)s layanan, %(indicator)s.") % facts


def _bounds(question: Question, regions: Mapping[str, str]) -> Iterator[str]:
    if question.pays_travel:
        yield _("Perjalanan peserta dibayar.")
    else:
        yield _("Perjalanan peserta tidak dibayar.")
    if question.cuts:
        cuts = words.joined([f"{percent}%" for percent in question.cuts])
        yield _("Pemotongan yang dicoba: %(cuts)s.") % {"cuts": cuts}
    yield from _days(question)
    yield from (_limit(each) for each in question.limits)
    yield from _floors(question, regions)


def _days(question: Question) -> Iterator[str]:
    asked = {"day": words.day(question.asked_on)}
    yield _("Persiapan dihitung sejak %(day)s untuk yang tidak menunggu perubahan.") % asked
    finish = {"day": words.day(question.finish_by)}
    yield _("Hasil terakhir tercatat dan terbayar paling akhir %(day)s.") % finish
    if question.change_on:
        change = {"day": words.day(question.change_on)}
        yield _("Perubahan anggaran berlaku %(day)s.") % change
    else:
        yield _("Perubahan anggaran tidak berlaku tahun ini.")
    if question.change_days:
        days = words.joined([words.day(each) for each in question.change_days])
        yield _("Hari perubahan yang dicoba: %(days)s.") % {"days": days}


def _limit(limit: PartnerLimit) -> str:
    parts = []
    if limit.classes_per_month is not None:
        number = words.number(limit.classes_per_month)
        parts.append(_("%(number)s kelas per bulan") % {"number": number})
    if limit.cases_per_week is not None:
        number = words.number(limit.cases_per_week)
        parts.append(_("%(number)s orang per pekan") % {"number": number})
    if not parts:
        return _("%(partner)s tidak dibatasi.") % {"partner": limit.partner}
    facts = {"partner": limit.partner, "limits": words.joined(parts)}
    return _("%(partner)s paling banyak %(limits)s.") % facts


def _floors(question: Question, regions: Mapping[str, str]) -> Iterator[str]:
    if not question.floors:
        yield _("Tidak ada jatah paling sedikit per kabupaten/kota.")
    for floor in question.floors:
        facts = {
            "people": words.number(floor.people),
            "region": regions.get(floor.region, floor.region),
        }
        yield _("Paling sedikit %(people)s orang untuk %(region)s.") % facts
