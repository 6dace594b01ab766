"""The one sentence of an applicant's page exists for every state there is, and says what may be done."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import product

import pytest

from binakon.enrolment.rules.journey import stations_of
from binakon.enrolment.rules.status import status_of
from binakon.enrolment.rules.status_facts import (
    AS_SEATED,
    AS_WAITING,
    Action,
    StatusFacts,
    as_fresh,
)
from binakon.enrolment.states import PlaceState, Policy, RegistrationState, TrainingState

NOW = datetime(2026, 4, 10, 8, tzinfo=UTC)
FACTS = StatusFacts(
    state="submitted",
    training_state="open",
    policy="first_come",
    moment=NOW,
    opens_at=NOW - timedelta(days=1),
    closes_at=NOW + timedelta(days=1),
)
LATER, BEFORE = NOW + timedelta(days=2), NOW - timedelta(minutes=1)

# (state, place, training, more) → the heading and the actions.
TABLE: list[tuple[str, str, str, dict[str, object], str, set[str]]] = [
    ("draft", "", "open", {}, "Pendaftaran Anda belum dikirim", {"continue", "discard"}),
    ("draft", "", "closed", {}, "Pendaftaran Anda tidak sempat dikirim", {"discard"}),
    ("draft", "", "open", {"closes_at": BEFORE}, "Pendaftaran Anda tidak sempat dikirim", {"discard"}),
    ("submitted", "accepted", "open", {}, "Pendaftaran Anda masuk: satu kursi ditahan untuk NIK yang Anda tulis", {"withdraw"}),
    ("verified", "accepted", "open", {}, "Anda mendapat kursi, dan berkas Anda lengkap", {"withdraw"}),
    ("submitted", "waiting", "open", {"waiting_number": 3}, "Anda cadangan nomor 3", {"withdraw"}),
    ("verified", "waiting", "selected", {"waiting_number": 12}, "Anda cadangan nomor 12", {"withdraw"}),
    ("verified", "offered", "selected", {"offered_until": LATER}, "Satu kursi tersedia untuk Anda: jawab sampai 12 April 2026, 16.00 WITA", {"accept", "decline"}),
    ("correction", "offered", "open", {"offered_until": LATER}, "Satu kursi tersedia untuk Anda: jawab sampai 12 April 2026, 16.00 WITA", {"accept", "decline", "correct"}),
    ("verified", "offered", "open", {"offered_until": BEFORE}, "Waktu menjawab tawaran kursi sudah lewat", {"withdraw"}),
    ("correction", "accepted", "open", {"correction_due_at": LATER}, "Perbaiki berkas Anda sebelum 12 April 2026, 16.00 WITA", {"correct", "withdraw"}),
    ("correction", "", "closed", {"correction_due_at": BEFORE}, "Waktu memperbaiki berkas sudah lewat", {"correct", "withdraw"}),
    ("correction", "waiting", "open", {}, "Perbaiki berkas Anda", {"correct", "withdraw"}),
    ("verified", "determined", "determined", {"decree": "SK 600/12"}, "Anda peserta kelas ini", set()),
    ("verified", "not_selected", "selected", {}, "Anda belum mendapat kursi di kelas ini", set()),
    ("verified", "not_selected", "selected", {"objections_until": LATER}, "Anda belum mendapat kursi di kelas ini", {"object"}),
    ("verified", "not_selected", "selected", {"objections_until": BEFORE}, "Anda belum mendapat kursi di kelas ini", set()),
    ("verified", "not_selected", "selected", {"objections_until": LATER, "has_objected": True}, "Anda belum mendapat kursi di kelas ini", set()),
    ("verified", "declined", "open", {}, "Anda menolak kursi yang ditawarkan", set()),
    ("verified", "lapsed", "open", {}, "Tawaran kursi Anda sudah berakhir", set()),
    ("verified", "released", "open", {"place_reason": "tidak hadir"}, "Kursi Anda dilepas panitia", set()),
    ("verified", "replaced", "determined", {}, "Kursi Anda diberikan kepada peserta pengganti", set()),
    ("submitted", "", "open", {"policy": "ranked"}, "Pendaftaran Anda sudah masuk dan menunggu seleksi", {"withdraw"}),
    ("submitted", "", "closed", {"policy": "draw"}, "Pendaftaran Anda sudah masuk dan menunggu seleksi", {"withdraw"}),
    ("verified", "", "closed", {"policy": "ranked"}, "Berkas Anda lengkap, hasil seleksi belum diumumkan", {"withdraw"}),
    ("rejected", "released", "open", {"decision_reason": "ijazah"}, "Pendaftaran Anda tidak bisa diterima", set()),
    ("withdrawn", "released", "open", {}, "Anda tidak lagi terdaftar di kelas ini", set()),
    ("verified", "determined", "determined", {"ends_at": LATER}, "Anda peserta kelas ini", set()),
    ("verified", "determined", "determined", {"ends_at": BEFORE}, "Anda tercatat sebagai peserta kelas ini", set()),
    ("verified", "accepted", "closed", {"ends_at": BEFORE}, "Anda mendapat kursi, dan berkas Anda lengkap", set()),
    ("verified", "waiting", "determined", {"ends_at": BEFORE, "waiting_number": 3}, "Anda tidak mendapat kursi di kelas ini", set()),
    ("verified", "not_selected", "determined", {"ends_at": BEFORE}, "Anda belum mendapat kursi di kelas ini", set()),
    ("submitted", "accepted", "cancelled", {"ends_at": BEFORE}, "Kelas ini dibatalkan", set()),
    ("submitted", "accepted", "cancelled", {}, "Kelas ini dibatalkan", set()),
]  # fmt: skip


@pytest.mark.parametrize(("state", "place", "training", "more", "heading", "actions"), TABLE)
def test_the_table_of_words(
    state: str,
    place: str,
    training: str,
    more: dict[str, object],
    heading: str,
    actions: set[str],
) -> None:
    facts = replace(FACTS, state=state, place=place, training_state=training, **more)  # type: ignore[arg-type]
    status = status_of(facts)
    assert (status.heading, {str(action) for action in status.actions}) == (heading, actions)


def test_every_state_has_a_sentence_a_next_step_and_one_place_on_the_way() -> None:
    counted = 0
    for state, place, training, policy in product(
        RegistrationState, ["", *PlaceState], TrainingState, Policy
    ):
        facts = replace(
            FACTS,
            state=state.value,
            place=str(place),
            training_state=training.value,
            policy=policy.value,
            waiting_number=2 if place == PlaceState.WAITING else None,
            offered_until=LATER if place == PlaceState.OFFERED else None,
        )
        for step in ("", AS_SEATED, AS_WAITING):
            shown = as_fresh(facts, step)
            status = status_of(shown)
            assert status.heading
            assert status.following.endswith(".")
            assert status.why == "" or status.why.endswith(".")
            assert status.tone in {"", "go", "good", "wait", "bad"}
            words = f"{status.heading} {status.why} {status.following}"
            assert "%(" not in words
            assert "None" not in words
            now = [s for s in _stations(shown) if s == "now"]
            assert len(now) <= 1
            counted += 1
    assert counted == 7 * 10 * 6 * 3 * 3


def _stations(facts: StatusFacts) -> list[str]:
    found = stations_of(facts, submitted_at=NOW, starts_on=date(2026, 5, 1))
    return [station.state for station in found]


@pytest.mark.parametrize(
    ("step", "policy", "place"),
    [
        (AS_SEATED, "first_come", "accepted"),
        (AS_WAITING, "first_come", "waiting"),
        ("", "ranked", ""),
    ],
)
def test_a_repeated_registration_has_the_words_of_a_fresh_one(
    step: str, policy: str, place: str
) -> None:
    again = as_fresh(replace(FACTS, state="repeated", policy=policy), step)
    fresh = replace(FACTS, state="submitted", policy=policy, place=place)
    assert again == fresh
    gone = as_fresh(replace(FACTS, state="repeated", decision_reason="berubah"), step)
    assert status_of(gone).heading == "Anda tidak lagi terdaftar di kelas ini"


def test_the_reason_is_a_sentence_and_the_region_result_comes_before_the_general_one() -> None:
    waiting = replace(
        FACTS, place="waiting", waiting_number=2, result="Kuota Kabupaten Banjar 3 kursi."
    )
    assert status_of(waiting).why == "Kuota Kabupaten Banjar 3 kursi."
    rejected = replace(FACTS, state="rejected", decision_reason=" ijazah bukan teknik ")
    assert status_of(rejected).why == "Ijazah bukan teknik."


def test_only_who_waits_for_nothing_has_no_station_now() -> None:
    assert _stations(replace(FACTS, place="accepted")) == ["done", "done", "now", "", ""]
    assert _stations(replace(FACTS, place="waiting", waiting_number=1)) == [
        "done",
        "now",
        "",
        "",
        "",
    ]
    assert _stations(replace(FACTS, state="verified", policy="ranked", training_state="closed")) == [
        "done", "done", "now", "", ""
    ]  # fmt: skip
    assert _stations(replace(FACTS, state="verified", place="determined", training_state="determined")) == [
        "done", "done", "done", "done", "now"
    ]  # fmt: skip
    assert _stations(replace(FACTS, state="rejected")) == ["done", "bad"]
    assert Action.ACCEPT not in status_of(replace(FACTS, place="accepted")).actions


def test_after_the_last_session_nobody_is_asked_to_come() -> None:
    peserta = replace(
        FACTS,
        state="verified",
        place="determined",
        training_state="determined",
        ends_at=NOW,
        ends_on=date(2026, 4, 10),
    )
    before = replace(peserta, moment=NOW - timedelta(seconds=1))
    assert status_of(before).following.startswith("Datang pada hari dan tempat")
    assert status_of(peserta).following == (
        "Kelas ini sudah selesai 10 April 2026. Evaluasi, hasil, dan sertifikat Anda tampil di halaman ini begitu tersedia."
    )
    waiting = replace(peserta, place="waiting", waiting_number=2)
    assert status_of(waiting).following == (
        "Kelas ini sudah selesai 10 April 2026. Lihat kegiatan lain yang masih dibuka."
    )


def test_a_class_that_is_over_is_behind_its_participant() -> None:
    peserta = replace(
        FACTS,
        state="verified",
        place="determined",
        training_state="determined",
        ends_at=BEFORE,
        ends_on=date(2026, 4, 10),
    )
    assert _stations(peserta) == ["done"] * 5
    last = stations_of(peserta, submitted_at=NOW, starts_on=date(2026, 4, 8))[-1]
    assert (last.label, last.note) == ("Kelas selesai", "10 April 2026")
