"""A line of the log never shows a number as long as a NIK, wherever in it the number stands."""

import logging
import sys

import pytest
from django.conf import settings

from binakon.core.logs import MaskingFormatter

NIK = "6305010101900001"


def line(message: str, *values: object, is_error: bool = False) -> str:
    """What the product writes of one record."""
    asked = settings.LOGGING["formatters"]["line"]["format"]
    about = sys.exc_info() if is_error else None
    record = logging.LogRecord("binakon", logging.INFO, "x", 1, message, values, about)
    return MaskingFormatter(asked).format(record)


@pytest.mark.parametrize("written", [NIK, "6305.0101.0190.0001", "6305 0101 0190 0001", f"1{NIK}"])
def test_a_long_number_is_hidden(written: str) -> None:
    assert line("Not Found: /meja/orang/%s/", written).endswith("/meja/orang/••••/")
    # The control: without the formatter it stands there.
    assert written in logging.Formatter("%(message)s").format(
        logging.LogRecord("binakon", logging.INFO, "x", 1, "%s", (written,), None)
    )


def test_a_traceback_hides_it_too() -> None:
    try:
        raise ValueError(f"tidak dikenal: {NIK}")
    except ValueError:
        told = line("gagal", is_error=True)
    assert "ValueError: tidak dikenal: ••••" in told


def test_moments_and_short_numbers_stay() -> None:
    told = line("queue %s waits for %d minutes", "messages", 123456789012)
    assert told.endswith("queue messages waits for 123456789012 minutes")
    assert told.count("•") == 0


def test_the_product_writes_its_log_with_it() -> None:
    assert settings.LOGGING["formatters"]["line"]["()"] == "binakon.core.logs.MaskingFormatter"
    assert settings.LOGGING["handlers"]["stderr"]["formatter"] == "line"
