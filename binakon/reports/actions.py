"""Moving a press brief: drafted, quoted, approved and frozen, published, returned, withdrawn, corrected."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from binakon.core import clock, ledger, outbox
from binakon.core.actor import Actor
from binakon.core.problems import Blocked, Problem, StaleState, refuse
from binakon.people.queries import planners_of
from binakon.planning.models import ProgrammeYear
from binakon.reports.models import BriefEdition, BriefFigure, PressBrief
from binakon.reports.queries.brief import brief_of
from binakon.reports.queries.frozen import fact_of_edition
from binakon.reports.rules.frozen import (
    BriefFact,
    Seen,
    brief_differences,
    moved_words,
    quotation_problems,
    sentence_changes,
)
from binakon.reports.rules.steps import reason_problems
from binakon.reports.states import BriefState


@transaction.atomic
def draft_brief(programme: ProgrammeYear, *, by: Actor, at: datetime | None = None) -> PressBrief:
    """Begin the next brief of a year; it follows the live figures until it is approved.

    Refused while another draft of the year is open, because both would hold the same text.
    """
    ProgrammeYear.objects.select_for_update().get(pk=programme.pk)
    own = PressBrief.objects.filter(programme=programme)
    open_draft = own.filter(state=BriefState.DRAFT).first()
    if open_draft is not None:
        sentence = _("Masih ada draf nomor %(number)d. Lanjutkan atau tarik draf itu lebih dulu.")
        refuse([Problem("draft", sentence % {"number": open_draft.number})])
    last = own.aggregate(last=Max("number"))["last"] or 0
    brief = PressBrief.objects.create(programme=programme, number=last + 1)
    ledger.start(
        brief,
        by=by,
        at=at,
        office_code=programme.office.code,
        sentence=f"{brief} dibuat sebagai draf",
    )
    return brief


@transaction.atomic
def edit_brief(
    brief: PressBrief,
    *,
    by: Actor,
    quotation: str,
    quoted: str,
    revision: int | None = None,
    at: datetime | None = None,
) -> None:
    """Write who says what beside the figures, or take it out; a number in a quotation is refused."""
    words = _quotation(quotation, quoted)
    _move(brief, "edit", f"Kutipan {brief} diubah", by=by, at=at, revision=revision, changes=words)


@transaction.atomic
def approve_brief(
    brief: PressBrief,
    *,
    by: Actor,
    seen: Seen | None = None,
    revision: int | None = None,
    at: datetime | None = None,
) -> BriefEdition:
    """Freeze the live text of the day with every figure, definition and version as an edition.

    `seen` is what the approver read: `StaleState`, naming what moved, when the live text is another by now.
    """
    moment = at or clock.now()
    _move(brief, "approve", f"{brief} disetujui", by=by, at=moment, revision=revision)
    live = _live(brief, moment)
    _demand_seen(seen, live)
    return _freeze(brief, live, by=by, at=moment)


@transaction.atomic
def publish_brief(
    brief: PressBrief, *, by: Actor, revision: int | None = None, at: datetime | None = None
) -> None:
    """Make the approved edition public and tell the office's planners.

    Refused when figures or sentences have moved since approval: nobody publishes what is known to be otherwise.
    """
    moment = at or clock.now()
    published = {"published_at": moment}
    sentence = f"{brief} terbit"
    _move(brief, "publish", sentence, by=by, at=moment, revision=revision, changes=published)
    edition = _newest(brief)
    moved = _moved(fact_of_edition(edition), _live(brief, moment))
    if moved:
        words = _(
            "Sejak disetujui ada yang berubah: %(moved)s. Kembalikan ke draf, lalu setujui keadaan yang baru."
        )
        refuse([Problem("moved", words % {"moved": "; ".join(moved)})])
    code = brief.programme.office.code
    for user in planners_of(code):
        context = {"brief": brief, "edition": edition, "name": user.name, "by": by.label}
        outbox.post("brief_published", to=user.email, context=context, office_code=code)


@transaction.atomic
def return_brief(
    brief: PressBrief,
    *,
    by: Actor,
    reason: str,
    revision: int | None = None,
    at: datetime | None = None,
) -> None:
    """Give an approved brief back to its writers, with a reason; it follows the live figures again."""
    refuse(reason_problems(reason))
    sentence = f"{brief} dikembalikan ke draf: {reason.strip()}"
    _move(brief, "return", sentence, by=by, at=at, revision=revision, note=reason.strip())


@transaction.atomic
def withdraw_brief(
    brief: PressBrief,
    *,
    by: Actor,
    reason: str,
    revision: int | None = None,
    at: datetime | None = None,
) -> None:
    """Drop a brief that the public has not read, with a reason; its number is not given again."""
    refuse(reason_problems(reason))
    sentence = f"{brief} ditarik: {reason.strip()}"
    _move(brief, "withdraw", sentence, by=by, at=at, revision=revision, note=reason.strip())


@transaction.atomic
def correct_brief(
    brief: PressBrief,
    *,
    by: Actor,
    reason: str,
    quotation: str | None = None,
    quoted: str | None = None,
    seen: Seen | None = None,
    revision: int | None = None,
    at: datetime | None = None,
) -> BriefEdition:
    """Freeze the live text as a new edition of a published brief; the edition before it stays readable.

    `quotation` and `quoted` replace those of the brief, None leaves them. Refused when nothing differs. The
    ledger keeps every changed figure and sentence before and after; so do the two editions.
    """
    refuse(reason_problems(reason))
    moment = at or clock.now()
    words = _quotation(
        brief.quotation if quotation is None else quotation,
        brief.quoted if quoted is None else quoted,
    )
    sentence = f"{brief} diralat: {reason.strip()}"
    _move(
        brief,
        "correct",
        sentence,
        by=by,
        at=moment,
        revision=revision,
        note=reason.strip(),
        changes=words,
    )
    before, live = _newest(brief), _live(brief, moment)
    _demand_seen(seen, live)
    changed = _moved(fact_of_edition(before), live)
    if (before.quotation, before.quoted) != (brief.quotation, brief.quoted):
        changed.append("kutipan")
    if not changed:
        refuse([Problem("same", _("Tidak ada yang berubah, jadi tidak ada yang perlu diralat."))])
    edition = _freeze(brief, live, by=by, at=moment, reason=reason.strip())
    ledger.record(
        edition,
        "freeze",
        by=by,
        at=moment,
        sentence=f"{edition} menggantikan edisi {before.number}: {'; '.join(changed)}",
        office_code=brief.programme.office.code,
    )
    return edition


def _quotation(quotation: str, quoted: str) -> dict[str, str]:
    words = {"quotation": quotation.strip(), "quoted": quoted.strip()}
    refuse(quotation_problems(**words))
    return words


def _move(
    brief: PressBrief,
    step: str,
    sentence: str,
    *,
    by: Actor,
    at: datetime | None,
    revision: int | None,
    note: str = "",
    changes: Mapping[str, Any] | None = None,
) -> None:
    """Take the step at the revision that was seen; whoever comes second finds another revision."""
    seen = brief.revision if revision is None else revision
    claimed = PressBrief.objects.filter(pk=brief.pk, revision=seen).update(revision=seen + 1)
    if claimed != 1:
        raise StaleState(
            _(
                "Siaran pers ini baru saja diubah orang lain. Lihat perubahannya, lalu putuskan lagi."
            )
        )
    ledger.move(
        brief,
        step,
        by=by,
        at=at,
        note=note,
        office_code=brief.programme.office.code,
        sentence=sentence,
        **(changes or {}),
    )
    brief.revision = seen + 1


def _live(brief: PressBrief, moment: datetime) -> BriefFact:
    programme = brief.programme
    live = brief_of(programme.office.code, programme.year, timezone.localdate(moment))
    if live is None:
        raise Blocked(
            [Problem("plan", _("Rencana tahun ini belum dimuat, jadi naskahnya kosong."))]
        )
    return live.fact


def _demand_seen(seen: Seen | None, live: BriefFact) -> None:
    if seen is not None and (moved := moved_words(seen, live)):
        raise StaleState(moved)


def _newest(brief: PressBrief) -> BriefEdition:
    """The edition in force; whoever asks has just moved a brief that was approved."""
    return BriefEdition.objects.filter(brief=brief).latest("number")


def _moved(frozen: BriefFact, live: BriefFact) -> list[str]:
    """Every figure and sentence that is not as it was frozen, in words."""
    figures = [found.words for found in brief_differences(frozen.figures, live.figures)]
    changes = sentence_changes(frozen.sentences, live.sentences)
    return figures or [f"“{change.before}” → “{change.after}”" for change in changes]


def _freeze(
    brief: PressBrief, live: BriefFact, *, by: Actor, at: datetime, reason: str = ""
) -> BriefEdition:
    last = brief.editions.aggregate(last=Max("number"))["last"] or 0
    edition = BriefEdition.objects.create(
        brief=brief,
        number=last + 1,
        as_of=timezone.localdate(at),
        title=live.title,
        paragraphs=live.paragraphs,
        unknown=live.unknown,
        source=live.source,
        quotation=brief.quotation,
        quoted=brief.quoted,
        digest=live.digest,
        figure_count=len(live.figures),
        approved_by=by.label,
        approver_id=by.user_id,
        approved_at=at,
        reason=reason,
    )
    BriefFigure.objects.bulk_create(
        BriefFigure(edition=edition, **asdict(figure)) for figure in live.figures
    )
    return edition
