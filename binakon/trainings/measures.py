"""What trainings count: who attended, who was trained, who passed the post-test, which certificates stand."""

from collections.abc import Callable
from datetime import date

from django.utils.translation import gettext_lazy

from binakon.core.measures import Counted, Measure, Row, Scope, register
from binakon.enrolment.models import Training
from binakon.enrolment.queries.counts import trainings_in
from binakon.trainings.queries.counts import (
    Tally,
    attended_on,
    certified_on,
    passed_on,
    trained_on,
)

Count = Callable[[list[Training], date, str], Tally]
_SOURCE = gettext_lazy("Catatan kegiatan di Binakon")


def _counter(count: Count) -> Callable[[Scope], Counted]:
    """Count a year's trainings; unknown while nobody has recorded anything of the kind, in all or in one training."""

    def counter(scope: Scope) -> Counted:
        key = f"trainings:{scope.office}:{scope.year}"
        trainings = scope.once(key, lambda: trainings_in(scope.office, scope.year))
        tally = count(trainings, scope.as_of, scope.region)
        if tally.total is None:
            return Counted()
        rows = tuple(
            Row(
                training.activity.title,
                tally.by_training.get(training.pk),
                training.activity.window_words,
                f"/kegiatan/{training.activity.slug}/",
            )
            for training in trainings
        )
        return Counted(tally.total, len(tally.people), rows)

    return counter


for _measure in (
    Measure(
        "attended",
        gettext_lazy("pernah hadir"),
        gettext_lazy("layanan"),
        gettext_lazy("Peserta yang hadir sedikitnya pada satu sesi."),
        _SOURCE,
        _counter(attended_on),
        is_of_people=True,
    ),
    Measure(
        "trained",
        gettext_lazy("dilatih"),
        gettext_lazy("layanan"),
        gettext_lazy("Peserta yang memenuhi syarat selesai kegiatan."),
        _SOURCE,
        _counter(trained_on),
        is_of_people=True,
    ),
    Measure(
        "passed_post_test",
        gettext_lazy("lulus tes akhir"),
        gettext_lazy("layanan"),
        gettext_lazy("Peserta yang nilai tes akhirnya memenuhi syarat."),
        _SOURCE,
        _counter(passed_on),
        is_of_people=True,
    ),
    Measure(
        "certificate",
        gettext_lazy("sertifikat BIMTEK"),
        gettext_lazy("layanan"),
        gettext_lazy("Sertifikat BIMTEK bernomor yang terbit. Bukan SKK."),
        _SOURCE,
        _counter(certified_on),
        is_of_people=True,
    ),
):
    register(_measure)
