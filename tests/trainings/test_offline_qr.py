"""The code that is checked without network: short enough to scan, read as written, refused when anything changed."""

import json
import random
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from binakon.trainings.rules import offline_qr, signing
from binakon.trainings.rules.offline_qr import OfflineFacts, PublishedKey

PRIVATE = signing.new_ed25519()
JWK = signing.public_jwk(PRIVATE)
KID = signing.thumbprint(JWK)
KEYS = [PublishedKey(KID, "63", JWK)]
FACTS = OfflineFacts(
    office="63",
    number="600.1/0042/BIMTEK/2026",
    name="Muhammad Ridhani Nur Hidayatullah Al-Banjari, S.T.",
    title="Bimbingan Teknis Ahli Muda Sistem Manajemen Keselamatan Konstruksi Kabupaten Hulu Sungai Tengah",
    starts_on=date(2026, 4, 14),
    ends_on=date(2026, 4, 17),
    jp=24,
)


def signed(facts: OfflineFacts = FACTS, private: bytes = PRIVATE, kid: str = KID) -> str:
    return offline_qr.payload(facts, kid=kid, private=private)


def test_it_is_read_as_written_and_fits_a_code_that_scans() -> None:
    text = signed()
    assert len(text) <= 352
    found = offline_qr.read(text, KEYS)
    assert found is not None
    assert found.title.endswith("…")
    assert FACTS.title.startswith(found.title[:-1])
    told = (found.office, found.number, found.name, found.starts_on, found.ends_on, found.jp)
    assert told == ("63", FACTS.number, FACTS.name, FACTS.starts_on, FACTS.ends_on, 24)


@given(st.text(max_size=120), st.text(max_size=120), st.integers(0, 999))
def test_any_name_and_title_come_back_and_the_name_is_never_cut(
    name: str, title: str, jp: int
) -> None:
    facts = OfflineFacts("63", "1/X", name, title, date(2026, 1, 1), date(2026, 1, 2), jp)
    found = offline_qr.read(signed(facts), KEYS)
    assert found is not None
    assert (found.name, found.jp) == (name, jp)
    assert found.title == title or found.title.endswith("…")


def test_no_mutation_of_ten_thousand_is_accepted() -> None:
    source = random.Random(20261128)
    texts = [
        signed(),
        signed(OfflineFacts("63", "2/X", "A", "B", FACTS.starts_on, FACTS.ends_on, 8)),
    ]
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_=.+/ \n"
    accepted = [
        text
        for _round in range(10_000)
        if (text := mutated(source, texts, letters)) not in texts
        and offline_qr.read(text, KEYS) is not None
    ]
    assert accepted == []
    assert all(offline_qr.read(text, KEYS) is not None for text in texts)


def mutated(source: random.Random, texts: list[str], letters: str) -> str:
    text = source.choice(texts)
    place = source.randrange(len(text))
    match source.randrange(6):
        case 0:
            return text[:place] + source.choice(letters) + text[place + 1 :]
        case 1:
            return text[:place] + text[place + 1 :]
        case 2:
            return text[:place] + source.choice(letters) + text[place:]
        case 3:
            return text[:place] + source.choice(texts)[place:]
        case 4:
            return text[:place]
        case _:
            other = source.randrange(len(text))
            first, last = sorted((place, other))
            return text[:first] + text[first:last][::-1] + text[last:]


def forged(told: object, private: bytes = PRIVATE, purpose: bytes | None = None) -> str:
    body = json.dumps(told, separators=(",", ":")).encode()
    before = b"binakon offline certificate 1\n" if purpose is None else purpose
    return "BK1" + signing.encoded(signing.sign_raw(before + body, private) + body)


TOLD = [KID[:8], "63", "1/X", "A", "B", 20260414, 20260417, 24]


def swapped() -> str:
    first, second = (signing.decoded(text[3:]) or b"" for text in (signed(), forged(TOLD)))
    return "BK1" + signing.encoded(first[:64] + second[64:])


OTHER = signing.new_ed25519()
FORGERIES = {
    "signed by another key under our name": signed(private=OTHER),
    "another key under its own name": signed(
        private=OTHER, kid=signing.thumbprint(signing.public_jwk(OTHER))
    ),
    "another office's name on our key": forged([*TOLD[:1], "64", *TOLD[2:]]),
    "a signature moved to other words": swapped(),
    "a signature made for another purpose": forged(TOLD, purpose=b""),
    "no signature": "BK1" + signing.encoded(json.dumps(TOLD).encode()),
    "a signature of zeros": "BK1" + signing.encoded(bytes(64) + json.dumps(TOLD).encode()),
    "a day that does not exist": forged([*TOLD[:5], 20260231, *TOLD[6:]]),
    "a number where a name belongs": forged([*TOLD[:3], 7, *TOLD[4:]]),
    "truth where a number belongs": forged([*TOLD[:7], True]),
    "one member more": forged([*TOLD, "x"]),
    "an object": forged({"name": "A"}),
    "another form": "BK2" + signed()[3:],
    "nothing": "",
    "padding": signed() + "=",
}


@pytest.mark.parametrize("text", FORGERIES.values(), ids=FORGERIES)
def test_a_forgery_is_refused(text: str) -> None:
    assert offline_qr.read(text, KEYS) is None


def test_the_forger_of_these_tests_would_be_accepted_with_our_key_and_true_words() -> None:
    assert offline_qr.read(forged(TOLD), KEYS) is not None
