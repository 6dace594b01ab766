"""After every journey the counters of its site are compared with the rows they count."""

from pathlib import Path

import pytest

from tests.installation import Installation
from tests.journeys.conftest import served
from tests.runners import in_process

SPOIL = """
from django.db.models import F
from binakon.enrolment.models import Training
spoiled = Training.objects.filter(taken__gt=0).order_by("id").first()
Training.objects.filter(pk=spoiled.pk).update(taken=F("taken") - 1)
"""


def test_a_site_whose_counter_was_spoiled_fails_where_it_is_taken_down(
    story: Installation, tmp_path: Path
) -> None:
    with (
        pytest.raises(AssertionError, match="padahal baris-barisnya berjumlah"),
        served(story, tmp_path) as site,
    ):
        in_process(site.installation, SPOIL)
