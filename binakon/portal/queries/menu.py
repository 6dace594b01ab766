"""The menu of the desk: what this viewer may open, in the order of the year."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from binakon.people.models import Role
from binakon.people.rules import (
    DESK_ROLES,
    ENROLLERS,
    NOMINATORS,
    PAYERS,
    SEERS,
    VERIFIERS,
    Viewer,
    can_see_desk,
)
from binakon.people.rules.registry import READERS_OF_PEOPLE


@dataclass(frozen=True, slots=True)
class MenuItem:
    """One line of the menu."""

    href: str
    label: str
    icon: str
    section: str


@dataclass(frozen=True, slots=True)
class MenuGroup:
    """Lines under one heading."""

    title: str
    items: tuple[MenuItem, ...]


def desk_menu(viewer: Viewer, office_code: str, year: int, *, has_plan: bool) -> list[MenuGroup]:
    """What the viewer may open at the desk of an office; lines that would be refused are left out."""
    # A page that belongs to no office of theirs still shows what they may open.
    roles = viewer.roles_at(office_code) or frozenset(held.role for held in viewer.held)
    is_at_desk = can_see_desk(viewer, office_code)
    groups = [
        MenuGroup(_("Urutan tahun"), tuple(_plan(roles, year)) if has_plan and is_at_desk else ()),
        MenuGroup(_("Kabupaten/kota"), tuple(_agreed(roles, has_plan=has_plan))),
        MenuGroup(_("Peserta"), tuple(_people(roles, has_plan=has_plan))),
        MenuGroup(_("Hasil pelatihan"), tuple(_taught(roles)) if has_plan else ()),
        MenuGroup(_("Sertifikasi"), tuple(_certified(viewer, roles)) if has_plan else ()),
        MenuGroup(_("Setiap hari"), tuple(_daily(roles))),
    ]
    return [group for group in groups if group.items]


def _plan(roles: frozenset[Role], year: int) -> Iterator[MenuItem]:
    yield MenuItem(f"/meja/rencana/{year}/", _("Rencana"), "layers", "plan")
    yield MenuItem(f"/meja/kalender/{year}/", _("Kalender"), "calendar", "calendar")
    yield MenuItem(f"/meja/uang/{year}/", _("Uang"), "wallet", "money")
    yield MenuItem(f"/meja/angka/{year}/", _("Angka"), "chart-column", "figures")
    yield MenuItem(f"/meja/prakiraan/{year}/", _("Prakiraan"), "chart-column", "forecast")
    if roles & (DESK_ROLES - NOMINATORS):
        yield MenuItem(f"/meja/skenario/{year}/", _("Skenario"), "layers", "scenarios")
        yield MenuItem("/meja/harga/", _("Harga standar"), "wallet", "prices")
    yield MenuItem(f"/meja/siaran-pers/{year}/", _("Siaran pers"), "file-text", "brief")
    yield MenuItem("/meja/tahun/", _("Tahun demi tahun"), "calendar", "years")


def _agreed(roles: frozenset[Role], *, has_plan: bool) -> Iterator[MenuItem]:
    if roles & NOMINATORS:
        yield MenuItem("/meja/undangan/", _("Undangan rapat"), "mail", "invitations")
    if has_plan and roles & (DESK_ROLES - NOMINATORS):
        yield MenuItem("/meja/rapat/", _("Rapat"), "users", "meetings")
    if roles & DESK_ROLES:
        yield MenuItem("/meja/kesepakatan/", _("Kesepakatan"), "handshake", "agreements")


def _people(roles: frozenset[Role], *, has_plan: bool) -> Iterator[MenuItem]:
    is_officer = bool(roles & NOMINATORS)
    if has_plan and roles & (DESK_ROLES - NOMINATORS):
        yield MenuItem("/meja/pelatihan/", _("Pelatihan"), "graduation-cap", "trainings")
        yield MenuItem("/meja/narasumber/", _("Narasumber"), "users", "instructors")
    if is_officer or (has_plan and roles & (DESK_ROLES - {Role.TREASURER})):
        yield MenuItem("/meja/usulan/", _("Usulan kabupaten/kota"), "handshake", "nominations")
        yield MenuItem("/meja/pendaftaran/", _("Pendaftaran"), "users", "registrations")
    if has_plan and roles & VERIFIERS:
        yield MenuItem("/meja/verifikasi/", _("Verifikasi"), "badge-check", "verification")
    if roles & READERS_OF_PEOPLE:
        yield MenuItem("/meja/orang/", _("Daftar orang"), "users", "people")
        yield MenuItem("/meja/orang/masa-berlaku/", _("SKK berakhir"), "calendar", "expiry")


def _taught(roles: frozenset[Role]) -> Iterator[MenuItem]:
    # Right answers stand in the bank, so only who prepares tests opens it.
    if roles & ENROLLERS:
        yield MenuItem("/meja/soal/", _("Bank soal"), "list-checks", "questions")
    if roles & SEERS:
        yield MenuItem("/meja/sertifikat/", _("Sertifikat"), "award", "certificates")
    if roles & (DESK_ROLES - NOMINATORS):
        yield MenuItem("/meja/laporan/sipjaki/", _("Baris SIPJAKI"), "file-text", "sipjaki")


def _certified(viewer: Viewer, roles: frozenset[Role]) -> Iterator[MenuItem]:
    if any(held.role == Role.PARTNER and held.organisation_id for held in viewer.held):
        yield MenuItem("/meja/mitra/", _("Rombongan Anda"), "handshake", "partner")
    if roles & PAYERS:
        yield MenuItem("/meja/sertifikasi/biaya/", _("Biaya sertifikasi"), "wallet", "case_costs")
    if roles & SEERS:
        yield MenuItem("/meja/sertifikasi/", _("Kasus sertifikasi"), "badge-check", "cases")
        yield MenuItem("/meja/sertifikasi/rombongan/", _("Rombongan uji"), "users", "batches")
        yield MenuItem("/meja/sertifikasi/lsp/", _("LSP, asesor, TUK"), "handshake", "bodies")
        href = "/meja/sertifikasi/akhir-tahun/"
        yield MenuItem(href, _("Masih sempat?"), "hourglass", "year_end")


def _daily(roles: frozenset[Role]) -> Iterator[MenuItem]:
    if not roles & DESK_ROLES:
        if Role.PARTNER in roles:
            yield MenuItem("/meja/tenggat/", _("Tenggat"), "hourglass", "deadlines")
        return
    yield MenuItem("/meja/tenggat/", _("Tenggat"), "hourglass", "deadlines")
    if roles & NOMINATORS:
        yield MenuItem("/meja/surat/", _("Surat masuk"), "file-text", "letters")
        return
    yield MenuItem("/meja/pesan/", _("Pesan keluar"), "mail", "messages")
    yield MenuItem("/meja/kantor/", _("Kop dan pejabat"), "settings", "office")
