"""The list of a batch as a file: whom the LSP tests, with empty columns for what it sends back."""

from collections.abc import Mapping
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from binakon.certification.models import Batch, Case
from binakon.certification.queries.batches import cases_of
from binakon.core.exports import Export
from binakon.core.lists import Column, Listing, ask
from binakon.people.models import Worker

# The columns that an LSP fills in; `sheets.result_columns` reads them under these names.
_EMPTY = (
    gettext_lazy("Hasil"),
    gettext_lazy("Tanggal uji"),
    gettext_lazy("Tanggal keputusan"),
    gettext_lazy("Saran"),
    gettext_lazy("No. Blanko"),
    gettext_lazy("No. Sertifikat"),
    gettext_lazy("No. Registrasi BNSP"),
    gettext_lazy("No. Registrasi LPJK"),
    gettext_lazy("Tanggal tercatat"),
)

_CONTACTS = (
    Column(
        "lahir",
        gettext_lazy("Tanggal lahir"),
        lambda row: row.worker.as_person.born_on,
        personal=True,
    ),
    Column(
        "telepon", gettext_lazy("Telepon"), lambda row: row.worker.as_person.phone, personal=True
    ),
    Column(
        "surel",
        gettext_lazy("Surel"),
        lambda row: row.worker.as_person.email,
        personal=True,
        width=30,
    ),
)


def shown_in(batch: Batch) -> list[tuple[Worker, Case]]:
    """Whose NIK a file of the batch opens, each with their case; whoever has none is left out."""
    cases = cases_of(batch)
    return [(case.worker.as_person, case) for case in cases if case.worker.as_person.nik_mask]


def batch_export(
    batch: Batch, *, by: str, at: datetime, opened: Mapping[int, str] | None = None
) -> Export:
    """The list on its way into a file; `opened` holds the NIK by worker where somebody said why they need it."""
    columns = _columns(opened or {})
    listing = Listing(columns=columns, order=("worker__name", "pk"))
    return Export(
        listing=listing,
        queryset=cases_of(batch),
        asked=ask(listing, {}),
        title=_("Daftar peserta uji %(batch)s") % {"batch": batch},
        stem="rombongan-uji",
        by=by,
        at=at,
        with_personal=opened is not None,
    )


def _columns(known: Mapping[int, str]) -> tuple[Column, ...]:
    return (
        Column("kode", gettext_lazy("Kode kasus"), lambda row: row.code, width=12),
        Column("izin", gettext_lazy("ID-Izin"), lambda row: row.application_number, width=20),
        Column("nama", gettext_lazy("Nama"), lambda row: str(row.worker.as_person), width=36),
        Column(
            "nik",
            gettext_lazy("NIK"),
            lambda row: known.get(row.worker.person_id, row.worker.as_person.nik_mask),
            width=20,
        ),
        Column("jabatan", gettext_lazy("Jabatan kerja"), lambda row: row.occupation_name, width=34),
        Column("jenjang", gettext_lazy("Jenjang"), lambda row: row.level, is_number=True, width=9),
        Column("jalur", gettext_lazy("Jalur"), lambda row: row.get_path_display(), width=20),
        Column(
            "wilayah",
            gettext_lazy("Kabupaten/kota"),
            lambda row: str(row.office) if row.office else "",
            width=26,
        ),
        *_CONTACTS,
        *(Column(f"kosong{place}", label, lambda _row: None) for place, label in enumerate(_EMPTY)),
    )
