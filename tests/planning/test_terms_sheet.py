"""The KAK as a workbook: what was written as text, what it costs as numbers, what nobody wrote as not filled in."""

from io import BytesIO

import pytest
from django.test import Client
from python_calamine import CalamineWorkbook

from binakon.people.models import Role
from binakon.planning import actions
from tests import cast, factories
from tests.factories import BY
from tests.planning.cost_lines import MEALS, a_draft_activity, a_line

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def test_the_kak_leaves_as_a_workbook_with_its_texts_and_its_costs() -> None:
    factories.load_reference()
    cast.cast_arrives()
    row = a_draft_activity()
    actions.add_line(row, a_line(), by=BY)
    home = f"/meja/rencana/versi/{row.version_id}/kegiatan/{row.code}/"
    client = Client()
    client.force_login(cast.user(Role.STAFF))
    typed = {
        "background": "=1+1 Jalan provinsi\nperlu ahli.",
        "revision": "0",
        "place": "Banjarbaru",
    }
    assert client.post(f"{home}kak/", typed).status_code == 302
    assert "KAK (Excel)" in client.get(f"{home}kak/").content.decode()
    answer = client.get(f"{home}kak.xlsx")
    assert answer["Content-Disposition"] == (
        f'attachment; filename="kak-{row.code}-{row.version_id}.xlsx"'
    )
    book = CalamineWorkbook.from_filelike(BytesIO(answer.content))
    rows = book.get_sheet_by_name("KAK").to_python()
    told = {line[0]: line[1] for line in rows}
    assert (told["Latar belakang"], told["Dasar hukum"]) == (
        "=1+1 Jalan provinsi\nperlu ahli.",
        "belum diisi",
    )
    assert rows[-2] == [MEALS, "Makan siang rapat", "35 orang × 3 hari", 50_000.0, 5_250_000.0]
    assert (rows[-1][0], rows[-1][4]) == ("Jumlah", 5_250_000.0)
    stranger = Client()
    stranger.force_login(cast.user(Role.REGENCY_OFFICER))
    assert stranger.get(f"{home}kak.xlsx").status_code == 404
