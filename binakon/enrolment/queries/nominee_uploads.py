"""A waiting workbook of nominees, and what accepting it would do."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from binakon.core import crypto
from binakon.core.problems import Problem
from binakon.enrolment.models import NomineeUpload, Registration
from binakon.enrolment.queries.nomination_scope import Scope
from binakon.enrolment.rules.nominee_words import over_quota_words
from binakon.enrolment.rules.nominees import Person
from binakon.people.models import Office, Sex
from binakon.people.queries.persons import person_of, persons_with
from binakon.people.rules.nik import mask, nik_hints
from binakon.people.rules.sealed import nik_index
from binakon.planning.models import RegionalQuota

MOST_SHOWN = 200


@dataclass(frozen=True, slots=True)
class PreviewRow:
    """One person of a workbook as the preview shows it; the NIK is masked."""

    row: int
    person: Person
    masked: str


@dataclass(frozen=True, slots=True)
class UploadPreview:
    """What a workbook would do: whom it names, every problem by cell, what was read with tolerance."""

    upload: NomineeUpload | None
    rows: tuple[PreviewRow, ...]
    problems: tuple[Problem, ...]
    more_problems: int
    notes: tuple[str, ...]
    stands: str
    over_words: str

    @property
    def may_accept(self) -> bool:
        """Whether it can be taken whole."""
        return bool(self.rows) and not self.problems


def nominee_upload_of(scope: Scope, pk: int) -> NomineeUpload | None:
    """One waiting workbook of the scope's office."""
    if scope.office is None:
        return None
    return (
        NomineeUpload.objects.filter(pk=pk, training=scope.training, office=scope.office)
        .select_related("training__activity__programme__office", "office")
        .first()
    )


def waiting_uploads(scope: Scope) -> list[NomineeUpload]:
    """The workbooks of the scope's office that wait for whoever may decide on them, the newest first, without content."""
    if scope.office is None or not scope.may_write:
        return []
    rows = NomineeUpload.objects.filter(training=scope.training, office=scope.office)
    return list(rows.defer("sealed").order_by("-uploaded_at", "-id"))


def content_of(upload: NomineeUpload) -> bytes:
    """The workbook as it came."""
    return crypto.decrypt("workbook", bytes(upload.sealed), row=str(upload.key))


def preview_of(
    scope: Scope,
    upload: NomineeUpload | None,
    people: list[tuple[int, Person]],
    problems: list[Problem],
    *,
    cells: Mapping[int, int],
    notes: list[str],
) -> UploadPreview:
    """Judge what was read of a workbook against those whom the office itself has named; of others nothing is said."""
    office = scope.office
    assert office is not None, "a workbook is one office's"
    found = [*problems, *_named_already(scope, people, cells)]
    found.sort(key=lambda problem: problem.line or 0)
    counted = Registration.objects.nominees_of(scope.training, office).still_named()
    quota = (
        RegionalQuota.objects.filter(activity=scope.training.activity_id, office=office)
        .values_list("places", flat=True)
        .first()
    )
    named = counted.count() + len(people)
    return UploadPreview(
        upload=upload,
        rows=tuple(PreviewRow(row, person, mask(person.nik)) for row, person in people)
        if not found
        else (),
        problems=tuple(found[:MOST_SHOWN]),
        more_problems=max(0, len(found) - MOST_SHOWN),
        notes=(*notes, *([] if found else _hints(people, cells))),
        stands=ngettext(
            "%(rows)d orang siap diusulkan.", "%(rows)d orang siap diusulkan.", len(people)
        )
        % {"rows": len(people)},
        over_words=over_quota_words(
            min(named - quota, len(people)) if quota is not None else 0,
            scope.training.policy,
            has_waiting_list=scope.training.has_waiting_list,
        ),
    )


def _named_already(
    scope: Scope, people: list[tuple[int, Person]], cells: Mapping[int, int]
) -> list[Problem]:
    assert scope.office is not None, "a workbook is one office's"
    named = set(
        Registration.objects.nominees_of(scope.training, scope.office)
        .still_named()
        .values_list(person_of("worker"), flat=True)
    )
    indexes = {row: nik_index(person.nik) for row, person in people if named and person.nik}
    persons = persons_with(indexes.values())
    sentence = _("Orang dengan NIK ini sudah diusulkan kantor Anda di kelas ini. Hapus barisnya.")
    return [
        Problem("nik_named", sentence, line=cells.get(row))
        for row, _person in people
        if persons.get(indexes.get(row, "")) in named
    ]


def _hints(people: list[tuple[int, Person]], cells: Mapping[int, int]) -> list[str]:
    provinces = set(Office.objects.provinces().values_list("code", flat=True))
    hints = []
    for row, person in people:
        is_female = None if not person.sex else person.sex == Sex.FEMALE
        found = nik_hints(
            person.nik, born_on=person.born_on, is_female=is_female, provinces=provinces
        )
        hints += [f"{cells.get(row)}: {hint.sentence}" for hint in found]
    return hints[:MOST_SHOWN]


def nik_hint_sentences(person: Person) -> list[str]:
    """What looks unusual in the NIK of one person."""
    return [note.partition(": ")[2] for note in _hints([(0, person)], {0: 0})]


def template_name(scope: Scope, day: date) -> str:
    """The file name of the template: class, office and day, no person."""
    assert scope.office is not None, "a template is one office's"
    return f"usulan-{scope.training.activity.slug}-{scope.office.code}-{day.isoformat()}"
