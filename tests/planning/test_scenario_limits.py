"""The limits of a scenario as a planner writes them: ceilings of a version or assumed, several cuts, days of the perubahan."""

from dataclasses import replace
from datetime import date

import pytest

from binakon.core.stretches import Stretch
from binakon.planning.forms.scenario_limits import LimitsForm, VersionCeilings
from binakon.planning.forms.scenarios import CandidateForm
from binakon.planning.rules.scenario_assumed import assumed_lines, candidate_words
from binakon.planning.rules.scenario_start import CODES
from binakon.planning.rules.scenarios.facts import Ceiling, Indicator, PartnerLimit, RegionFloor
from tests.planning.scenario_cases import CHAIN
from tests.planning.scenarios import a_candidate, a_question

TRAINED = CODES[Indicator.TRAINED]
REGIONS = {"63.01": "Tanah Laut", "63.02": "Kotabaru"}
MURNI = VersionCeilings(7, "murni", {"": 90_000_000, TRAINED: 60_000_000})
EMPTY = VersionCeilings(8, "pergeseran 1", {})
FINISH = {"finish_by": "2026-12-15"}


def heard(**data: str) -> LimitsForm:
    return LimitsForm(
        {**FINISH, **{name.replace("_63", "-63"): value for name, value in data.items()}},
        question=a_question(),
        regions=REGIONS,
        versions=[EMPTY, MURNI],
        names={TRAINED: "Pelatihan"},
    )


def ceilings(form: LimitsForm) -> tuple[Ceiling, ...]:
    assert form.errors == {}
    return form.taken().ceilings


def test_ceilings_are_taken_from_the_chosen_version() -> None:
    assert ceilings(heard(source="7")) == (
        Ceiling("", 90_000_000, "murni"),
        Ceiling(TRAINED, 60_000_000, "murni"),
    )


def test_an_overridden_ceiling_needs_its_reason_and_says_it() -> None:
    form = heard(source="7", **{"ceiling-0": "50.000.000"})
    assert list(form.errors) == ["reason"]
    assert ceilings(heard(source="7", reason="efisiensi", **{"ceiling-0": "50.000.000"})) == (
        Ceiling("", 90_000_000, "murni"),
        Ceiling(TRAINED, 50_000_000, "efisiensi"),
    )


def test_a_ceiling_typed_as_the_version_has_it_needs_no_reason() -> None:
    assert ceilings(heard(source="7", ceiling="90.000.000"))[0] == Ceiling("", 90_000_000, "murni")


def test_without_a_version_every_ceiling_is_assumed() -> None:
    assert list(heard(ceiling="1").errors) == ["reason"]
    assert ceilings(heard(ceiling="1", reason="andaian")) == (Ceiling("", 1, "andaian"),)


def test_a_version_without_ceilings_says_so() -> None:
    assert list(heard(source="8").errors) == ["source"]
    assert ceilings(heard(source="8", ceiling="5", reason="andaian")) == (
        Ceiling("", 5, "andaian"),
    )


def test_the_form_shows_what_it_was_told() -> None:
    question = replace(
        a_question(),
        ceilings=(Ceiling("", 90_000_000, "murni"), Ceiling(TRAINED, 5, "efisiensi")),
    )
    shown = LimitsForm(
        question=question, regions=REGIONS, versions=[EMPTY, MURNI], names={}
    ).initial
    held = {name: shown.get(name) for name in ("source", "ceiling", "ceiling-0", "reason")}
    assert held == {"source": "7", "ceiling": None, "ceiling-0": 5, "reason": "efisiensi"}


def test_several_cuts_are_tried() -> None:

    form = heard(cuts="30%, 10; 20 10")
    assert form.is_valid()
    assert form.taken().cuts == (10, 20, 30)
    for wrong in ("0", "101", "sepuluh", "1,2,3,4,5,6"):
        assert list(heard(cuts=wrong).errors) == ["cuts"]


def test_the_days_of_the_perubahan_are_edited() -> None:
    form = heard(**{"change-0": "2026-10-05", "change-1": "2026-09-01", "change-2": "2026-09-01"})
    assert form.is_valid()
    assert form.taken().change_days == (date(2026, 9, 1), date(2026, 10, 5))
    assert list(heard(**{"change-1": "2027-01-04"}).errors) == ["change-1"]


@pytest.mark.parametrize(
    ("chosen", "held"), [([], ()), (["63.02"], ("63.02",)), (["63.02", "63.01"], ())]
)
def test_a_candidate_is_for_the_chosen_regions(chosen: list[str], held: tuple[str, ...]) -> None:
    question = replace(a_question(), candidates=(replace(a_candidate(), regions=("63.01",)),))
    data = {**CandidateForm.of(question, question.candidates[0]), "regions": chosen}
    form = CandidateForm(data, regions=REGIONS)
    assert form.errors == {}
    assert form.taken(question, "kelas").candidates[0].regions == held


@pytest.mark.parametrize(
    ("typed", "held", "told"),
    [
        ({}, CHAIN, "hasil 21 hari kalender dan 5 hari kerja sesudahnya"),
        (
            {"result_days": 30},
            (Stretch("result", 30), Stretch("record", 5, is_working=True)),
            "hasil 30 hari kalender dan 5 hari kerja sesudahnya",
        ),
        (
            {"result_days": 0},
            (Stretch("record", 5, is_working=True),),
            "hasil 5 hari kerja sesudahnya",
        ),
        ({"result_days": 0, "chain_days": 0}, (), "hasilnya pada hari itu juga"),
    ],
)
def test_what_follows_a_class_keeps_its_stretches_and_is_changed_by_its_days(
    typed: dict[str, int], held: tuple[Stretch, ...], told: str
) -> None:
    question = replace(a_question(), candidates=(replace(a_candidate(), chain=CHAIN),))
    form = CandidateForm(
        {**CandidateForm.of(question, question.candidates[0]), **typed}, regions=REGIONS
    )
    assert form.errors == {}
    (candidate,) = form.taken(question, "kelas").candidates
    assert candidate.chain == held
    assert f"; {told};" in candidate_words(replace(candidate, partner="LSP"), REGIONS)


def test_everything_that_an_answer_assumes_is_told() -> None:
    question = replace(
        a_question(),
        ceilings=(Ceiling("", 90, "murni"), Ceiling(TRAINED, 50, "efisiensi")),
        change_on=date(2026, 10, 1),
        cuts=(10, 20),
        limits=(PartnerLimit("HPJI", 2, 15), PartnerLimit("LSP")),
        floors=(RegionFloor("63.01", 5),),
    )
    assert assumed_lines(question, REGIONS) == [
        "Kebutuhan 40 layanan, dilatih dan difasilitasi.",
        "Pagu seluruhnya Rp90 (murni).",
        f"Pagu {TRAINED} Rp50 (efisiensi).",
        "Perjalanan peserta dibayar.",
        "Pemotongan yang dicoba: 10% dan 20%.",
        "Persiapan dihitung sejak 1 April 2026 untuk yang tidak menunggu perubahan.",
        "Hasil terakhir tercatat dan terbayar paling akhir 15 Desember 2026.",
        "Perubahan anggaran berlaku 1 Oktober 2026.",
        "Hari perubahan yang dicoba: 1 September 2026, 1 Oktober 2026, dan 2 November 2026.",
        "HPJI paling banyak 2 kelas per bulan dan 15 orang per pekan.",
        "LSP tidak dibatasi.",
        "Paling sedikit 5 orang untuk Tanah Laut.",
    ]
    candidate = replace(
        a_candidate(), partner="HPJI", regions=("63.02",), fixed_cost=7, waits_for_change=True
    )
    assert candidate_words(candidate, REGIONS) == (
        "BIMTEK kelas (contoh): 10–30 orang per kelas; 0–3 kelas; mulai antara 1 September 2026 dan "
        "30 November 2026; persiapan 0 hari kerja; hasilnya pada hari itu juga; biaya kelas Rp7 dari rencana; "
        "mitra HPJI; hanya untuk orang dari Kotabaru; uangnya menunggu perubahan."
    )


@pytest.mark.parametrize("cuts", ["01001", "0", "101", "²", "9" * 5_000, "10, x"])
def test_a_cut_that_is_no_percent_is_said_and_breaks_nothing(cuts: str) -> None:
    assert list(heard(cuts=cuts).errors) == ["cuts"]


def test_the_page_of_the_limits_shows_every_field_once() -> None:
    form = heard()
    shown = [field.name for _head, _note, fields in form.groups() for field in fields]
    assert sorted(shown) == sorted(form.fields)
