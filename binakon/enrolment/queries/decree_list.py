"""The list of a decree as a file: what stands on the annex, nothing more."""

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from binakon.core import clock
from binakon.core.exports import Export
from binakon.core.lists import Column, Listing, ask
from binakon.enrolment.models import Decree, DecreeEntry
from binakon.enrolment.queries.decree_pages import entries_of, notes_of
from binakon.people.rules import Viewer

COLUMNS = (
    Column("nomor", gettext_lazy("Nomor"), lambda row: row.position, is_number=True, width=9),
    Column("nama", gettext_lazy("Nama"), lambda row: row.name, width=40),
    Column("instansi", gettext_lazy("Instansi"), lambda row: row.employer, width=40),
    Column("wilayah", gettext_lazy("Kabupaten/kota"), lambda row: row.office_name, width=28),
)


def _note_column(notes: dict[int, str]) -> Column:
    return Column(
        "keterangan", gettext_lazy("Keterangan"), lambda row: notes.get(row.pk, "tetap"), width=36
    )


def decree_export(viewer: Viewer, decree: Decree) -> Export:
    """The list of a decree that the viewer may see, on its way into a file."""
    notes = notes_of(decree)
    listing = Listing(
        columns=(*COLUMNS, _note_column(notes)) if decree.amends_id else COLUMNS,
        order=("position",),
    )
    rows: QuerySet[DecreeEntry] = entries_of(decree)
    return Export(
        listing=listing,
        queryset=rows,
        asked=ask(listing, {}),
        title=_("Daftar peserta %(training)s, %(decree)s")
        % {"training": decree.training, "decree": decree},
        stem="daftar-peserta",
        by=viewer.actor.label,
        at=clock.now(),
    )
