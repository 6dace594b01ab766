"""Tries are counted per address and window, in one place for all processes, and forgotten when the window is over."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test import RequestFactory
from pytest_django import Settings

from binakon.core import limits

pytestmark = [pytest.mark.django_db, pytest.mark.database]
AT = datetime(2026, 4, 10, 8, 0, 30, tzinfo=UTC)


def tries(many: int, who: str = "192.0.2.1", at: datetime = AT) -> list[timedelta | None]:
    return [limits.count("uji", who, most=3, seconds=60, at=at) for _try in range(many)]


def rows() -> list[tuple[str, str]]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT cache_key, value FROM core_cache WHERE cache_key LIKE 'limit:uji:%%'"
        )
        return list(cursor.fetchall())


def test_the_fourth_try_of_a_window_waits_until_its_end() -> None:
    assert tries(5) == [None, None, None, timedelta(seconds=30), timedelta(seconds=30)]
    assert tries(1, at=AT + timedelta(seconds=30)) == [None]


def test_another_address_and_another_name_count_for_themselves() -> None:
    tries(4)
    assert tries(1, who="192.0.2.2") == [None]
    assert limits.count("lain", "192.0.2.1", most=3, seconds=60, at=AT) is None


def test_none_counts_nothing() -> None:
    assert [limits.count("uji", "x", most=0, seconds=60, at=AT) for _try in range(9)] == [None] * 9
    assert rows() == []


def test_the_table_holds_no_address_and_forgets_what_is_over() -> None:
    tries(2)
    assert [value for _key, value in rows()] == ["2"]
    assert "192.0.2.1" not in rows()[0][0]
    assert limits.forget_past(at=AT) == 0
    assert limits.forget_past(at=AT + timedelta(minutes=1)) == 1
    assert rows() == []


@pytest.mark.parametrize(
    ("mode", "seen", "forwarded", "address"),
    [
        ("local", "192.0.2.7", "10.0.0.1", "192.0.2.7"),
        ("production", "127.0.0.1", "10.9.9.9, 203.0.113.5", "203.0.113.5"),
        ("production", "192.0.2.7", "", "192.0.2.7"),
        ("local", "2001:db8:1:2:aaaa::1", "", "2001:db8:1:2::"),
        ("local", "2001:db8:1:2:bbbb::9", "", "2001:db8:1:2::"),
        ("local", "", "", ""),
    ],
)
def test_an_address_is_what_our_own_proxy_saw(
    settings: Settings, mode: str, seen: str, forwarded: str, address: str
) -> None:
    settings.MODE = mode
    headers = {"X-Forwarded-For": forwarded} if forwarded else {}
    request = RequestFactory().get("/", REMOTE_ADDR=seen, headers=headers)
    assert limits.address_of(request) == address
