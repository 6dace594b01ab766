"""The bank of questions of an office as its desk lists it."""

from typing import Any

from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from binakon.core.lists import Cell, Column, Filter, Listing
from binakon.people.models import Office
from binakon.people.rules import Viewer, can_enrol
from binakon.trainings.models import Question
from binakon.trainings.states import QuestionKind

_SHOWN = 140


def bank_of(office: Office) -> QuerySet[Question]:
    """The questions of an office with how many tests took each: `used`."""
    return Question.objects.filter(office=office).annotate(used=Count("uses", distinct=True))


def question_for(viewer: Viewer, pk: int) -> Question | None:
    """One question, if the viewer runs the classes of its office."""
    found = Question.objects.filter(pk=pk).select_related("office").first()
    return found if found is not None and can_enrol(viewer, found.office.code) else None


def topics_of(office: Office) -> list[tuple[str, str, int]]:
    """Occupation, topic and how many questions in use each has."""
    rows = Question.objects.filter(office=office, retired_at=None)
    counted = rows.values_list("occupation", "topic").annotate(many=Count("pk"))
    return list(counted.order_by("occupation", "topic"))


def question_listing(office: Office) -> Listing:
    """The list of an office's bank with its filters."""
    return Listing(
        columns=(
            Column("soal", _("Soal"), lambda row: row.text, cell=_text, sort=("text",), width=60),
            Column("okupasi", _("Okupasi"), lambda row: row.occupation, sort=("occupation",)),
            Column("topik", _("Topik"), lambda row: row.topic or None, sort=("topic",)),
            Column("jenis", _("Jenis"), lambda row: row.get_kind_display(), sort=("kind",)),
            Column("kunci", _("Kunci"), lambda row: ", ".join(row.right).upper()),
            Column(
                "dipakai", _("Dipakai di tes"), lambda row: row.used, sort=("used",), is_number=True
            ),
            Column("keadaan", _("Keadaan"), lambda row: _state(row).text, cell=_state),
        ),
        filters=(
            Filter(
                "okupasi", _("Okupasi"), "occupation", choices=lambda: _words(office, "occupation")
            ),
            Filter("topik", _("Topik"), "topic", choices=lambda: _words(office, "topic")),
            Filter("jenis", _("Jenis"), "kind", choices=QuestionKind.choices),
            Filter("keadaan", _("Keadaan"), _is_used, choices=_STATES),
        ),
        search=("text", "topic", "occupation"),
        search_hint=_("Kata di soal, topik, atau okupasi"),
        order=("occupation", "topic"),
        name=lambda row: row.text[:_SHOWN],
    )


_STATES = (("dipakai", _("dipakai")), ("tidak", _("tidak dipakai lagi")))


def _is_used(value: str) -> Q:
    return Q(retired_at__isnull=value == "dipakai")


def _words(office: Office, field: str) -> list[tuple[str, str]]:
    rows = Question.objects.filter(office=office).exclude(**{field: ""})
    return [(word, word) for word in rows.values_list(field, flat=True).order_by(field).distinct()]


def _text(row: Any) -> Cell:
    text = row.text if len(row.text) <= _SHOWN else f"{row.text[:_SHOWN]}…"
    return Cell(text, reverse("trainings:question_edit", args=[row.pk]))


def _state(row: Any) -> Cell:
    return (
        Cell(_("tidak dipakai lagi"), tone="")
        if row.retired_at
        else Cell(_("dipakai"), tone="good")
    )
