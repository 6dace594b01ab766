"""Typed readers of the environment; each also reads `NAME_FILE`, a path, for secrets."""

import os
from pathlib import Path


class BadSetting(Exception):
    """A setting that cannot be used; its text says which, and what to write instead."""


def text(name: str, default: str = "") -> str:
    """The value of `name`, or the content of the file that `name_FILE` points to."""
    path = os.environ.get(f"{name}_FILE")
    if path:
        try:
            return Path(path).read_text(encoding="utf-8").strip()
        except OSError as error:
            raise BadSetting(
                f"{name}_FILE: {path} tidak dapat dibaca ({error.strerror})."
            ) from error
    return os.environ.get(name, default)


def words(name: str, default: str = "") -> list[str]:
    """A comma-separated list."""
    return [word.strip() for word in text(name, default).split(",") if word.strip()]


def choice(name: str, default: str, allowed: tuple[str, ...]) -> str:
    """One of a few words."""
    value = text(name, default)
    if value not in allowed:
        raise BadSetting(f"{name}={value} tidak dikenal. Pilih salah satu: {', '.join(allowed)}.")
    return value


def whole(name: str, default: int) -> int:
    """A whole number ≥ 0."""
    value = text(name, str(default))
    if not value.isascii() or not value.isdigit():
        raise BadSetting(f"{name}={value} bukan bilangan bulat.")
    return int(value)


def yes(name: str, *, default: bool) -> bool:
    """yes or no."""
    return choice(name, "yes" if default else "no", ("yes", "no")) == "yes"
