"""The pages of trainings: the year's list, one training, prepared and edited beside other people's edits."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import Resolver404, resolve
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from binakon.core import clock
from binakon.core.calendar import today
from binakon.core.problems import Blocked, NotAllowed
from binakon.core.typed import whole_number
from binakon.enrolment.actions.trainings import change_seats, edit_training, prepare_training
from binakon.enrolment.forms.training import (
    CloseForm,
    ReasonForm,
    ReopenForm,
    SeatsForm,
    TrainingForm,
    opened,
    sealed,
)
from binakon.enrolment.queries.term_words import term_words
from binakon.enrolment.queries.training_terms import organisations, terms_of, usual_terms
from binakon.enrolment.queries.trainings import (
    activity_for,
    opening_facts,
    training_page,
)
from binakon.enrolment.queries.trainings import (
    training_list as list_of,
)
from binakon.enrolment.rules.opening import may_override, opening_problems
from binakon.enrolment.rules.training_terms import LABELS, Terms, fixed_terms
from binakon.enrolment.states import TrainingState
from binakon.enrolment.views.training_guard import (
    demand_enroller,
    enrolled_by,
    seen_training,
)
from binakon.people.queries import desk_offices_for, viewer_for
from binakon.people.rules import Viewer
from binakon.planning.queries import working_year
from binakon.planning.rules.edits import EditConflict
from binakon.planning.views.guard import turn_to_office

if TYPE_CHECKING:
    from binakon.enrolment.models import Training

# What belongs to a training and stands on pages of other themes; only those that exist are linked.
BESIDE = (
    ("/meja/pendaftaran/?kelas={pk}", gettext_lazy("Pendaftar")),
    ("/meja/verifikasi/{slug}/", gettext_lazy("Pemeriksaan berkas")),
    ("/meja/usulan/{slug}/", gettext_lazy("Usulan kabupaten/kota")),
    ("/meja/pelatihan/{slug}/kuota/", gettext_lazy("Kuota kabupaten/kota")),
    ("/meja/pelatihan/{slug}/seleksi/", gettext_lazy("Seleksi")),
    ("/meja/pelatihan/{slug}/sk/", gettext_lazy("SK penetapan")),
    ("/meja/pelatihan/{slug}/surat/", gettext_lazy("Surat")),
)
# The chapters after the decree, in the order of an event.
CHAPTERS = (
    ("/meja/pelatihan/{slug}/rundown/", gettext_lazy("Rundown")),
    ("/meja/pelatihan/{slug}/narasumber/", gettext_lazy("Narasumber kelas ini")),
    ("/meja/pelatihan/{slug}/materi/", gettext_lazy("Materi peserta")),
    ("/meja/pelatihan/{slug}/hadir/", gettext_lazy("Daftar hadir")),
    ("/meja/pelatihan/{slug}/tes/", gettext_lazy("Tes")),
    ("/meja/pelatihan/{slug}/evaluasi/", gettext_lazy("Evaluasi")),
    ("/meja/pelatihan/{slug}/selesai/", gettext_lazy("Syarat selesai")),
    ("/meja/pelatihan/{slug}/sertifikat/", gettext_lazy("Sertifikat")),
    ("/meja/pelatihan/{slug}/laporan/", gettext_lazy("Laporan kegiatan")),
)


def beside(training: "Training") -> list[tuple[str, str]]:
    """Address and name of every page about this training that stands; before it opens nobody is asked for people."""
    asks = training.takes_nominations and training.state != TrainingState.PREPARED
    patterns = [row for row in BESIDE if asks or not row[0].startswith("/meja/usulan/")]
    return _standing(patterns, training)


def chapters(training: "Training") -> list[tuple[str, str]]:
    """Address and name of every page of the event itself that stands."""
    return _standing(CHAPTERS, training)


def _standing(patterns: Sequence[tuple[str, Any]], training: "Training") -> list[tuple[str, str]]:
    found = []
    for pattern, label in patterns:
        path = pattern.format(slug=training.activity.slug, pk=training.pk)
        try:
            resolve(path.partition("?")[0])
        except Resolver404:
            continue
        found.append((path, str(label)))
    return found


@login_required
@require_safe
def training_list(request: HttpRequest) -> HttpResponse:
    """The trainings of the year, and the activities that could become one."""
    viewer = viewer_for(request)
    codes = list(desk_offices_for(viewer).values_list("code", flat=True))
    if not codes:
        raise NotAllowed(
            _("Akun Anda belum punya peran di meja kerja. Minta administrator menambahkannya.")
        )
    office = request.GET.get("kantor") or codes[0]
    if office not in codes:
        raise Http404
    turn_to_office(request, office)
    asked = request.GET.get("tahun", "")
    year = whole_number(asked) or working_year(office, today()) or 0
    context = {"page": list_of(viewer, office, year)}
    return render(request, "enrolment/training_list.html", context)


def training_context(
    viewer: Viewer, training: "Training", heard: dict[str, Any] | None = None
) -> dict[str, Any]:
    """What the page of one training is drawn from; `heard` are forms that were refused, by move."""
    page = training_page(viewer, training)
    problems = []
    if training.state == TrainingState.PREPARED:
        problems = opening_problems(opening_facts(training, clock.now()))
    forms = {
        "close": CloseForm(prefix="close"),
        "reopen": ReopenForm(prefix="reopen"),
        "cancel": ReasonForm(prefix="cancel"),
        "return": ReasonForm(prefix="return"),
    }
    return {
        "page": page,
        "terms": term_words(terms_of(training), training),
        "problems_now": problems,
        "may_override": may_override(problems),
        "forms": {**forms, **(heard or {})},
        "beside": beside(training),
        "chapters": chapters(training),
    }


@login_required
@require_safe
def training_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """One training: the answer in a sentence, its seats, its terms, what may happen next."""
    viewer, training = seen_training(request, slug)
    return render(request, "enrolment/training_detail.html", training_context(viewer, training))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def training_new(request: HttpRequest, slug: str) -> HttpResponse:
    """Prepare a training from a planned activity."""
    viewer = viewer_for(request)
    activity = activity_for(viewer, slug)
    if activity is None:
        raise Http404
    office = activity.programme.office.code
    turn_to_office(request, office)
    demand_enroller(viewer, office)
    form = TrainingForm(
        request.POST if request.method == "POST" else None,
        terms=usual_terms(activity),
        organisations=organisations(),
        year=activity.programme.year,
    )
    context = {"form": form, "activity": activity}
    if request.method != "POST":
        return render(request, "enrolment/training_new.html", context)
    if form.is_valid():
        try:
            prepare_training(
                activity, form.read_terms(), seed=form.cleaned_data["seed"], by=viewer.actor
            )
        except Blocked as refused:
            form.show(refused.problems)
        else:
            messages.success(request, _("Kelas disiapkan. Pendaftaran belum dibuka."))
            return redirect("enrolment:training_detail", slug=slug)
    return render(request, "enrolment/training_new.html", context, status=422)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def training_edit(request: HttpRequest, slug: str) -> HttpResponse:
    """Change the terms of a training beside other people's edits."""
    viewer, training = enrolled_by(request, slug)
    stored = terms_of(training)
    form = TrainingForm(
        request.POST if request.method == "POST" else None,
        terms=stored,
        organisations=organisations(),
        year=training.activity.programme.year,
    )
    context = {
        "form": form,
        "training": training,
        "activity": training.activity,
        "seal": sealed(stored),
        "fixed": fixed_terms(training.state),
    }
    if request.method != "POST":
        return render(request, "enrolment/training_edit.html", context)
    base = opened(request.POST.get("base", ""))
    if base is None:
        form.add_error(
            None, _("Halaman ini sudah terlalu lama terbuka. Muat ulang, lalu isi lagi.")
        )
    if base is None or not form.is_valid():
        context["seal"] = request.POST.get("base", "")
        return render(request, "enrolment/training_edit.html", context, status=422)
    mine = _chosen(form.read_terms(), base, stored, request)
    try:
        seed = form.cleaned_data["seed"]
        edit_training(training, base=base, mine=mine, seed=seed, by=viewer.actor)
    except EditConflict as conflict:
        context |= {"conflict": conflict, "clashes": _clashes(conflict, training)}
        return render(request, "enrolment/training_edit.html", context, status=409)
    except Blocked as refused:
        form.show(refused.problems)
        context["seal"] = request.POST["base"]
        return render(request, "enrolment/training_edit.html", context, status=422)
    messages.success(request, _("Tersimpan."))
    return redirect("enrolment:training_detail", slug=slug)


def _chosen(mine: Terms, base: Terms, stored: Terms, request: HttpRequest) -> Terms:
    """The terms as typed, but as stored where the writer chose the other's value."""
    taken = {name for name in mine if request.POST.get(f"take:{name}") == "theirs"}
    return {name: stored[name] if name in taken else value for name, value in mine.items()}


def _clashes(conflict: EditConflict, training: "Training") -> list[dict[str, Any]]:
    """Terms that two people changed: what was read, what is stored, what is wanted."""
    shown = []
    for clash in conflict.clashes:
        words = [
            term_words({clash.field: value}, training)[0][1]
            for value in (clash.base, clash.theirs, clash.mine)
        ]
        names = ("base", "theirs", "mine")
        shown.append(
            {
                "name": clash.field,
                "label": LABELS[clash.field],
                **dict(zip(names, words, strict=True)),
            }
        )
    return shown


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def training_seats(request: HttpRequest, slug: str) -> HttpResponse:
    """Give a training more or fewer seats, with a reason."""
    viewer, training = enrolled_by(request, slug)
    form = SeatsForm(
        request.POST if request.method == "POST" else None, initial={"seats": training.seats}
    )
    context = {"form": form, "page": training_page(viewer, training)}
    if request.method != "POST":
        return render(request, "enrolment/training_seats.html", context)
    if form.is_valid():
        try:
            change_seats(training, by=viewer.actor, **form.cleaned_data)
        except Blocked as refused:
            for problem in refused.problems:
                form.add_error(
                    problem.code if problem.code in form.fields else None, problem.sentence
                )
        else:
            messages.success(request, _("Tersimpan. %(seats)d kursi.") % {"seats": training.seats})
            return redirect("enrolment:training_detail", slug=slug)
    return render(request, "enrolment/training_seats.html", context, status=422)
