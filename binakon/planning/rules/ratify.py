"""What a revision may not do: fall below people who are determined or money that is bound or paid."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from binakon.core.problems import Problem
from binakon.planning.rules.plan_file import ActivityEntry, VersionEntry
from binakon.planning.rules.plan_words import rupiah
from binakon.planning.states import indicator_label


@dataclass(frozen=True, slots=True)
class Bound:
    """Something a revision may not fall below, and the paper where it stands.

    `people` are determined, `rupiah` bound, `paid` rupiah spent; `activity` is the code of theirs.
    """

    label: str
    indicator: str = ""
    sub_activity: str = ""
    activity: str = ""
    people: int = 0
    rupiah: int = 0
    paid: int = 0


def ratify_problems(version: VersionEntry, bound: Iterable[Bound]) -> list[Problem]:
    """Why a version may not be ratified: every promise that would fall below what is already bound."""
    facts = list(bound)
    return [
        *_people_problems(version, facts),
        *_activity_problems(version, facts),
        *_money_problems(version, facts),
    ]


def moved_problems(
    stated: Iterable[ActivityEntry], bound: Iterable[Bound], before: Iterable[ActivityEntry] = ()
) -> list[Problem]:
    """Why activities may not be stated so: people would count for, or money stand on, what they were not bound to.

    What is stated as it was `before` is not followed, and an activity that names no sub-activity leaves its money
    where it is.
    """
    facts, known = list(bound), {entry.code: entry for entry in before}
    problems: list[Problem] = []
    for activity in stated:
        own = [fact for fact in facts if fact.activity == activity.code]
        earlier = known.get(activity.code)
        if earlier is None or earlier.indicator != activity.indicator:
            problems += _moved_people(activity, own)
        if earlier is None or earlier.sub_activity != activity.sub_activity:
            problems += _moved_money(activity, own)
    return problems


def _moved_people(activity: ActivityEntry, facts: Iterable[Bound]) -> Iterator[Problem]:
    rows = [fact for fact in facts if fact.people and fact.indicator != activity.indicator]
    if rows:
        sentence = _(
            "Indikator kegiatan %(title)s tidak bisa diubah: %(needed)d orang sudah ditetapkan sebagai %(held)s: "
            "%(rows)s. Kembalikan indikatornya, atau lepaskan dulu ikatannya."
        )
        words = {
            "title": activity.title,
            "needed": sum(fact.people for fact in rows),
            "held": ", ".join(dict.fromkeys(indicator_label(fact.indicator) for fact in rows)),
            "rows": _people_list(rows),
        }
        yield Problem("moved_people", sentence % words)


def _moved_money(activity: ActivityEntry, facts: Iterable[Bound]) -> Iterator[Problem]:
    rows = [
        fact
        for fact in facts
        if fact.rupiah
        and activity.sub_activity
        and fact.sub_activity not in {"", activity.sub_activity}
    ]
    if rows:
        sentence = _(
            "Kegiatan %(title)s tidak bisa pindah ke subkegiatan %(code)s: %(total)s sudah terikat pada %(held)s: "
            "%(rows)s. Kembalikan subkegiatannya, atau lepaskan dulu ikatannya."
        )
        words = {
            "title": activity.title,
            "code": activity.sub_activity,
            "total": rupiah(sum(fact.rupiah for fact in rows)),
            "held": ", ".join(dict.fromkeys(fact.sub_activity for fact in rows)),
            "rows": _money_list((fact.label, fact.rupiah) for fact in rows),
        }
        yield Problem("moved_money", sentence % words)


def _people_problems(version: VersionEntry, facts: Sequence[Bound]) -> Iterator[Problem]:
    for indicator in dict.fromkeys(fact.indicator for fact in facts if fact.people):
        rows = [fact for fact in facts if fact.indicator == indicator and fact.people]
        needed = sum(fact.people for fact in rows)
        promised = sum(t.people or 0 for t in version.targets if t.indicator == indicator)
        if promised < needed:
            sentence = _(
                "Target %(indicator)s %(promised)d di bawah %(needed)d orang yang sudah ditetapkan: %(rows)s."
            )
            words = {"indicator": indicator_label(indicator), "promised": promised}
            yield Problem(
                "below_people", sentence % {**words, "needed": needed, "rows": _people_list(rows)}
            )


def _activity_problems(version: VersionEntry, facts: Sequence[Bound]) -> Iterator[Problem]:
    """A version without any activity says nothing about them."""
    stated = {activity.code: activity for activity in version.activities}
    if not stated:
        return
    for code in dict.fromkeys(fact.activity for fact in facts if fact.people and fact.activity):
        rows = [fact for fact in facts if fact.activity == code and fact.people]
        needed = sum(fact.people for fact in rows)
        activity = stated.get(code)
        if activity is None:
            sentence = _(
                "Kegiatan “%(code)s” tidak ada lagi, padahal %(needed)d orang sudah ditetapkan: %(rows)s."
            )
            words: dict[str, object] = {"code": code}
        elif activity.seats is not None and activity.seats < needed:
            sentence = _(
                "Kursi %(title)s %(seats)d di bawah %(needed)d orang yang sudah ditetapkan: %(rows)s."
            )
            words = {"title": activity.title, "seats": activity.seats}
        else:
            continue
        yield Problem(
            "below_seats", sentence % {**words, "needed": needed, "rows": _people_list(rows)}
        )


def _money_problems(version: VersionEntry, facts: Sequence[Bound]) -> Iterator[Problem]:
    yield from _below(_("Pagu"), version.ceiling, facts)
    for part in version.ceilings:
        own = [fact for fact in facts if fact.sub_activity == part.sub_activity]
        name = _("Pagu subkegiatan %(code)s") % {"code": part.sub_activity}
        yield from _below(name, part.ceiling, own)


def _below(name: str, ceiling: int | None, facts: Sequence[Bound]) -> Iterator[Problem]:
    """Bound and paid are asked apart: what was bound is paid in the end, and would be counted twice."""
    if ceiling is None:
        return
    bound = [(fact.label, fact.rupiah) for fact in facts if fact.rupiah]
    paid = [(fact.label, fact.paid) for fact in facts if fact.paid]
    for rows, sentence in (
        (bound, _("%(name)s %(ceiling)s di bawah %(total)s yang sudah terikat: %(rows)s.")),
        (paid, _("%(name)s %(ceiling)s di bawah %(total)s yang sudah dibelanjakan: %(rows)s.")),
    ):
        total = sum(amount for _label, amount in rows)
        if ceiling < total:
            words = {"name": name, "ceiling": rupiah(ceiling), "total": rupiah(total)}
            yield Problem("below_money", sentence % {**words, "rows": _money_list(rows)})


def _people_list(rows: Iterable[Bound]) -> str:
    return "; ".join(f"{fact.label} ({fact.people})" for fact in rows)


def _money_list(rows: Iterable[tuple[str, int]]) -> str:
    return "; ".join(f"{label} ({rupiah(amount)})" for label, amount in rows)
