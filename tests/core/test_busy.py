"""In a crush of writers, whoever waited too long is told so, with nothing stored; other faults stay faults."""

import sqlite3
from pathlib import Path

import pytest
from django.db import OperationalError
from django.http import HttpResponse
from django.test import RequestFactory

from binakon.core.middleware import RefusalMiddleware


class Refused(Exception):
    """A driver's error with its SQLSTATE, as psycopg raises it."""

    def __init__(self, sqlstate: str) -> None:
        super().__init__(sqlstate)
        self.sqlstate = sqlstate


def answer_to(exception: Exception) -> HttpResponse | None:
    middleware = RefusalMiddleware(lambda _request: HttpResponse())
    return middleware.process_exception(RequestFactory().post("/"), exception)


def from_driver(sqlstate: str) -> OperationalError:
    error = OperationalError("…")
    error.__cause__ = Refused(sqlstate)
    return error


def a_lock_held_too_long(path: Path) -> sqlite3.OperationalError:
    """What SQLite itself says."""
    first, second = (sqlite3.connect(path, timeout=0, isolation_level=None) for _each in range(2))
    first.execute("BEGIN IMMEDIATE")
    with pytest.raises(sqlite3.OperationalError) as raised:
        second.execute("BEGIN IMMEDIATE")
    first.close()
    second.close()
    return raised.value


def test_a_writer_that_waited_too_long_is_asked_to_press_again(tmp_path: Path) -> None:
    said = a_lock_held_too_long(tmp_path / "a.sqlite3")
    answer = answer_to(OperationalError(*said.args))
    assert answer is not None
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")
    assert "Yang Anda kirim belum tercatat, dan tidak ada yang hilang." in answer.content.decode()


@pytest.mark.parametrize("sqlstate", ["55P03", "40P01", "40001"])
def test_so_is_one_whom_postgresql_turned_away(sqlstate: str) -> None:
    answer = answer_to(from_driver(sqlstate))
    assert answer is not None
    assert answer.status_code == 503


@pytest.mark.parametrize(
    "fault", [OperationalError("no such table: x"), from_driver("53100"), ValueError("x")]
)
def test_another_fault_stays_a_fault(fault: Exception) -> None:
    assert answer_to(fault) is None
