"""The answers of the offices beside each other: who answered, what they need, and sums with how many are behind them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from binakon.coordination.models import Invitation, Meeting, Questionnaire, StatedNeed
from binakon.core.lists import Column, Listing


@dataclass(frozen=True, slots=True)
class AnswerLine:
    """One office: its answer, and its form where it sent one; `is_begun` when it only saved one."""

    invitation: Invitation
    form: Questionnaire | None
    needs: tuple[StatedNeed, ...]
    people: int | None
    is_begun: bool


@dataclass(frozen=True, slots=True)
class Sum:
    """A sum over the offices that told it; `value` None while nobody did."""

    label: str
    value: int | None
    told: int


@dataclass(frozen=True, slots=True)
class AnswersPage:
    """The answers to one meeting."""

    meeting: Meeting
    lines: tuple[AnswerLine, ...]
    sums: tuple[Sum, ...]
    occupations: tuple[Sum, ...]
    filled: int

    @property
    def asked(self) -> int:
        """How many offices were invited."""
        return len(self.lines)


def answers_of(meeting: Meeting) -> QuerySet[Invitation]:
    """The invitations that went out, with what was answered."""
    rows = Invitation.objects.filter(meeting=meeting, sent_at__isnull=False)
    return (
        rows.select_related("office", "questionnaire")
        .prefetch_related("questionnaire__needs", "guests")
        .order_by("office__code")
    )


def form_of(row: Invitation) -> Questionnaire | None:
    """The form that an office sent; None where it sent none: what it only saved is still its own."""
    found: Questionnaire | None = getattr(row, "questionnaire", None)
    return found if found is not None and found.sent_at is not None else None


def is_begun(row: Invitation) -> bool:
    """Whether the office saved a form that it has not sent."""
    return form_of(row) is None and getattr(row, "questionnaire", None) is not None


def needed(row: Invitation) -> int | None:
    """How many people the office needs in all; None where it told no need."""
    form = form_of(row)
    people = [need.people for need in form.needs.all()] if form else []
    return sum(people) if people else None


def answers_page(meeting: Meeting) -> AnswersPage:
    """The page of answers of a meeting that was seen."""
    lines = []
    for row in answers_of(meeting):
        form = form_of(row)
        needs = tuple(form.needs.all()) if form else ()
        lines.append(AnswerLine(row, form, needs, needed(row), is_begun(row)))
    told: dict[str, list[int]] = {}
    for line in lines:
        for need in line.needs:
            name = f"{need.name} ({need.level})" if need.level else need.name
            told.setdefault(name, []).append(need.people)
    sums = (
        _sum(str(_("Kebutuhan, orang")), [line.people for line in lines]),
        _sum(
            str(_("Calon peserta")), [line.form.candidates if line.form else None for line in lines]
        ),
        _sum(
            str(_("Pemegang SKK")), [line.form.certified if line.form else None for line in lines]
        ),
    )
    ranked = sorted(told.items(), key=lambda pair: (-sum(pair[1]), pair[0]))
    return AnswersPage(
        meeting=meeting,
        lines=tuple(lines),
        sums=sums,
        occupations=tuple(Sum(name, sum(people), len(people)) for name, people in ranked),
        filled=sum(line.form is not None for line in lines),
    )


def _sum(label: str, values: list[int | None]) -> Sum:
    known = [value for value in values if value is not None]
    return Sum(label, sum(known) if known else None, len(known))


def _told(name: str) -> Callable[[Invitation], Any]:
    return lambda row: getattr(form_of(row), name, None)


def _needs_words(row: Invitation) -> str:
    form = form_of(row)
    rows = form.needs.all() if form else ()
    return "; ".join(f"{need.name} {need.level or ''}: {need.people}" for need in rows)


def _travel(row: Invitation) -> str:
    form = form_of(row)
    return str(form.get_travel_display()) if form else ""


# What leaves as a file: counts of offices, no person's name.
ANSWERS = Listing(
    columns=(
        Column("code", _("Kode"), lambda row: row.office.code),
        Column("office", _("Kabupaten/kota"), lambda row: row.office.name, width=28),
        Column("reply", _("Jawaban"), lambda row: row.get_reply_display()),
        Column("needed", _("Kebutuhan, orang"), needed, is_number=True),
        Column("needs", _("Kebutuhan per jabatan"), _needs_words, width=60),
        Column("candidates", _("Calon peserta"), _told("candidates"), is_number=True),
        Column("certified", _("Pemegang SKK"), _told("certified"), is_number=True),
        Column("travel", _("Biaya perjalanan"), _travel),
        Column("note", _("Catatan"), _told("note"), width=60),
        Column("sent_at", _("Isian dikirim"), _told("sent_at")),
        Column(
            "begun",
            _("Tersimpan, belum dikirim"),
            lambda row: str(_("ya")) if is_begun(row) else "",
        ),
    ),
    order=("office__code",),
)
