"""The NIK at rest: its keyed index, and its text sealed for one row."""

import uuid

from binakon.core import crypto

NIK = "nik"


def nik_index(nik: str) -> str:
    """The keyed index of a normalised NIK: the same person has the same index, nobody else can work it out."""
    return crypto.keyed_index(NIK, nik)


def seal_nik(nik: str, key: uuid.UUID) -> bytes:
    """A NIK encrypted for the row that `key` names."""
    return crypto.encrypt(NIK, nik.encode(), row=str(key))


def open_nik(sealed: bytes | memoryview, key: uuid.UUID) -> str:
    """The NIK again, for an action that must hand it on; a person sees it only through `reveal`."""
    return crypto.decrypt(NIK, bytes(sealed), row=str(key)).decode()


def absent_index(key: uuid.UUID) -> str:
    """What stands in the index of somebody without a NIK: made of their own key, so that it meets nobody."""
    return crypto.keyed_index(NIK, f"tanpa NIK {key.hex}")
