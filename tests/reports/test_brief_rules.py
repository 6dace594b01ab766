"""What differs between two briefs, what a quotation may hold, who may take which step: on facts alone."""

from dataclasses import replace

import pytest

from binakon.core.actor import Actor, ActorKind
from binakon.people.models import Role
from binakon.people.rules import Held, Viewer
from binakon.reports.rules.frozen import (
    BriefFact,
    Difference,
    FigureFact,
    SentenceChange,
    brief_differences,
    moved_words,
    quotation_problems,
    seen_of,
    sentence_changes,
)
from binakon.reports.rules.steps import may_draft, reason_problems, steps_for
from binakon.reports.states import BriefState

MURNI, PERUBAHAN = "murni, disahkan 27 Januari 2026", "perubahan, disahkan 2 Oktober 2026"


def a_figure(key: str = "facilitated", value: int | None = 60, **fields: str) -> FigureFact:
    known = {
        "measure": "planned_places",
        "part": key,
        "label": f"target {key}",
        "definition": "Tempat yang dijanjikan",
        "version": MURNI,
        "unit": "layanan",
    }
    shown = "belum diisi" if value is None else str(value)
    return FigureFact(key=key, value=value, shown=shown, **{**known, **fields})


def a_brief(*figures: FigureFact, source: str = "") -> BriefFact:
    runs = (("Rencananya ", ""), *((figure.shown, figure.key) for figure in figures), (".", ""))
    return BriefFact((("Judul", ""),), (runs,), figures, (), source)


def test_equal_figures_do_not_differ() -> None:
    assert brief_differences([a_figure()], [a_figure()]) == []


def test_a_figure_that_moved_is_said_with_the_version_it_follows_now() -> None:
    after = a_figure(value=90, version=PERUBAHAN)
    found = brief_differences([a_figure()], [after])
    assert found == [Difference("target facilitated", "60", "90", PERUBAHAN)]
    assert found[0].words == "target facilitated 60 → 90 (perubahan, disahkan 2 Oktober 2026)"
    assert found[0].is_version_changed


def test_a_version_that_alone_changed_is_said_once_for_all_figures() -> None:
    before = [a_figure("trained", 200), a_figure("facilitated", 60)]
    after = [replace(figure, version=PERUBAHAN) for figure in before]
    found = brief_differences(before, after)
    assert [difference.words for difference in found] == [f"versi anggaran {MURNI} → {PERUBAHAN}"]


def test_a_version_already_said_beside_a_figure_is_not_said_again() -> None:
    before = [a_figure("trained", 200), a_figure("facilitated", 60)]
    after = [
        a_figure("trained", 200, version=PERUBAHAN),
        a_figure("facilitated", 90, version=PERUBAHAN),
    ]
    assert [found.label for found in brief_differences(before, after)] == ["target facilitated"]


def test_a_definition_that_changed_is_a_difference_of_an_equal_number() -> None:
    found = brief_differences([a_figure()], [a_figure(definition="Tempat yang dibayar")])
    assert [difference.words for difference in found] == [
        "target facilitated 60 (definisinya berubah)"
    ]


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ([], [a_figure()], [f"target facilitated belum ada → 60 ({MURNI})"]),
        ([a_figure()], [], ["target facilitated 60 → tidak ada lagi"]),
        ([], [a_figure(value=None)], []),
        ([a_figure(value=None)], [], []),
        ([a_figure(value=None)], [a_figure(value=0)], ["target facilitated belum diisi → 0"]),
    ],
)
def test_a_figure_may_come_go_or_become_known(
    before: list[FigureFact], after: list[FigureFact], words: list[str]
) -> None:
    assert [found.words for found in brief_differences(before, after)] == words


def test_sentences_are_paired_before_and_after() -> None:
    before, after = ["Judul", "Satu.", "Dua.", "Tiga."], ["Judul", "Satu!", "Tiga.", "Empat."]
    assert sentence_changes(before, after) == [
        SentenceChange("Satu.", "Satu!"),
        SentenceChange("Dua.", ""),
        SentenceChange("", "Empat."),
    ]
    assert sentence_changes(before, before) == []


def test_the_fingerprint_follows_text_figures_definitions_versions_and_source() -> None:
    brief = a_brief(a_figure())
    others = [
        a_brief(a_figure(value=61)),
        a_brief(a_figure(definition="Lain")),
        a_brief(a_figure(version=PERUBAHAN)),
        a_brief(a_figure(), source="MC Kalsel"),
        replace(brief, unknown=("Pagu belum diisi.",)),
        replace(brief, title=(("Judul lain", ""),)),
    ]
    assert len({brief.digest, *(other.digest for other in others)}) == 7
    assert a_brief(a_figure()).digest == brief.digest
    assert a_brief(a_figure(label="lain")).digest == brief.digest


def test_what_moved_while_somebody_read_is_named() -> None:
    seen = seen_of(a_brief(a_figure()))
    assert moved_words(seen, a_brief(a_figure())) == ""
    assert "target facilitated 60 → 90." in moved_words(seen, a_brief(a_figure(value=90)))
    assert "Kalimatnya berubah" in moved_words(seen, a_brief(a_figure(), source="MC Kalsel"))
    appeared = moved_words(seen, a_brief(a_figure(), a_figure("trained", 200)))
    assert "target trained belum ada → 200" in appeared


@pytest.mark.parametrize(
    ("quotation", "quoted", "codes"),
    [
        ("", "", []),
        ("Kita siap.", "Kepala Dinas", []),
        ("Kita latih 200 orang.", "Kepala Dinas", ["quotation"]),
        ("Kita latih ٢٠٠ orang, setengahnya ½.", "Kepala Dinas", ["quotation"]),
        ("Kita siap.", "Kepala Seksi 2", ["quoted"]),
        ("Kita siap.", "", ["quoted"]),
        ("", "Kepala Dinas", ["quotation"]),
        ("260", "", ["quotation", "quoted"]),
    ],
)
def test_a_quotation_holds_no_number_and_somebody_said_it(
    quotation: str, quoted: str, codes: list[str]
) -> None:
    assert [problem.code for problem in quotation_problems(quotation, quoted)] == codes


def test_the_refusal_of_a_number_says_why_and_what_to_do() -> None:
    sentence = quotation_problems("Kita latih 200.", "Kadis")[0].sentence
    assert sentence == (
        "Setiap angka dalam siaran pers harus bisa dibuka sampai ke sumbernya; angka yang diketik tidak bisa. "
        "Hapus angkanya: jumlahnya sudah tertulis di naskah."
    )


def test_a_reason_of_blanks_is_no_reason() -> None:
    assert [problem.code for problem in reason_problems("  \n")] == ["reason"]
    assert reason_problems("Salah ketik") == []


def a_viewer(role: Role, office: str = "63") -> Viewer:
    return Viewer(Actor(ActorKind.USER, "contoh"), (Held(role, office),))


APPROVER_ONLY = {
    BriefState.DRAFT: ["approve", "withdraw"],
    BriefState.APPROVED: ["return", "publish", "withdraw"],
    BriefState.PUBLISHED: ["correct"],
    BriefState.WITHDRAWN: [],
}
PLANNER = {
    BriefState.DRAFT: ["edit", "withdraw"],
    BriefState.APPROVED: [],
    BriefState.PUBLISHED: [],
    BriefState.WITHDRAWN: [],
}
NOTHING: dict[BriefState, list[str]] = {state: [] for state in BriefState}
STEPS_OF = {
    Role.HEAD_OF_OFFICE: APPROVER_ONLY,
    Role.HEAD_OF_DIVISION: {**APPROVER_ONLY, BriefState.DRAFT: ["edit", "approve", "withdraw"]},
    Role.SECTION_HEAD: PLANNER,
    Role.STAFF: PLANNER,
    Role.ADMINISTRATOR: PLANNER,
    Role.VERIFIER: NOTHING,
    Role.TREASURER: NOTHING,
    Role.REGENCY_OFFICER: NOTHING,
    Role.PARTNER: NOTHING,
    Role.INSTRUCTOR: NOTHING,
}


@pytest.mark.parametrize("role", Role)
def test_each_role_takes_its_own_steps(role: Role) -> None:
    found = {state: steps_for(a_viewer(role), "63", state) for state in BriefState}
    assert found == STEPS_OF[role]


def test_who_plans_may_draft_and_nobody_acts_for_another_office() -> None:
    assert [role for role in Role if may_draft(a_viewer(role), "63")] == [
        Role.HEAD_OF_DIVISION,
        Role.SECTION_HEAD,
        Role.STAFF,
        Role.ADMINISTRATOR,
    ]
    elsewhere = a_viewer(Role.HEAD_OF_DIVISION, "64")
    assert steps_for(elsewhere, "63", BriefState.DRAFT) == []
    assert not may_draft(elsewhere, "63")
