"""The pages of proposals: from a class that was completed, from the register, for an activity that facilitates."""

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from binakon.certification.actions.proposals import Asked, propose_completed, propose_people
from binakon.certification.forms.proposals import ProposalForm
from binakon.certification.queries.proposals import (
    MOST_FOUND,
    SHORTEST_WORD,
    Candidate,
    activities_of,
    class_choices,
    class_of,
    completed_of,
    completed_people,
    occupations,
    people_within,
    regions_of,
    register_people,
)
from binakon.certification.states import CasePath
from binakon.certification.views.eligibility_guard import demand_worker, seen_activity
from binakon.core.problems import Blocked, NotAllowed, Problem, refuse
from binakon.core.typed import whole_numbers
from binakon.people.queries import viewer_for
from binakon.people.rules import Viewer, can_enrol

if TYPE_CHECKING:
    from binakon.certification.models import Case
    from binakon.enrolment.models import Training
    from binakon.planning.models import Activity


@login_required
@require_safe
def proposal_start(request: HttpRequest) -> HttpResponse:
    """From a class's page: to the one activity that facilitates, or a choice of several."""
    viewer = viewer_for(request)
    training = class_of(viewer, request.GET.get("kelas", ""))
    if training is None:
        raise Http404
    if not can_enrol(viewer, training.office_code):
        raise NotAllowed(_("Peran Anda tidak mencakup ini. Minta kepala seksi melakukannya."))
    activities = activities_of(viewer, training.office_code)
    query = urlencode({"kelas": training.activity.slug})
    if len(activities) == 1:
        return redirect(f"{_address(activities[0])}?{query}")
    context = {"activities": activities, "training": training, "query": query}
    return render(request, "certification/proposal_start.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def proposal_new(request: HttpRequest, slug: str) -> HttpResponse:
    """Choose people of a class or of the register, say which SKK is asked for; all of them are proposed or none."""
    viewer, activity = seen_activity(request, slug)
    demand_worker(viewer, activity)
    source = _Source(request, viewer)
    problems: tuple[Problem, ...] = ()
    path = source.path
    form = ProposalForm(
        request.POST if request.method == "POST" else None,
        occupations=occupations(),
        initial={"path": path},
    )
    if request.method == "POST":
        chosen = _numbers(request)
        if not chosen:
            problems = (Problem("people", _("Pilih sedikitnya satu orang.")),)
        elif form.is_valid():
            try:
                cases = source.propose(activity, chosen, _asked(form))
            except Blocked as refused:
                problems = refused.problems
            else:
                said = ngettext(
                    "%(many)d orang diusulkan. Berkas dari kelas ikut serta; hanya yang kurang diminta.",
                    "%(many)d orang diusulkan. Berkas dari kelas ikut serta; hanya yang kurang diminta.",
                    len(cases),
                )
                messages.success(request, said % {"many": len(cases)})
                query = urlencode({"kegiatan": activity.slug})
                return redirect(f"{reverse('certification:eligibility_list')}?{query}")
    context = {
        "activity": activity,
        "form": form,
        "problems": problems,
        "source": source,
        "people": source.people(),
        "chosen": _numbers(request) if request.method == "POST" else [],
        "classes": class_choices(viewer),
        "regions": regions_of(activity.programme.office.code),
        "paths": CasePath.choices,
        "most": MOST_FOUND,
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "certification/proposal_new.html", context, status=status)


class _Source:
    """Where the people on the page come from: a class, or the register by words and region."""

    def __init__(self, request: HttpRequest, viewer: Viewer) -> None:
        words = request.GET
        self.viewer = viewer
        self.training: Training | None = None
        self.slug = words.get("kelas", "")
        self.words = " ".join(words.get("cari", "").split())[:100]
        self.region = words.get("wilayah", "")
        self.path = words.get("jalur", "")
        if self.path not in CasePath.values:
            self.path = CasePath.NEW.value
        if self.slug:
            self.training = class_of(viewer, self.slug)
            if self.training is None:
                raise Http404
        self.is_short = bool(self.words) and len(self.words) < SHORTEST_WORD
        self.is_search = not self.training and bool(self.words or self.region) and not self.is_short

    def people(self) -> list[Candidate]:
        """Everybody who may be chosen."""
        if self.training is not None:
            return completed_people(self.training, self.path)
        if self.is_search:
            return register_people(self.viewer, self.words, self.region, self.path)
        return []

    def propose(self, activity: "Activity", chosen: list[int], asked: Asked) -> "list[Case]":
        """Propose the chosen of these, all or none; `Blocked` when one of them is not (or no longer) among these."""
        by = self.viewer.actor
        if self.training is not None:
            done = completed_of(self.training).select_related("worker", "office")
            rows = list(done.filter(pk__in=chosen))
            _demand_all(len(rows), chosen)
            return propose_completed(activity, rows, asked, by=by)
        people = list(people_within(self.viewer).filter(pk__in=chosen))
        _demand_all(len(people), chosen)
        return propose_people(activity, people, asked, by=by)


def _demand_all(found: int, chosen: list[int]) -> None:
    if found != len(set(chosen)):
        sentence = _("Sebagian yang dipilih tidak lagi ada di daftar ini. Muat ulang halaman.")
        refuse([Problem("people", sentence)])


def _asked(form: ProposalForm) -> Asked:
    said: dict[str, Any] = form.cleaned_data
    return Asked(said["name"], said["level"], said["path"], said["row"])


def _numbers(request: HttpRequest) -> list[int]:
    return whole_numbers(request.POST.getlist("pilih"))[:1000]


def _address(activity: "Activity") -> str:
    return reverse("certification:proposal_new", args=[activity.slug])
