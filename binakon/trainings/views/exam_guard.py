"""Who may open the tests of a class: the same questions at the head of every view."""

from typing import TYPE_CHECKING

from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _

from binakon.enrolment.views.training_guard import seen_training
from binakon.people.rules import Viewer, can_enrol, can_see_people
from binakon.planning.views.guard import demand
from binakon.trainings.queries.exams import exam_of
from binakon.trainings.states import ExamKind

if TYPE_CHECKING:
    from binakon.enrolment.models import Training
    from binakon.trainings.models import Exam


def run_by(request: HttpRequest, slug: str) -> "tuple[Viewer, Training]":
    """The viewer and the class whose tests they run; 404 for another office's class, 403 for other roles."""
    viewer, training = seen_training(request, slug)
    sentence = _(
        "Tes kelas diatur kepala seksi, staf, dan kepala bidang. Minta mereka melakukannya."
    )
    demand(is_allowed=can_enrol(viewer, training.office_code), sentence=sentence)
    return viewer, training


def exam_run_by(request: HttpRequest, slug: str, kind: str) -> "tuple[Viewer, Exam]":
    """The same with a test that the class has."""
    viewer, training = run_by(request, slug)
    exam = exam_of(training, kind_in(kind))
    if exam is None:
        raise Http404
    return viewer, exam


def results_seen_by(request: HttpRequest, slug: str) -> "tuple[Viewer, Training]":
    """The viewer and the class whose results they may read, because they may see its people."""
    viewer, training = seen_training(request, slug)
    sentence = _("Hasil tes memuat nama peserta. Peran Anda tidak mencakup melihat peserta kelas.")
    demand(is_allowed=can_see_people(viewer, training.office_code), sentence=sentence)
    return viewer, training


def kind_in(kind: str) -> str:
    """The kind of test that an address names; 404 for another word."""
    if kind not in ExamKind.values:
        raise Http404
    return kind
