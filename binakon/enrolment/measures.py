"""What enrolment counts; the counting comes with its chapter."""

from django.utils.translation import gettext_lazy

from binakon.core import snapshots
from binakon.core.measures import Measure, register
from binakon.enrolment.queries.public import page_version

for _measure in (
    Measure(
        "registered",
        gettext_lazy("terdaftar"),
        gettext_lazy("layanan"),
        gettext_lazy("Pendaftaran yang diterima."),
        gettext_lazy("Catatan kegiatan di Binakon"),
    ),
    Measure(
        "verified",
        gettext_lazy("berkas lengkap"),
        gettext_lazy("layanan"),
        gettext_lazy("Pendaftaran yang semua berkasnya diterima verifikator."),
        gettext_lazy("Catatan kegiatan di Binakon"),
    ),
    Measure(
        "determined",
        gettext_lazy("ditetapkan"),
        gettext_lazy("layanan"),
        gettext_lazy("Peserta yang namanya tercantum dalam SK penetapan bernomor."),
        gettext_lazy("Catatan kegiatan di Binakon"),
    ),
):
    register(_measure)

snapshots.watch("/kegiatan/", page_version)
