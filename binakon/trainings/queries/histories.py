"""What trainings tell of a person: classes attended and completed with their JP and certificate."""

from collections.abc import Sequence

from django.db.models import Q, Sum
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from binakon.enrolment.models import Registration
from binakon.enrolment.queries.visible import offices_with, registrations_for
from binakon.people.queries.chapters import Happened, Trait, history, trait
from binakon.people.queries.persons import person_of
from binakon.people.rules import SEERS, Viewer
from binakon.trainings.models import Certificate, Completion, Presence, Session
from binakon.trainings.states import CompletionState


@history("trainings")
def trainings(viewer: Viewer, rows: Sequence[int]) -> list[Happened]:
    """The classes that a person came to or was judged in, on their last day."""
    seen = registrations_for(viewer).filter(worker__in=rows)
    came = _jp_of(list(seen.values_list("pk", flat=True)))
    judged = {
        each.registration_id: each for each in Completion.objects.filter(registration__in=seen)
    }
    papers = {
        each.registration_id: each
        for each in Certificate.objects.standing().filter(registration__in=seen)
    }
    found = seen.filter(Q(pk__in=came) | Q(pk__in=judged)).select_related("training__activity")
    classes = list(found)
    taught = _jp_taught([each.training_id for each in classes])
    codes = offices_with(viewer, SEERS)
    opens = codes is None or bool(codes)
    return [
        _told(
            each,
            came.get(each.pk, 0),
            taught.get(each.training_id, 0),
            judged.get(each.pk),
            papers.get(each.pk),
            opens=opens,
        )
        for each in classes
    ]


def _told(
    registration: Registration,
    came: int,
    taught: int,
    judged: Completion | None,
    paper: Certificate | None,
    *,
    opens: bool,
) -> Happened:
    is_complete = judged is not None and judged.state == CompletionState.COMPLETED
    detail = _("hadir %(came)d dari %(taught)d JP") % {"came": came, "taught": taught}
    if paper is not None:
        detail = _("%(detail)s · sertifikat %(number)s") % {"detail": detail, "number": paper}
    href = ""
    if opens and paper is not None:
        slug = registration.training.activity.slug
        href = reverse("trainings:certificate_detail", args=[slug, paper.pk])
    return Happened(
        chapter=_("Pelatihan"),
        on=registration.training.ends_on,
        title=str(registration.training),
        state=str(judged.get_state_display()) if judged is not None else _("hadir"),
        tone="good" if is_complete else "",
        detail=detail,
        href=href,
    )


def _jp_of(registrations: Sequence[int]) -> dict[int, int]:
    rows = Presence.objects.counted().filter(registration__in=registrations)
    summed = rows.values("registration_id").order_by().annotate(jp=Sum("session__jp"))
    return dict(summed.values_list("registration_id", "jp"))


def _jp_taught(trainings_of: Sequence[int]) -> dict[int, int]:
    rows = Session.objects.filter(training__in=trainings_of).values("training_id").order_by()
    return dict(rows.annotate(jp=Sum("jp")).values_list("training_id", "jp"))


def _has_completed() -> Q:
    rows = Completion.objects.completed().order_by()
    people = rows.annotate(person=person_of("registration__worker")).values("person")
    return Q(pk__in=people)


trait(Trait("dilatih", gettext_lazy("Sudah dilatih"), _has_completed))
