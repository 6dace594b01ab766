"""What can be done to many cases before their determination: checked at once, and found eligible where nothing is missing."""

from collections.abc import Mapping, Sequence

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from binakon.certification.actions.eligibility import check_and_find
from binakon.certification.models import Case
from binakon.certification.queries.eligibility import standings
from binakon.certification.states import CaseState
from binakon.core import words
from binakon.core.bulk import Deed, Doing
from binakon.core.problems import Problem

_BEFORE_DECREE = frozenset({CaseState.PROPOSED, CaseState.ELIGIBLE})


def _asks(count: int) -> str:
    said = ngettext("Periksa syarat %(count)s kasus?", "Periksa syarat %(count)s kasus?", count)
    return said % {"count": words.number(count)}


def _said(count: int) -> str:
    said = ngettext(
        "Syarat %(count)s kasus diperiksa. Yang memenuhi semua syarat siap ditetapkan.",
        "Syarat %(count)s kasus diperiksa. Yang memenuhi semua syarat siap ditetapkan.",
        count,
    )
    return said % {"count": words.number(count)}


def _problems(rows: Sequence[Case]) -> Mapping[int, Sequence[Problem]]:
    """What the preview says of each: a warning for what is missing, a stop only for what is past its determination."""
    found = standings(rows, timezone.localdate())
    many = {pk: sum(not line.is_settled for line in each.lines) for pk, each in found.items()}
    return {row.pk: told for row in rows if (told := _told(row, many[row.pk]))}


def _told(row: Case, many: int) -> list[Problem]:
    if row.state not in _BEFORE_DECREE:
        return [Problem("state", _("Sudah melewati penetapan."))]
    if not many:
        return []
    sentence = ngettext(
        "%(count)s syarat belum terpenuhi; tetap sebagai usulan.",
        "%(count)s syarat belum terpenuhi; tetap sebagai usulan.",
        many,
    )
    return [Problem("open", sentence % {"count": words.number(many)}, blocks=False)]


def _do(row: Case, doing: Doing) -> bool:
    return check_and_find(row, by=doing.by, at=doing.at)


CHECK = Deed(
    key="periksa",
    label=gettext_lazy("Periksa syarat"),
    asks=_asks,
    said=_said,
    do=_do,
    problems=_problems,
)
