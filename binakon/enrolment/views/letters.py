"""Letters of a training at the desk: written, numbered, sent; and those that an office received."""

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from binakon.core.calendar import today
from binakon.enrolment.actions import letter_sending, letters
from binakon.enrolment.actions.letters import LetterText
from binakon.enrolment.documents.letter import letter_pdf
from binakon.enrolment.forms.decrees import ReasonForm
from binakon.enrolment.forms.letters import LetterForm
from binakon.enrolment.queries.letters import (
    letter_for,
    letter_page,
    letters_page,
    possible_offices,
    possible_organisations,
    received_letter_for,
    received_letters,
    typed_of,
)
from binakon.enrolment.rules.letter_words import NATURES, default_subject
from binakon.enrolment.states import LetterKind
from binakon.enrolment.views.paper_guard import (
    demand_enroller,
    heard,
    paper_response,
    seen_training,
)
from binakon.people.forms.numbering import NumberForm
from binakon.people.queries import signatory_choices, signatory_named, viewer_for
from binakon.people.rules import Viewer, can_nominate

if TYPE_CHECKING:
    from django import forms

    from binakon.enrolment.models import Letter, Training

PROBLEM_FIELDS = {"number_taken": "number", "not_serving": "signatory", "offices": "others"}


def _seen(request: HttpRequest, slug: str, pk: int) -> "tuple[Viewer, Letter]":
    viewer, training = seen_training(request, slug)
    letter = letter_for(viewer, training, pk)
    if letter is None:
        raise Http404
    return viewer, letter


@login_required
@require_safe
def letter_list(request: HttpRequest, slug: str) -> HttpResponse:
    """The letters of a training."""
    viewer, training = seen_training(request, slug)
    return render(request, "enrolment/letter_list.html", {"page": letters_page(viewer, training)})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def letter_new(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    """Write a letter of one kind."""
    viewer, training = seen_training(request, slug)
    demand_enroller(viewer, training.office_code)
    if kind not in dict(letters_page(viewer, training).kinds):
        raise Http404
    initial = {
        "subject": default_subject(kind, str(training)),
        "nature": NATURES[0],
        "offices": [office.code for office in possible_offices(training)]
        if kind == LetterKind.NOMINEE_REQUEST
        else [],
    }
    form = _letter_form(training, kind, request.POST or None, initial)
    if request.method == "POST" and form.is_valid():
        made: list[Letter] = []
        text = LetterText(**form.cleaned_data)
        if heard(
            form,
            lambda: made.append(
                letters.write_letter(training, LetterKind(kind), text, by=viewer.actor)
            ),
            PROBLEM_FIELDS,
        ):
            messages.success(request, _("Tersimpan. Lihat cetakannya, lalu beri nomor."))
            return redirect("enrolment:letter_detail", slug=slug, pk=made[0].pk)
    context = {"training": training, "form": form, "kind": LetterKind(kind).label}
    status = 422 if form.is_bound else 200
    return render(request, "enrolment/letter_new.html", context, status=status)


def _letter_form(training: "Training", kind: str, data: Any, initial: dict[str, Any]) -> LetterForm:
    return LetterForm(
        data,
        kind=kind,
        offices=[(office.code, office.name) for office in possible_offices(training)],
        organisations=[(each.pk, str(each)) for each in possible_organisations()],
        initial=initial,
    )


@login_required
@require_safe
def letter_detail(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """One letter: its recipients, and the next step."""
    viewer, letter = _seen(request, slug, pk)
    return render(request, "enrolment/letter_detail.html", _context(viewer, letter))


def _context(viewer: Viewer, letter: "Letter", **tried: "forms.Form") -> dict[str, Any]:
    page = letter_page(viewer, letter)
    return {
        "page": page,
        "number": tried.get("number") or _number_form(letter, page.next_number),
        "discard": tried.get("discard") or ReasonForm(auto_id="discard_%s"),
        "tried": next(iter(tried), ""),
    }


def _number_form(letter: "Letter", suggested: str, data: Any = None) -> NumberForm:
    office = letter.training.activity.programme.office
    initial = {"dated": today(), "place": office.seat, "numbering": "register"}
    return NumberForm(
        data, officials=signatory_choices(office.code), suggested=suggested, initial=initial
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def letter_edit(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Change a letter that was not sent."""
    viewer, letter = _seen(request, slug, pk)
    demand_enroller(viewer, letter.training.office_code)
    rows = list(letter.recipients.all())
    initial = {
        **{name: getattr(letter, name) for name in ("subject", "reply_by", "body", "nature")},
        "attachments": letter.attachments,
        "copies": letter.copies,
        "offices": [row.office.code for row in rows if row.office],
        "organisations": [str(row.organisation_id) for row in rows if row.organisation_id],
        "others": typed_of(rows),
    }
    form = _letter_form(letter.training, letter.kind, request.POST or None, initial)
    if request.method == "POST" and form.is_valid():
        text = LetterText(**form.cleaned_data)
        if heard(
            form, lambda: letters.rewrite_letter(letter, text, by=viewer.actor), PROBLEM_FIELDS
        ):
            messages.success(request, _("Tersimpan."))
            return redirect("enrolment:letter_detail", slug=slug, pk=pk)
    status = 422 if form.is_bound else 200
    context = {"training": letter.training, "letter": letter, "form": form}
    return render(request, "enrolment/letter_edit.html", context, status=status)


@login_required
@require_POST
def letter_number(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Give a letter its number, date, place and signatory."""
    viewer, letter = _seen(request, slug, pk)
    demand_enroller(viewer, letter.training.office_code)
    form = _number_form(letter, letter_page(viewer, letter).next_number, request.POST)
    if form.is_valid():
        found = form.cleaned_data
        if heard(
            form,
            lambda: letters.number_letter(
                letter,
                number=found["number"],
                dated=found["dated"],
                place=found["place"],
                signatory=signatory_named(letter.training.office_code, found["signatory"]),
                from_register=form.is_register,
                by=viewer.actor,
            ),
            PROBLEM_FIELDS,
        ):
            messages.success(request, _("Bernomor %(number)s.") % {"number": letter.number})
            return redirect("enrolment:letter_detail", slug=slug, pk=pk)
    context = _context(viewer, letter, number=form)
    return render(request, "enrolment/letter_number.html", context, status=422)


@login_required
@require_POST
def letter_send(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Send a letter; pressing twice sends once."""
    viewer, letter = _seen(request, slug, pk)
    demand_enroller(viewer, letter.training.office_code)
    if letter_sending.send_letter(letter, by=viewer.actor):
        many = letter.recipients.count()
        sentence = ngettext("Dikirim ke %(many)d penerima.", "Dikirim ke %(many)d penerima.", many)
        messages.success(request, sentence % {"many": many})
    else:
        messages.success(request, _("Surat ini sudah dikirim sebelumnya; tidak dikirim dua kali."))
    return redirect("enrolment:letter_detail", slug=slug, pk=pk)


@login_required
@require_POST
def letter_discard(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Throw away a letter that was not sent, with a reason."""
    viewer, letter = _seen(request, slug, pk)
    demand_enroller(viewer, letter.training.office_code)
    form = ReasonForm(request.POST, auto_id="discard_%s")
    if not form.is_valid():
        context = _context(viewer, letter, discard=form)
        return render(request, "enrolment/letter_discard.html", context, status=422)
    letters.discard_letter(letter, reason=form.cleaned_data["reason"], by=viewer.actor)
    messages.success(request, _("Surat dibuang. Alasannya tersimpan di riwayat."))
    return redirect("enrolment:letter_list", slug=slug)


@login_required
@require_safe
def letter_paper(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """The letter as PDF; of a call letter a page for each participant."""
    _viewer, letter = _seen(request, slug, pk)
    return paper_response(letter_pdf(letter), f"surat-{slug}-{pk}")


@login_required
@require_safe
def letter_inbox(request: HttpRequest) -> HttpResponse:
    """The letters that a kabupaten or kota received, for its officers."""
    viewer = viewer_for(request)
    if not any(can_nominate(viewer, code) for code in viewer.office_codes):
        raise Http404
    return render(request, "enrolment/letter_inbox.html", {"rows": received_letters(viewer)})


@login_required
@require_safe
def received_letter_paper(request: HttpRequest, pk: int) -> HttpResponse:
    """A letter that this office received, as PDF; 404 for another office's."""
    letter = received_letter_for(viewer_for(request), pk)
    if letter is None:
        raise Http404
    return paper_response(letter_pdf(letter), f"surat-{pk}")
