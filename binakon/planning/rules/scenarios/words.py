"""What must give way, in the reader's words."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from binakon.core import words
from binakon.planning.rules.scenarios.answers import GiveWay, Giving
from binakon.planning.rules.scenarios.facts import Indicator, Question


def giving_sentence(question: Question, giving: Giving, regions: Mapping[str, str]) -> str:
    """What must give way, with the figure of the question; `regions` are the names of the regions by their codes."""
    if giving.kind in (GiveWay.FINISH, GiveWay.CHANGE, GiveWay.WINDOW, GiveWay.PROMISE):
        return _of_days(question, giving)
    if giving.kind in (GiveWay.CLASSES, GiveWay.CASES):
        return _of_partner(question, giving)
    return _of_wishes(question, giving, regions)


def indicator_name(indicator: Indicator | str) -> str:
    """What a place counts for; both together when empty."""
    if not indicator:
        return _("dilatih dan difasilitasi")
    return _("dilatih") if indicator == Indicator.TRAINED else _("difasilitasi")


def _of_days(question: Question, giving: Giving) -> str:
    known = {candidate.code: candidate for candidate in question.candidates}
    if giving.kind is GiveWay.FINISH:
        return _("Batas selesai %(day)s harus mundur.") % {"day": words.day(question.finish_by)}
    if giving.kind is GiveWay.CHANGE and question.change_on is None:
        return _("Perubahan anggaran harus ada di tahun ini.")
    if giving.kind is GiveWay.CHANGE:
        return _("Perubahan anggaran harus berlaku sebelum %(day)s.") % {
            "day": words.day(question.change_on)
        }
    candidate = known[giving.of]
    facts = {
        "title": candidate.title,
        "first": words.day(candidate.earliest),
        "last": words.day(candidate.latest),
        "number": words.number(candidate.least_times),
    }
    if giving.kind is GiveWay.WINDOW:
        return _("Waktu %(title)s, %(first)s sampai %(last)s, harus berubah.") % facts
    return _("Janji %(number)s kelas %(title)s tidak bisa dipenuhi seluruhnya.") % facts


def _of_partner(question: Question, giving: Giving) -> str:
    limit = next(own for own in question.limits if own.partner == giving.of)
    if giving.kind is GiveWay.CLASSES:
        return _("Batas %(number)s kelas per bulan dengan %(partner)s harus naik.") % {
            "number": words.number(limit.classes_per_month),
            "partner": giving.of,
        }
    return _("Batas %(number)s orang per minggu dengan %(partner)s harus naik.") % {
        "number": words.number(limit.cases_per_week),
        "partner": giving.of,
    }


def _of_wishes(question: Question, giving: Giving, regions: Mapping[str, str]) -> str:
    if giving.kind is GiveWay.FLOOR:
        floor = next(own for own in question.floors if own.region == giving.of)
        return _("Jatah paling sedikit %(number)s orang untuk %(region)s harus turun.") % {
            "number": words.number(floor.people),
            "region": regions.get(giving.of, giving.of),
        }
    if giving.kind is GiveWay.GOAL:
        goal = next(own for own in question.goals if (own.indicator or "") == giving.of)
        return _("Sasaran %(number)s orang %(indicator)s harus turun.") % {
            "number": words.number(goal.people),
            "indicator": indicator_name(giving.of),
        }
    ceiling = next(own for own in question.ceilings if own.sub_activity == giving.of)
    if not giving.of:
        return _("Pagu seluruhnya %(rupiah)s harus naik.") % {
            "rupiah": words.rupiah(ceiling.rupiah)
        }
    return _("Pagu %(sub_activity)s sebesar %(rupiah)s harus naik.") % {
        "sub_activity": giving.of,
        "rupiah": words.rupiah(ceiling.rupiah),
    }
