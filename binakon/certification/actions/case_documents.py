"""The papers of a case: taken in, judged one by one, asked for by a letter with the applicant's own link."""

from datetime import datetime

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from binakon.certification.models import Case, CaseDocument
from binakon.certification.queries.case_papers import paper_lines, reach_of, wanted_of
from binakon.certification.rules.links import case_path
from binakon.certification.rules.paper_words import judge_problems, problem_of, takes_papers
from binakon.certification.states import CaseDocumentKind
from binakon.core import clock, files, ledger, outbox
from binakon.core.actor import Actor
from binakon.core.files import RebuiltFile
from binakon.core.models import Message
from binakon.core.problems import IllegalMove, Problem, StaleState, refuse

# Applicants are written to in the installation's language, whatever the desk is read in.
_in_their_language = override(settings.LANGUAGE_CODE)


@transaction.atomic
def add_paper(
    case: Case, *, kind: str, made: RebuiltFile, by: Actor, at: datetime | None = None
) -> CaseDocument:
    """Take a rebuilt file in as this paper; the one in force is kept as replaced. The same file again changes nothing.

    Raises `IllegalMove` once the case takes no papers any more, `StaleState` when two people hand in at once, `Blocked`
    for the very file that was to be replaced.
    """
    moment = at or clock.now()
    case.refresh_from_db(fields=["state"])
    if not takes_papers(case.state):
        raise IllegalMove(_("Berkas kasus ini tidak bisa diganti sekarang. Lihat keadaannya."))
    standing = CaseDocument.objects.filter(case=case, kind=kind, replaced_at=None)
    found = standing.select_related("file").first()
    if found is not None and found.file and found.file.received_hash == made.received_hash:
        if found.problem:
            sentence = _("Ini berkas yang sama dengan yang perlu diganti. Pilih berkas yang lain.")
            refuse([Problem("same", sentence)])
        return found
    if found is not None:
        standing.filter(pk=found.pk).update(replaced_at=moment)
    try:
        with transaction.atomic():
            document = CaseDocument.objects.create(
                case=case, kind=kind, file=files.keep(made), uploaded_at=moment
            )
    except IntegrityError:
        raise StaleState(
            _("Orang lain baru saja mengubahnya. Muat ulang halaman, lalu lihat lagi.")
        ) from None
    _note(case, "case:paper", f"{CaseDocumentKind(kind).label} masuk", by, moment)
    return document


@transaction.atomic
def judge_paper(
    document: CaseDocument,
    *,
    is_in_order: bool,
    reason: str = "",
    note: str = "",
    by: Actor,
    at: datetime | None = None,
) -> None:
    """Say that a paper is in order, or what is wrong with it by a reason that its person reads.

    Raises `Blocked` without a reason or for a paper that its class accepted, `StaleState` once it was replaced.
    """
    refuse(
        judge_problems(
            is_in_order=is_in_order, reason=reason, note=note, is_own=document.file_id is not None
        )
    )
    moment = at or clock.now()
    told = {
        "checked_on": timezone.localdate(moment) if is_in_order else None,
        "checked_by": by.user_id,
        "problem": "" if is_in_order else problem_of(reason, note),
    }
    standing = CaseDocument.objects.filter(pk=document.pk, replaced_at=None)
    if standing.update(**told) != 1:
        raise StaleState(_("Berkas ini sudah diganti. Muat ulang halaman, lalu periksa lagi."))
    label = CaseDocumentKind(document.kind).label
    word = "sesuai" if is_in_order else f"perlu diganti ({reason})"
    _note(document.case, "case:judge", f"{label} {word}", by, moment)


@transaction.atomic
def send_link(case: Case, *, by: Actor, at: datetime | None = None) -> Message:
    """Write to the person with their link and what is still missing; without e-mail it waits to be passed on.

    Raises `Blocked` where nobody knows how to reach them.
    """
    email, phone = reach_of(case)
    if not email and not phone:
        sentence = _("Surel dan nomor HP orang ini belum ada. Lengkapi dulu datanya.")
        refuse([Problem("reach", sentence)])
    with _in_their_language:
        wanted = wanted_of(paper_lines(case)) if takes_papers(case.state) else ()
        message = outbox.post(
            "case_link",
            to=email,
            to_name=str(case.worker.as_person),
            phone=phone,
            about=case,
            office_code=case.activity.programme.office.code,
            context={
                "case": case,
                "path": case_path(case.key.hex, case.link_version),
                "lines": [
                    f"{line.label}: {line.problem}" if line.problem else line.label
                    for line in wanted
                ],
            },
        )
    _note(case, "case:link", "tautan pemohon dikirim", by, at or clock.now())
    return message


@transaction.atomic
def renew_link(case: Case, *, by: Actor, at: datetime | None = None) -> Message:
    """End every link of a case that is out, and send a new one."""
    Case.objects.filter(pk=case.pk).update(link_version=F("link_version") + 1)
    case.refresh_from_db(fields=["link_version"])
    _note(case, "case:link_renew", "tautan pemohon diganti", by, at or clock.now())
    return send_link(case, by=by, at=at)


def _note(case: Case, action: str, words: str, by: Actor, at: datetime) -> None:
    ledger.record(
        case,
        action,
        by=by,
        at=at,
        sentence=f"Kasus {case.code}: {words}",
        office_code=case.activity.programme.office.code,
    )
