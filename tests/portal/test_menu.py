"""The menu of the desk leads each role to what it may open, and nowhere else."""

import pytest

from binakon.people.models import Role
from binakon.people.rules import PUBLIC, Viewer
from binakon.portal.queries.menu import desk_menu
from tests.cast import viewer
from tests.portal.plans import as_role

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kalsel")]

PLAN = ["Rencana", "Kalender", "Uang", "Angka", "Prakiraan", "Skenario", "Harga standar"]
PLAN += ["Siaran pers", "Tahun demi tahun", "Rapat", "Kesepakatan"]
DAILY = ["Tenggat", "Pesan keluar", "Kop dan pejabat"]
ENROL = ["Pelatihan", "Narasumber", "Usulan kabupaten/kota", "Pendaftaran"]
TAUGHT = ["Sertifikat", "Baris SIPJAKI"]
PEOPLE = ["Daftar orang", "SKK berakhir"]
OFFICER = [
    "Undangan rapat",
    "Kesepakatan",
    "Usulan kabupaten/kota",
    "Pendaftaran",
    *PEOPLE,
    "Tenggat",
    "Surat masuk",
]
CERTIFIED = ["Kasus sertifikasi", "Rombongan uji", "LSP, asesor, TUK", "Masih sempat?"]
SEEN = {
    Role.SECTION_HEAD: [
        *PLAN,
        *ENROL,
        "Verifikasi",
        *PEOPLE,
        "Bank soal",
        *TAUGHT,
        *CERTIFIED,
        *DAILY,
    ],
    Role.STAFF: [*PLAN, *ENROL, "Verifikasi", *PEOPLE, "Bank soal", *TAUGHT, *CERTIFIED, *DAILY],
    Role.VERIFIER: [*PLAN, *ENROL, "Verifikasi", *PEOPLE, *TAUGHT, *CERTIFIED, *DAILY],
    Role.HEAD_OF_DIVISION: [*PLAN, *ENROL, *PEOPLE, "Bank soal", *TAUGHT, *CERTIFIED, *DAILY],
    Role.HEAD_OF_OFFICE: [*PLAN, *ENROL, *PEOPLE, *TAUGHT, *CERTIFIED, *DAILY],
    Role.ADMINISTRATOR: [
        *PLAN,
        *ENROL,
        *PEOPLE,
        "Bank soal",
        *TAUGHT,
        "Biaya sertifikasi",
        *CERTIFIED,
        *DAILY,
    ],
    Role.TREASURER: [
        *PLAN,
        "Pelatihan",
        "Narasumber",
        "Baris SIPJAKI",
        "Biaya sertifikasi",
        *DAILY,
    ],
}


def labels(who: Viewer, office: str = "63", *, has_plan: bool = True) -> list[str]:
    groups = desk_menu(who, office, 2026, has_plan=has_plan)
    return [item.label for group in groups for item in group.items]


@pytest.mark.parametrize("role", SEEN)
def test_every_role_of_the_province_sees_what_it_may_open(role: Role) -> None:
    assert labels(viewer(role)) == SEEN[role]


def test_an_officer_of_a_regency_sees_nominations_people_deadlines_and_letters() -> None:
    found = labels(viewer(Role.REGENCY_OFFICER), "63.09", has_plan=False)
    assert found == OFFICER


def test_instructor_and_public_have_no_desk_and_a_partner_has_its_batches() -> None:
    for who in (viewer(Role.INSTRUCTOR), PUBLIC):
        assert labels(who) == []
    assert labels(viewer(Role.PARTNER)) == ["Rombongan Anda", "Tenggat"]


def test_a_page_of_no_office_shows_an_officer_no_plan_of_the_province() -> None:
    found = labels(viewer(Role.REGENCY_OFFICER), "63")
    assert found == OFFICER


@pytest.mark.parametrize("role", [Role.SECTION_HEAD, Role.VERIFIER, Role.TREASURER])
def test_every_line_of_the_menu_opens(role: Role) -> None:
    client = as_role(role)
    groups = desk_menu(viewer(role), "63", 2026, has_plan=True)
    hrefs = [item.href for group in groups for item in group.items]
    assert [href for href in hrefs if client.get(href, follow=True).status_code != 200] == []
