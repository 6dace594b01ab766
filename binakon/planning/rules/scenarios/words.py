"""What an answer means, in the reader's words: what must give way, and what a kink of the curve adds."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from binakon.core import words
from binakon.planning.rules.scenarios.answers import Change, GiveWay, Giving, Kink
from binakon.planning.rules.scenarios.facts import Indicator, Question


def giving_sentence(question: Question, giving: Giving, regions: Mapping[str, str]) -> str:
    """What must give way, with the figure of the question; `regions` are the names of the regions by their codes."""
    if giving.kind in (GiveWay.FINISH, GiveWay.CHANGE, GiveWay.WINDOW, GiveWay.PROMISE):
        return _of_days(question, giving)
    if giving.kind in (GiveWay.CLASSES, GiveWay.CASES):
        return _of_partner(question, giving)
    return _of_wishes(question, giving, regions)


def kink_sentence(question: Question, kink: Kink) -> str:
    """Which classes are added or left out at a point of the curve."""
    titles = {candidate.code: candidate.title for candidate in question.candidates}
    changes = [_change(change, titles) for change in kink.changes]
    return _("Pada %(people)s orang: %(changes)s.") % {
        "people": words.number(kink.people),
        "changes": words.joined(changes),
    }


def indicator_name(indicator: Indicator | str) -> str:
    """What a place counts for; both together when empty."""
    if not indicator:
        return _("dilatih dan difasilitasi")
    return _("dilatih") if indicator == Indicator.TRAINED else _("difasilitasi")


def _change(change: Change, titles: Mapping[str, str]) -> str:
    facts = {
        "number": words.number(abs(change.classes)),
        "title": titles.get(change.code, change.code),
    }
    if change.classes > 0:
        return _("%(number)s kelas %(title)s ditambahkan") % facts
    return _("%(number)s kelas %(title)s dilepas") % facts


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
