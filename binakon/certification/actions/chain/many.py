"""One step for many cases: all of them or none, with every problem of each."""

from collections.abc import Callable, Iterable
from typing import TypeVar

from django.db import transaction
from django.utils.translation import gettext as _

from binakon.certification.models import Case
from binakon.core.actor import Actor
from binakon.core.problems import Blocked, IllegalMove, Problem, StaleState, refuse

T = TypeVar("T")


@transaction.atomic
def for_all(cases: Iterable[Case], step: Callable[[Case, Actor], T], *, by: Actor) -> list[T]:
    """Take one step for each case (`lambda case, by: pay(case, deed, by=by)`), or none of them.

    Facts of their own (four numbers, a result) the caller looks up by case inside `step`. Raises `Blocked` with the
    problems of all of them; the cases in memory are then to be read anew.
    """
    done, problems = [], []
    for case in cases:
        name = f"{case.worker} ({case.code})"
        try:
            done.append(step(case, by))
        except Blocked as refused:
            problems += [
                Problem(each.code, f"{name}: {each.sentence}", each.blocks, each.line)
                for each in refused.problems
            ]
        except IllegalMove:
            sentence = _("%(name)s: langkah ini tidak bisa diambil dari keadaan “%(state)s”.")
            words = {"name": name, "state": case.get_state_display()}
            problems.append(Problem("state", sentence % words))
        except StaleState:
            sentence = _("%(name)s: orang lain baru saja mengubahnya. Muat ulang, lalu lihat lagi.")
            problems.append(Problem("stale", sentence % {"name": name}))
    refuse(problems)
    return done
