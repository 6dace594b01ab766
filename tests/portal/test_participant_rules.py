"""What a participant's page says first, at every stage of the class."""

from datetime import date
from typing import Any

import pytest

from binakon.portal.rules.participant import ClassStage, ParticipantFacts, said_of

FIRST, LAST = date(2026, 4, 20), date(2026, 4, 21)


def facts(today: date = LAST, **known: Any) -> ParticipantFacts:
    return ParticipantFacts(first=FIRST, last=LAST, today=today, **known)


@pytest.mark.parametrize(
    ("today", "stage"),
    [
        (date(2026, 4, 19), ClassStage.BEFORE),
        (FIRST, ClassStage.DURING),
        (LAST, ClassStage.DURING),
        (date(2026, 4, 22), ClassStage.AFTER),
    ],
)
def test_a_class_is_before_during_or_after(today: date, stage: ClassStage) -> None:
    assert facts(today).stage == stage


def test_before_the_class_the_words_of_the_registration_hold() -> None:
    assert said_of(facts(date(2026, 4, 19))) is None


@pytest.mark.parametrize(
    ("known", "heading", "tone"),
    [
        ({}, "Kelas Anda sedang berlangsung", "good"),
        ({"today": date(2026, 4, 22)}, "Kelas Anda sudah selesai", "good"),
        ({"completion": "pending"}, "Kelas Anda sedang berlangsung", "good"),
        ({"completion": "exception"}, "Hasil Anda sedang ditinjau", "wait"),
        ({"completion": "completed"}, "Anda dinyatakan selesai mengikuti pelatihan ini", "good"),
        ({"completion": "failed"}, "Hasil Anda: perlu pembinaan lanjutan", "wait"),
        (
            {"completion": "completed", "certificate": "valid", "number": "1"},
            "Sertifikat Anda sudah terbit",
            "good",
        ),
        (
            {"completion": "completed", "certificate": "revoked", "ended_because": "other"},
            "Sertifikat Anda dicabut",
            "bad",
        ),
    ],
)
def test_the_result_is_said_before_anything_else(
    known: dict[str, Any], heading: str, tone: str
) -> None:
    said = said_of(facts(**known))
    assert said is not None
    assert (said.heading, said.tone) == (heading, tone)


def test_a_revoked_certificate_says_since_when_why_and_what_to_do() -> None:
    ended = {"ended_on": date(2026, 5, 4), "ended_because": "false_papers"}
    said = said_of(facts(certificate="revoked", completion="completed", **ended))
    assert said is not None
    assert said.why == "Tidak berlaku sejak 4 Mei 2026. Sebabnya: berkas pendaftaran tidak benar."
    assert "hubungi narahubung" in said.following


def test_what_is_asked_of_them_stands_with_what_comes_next() -> None:
    said = said_of(facts(FIRST, upcoming="08.30–10.00 Beton", open_test="tes awal"))
    assert said is not None
    assert said.following == (
        "Berikutnya hari ini: 08.30–10.00 Beton. Tunjukkan kode QR Anda saat masuk. Tes awal bisa dikerjakan sekarang."
    )
    late = said_of(facts(certificate="valid", has_file=True, evaluation_until="30 April"))
    assert late is not None
    assert late.following.endswith("Isi evaluasinya paling lambat 30 April.")
