"""What certification counts; the counting comes with its chapter."""

from django.utils.translation import gettext_lazy

from binakon.core.measures import Measure, register

for _measure in (
    Measure(
        "facilitated",
        gettext_lazy("difasilitasi"),
        gettext_lazy("layanan"),
        gettext_lazy(
            "Kasus sertifikasi yang dihitung sebagai difasilitasi menurut ketetapan kantor."
        ),
        gettext_lazy("Catatan kegiatan di Binakon"),
    ),
    Measure(
        "tested",
        gettext_lazy("diuji"),
        gettext_lazy("layanan"),
        gettext_lazy("Kasus yang uji kompetensinya sudah berlangsung."),
        gettext_lazy("Catatan kegiatan di Binakon"),
    ),
    Measure(
        "competent",
        gettext_lazy("kompeten"),
        gettext_lazy("layanan"),
        gettext_lazy("Kasus yang dinyatakan kompeten oleh LSP."),
        gettext_lazy("Catatan kegiatan di Binakon"),
    ),
    Measure(
        "recorded",
        gettext_lazy("SKK tercatat"),
        gettext_lazy("layanan"),
        gettext_lazy("Kasus yang SKK-nya tercatat dengan nomornya."),
        gettext_lazy("Catatan kegiatan di Binakon"),
    ),
):
    register(_measure)
