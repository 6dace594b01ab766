"""The JP attended by everybody of a class as a file: who, from where, how much of the rundown."""

from collections.abc import Callable, Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from binakon.core import clock
from binakon.core.exports import Export
from binakon.core.lists import Column, Listing, ask
from binakon.enrolment.models import Registration, Training
from binakon.people.rules import Viewer
from binakon.trainings.models import Presence
from binakon.trainings.queries.attendance import participants_of, sessions_of
from binakon.trainings.queries.jp import jp_attended, jp_total


def attendance_export(viewer: Viewer, training: Training, *, with_names: bool) -> Export:
    """The list on its way into a file: a column for each session, and the sum; who it is only `with_names`."""
    attended, total, marks = jp_attended(training), jp_total(training), _marks_of(training)
    listing = Listing(
        columns=(
            Column("nama", gettext_lazy("Nama"), str, width=40, personal=True),
            Column(
                "instansi",
                gettext_lazy("Instansi"),
                lambda row: row.employer,
                width=40,
                personal=True,
            ),
            Column(
                "wilayah",
                gettext_lazy("Kabupaten/kota"),
                lambda row: row.office.name if row.office else "",
                width=28,
            ),
            *(
                Column(
                    f"sesi-{session.pk}",
                    f"{session.on:%d-%m} {session.starts_at:%H.%M} {session.topic}",
                    _evidence_in(session.pk, marks),
                    width=14,
                )
                for session in sessions_of(training)
            ),
            Column(
                "jp",
                gettext_lazy("JP dihadiri"),
                lambda row: attended.get(row.pk, 0),
                is_number=True,
                width=12,
            ),
            Column("dari", gettext_lazy("JP kelas"), lambda _row: total, is_number=True, width=12),
        ),
        order=("name",),
    )
    return Export(
        listing=listing,
        queryset=participants_of(training),
        asked=ask(listing, {}),
        title=_("Kehadiran %(training)s") % {"training": training},
        stem="kehadiran",
        by=viewer.actor.label,
        at=clock.now(),
        with_personal=with_names,
    )


def _marks_of(training: Training) -> dict[tuple[int, int], str]:
    """The evidence of every presence that counts, by session and person."""
    rows = Presence.objects.counted().filter(session__training=training)
    told = rows.values_list("session_id", "registration_id", "evidence")
    return {(session, person): evidence for session, person, evidence in told}


def _evidence_in(
    session: int, marks: Mapping[tuple[int, int], str]
) -> Callable[[Registration], str]:
    """The evidence of each person's presence in one session, "" where there is none."""
    return lambda person: marks.get((session, person.pk), "")
