"""What can be done to many registrations at once: declared here, previewed and confirmed by `core.bulk`."""

from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from binakon.core import words
from binakon.core.bulk import Deed, Doing
from binakon.core.problems import Blocked, Problem
from binakon.enrolment.actions import places, reviews, verdicts
from binakon.enrolment.models import Document, Place, Registration
from binakon.enrolment.queries.papers import many_papers
from binakon.enrolment.rules import verdicts as rules
from binakon.enrolment.rules.deed_words import REASON, correction_of
from binakon.enrolment.rules.verdicts import OPEN
from binakon.enrolment.states import RegistrationState

Found = Mapping[int, Sequence[Problem]]
UNDO_FOR = timedelta(hours=1)


def _counted(one: str, many: str) -> Callable[[int], str]:
    return lambda count: ngettext(one, many, count) % {"count": words.number(count)}


def _not_in_review(row: Registration) -> list[Problem]:
    if row.state == RegistrationState.SUBMITTED:
        return []
    sentence = _("Keadaannya “%(state)s”, tidak sedang diperiksa.")
    return [Problem("state", sentence % {"state": row.get_state_display()})]


def _verify_problems(rows: Sequence[Registration]) -> Found:
    papers = many_papers([row.pk for row in rows])
    return {
        row.pk: _not_in_review(row)
        or rules.verify_problems(row.training.documents, papers.get(row.pk, []))
        for row in rows
    }


def _verify(row: Registration, doing: Doing) -> None:
    reviews.close_review(
        row, expected="verify", by=doing.by, at=doing.at, tell_at=doing.at + UNDO_FOR
    )


def _unverify(row: Registration, _memory: Any, doing: Doing) -> None:
    reviews.reopen_review(row, reason=_("dibatalkan dari daftar"), by=doing.by, at=doing.at)


def _remind_problems(rows: Sequence[Registration]) -> Found:
    problem = Problem("state", _("Tidak sedang diminta memperbaiki berkas."))
    return {row.pk: [problem] for row in rows if row.state != RegistrationState.CORRECTION}


def _remind(row: Registration, doing: Doing) -> None:
    reviews.remind_correction(row, by=doing.by, at=doing.at)


def _correct_problems(rows: Sequence[Registration]) -> Found:
    return {row.pk: problems for row in rows if (problems := _not_in_review(row))}


def _correct(row: Registration, doing: Doing) -> None:
    kind, reason, note = correction_of(doing.details)
    document = Document.objects.filter(registration=row, kind=kind, state__in=OPEN).first()
    if document is None:
        raise Blocked([Problem("paper", _("Berkas itu tidak menunggu putusan."))])
    verdicts.judge(document, word=rules.CORRECT, reason=reason, note=note, by=doing.by, at=doing.at)
    try:
        reviews.close_review(row, expected="ask_correction", by=doing.by, at=doing.at)
    except Blocked as blocked:
        # Nothing of this row is kept: what was asked for would reach nobody while other papers wait.
        raise Blocked(
            [
                Problem(
                    "open",
                    _("Berkas lain orang ini belum diputuskan: %(which)s")
                    % {"which": each.sentence},
                )
                for each in blocked.problems
            ]
        ) from None


def _release_problems(rows: Sequence[Registration]) -> Found:
    problem = Problem("place", _("Tidak punya kursi atau tempat tunggu yang bisa dilepas."))
    held = {
        place.registration_id
        for place in Place.objects.filter(registration__in=[row.pk for row in rows])
        if "release" in place.workflow.moves_from(place.state)
    }
    return {row.pk: [problem] for row in rows if row.pk not in held}


def _release(row: Registration, doing: Doing) -> None:
    place = Place.objects.get(registration=row)
    places.release_place(place, reason=doing.details[REASON], by=doing.by, at=doing.at)


def _state_of(row: Registration) -> str:
    return str(row.state)


VERIFY = Deed(
    "verify",
    gettext_lazy("Nyatakan berkas lengkap"),
    asks=_counted(
        "Nyatakan berkas %(count)s orang lengkap?", "Nyatakan berkas %(count)s orang lengkap?"
    ),
    said=_counted(
        "Berkas %(count)s orang dinyatakan lengkap.", "Berkas %(count)s orang dinyatakan lengkap."
    ),
    problems=_verify_problems,
    do=_verify,
    undo=_unverify,
    undo_for=UNDO_FOR,
    stamp=_state_of,
)
REMIND = Deed(
    "remind",
    gettext_lazy("Ingatkan perbaikan"),
    asks=_counted("Ingatkan %(count)s orang?", "Ingatkan %(count)s orang?"),
    said=_counted("%(count)s orang diingatkan.", "%(count)s orang diingatkan."),
    problems=_remind_problems,
    do=_remind,
    stamp=_state_of,
)
CORRECT = Deed(
    "correct",
    gettext_lazy("Minta perbaikan"),
    asks=_counted(
        "Minta %(count)s orang memperbaiki berkas?", "Minta %(count)s orang memperbaiki berkas?"
    ),
    said=_counted(
        "%(count)s orang diminta memperbaiki berkas.", "%(count)s orang diminta memperbaiki berkas."
    ),
    problems=_correct_problems,
    do=_correct,
    stamp=_state_of,
)
RELEASE = Deed(
    "release",
    gettext_lazy("Lepas kursi"),
    asks=_counted("Lepas kursi %(count)s orang?", "Lepas kursi %(count)s orang?"),
    said=_counted("Kursi %(count)s orang dilepas.", "Kursi %(count)s orang dilepas."),
    problems=_release_problems,
    do=_release,
    stamp=_state_of,
    tone="bad",
)
OF_VERIFIERS = (VERIFY, CORRECT, REMIND)
OF_ENROLLERS = (REMIND, RELEASE)
