"""What coordination counts; the counting comes with its chapter."""

from django.utils.translation import gettext_lazy

from binakon.core.measures import Measure, register

for _measure in (
    Measure(
        "offices_invited",
        gettext_lazy("kantor diundang"),
        gettext_lazy("kantor"),
        gettext_lazy("Kantor kabupaten/kota yang menerima undangan rapat koordinasi."),
        gettext_lazy("Catatan kegiatan di Binakon"),
    ),
    Measure(
        "offices_attended",
        gettext_lazy("kantor hadir"),
        gettext_lazy("kantor"),
        gettext_lazy("Kantor kabupaten/kota yang tercatat hadir pada rapat koordinasi."),
        gettext_lazy("Catatan kegiatan di Binakon"),
    ),
):
    register(_measure)
