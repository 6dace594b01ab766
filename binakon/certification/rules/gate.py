"""The gate of money, pure: what is left of the reasons against determining once two people decided otherwise."""

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _

from binakon.core.problems import Problem


def left_over(problems: Iterable[Problem], granted: Iterable[Sequence[str]]) -> list[Problem]:
    """The problems that no granted exception was shown; each of `granted` holds the codes that one was."""
    lifted = {code for codes in granted for code in codes}
    return [problem for problem in problems if problem.code not in lifted]


def held_back(held: Sequence[tuple[str, Sequence[Problem]]], *, many: int) -> list[Problem]:
    """Each reason once, and the codes of the cases that it holds back where others may go on."""
    reasons = {problem.code: problem for _code, problems in held for problem in problems}
    if not held or len(held) == many:
        return list(reasons.values())
    sentence = _("Tertahan: kasus %(codes)s. Lepaskan dari daftar, atau minta pengecualian.")
    codes = ", ".join(code for code, _problems in held)
    return [*reasons.values(), Problem("held_back", sentence % {"codes": codes})]
