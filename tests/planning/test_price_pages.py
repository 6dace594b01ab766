"""One standard price at the desk: typed, found by its line, never written over, ended and kept."""

import pytest
from django.test import Client

from binakon.core.models import AuditEvent
from binakon.people.models import Role
from binakon.planning import actions
from binakon.planning.models import StandardPrice, VersionActivity
from tests import cast, factories
from tests.factories import BY
from tests.planning.cost_lines import a_draft_activity, a_line

pytestmark = [pytest.mark.django_db, pytest.mark.database]
DECREE = "Keputusan Gubernur 1/2026 (contoh)"


@pytest.fixture
def row() -> VersionActivity:
    """An activity of a draft, and somebody in every role."""
    factories.load_reference()
    cast.cast_arrives()
    return a_draft_activity()


def home(row: VersionActivity) -> str:
    return f"/meja/rencana/versi/{row.version_id}/kegiatan/{row.code}/"


def as_(role: Role) -> Client:
    client = Client()
    client.force_login(cast.user(role))
    return client


PRICED = {
    "kantor": "63",
    "name": "Makan  siang rapat",
    "kind": "ssh",
    "unit": "orang/kali",
    "ceiling": "45.000",
    "valid_from": "2026-01-01",
    "source": DECREE,
}


def test_one_price_is_typed_found_by_its_line_and_never_written_over(row: VersionActivity) -> None:
    client = as_(Role.STAFF)
    assert client.get("/meja/harga/baru/?kantor=63").status_code == 200
    assert client.post("/meja/harga/baru/", PRICED).status_code == 302
    actions.add_line(row, a_line(), by=BY)
    assert "melebihi standar Rp45.000" in client.get(f"{home(row)}biaya/").content.decode()
    again = client.post("/meja/harga/baru/", {**PRICED, "ceiling": "60.000"})
    assert again.status_code == 422
    assert "sudah ada dengan hari mulai yang sama" in again.content.decode()
    assert [price.ceiling for price in StandardPrice.objects.all()] == [45_000]


def test_a_refused_price_names_every_field_and_keeps_what_was_typed(row: VersionActivity) -> None:
    bad = {"kantor": "63", "name": "Sewa", "kind": "ssh", "ceiling": "0", "valid_from": "2026-02-01", "valid_to": "2026-01-01"}  # fmt: skip
    page = as_(Role.STAFF).post("/meja/harga/baru/", bad)
    text = page.content.decode()
    told = ("Harga paling sedikit Rp1.", "Berakhir sebelum mulai berlaku.", 'value="Sewa"')
    assert (page.status_code, [part for part in told if part in text]) == (422, list(told))
    assert StandardPrice.objects.count() == 0


def test_a_price_is_ended_and_stays_to_be_read(row: VersionActivity) -> None:
    client = as_(Role.STAFF)
    client.post("/meja/harga/baru/", PRICED)
    price = StandardPrice.objects.get()
    path = f"/meja/harga/{price.pk}/akhiri/"
    assert path in client.get("/meja/harga/?kantor=63").content.decode()
    early = client.post(path, {"kantor": "63", "valid_to": "2025-12-31"})
    assert (early.status_code, "Berakhir sebelum mulai" in early.content.decode()) == (422, True)
    assert client.post(path, {"kantor": "63", "valid_to": "2026-03-31"}).status_code == 302
    assert client.post(path, {"kantor": "63", "valid_to": "2026-06-30"}).status_code == 409
    price.refresh_from_db()
    assert str(price.valid_to) == "2026-03-31"
    sentences = list(AuditEvent.objects.order_by("-id").values_list("sentence", flat=True)[:2])
    assert sentences == [
        "Harga standar diakhiri: Makan siang rapat (orang/kali): Rp45000",
        "Harga standar ditambah: Makan siang rapat (orang/kali): Rp45000",
    ]


def test_only_planners_write_prices_and_only_of_their_office(row: VersionActivity) -> None:
    as_(Role.STAFF).post("/meja/harga/baru/", PRICED)
    path = f"/meja/harga/{StandardPrice.objects.get().pk}/akhiri/"
    end = {"kantor": "63", "valid_to": "2026-03-31"}
    treasurer, regency = as_(Role.TREASURER), as_(Role.REGENCY_OFFICER)
    assert treasurer.post("/meja/harga/baru/", PRICED).status_code == 403
    assert treasurer.post(path, end).status_code == 403
    assert path not in treasurer.get("/meja/harga/?kantor=63").content.decode()
    assert regency.post("/meja/harga/baru/", PRICED).status_code == 404
    assert regency.post(path, end).status_code == 404
    assert as_(Role.STAFF).get("/meja/harga/0/akhiri/?kantor=63").status_code == 404
    assert StandardPrice.objects.get().valid_to is None
