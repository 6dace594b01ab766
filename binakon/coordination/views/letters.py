"""Letters of a meeting at the desk: written, numbered, seen, sent to all at once; and one office more."""

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from binakon.coordination.actions import letter_sending, letters
from binakon.coordination.actions.letters import LetterText
from binakon.coordination.documents.letter import letter_file, letter_pdf
from binakon.coordination.forms.judged import ReasonForm
from binakon.coordination.forms.letters import LetterForm
from binakon.coordination.queries.letters import (
    LetterPage,
    letter_for,
    letter_page,
    possible_offices,
)
from binakon.coordination.queries.meetings import changed_since_sent, newest_sent
from binakon.coordination.rules.letters import NATURES, usual_subject
from binakon.coordination.states import MeetingPaperKind
from binakon.coordination.views.meeting_guard import (
    heard,
    paper_response,
    seen_meeting,
    written_meeting,
)
from binakon.core.calendar import today
from binakon.core.problems import StaleState
from binakon.people.forms.numbering import NumberForm
from binakon.people.queries import signatory_choices, signatory_named

if TYPE_CHECKING:
    from binakon.coordination.models import Meeting, MeetingPaper
    from binakon.people.rules import Viewer

EDITS = require_http_methods(["GET", "HEAD", "POST"])
# 005 is an invitation in the classification of archives.
EXAMPLE = "005/12/BK/2026"
PROBLEM_FIELDS = {"number_taken": "number", "not_serving": "signatory"}
KINDS = {"undangan": MeetingPaperKind.INVITATION, "pembatalan": MeetingPaperKind.CANCELLATION}


def _letter(meeting: "Meeting", pk: int) -> "MeetingPaper":
    found = letter_for(meeting, pk)
    if found is None:
        raise Http404
    return found


def _form(meeting: "Meeting", data: Any, initial: dict[str, Any]) -> LetterForm:
    offices = [(office.code, office.name) for office in possible_offices(meeting)]
    return LetterForm(data, offices=offices, initial=initial)


@login_required
@EDITS
def meeting_letter_new(request: HttpRequest, code: str, kind: str) -> HttpResponse:
    """Write an invitation, its correction, or a cancellation; all offices are chosen at first."""
    viewer, meeting = written_meeting(request, code)
    if kind not in KINDS:
        raise Http404
    word = KINDS[kind]
    is_correction = newest_sent(meeting) is not None and bool(changed_since_sent(meeting))
    asked = {row.office.code for row in meeting.invitations.select_related("office")}
    known = [office.code for office in possible_offices(meeting)]
    initial = {
        "subject": usual_subject(word, meeting.title, is_correction=is_correction),
        "nature": NATURES[1],
        "offices": [each for each in known if each in asked] if asked else known,
    }
    form = _form(meeting, request.POST if request.method == "POST" else None, initial)
    if request.method == "POST" and form.is_valid():
        made: list[MeetingPaper] = []
        text = LetterText(**form.cleaned_data)
        if heard(
            form,
            lambda: made.append(letters.write_letter(meeting, word, text, by=viewer.actor)),
            {},
        ):
            messages.success(request, _("Tersimpan. Lihat cetakannya, lalu beri nomor."))
            return redirect("coordination:meeting_letter", code=code, pk=made[0].pk)
    context = {"meeting": meeting, "form": form, "kind": word.label}
    status = 422 if form.is_bound else 200
    return render(request, "coordination/meeting_letter_new.html", context, status=status)


@login_required
@EDITS
def meeting_letter_edit(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Change a letter that was not sent."""
    viewer, meeting = written_meeting(request, code)
    paper = _letter(meeting, pk)
    initial = {name: getattr(paper, name) for name in ("subject", "nature", "body", "copies")}
    initial["offices"] = paper.content.get("offices", [])
    form = _form(meeting, request.POST if request.method == "POST" else None, initial)
    if request.method == "POST" and form.is_valid():
        text = LetterText(**form.cleaned_data)
        if heard(form, lambda: letters.rewrite_letter(paper, text, by=viewer.actor), {}):
            messages.success(request, _("Tersimpan."))
            return redirect("coordination:meeting_letter", code=code, pk=pk)
    context = {"meeting": meeting, "form": form, "kind": paper.get_kind_display()}
    status = 422 if form.is_bound else 200
    return render(request, "coordination/meeting_letter_edit.html", context, status=status)


def _number_form(paper: "MeetingPaper", suggested: str, data: Any = None) -> NumberForm:
    office = paper.meeting.office
    initial = {"dated": today(), "place": office.seat, "numbering": "register"}
    return NumberForm(
        data,
        officials=signatory_choices(office.code),
        suggested=suggested,
        example=EXAMPLE,
        initial=initial,
    )


def _context(viewer: "Viewer", paper: "MeetingPaper", **tried: Any) -> dict[str, Any]:
    page = letter_page(viewer, paper)
    return {
        "page": page,
        "number": tried.get("number") or _number_form(paper, page.next_number),
        "discard": tried.get("discard") or ReasonForm(auto_id="discard_%s"),
        "tried": next(iter(tried), ""),
    }


@login_required
@require_safe
def meeting_letter(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """One letter: to whom it goes, and the next step."""
    viewer, meeting = seen_meeting(request, code)
    context = _context(viewer, _letter(meeting, pk))
    return render(request, "coordination/meeting_letter.html", context)


@login_required
@require_POST
def meeting_letter_number(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Give a letter its number, date, place and signatory."""
    viewer, meeting = written_meeting(request, code)
    paper = _letter(meeting, pk)
    form = _number_form(paper, letter_page(viewer, paper).next_number, request.POST)
    if form.is_valid():
        found = form.cleaned_data
        if heard(
            form,
            lambda: letters.number_letter(
                paper,
                number=found["number"],
                dated=found["dated"],
                place=found["place"],
                signatory=signatory_named(meeting.office.code, found["signatory"]),
                from_register=form.is_register,
                by=viewer.actor,
            ),
            PROBLEM_FIELDS,
        ):
            messages.success(request, _("Bernomor %(number)s.") % {"number": paper.number})
            return redirect("coordination:meeting_letter", code=code, pk=pk)
    context = _context(viewer, paper, number=form)
    return render(request, "coordination/meeting_letter_number.html", context, status=422)


@login_required
@require_POST
def meeting_letter_send(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Send a letter to every office it names, as its sender saw it; pressing twice sends once."""
    viewer, meeting = written_meeting(request, code)
    paper = _letter(meeting, pk)
    made, read = letter_file(paper), request.POST.get("read", "")
    try:
        many = letter_sending.send_letter(paper, read=read, made=made, by=viewer.actor)
    except StaleState as stale:
        messages.warning(request, str(stale))
        return redirect("coordination:meeting_letter", code=code, pk=pk)
    if many is None:
        sentence = _("Surat ini sudah dikirim sebelumnya; tidak dikirim dua kali.")
    else:
        sentence = _sent(letter_page(viewer, paper))
    messages.success(request, sentence)
    return redirect("coordination:meeting_detail", code=code)


def _sent(page: LetterPage) -> str:
    """To how many offices it went by itself, and which of them wait for somebody to pass it on."""
    waiting = len(page.unreached)
    many = len(page.offices) - waiting
    told = ngettext("Dikirim ke %(many)d kantor.", "Dikirim ke %(many)d kantor.", many)
    told %= {"many": many}
    if not waiting:
        return told
    names = ", ".join(office.name for office in page.unreached)
    later = ngettext(
        "%(waiting)d kantor tanpa surel; teruskan pesannya lewat WhatsApp dari Pesan keluar: %(names)s.",
        "%(waiting)d kantor tanpa surel; teruskan pesannya lewat WhatsApp dari Pesan keluar: %(names)s.",
        waiting,
    )
    return f"{told} {later % {'waiting': waiting, 'names': names}}"


@login_required
@require_POST
def meeting_letter_discard(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Throw away a letter that was not sent, with a reason."""
    viewer, meeting = written_meeting(request, code)
    paper = _letter(meeting, pk)
    form = ReasonForm(request.POST, auto_id="discard_%s")
    if not form.is_valid():
        context = _context(viewer, paper, discard=form)
        return render(request, "coordination/meeting_letter_discard.html", context, status=422)
    letters.discard_letter(paper, reason=form.cleaned_data["reason"], by=viewer.actor)
    messages.success(request, _("Surat dibuang. Alasannya tersimpan di riwayat."))
    return redirect("coordination:meeting_detail", code=code)


@login_required
@require_safe
def meeting_letter_paper(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """The letter as PDF."""
    _viewer, meeting = seen_meeting(request, code)
    return paper_response(letter_pdf(_letter(meeting, pk)), f"surat-rapat-{pk}")


@login_required
@require_POST
def invitation_late(request: HttpRequest, code: str, office: str) -> HttpResponse:
    """Send one office more its own copy of the letter."""
    viewer, meeting = written_meeting(request, code)
    found = next((each for each in possible_offices(meeting) if each.code == office), None)
    paper = newest_sent(meeting)
    if found is None or paper is None:
        raise Http404
    made = letter_file(paper, only=found)
    letter_sending.invite_late(meeting, found, made=made, by=viewer.actor)
    messages.success(request, _("%(office)s menyusul diundang.") % {"office": found.name})
    return redirect("coordination:meeting_detail", code=code)
