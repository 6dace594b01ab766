"""What the kabupaten and kota of the demo tell before the meeting; every figure is invented, and each form says so."""

from datetime import datetime

from binakon.coordination.actions import questionnaires
from binakon.coordination.actions.questionnaires import Stated
from binakon.coordination.models import Invitation, Meeting
from binakon.coordination.rules.replies import Need
from binakon.coordination.states import Travel
from binakon.core.actor import Actor

NOTE = "Angka contoh, bukan angka kabupaten/kota."
ARCHITECT, ROADS, BRIDGES = "Arsitek", "Ahli Muda Teknik Jalan", "Ahli Muda Teknik Jembatan"
# By kode wilayah: needs, candidates, holders of an SKK that are known, travel, and whether the form was sent. What is
# missing was left empty: who needs people does not always know who holds a paper.
FORMS = (
    ("63.01", {ARCHITECT: 6, ROADS: 4}, 9, 3, Travel.YES, True),
    ("63.02", {ARCHITECT: 4, BRIDGES: 3}, 5, 2, Travel.PARTLY, True),
    ("63.03", {ARCHITECT: 8, ROADS: 6, BRIDGES: 4}, 14, 7, Travel.YES, True),
    ("63.04", {ROADS: 5}, 4, None, Travel.NO, True),
    ("63.05", {ARCHITECT: 3}, None, None, Travel.UNKNOWN, False),
    ("63.07", {ARCHITECT: 5, ROADS: 5}, 8, 1, Travel.PARTLY, True),
    ("63.09", {ARCHITECT: 7, BRIDGES: 4}, 11, 4, Travel.YES, True),
    ("63.10", {ROADS: 6, BRIDGES: 2}, 6, 0, Travel.NO, True),
)


def fill_forms(meeting: Meeting, *, by: Actor, at: datetime) -> None:
    """Let those offices fill in their form, as their link lets them; one of them saves and does not send."""
    for code, needs, candidates, certified, travel, is_sent in FORMS:
        row = Invitation.objects.filter(meeting=meeting, office__code=code).first()
        if row is None:
            continue
        guest = row.guests.order_by("id").first()
        stated = Stated(
            needs=[Need(name, None, people) for name, people in needs.items()],
            candidates=candidates,
            certified=certified,
            travel=travel,
            contact_name=guest.name if guest else "",
            note=NOTE,
        )
        questionnaires.save_questionnaire(row, stated, revision=0, is_sent=is_sent, by=by, at=at)
