"""What enrolment counts: registrations received, papers accepted, people named in a signed decree."""

from collections.abc import Callable
from datetime import date

from django.utils.translation import gettext_lazy

from binakon.core import snapshots
from binakon.core.measures import Counted, Measure, Row, Scope, register
from binakon.enrolment.models import Training
from binakon.enrolment.queries.counts import (
    Tally,
    determined_on,
    registered_on,
    trainings_in,
    verified_on,
)
from binakon.enrolment.queries.public import page_version
from binakon.enrolment.states import TrainingState

Count = Callable[[list[Training], date, str], Tally]
_SOURCE = gettext_lazy("Catatan kegiatan di Binakon")


def _counter(count: Count) -> Callable[[Scope], Counted]:
    """Count a year's trainings; unknown while the year has none, because then nobody has recorded anything."""

    def counter(scope: Scope) -> Counted:
        key = f"trainings:{scope.office}:{scope.year}"
        trainings = scope.once(key, lambda: trainings_in(scope.office, scope.year))
        if not trainings:
            return Counted()
        if scope.is_public:
            # A count that rises for a new NIK and not for a repeated one would tell who is registered (decision 22).
            trainings = [t for t in trainings if t.state != TrainingState.OPEN]
        tally = count(trainings, scope.as_of, scope.region)
        rows = tuple(
            Row(
                training.activity.title,
                tally.by_training[training.pk],
                training.activity.window_words,
                f"/kegiatan/{training.activity.slug}/",
            )
            for training in trainings
        )
        return Counted(tally.by_training.total(), len(tally.people), rows)

    return counter


for _measure in (
    Measure(
        "registered",
        gettext_lazy("terdaftar"),
        gettext_lazy("layanan"),
        gettext_lazy(
            "Pendaftaran yang masuk. Halaman umum menghitung kelas yang pendaftarannya sudah ditutup."
        ),
        _SOURCE,
        _counter(registered_on),
        is_of_people=True,
    ),
    Measure(
        "verified",
        gettext_lazy("berkas lengkap"),
        gettext_lazy("layanan"),
        gettext_lazy(
            "Pendaftaran yang semua berkasnya diterima verifikator. Halaman umum menghitung kelas yang pendaftarannya sudah ditutup."
        ),
        _SOURCE,
        _counter(verified_on),
        is_of_people=True,
    ),
    Measure(
        "determined",
        gettext_lazy("ditetapkan"),
        gettext_lazy("layanan"),
        gettext_lazy("Peserta yang namanya tercantum dalam SK penetapan bernomor."),
        _SOURCE,
        _counter(determined_on),
        is_of_people=True,
    ),
):
    register(_measure)

snapshots.watch("/kegiatan/", page_version)
