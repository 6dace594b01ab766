"""Secrets at rest: bound to their row and purpose, found by a keyed index, unreadable when anything was changed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from binakon.core import crypto


@given(plain=st.binary(max_size=200), row=st.text(max_size=40))
def test_what_was_encrypted_can_be_read_for_the_same_row(plain: bytes, row: str) -> None:
    assert crypto.decrypt("uji", crypto.encrypt("uji", plain, row=row), row=row) == plain


def test_the_same_text_is_encrypted_differently_each_time() -> None:
    sealed = {crypto.encrypt("uji", b"rahasia", row="1") for _turn in range(50)}
    assert len(sealed) == 50
    assert [each for each in sealed if b"rahasia" in each] == []


@pytest.mark.parametrize(("purpose", "row"), [("uji", "2"), ("lain", "1")])
def test_a_ciphertext_of_another_row_or_purpose_is_unreadable(purpose: str, row: str) -> None:
    sealed = crypto.encrypt("uji", b"rahasia", row="1")
    with pytest.raises(crypto.Unreadable):
        crypto.decrypt(purpose, sealed, row=row)


def test_one_changed_byte_anywhere_is_found() -> None:
    sealed = crypto.encrypt("uji", b"rahasia", row="1")
    for place in range(len(sealed)):
        changed = sealed[:place] + bytes([sealed[place] ^ 1]) + sealed[place + 1 :]
        with pytest.raises(crypto.Unreadable):
            crypto.decrypt("uji", changed, row="1")


def test_a_truncated_or_empty_ciphertext_is_unreadable() -> None:
    sealed = crypto.encrypt("uji", b"rahasia", row="1")
    for length in (0, 1, 12, 13, 20):
        with pytest.raises(crypto.Unreadable):
            crypto.decrypt("uji", sealed[:length], row="1")


def test_an_index_is_equal_for_equal_texts_and_differs_by_purpose() -> None:
    assert crypto.keyed_index("nik", "6305010101900001") == crypto.keyed_index(
        "nik", "6305010101900001"
    )
    assert crypto.keyed_index("nik", "6305010101900001") != crypto.keyed_index(
        "lain", "6305010101900001"
    )
    assert len(crypto.keyed_index("nik", "")) == 64
