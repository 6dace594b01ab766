"""What trainings count; the counting comes with its chapter."""

from django.utils.translation import gettext_lazy

from binakon.core.measures import Measure, register

for _measure in (
    Measure(
        "attended",
        gettext_lazy("pernah hadir"),
        gettext_lazy("layanan"),
        gettext_lazy("Peserta yang hadir sedikitnya pada satu sesi."),
        gettext_lazy("Catatan kegiatan di Binakon"),
    ),
    Measure(
        "trained",
        gettext_lazy("dilatih"),
        gettext_lazy("layanan"),
        gettext_lazy("Peserta yang memenuhi syarat selesai kegiatan."),
        gettext_lazy("Catatan kegiatan di Binakon"),
    ),
    Measure(
        "passed_post_test",
        gettext_lazy("lulus tes akhir"),
        gettext_lazy("layanan"),
        gettext_lazy("Peserta yang nilai tes akhirnya memenuhi syarat."),
        gettext_lazy("Catatan kegiatan di Binakon"),
    ),
    Measure(
        "certificate",
        gettext_lazy("sertifikat BIMTEK"),
        gettext_lazy("layanan"),
        gettext_lazy("Sertifikat BIMTEK bernomor yang terbit. Bukan SKK."),
        gettext_lazy("Catatan kegiatan di Binakon"),
    ),
):
    register(_measure)
