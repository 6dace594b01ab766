"""The long list of the style page in all its states, with invented people and nothing read from the database."""

from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from binakon.core.bulk import LeftOut, Preview, Result
from binakon.core.lists import (
    Asked,
    Cell,
    Column,
    Downloads,
    Filter,
    Listing,
    ListPage,
    Picking,
    laid_out,
)

WITA = ZoneInfo("Asia/Makassar")
STATES = (("baru", "Belum diperiksa"), ("perbaikan", "Perlu diperbaiki"), ("diterima", "Diterima"))
TONES = {"baru": "", "perbaikan": "wait", "diterima": "good"}
REGIONS = (("63.06", "Kabupaten Hulu Sungai Selatan"), ("63.71", "Kota Banjarmasin"))


@dataclass(frozen=True, slots=True)
class Person:
    """An invented applicant."""

    pk: int
    name: str
    region: str
    state: str
    trained: int | None
    came: datetime


PEOPLE = (
    Person(
        1,
        "H. Muhammad Syaifullah Noor Rahman Hidayatullah, S.Ars., M.T. (contoh)",
        "Kabupaten Hulu Sungai Selatan",
        "perbaikan",
        2,
        datetime(2026, 4, 16, 20, 5, tzinfo=WITA),
    ),
    Person(
        2,
        "Aulia Rahmawati, S.T. (contoh)",
        "Kota Banjarmasin",
        "diterima",
        0,
        datetime(2026, 4, 16, 9, 30, tzinfo=WITA),
    ),
    Person(
        3,
        "Siti Maimunah (contoh)",
        "Kabupaten Kotabaru",
        "baru",
        None,
        datetime(2026, 4, 15, 23, 59, tzinfo=WITA),
    ),
)
LIST = Listing(
    columns=(
        Column(
            "nama",
            "Nama",
            lambda row: row.name,
            sort=("name",),
            cell=lambda row: Cell(row.name, "#daftar"),
        ),
        Column("asal", "Asal", lambda row: row.region, sort=("region",)),
        Column(
            "keadaan",
            "Keadaan",
            lambda row: dict(STATES)[row.state],
            cell=lambda row: Cell(dict(STATES)[row.state], tone=TONES[row.state]),
        ),
        Column("masuk", "Masuk", lambda row: row.came, sort=("came",)),
        Column("pernah", "Pernah ikut", lambda row: row.trained, is_number=True),
    ),
    filters=(
        Filter("keadaan", "Keadaan", "state", STATES),
        Filter("asal", "Asal", "region", REGIONS),
    ),
    search=("name",),
    search_hint="nama",
    name=lambda row: row.name,
)
SHORT = replace(
    LIST, filters=(), search=(), columns=tuple(replace(c, sort=()) for c in LIST.columns)
)
PICKING = Picking("#daftar", (("terima", "Terima berkas"), ("perbaiki", "Minta perbaikan")))


def sample_lists() -> dict[str, ListPage]:
    """Many pages with filters and chosen rows; one page; nothing found; nothing there."""
    options = {each.key: each.options() for each in LIST.filters}
    narrowed = Asked(
        chosen={"keadaan": "baru"},
        search="noor",
        sort="-masuk",
        page=4,
        options=options,
        ignored=("Pilihan “63.99” tidak dikenal dan diabaikan.",),
    )
    return {
        "many": laid_out(
            LIST,
            narrowed,
            PEOPLE,
            1203,
            "",
            caption="Pendaftaran",
            picking=PICKING,
            downloads=Downloads("#daftar", may_personal=True),
        ),
        "one": laid_out(SHORT, Asked(), PEOPLE[:2], 2, "", caption="Dua pendaftaran"),
        "none": laid_out(SHORT, Asked(search="zzz"), (), 0, "#daftar"),
        "empty": laid_out(SHORT, Asked(), (), 0, "#daftar"),
    }


def sample_bulk() -> dict[str, Preview | Result]:
    """A preview, a deed that can be undone, one that was undone, one that was cut off."""
    left = LeftOut(PEOPLE[0].name, ("Ijazah belum diperiksa.", "Foto tidak terbaca."))
    preview = Preview(
        deed="terima",
        question="Terima berkas 12 pendaftaran?",
        button="Terima berkas",
        tone="",
        going=tuple(f"{PEOPLE[1].name} {number}" for number in range(1, 13)),
        left=(left,),
        cautions=(
            LeftOut(PEOPLE[2].name, ("Mungkin orang yang sama dengan Siti Maimunah, 2024.",)),
        ),
        missing=1,
        details={"Catatan": "Diperiksa bersama pada 17 April 2026"},
        undo_minutes=60,
        is_whole=False,
        token="contoh",  # noqa: S106 - a sample that opens nothing
    )
    done = Result(
        pk=1,
        sentence="Berkas 11 pendaftaran diterima.",
        at=PEOPLE[0].came,
        done=11,
        undone=0,
        waiting=0,
        left=(LeftOut(PEOPLE[2].name, ("Diubah orang lain.",)),),
        until=datetime(2026, 4, 17, 17, 0, tzinfo=WITA),
        can_undo=True,
    )
    return {
        "preview": preview,
        "done": done,
        "undone": replace(done, undone=11, left=(), can_undo=False),
        "cut": replace(
            done,
            sentence="Berkas 4 pendaftaran diterima.",
            done=4,
            waiting=7,
            left=(),
            can_undo=False,
        ),
    }
