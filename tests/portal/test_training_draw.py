"""How seats were shared and drawn, for everybody: numbers and public codes, the seed only after the result."""

import hashlib
import hmac

import pytest
from django.test import Client

from binakon.enrolment.actions import announcing, quotas, selection
from binakon.enrolment.models import Training
from binakon.enrolment.queries.quotas import plan_of
from tests.enrolment.people import a_training
from tests.enrolment.selections import SEED, a_draw_class, a_ranked_class, closed, verified
from tests.factories import BY, an_office
from tests.portal.pages import Page, visit

pytestmark = [pytest.mark.database, pytest.mark.both_in_full]
CANARY = "Kenari Rahasia"


def home(training: Training) -> str:
    return f"/kegiatan/{training.activity.slug}/"


def page_of(training: Training, path: str) -> Page:
    return visit(Client(), f"{home(training)}{path}")


def text_of(training: Training, path: str) -> str:
    return Client().get(f"{home(training)}undian/{path}").content.decode()


@pytest.fixture
def drawn(year: None, db: None) -> Training:
    """A class of two seats that five people want, closed, nothing drawn yet."""
    training = a_draw_class(seats=2)
    for number in range(1, 6):
        verified(training, number, name=f"{CANARY} {number}")
    return closed(training)


def statuses(training: Training) -> list[int]:
    paths = ("kuota/", "undian/", "undian/kode.txt", "undian/benih.txt")
    return [Client().get(f"{home(training)}{path}").status_code for path in paths]


def test_before_the_result_only_the_fingerprint_is_public(drawn: Training) -> None:
    selection.propose([drawn], by=BY)
    page = page_of(drawn, "undian/")
    assert drawn.seed_hash in page.text
    assert SEED not in page.text
    codes = drawn.registrations.values_list("code", flat=True)
    assert [code for code in codes if code in page.text] == []
    assert statuses(drawn) == [404, 200, 404, 404]


def test_afterwards_a_stranger_makes_the_draw_again_from_two_files(drawn: Training) -> None:
    run = selection.propose([drawn], by=BY)
    announcing.announce(run, by=BY)
    seed, codes = text_of(drawn, "benih.txt"), text_of(drawn, "kode.txt").split()
    assert hashlib.sha256(seed.encode()).hexdigest() == drawn.seed_hash
    order = sorted(codes, key=lambda code: hmac.digest(seed.encode(), code.encode(), "sha256"))
    results = run.results.order_by("rank").values_list("registration__code", flat=True)
    assert order == list(results)
    page = page_of(drawn, "undian/")
    assert seed in page.text
    assert CANARY not in page.text


def test_a_class_without_a_draw_or_before_its_opening_has_no_such_page(
    year: None, db: None
) -> None:
    ranked, prepared = a_ranked_class(), a_draw_class(is_open=False)
    assert statuses(ranked) == [404] * 4
    assert statuses(prepared) == [404] * 4
    assert Client().get("/kegiatan/tidak-ada/undian/").status_code == 404


def test_everybody_reads_the_quota_with_its_steps_and_what_was_changed(
    year: None, db: None
) -> None:
    training = a_training(seats=30)
    plan = plan_of(training, basis="equal", pool=0, floor=0, cap=None)
    quotas.apply_quota(training, plan, reason="rapat contoh", by=BY)
    verified(training, 1, office="63.05", name=CANARY)
    assert "Tanah Bumbu: 2 kursi." in page_of(training, "kuota/").text
    quotas.change_quota(training, office=an_office("63.10"), places=1, reason="usul rakor", by=BY)
    page = page_of(training, "kuota/")
    assert "29 dari 30 kursi dibagi kepada kabupaten/kota; 1 kursi untuk siapa saja." in page.text
    assert "Hitungan 2, diubah: usul rakor" in page.text
    assert CANARY not in page.text
    assert page_of(training, "").href("Dari mana pembagian ini") == f"{home(training)}kuota/"
