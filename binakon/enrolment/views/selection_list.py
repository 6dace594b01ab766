"""The list of a selection's results, declared once for the page and for files."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from binakon.core import words
from binakon.core.lists import Cell, Column, Filter, Listing
from binakon.enrolment.documents.selection import outcome_words
from binakon.enrolment.queries.selection_pages import TONES
from binakon.enrolment.rules.ranking_facts import Points
from binakon.enrolment.rules.ranking_words import points_words
from binakon.enrolment.rules.regions import region_words
from binakon.enrolment.rules.result_words import result_sentence
from binakon.enrolment.rules.seating_facts import SeatingStep, SeatingStepKind
from binakon.enrolment.rules.seating_words import Names, seating_words

OUTCOMES = (
    ("seated", gettext_lazy("mendapat kursi")),
    ("waiting", gettext_lazy("cadangan")),
    ("not_selected", gettext_lazy("belum mendapat kursi")),
)


def _office(row: Any) -> str:
    office = row.registration.office
    return (region_words(office.name)) if office else _("luar provinsi")


def _points(row: Any) -> str:
    return " ".join(points_words(Points.from_json(part)) for part in row.facts.get("points", ()))


def _parts(row: Any) -> str:
    """The points in the order of the criteria: "40 + 30 + 0 + 9"."""
    return " + ".join(words.number(part["points"]) for part in row.facts.get("points", ()))


def _outcome(row: Any) -> Cell:
    return Cell(outcome_words(row), tone=TONES[row.outcome])


def _sentence(row: Any) -> str:
    return result_sentence(row.outcome, row.reason, row.facts)


RESULTS = Listing(
    columns=(
        Column(
            "urutan",
            gettext_lazy("Urutan"),
            lambda row: row.rank,
            sort=("rank",),
            is_number=True,
            width=8,
        ),
        Column("kode", gettext_lazy("Kode"), lambda row: row.registration.code, on_page=False),
        Column(
            "nama",
            gettext_lazy("Nama"),
            lambda row: str(row.registration),
            cell=lambda row: f"{row.registration} · {row.registration.code}",
            sort=("registration__name",),
            personal=True,
            width=40,
        ),
        Column(
            "wilayah",
            gettext_lazy("Kabupaten/kota"),
            _office,
            sort=("registration__office__code",),
            width=24,
        ),
        Column(
            "kelas",
            gettext_lazy("Kelas"),
            lambda row: str(row.registration.training),
            on_page=False,
            width=40,
        ),
        Column(
            "poin",
            gettext_lazy("Poin"),
            lambda row: row.points,
            sort=("points",),
            is_number=True,
            width=8,
        ),
        Column("jumlahan", gettext_lazy("Dari"), _parts, in_export=False, is_number=True),
        Column(
            "hasil",
            gettext_lazy("Hasil"),
            outcome_words,
            cell=_outcome,
            sort=("outcome",),
            width=30,
        ),
        Column("kalimat", gettext_lazy("Kalimat untuk pendaftar"), _sentence, width=80),
        Column("rincian", gettext_lazy("Rincian poin"), _points, on_page=False, width=80),
    ),
    filters=(Filter("hasil", gettext_lazy("Hasil"), "outcome", OUTCOMES),),
    search=("registration__name", "registration__code"),
    search_hint=gettext_lazy("nama atau kode"),
    order=("rank",),
    name=lambda row: str(row.registration.code),
)


def step_lines(
    steps: Iterable[Mapping[str, Any]], titles: Mapping[int, str], buckets: Mapping[str, str]
) -> list[str]:
    """The record of a seating for staff, without the line of each person, which the table shows.

    `buckets` says by key whose seats they are, in words.
    """
    names = Names(trainings=titles)
    read = [SeatingStep(**{**step, "kind": SeatingStepKind(step["kind"])}) for step in steps]
    return [
        seating_words(replace(step, bucket=buckets.get(step.bucket, step.bucket)), names)
        for step in read
        if step.kind != SeatingStepKind.GIVEN
    ]
