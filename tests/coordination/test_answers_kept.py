"""Answers that come again: nobody stands twice on the list, no need twice in a form, and only sent forms are counted."""

from datetime import timedelta

import pytest
from django.test import Client

from binakon.coordination.actions import questionnaires, replies
from binakon.coordination.actions.arrivals import mark_arrival
from binakon.coordination.actions.holding import begin_meeting, close_meeting
from binakon.coordination.actions.questionnaires import Stated
from binakon.coordination.models import Guest, Invitation, StatedNeed
from binakon.coordination.queries.beside import ANSWERS, answers_of, answers_page
from binakon.coordination.queries.invitations import link_of
from binakon.coordination.rules.arrivals import typed_code
from binakon.coordination.rules.replies import Comer, Need
from binakon.coordination.states import ArrivalEvidence
from binakon.core import clock
from binakon.core.problems import Blocked
from binakon.people.models import Role
from binakon.planning.models import Occupation
from tests.cast import user
from tests.coordination.meetings import invited
from tests.coordination.rooms import BANJAR, TABALONG, a_guest, a_meeting, asked, came
from tests.factories import BY, sentences

pytestmark = [pytest.mark.database, pytest.mark.usefixtures("year", "db")]

SITI, BUDI = Comer("Siti (contoh)", "Staf"), Comer("Budi (contoh)", "Staf")


def answered_and_come() -> Invitation:
    """An office that named two, of whom one is there before the meeting begins."""
    start = clock.now() + timedelta(hours=2)
    row = asked(a_meeting(starts_at=start, ends_at=start + timedelta(hours=2)))
    replies.answer_invitation(row, comes=True, guests=[SITI, BUDI], by=BY)
    mark_arrival(Guest.objects.get(name=SITI.name), ArrivalEvidence.STAFF_SCAN, by=BY)
    return Invitation.objects.select_related("meeting__office", "office").get(pk=row.pk)


def listed(row: Invitation) -> list[tuple[str, str, bool]]:
    rows = row.guests.order_by("id")
    return [(guest.name, guest.position, guest.came_at is not None) for guest in rows]


def test_who_is_named_again_after_coming_is_the_same_guest() -> None:
    row = answered_and_come()
    replies.answer_invitation(row, comes=True, guests=[Comer("SITI (contoh)", "Kepala")], by=BY)
    assert listed(row) == [("SITI (contoh)", "Kepala", True)]


def test_who_came_stays_when_others_are_named() -> None:
    row = answered_and_come()
    replies.answer_invitation(row, comes=True, guests=[BUDI], by=BY)
    assert listed(row) == [("Siti (contoh)", "Staf", True), ("Budi (contoh)", "Staf", False)]


def test_an_office_of_which_somebody_came_does_not_decline() -> None:
    row = answered_and_come()
    with pytest.raises(Blocked) as refused:
        replies.answer_invitation(row, comes=False, note="Banjir", by=BY)
    assert sentences(refused.value.problems) == [
        "Sudah ada yang tercatat hadir dari kantor Anda, jadi jawabannya tetap hadir. Bila keliru, hubungi narahubungnya."
    ]
    row.refresh_from_db()
    assert (row.reply, len(listed(row))) == ("comes", 2)


def keep(row: Invitation, *needs: Need, **told: bool) -> None:
    questionnaires.save_questionnaire(row, Stated(needs=needs), revision=0, **told, by=BY)


def an_occupation(name: str, level: int | None) -> Occupation:
    return Occupation.objects.create(code=f"UJI{level}", name=name, level=level, source="contoh")


TWICE = [
    (Need("Ahli  Uji", None, 2), Need("Ahli Uji", None, 3)),
    (Need("Ahli  Uji", 7, 2), Need(" ahli uji", 7, 3)),
    # The only level of that occupation, once said and once not.
    (Need("Ahli Jalan Uji", None, 2), Need("ahli jalan uji", 7, 3)),
]


@pytest.mark.parametrize("needs", TWICE)
def test_a_need_that_stands_there_twice_is_told_and_never_breaks(needs: tuple[Need, Need]) -> None:
    an_occupation("Ahli Jalan Uji", 7)
    row = invited()[0]
    with pytest.raises(Blocked) as refused:
        keep(row, *needs)
    assert [(problem.code, problem.line) for problem in refused.value.problems] == [("needs", 2)]


def test_a_need_is_of_the_occupation_of_its_own_level() -> None:
    low, high = an_occupation("Ahli Uji", 7), an_occupation("Ahli Uji", 9)
    an_occupation("Ahli Satu Uji", 8)
    keep(
        invited()[0],
        Need("ahli uji", 9, 1),
        Need("Ahli Uji", 7, 1),
        Need("Ahli Uji", None, 1),
        Need("Ahli Uji", 8, 1),
        Need("ahli satu uji", None, 1),
    )
    kept = StatedNeed.objects.order_by("id").values_list("name", "level", "occupation__level")
    assert list(kept) == [
        ("Ahli Uji", high.level, high.level),
        ("Ahli Uji", low.level, low.level),
        ("Ahli Uji", None, None),
        ("Ahli Uji", 8, None),
        ("Ahli Satu Uji", 8, 8),
    ]


def test_a_form_that_was_only_saved_is_in_no_sum_and_in_no_file_and_says_so() -> None:
    one, two = invited()[:2]
    keep(one, Need("Ahli Uji", 7, 5), is_sent=True)
    keep(two, Need("Ahli Uji", 7, 4))
    page = answers_page(one.meeting)
    assert (page.sums[0].value, page.sums[0].told, page.filled) == (5, 1, 1)
    assert [(each.value, each.told) for each in page.occupations] == [(5, 1)]
    assert [line.is_begun for line in page.lines[:3]] == [False, True, False]
    rows = [
        [str(column.value(row)) for column in ANSWERS.columns] for row in answers_of(one.meeting)
    ]
    assert [(row[3], row[-1]) for row in rows[:2]] == [("5", ""), ("None", "ya")]
    staff = Client()
    staff.force_login(user(Role.STAFF))
    shown = staff.get(f"/meja/rapat/{one.meeting.code}/jawaban/").text
    assert shown.count("Isian tersimpan, belum dikirim; belum dihitung.") == 1


def test_two_needs_of_one_name_are_told_behind_the_link() -> None:
    row = invited()[0]
    lines = {"need_0": "Ahli  Uji", "level_0": "7", "people_0": "2"}
    again = {"need_1": "Ahli Uji", "level_1": "7", "people_1": "3"}
    sent = {**lines, **again, "revision": "0", "send": ""}
    assert Client().post(f"/undangan/{link_of(row)}/isian/", sent).status_code == 422


def test_after_the_meeting_the_link_and_the_workspace_say_who_came_not_who_was_announced() -> None:
    meeting = a_meeting()
    came_row, away = (
        asked(meeting, code, reply="comes", replied_at=clock.now()) for code in (BANJAR, TABALONG)
    )
    came(a_guest(came_row, "Siti (contoh)"))
    for row in (came_row, away):
        a_guest(row, "Norhayati (contoh)")
    begin_meeting(meeting, by=BY)
    close_meeting(meeting, by=BY)
    told = []
    for row in (came_row, away):
        page = Client().get(f"/undangan/{link_of(row)}/").text
        told.append(
            [
                words in page
                for words in ("tercatat hadir", "tidak tercatat", "Siti", "Norhayati", "/tamu/")
            ]
        )
    assert told == [[True, False, True, False, False], [True, True, False, False, False]]
    desk = Client()
    desk.force_login(user(Role.STAFF))
    assert desk.get(f"/meja/rapat/{meeting.code}/hadir/").text.count(">tidak hadir<") == 1
    assert "· tidak tercatat datang" in desk.get(f"/meja/kabupaten/{TABALONG}/").text
    assert (
        "Siti (contoh), Kepala Bidang Bina Konstruksi <b>(datang)</b>"
        in desk.get(f"/meja/rapat/{meeting.code}/").text
    )


def test_what_is_wrong_in_a_row_names_the_row_where_it_stands_on_the_page() -> None:
    link = f"/undangan/{link_of(invited()[0])}/"
    needs = Client().post(f"{link}isian/", {"people_1": "3", "revision": "0", "send": ""}).text
    guests = {"comes": "yes", "name_2": "Siti (contoh)", "name_0": "", "position_0": ""}
    comers = Client().post(link, guests).text
    assert "Kebutuhan ke-2: tulis jabatan kerjanya." in needs
    assert "Orang ke-3: tulis jabatannya." in comers


def test_the_page_of_a_guest_shows_the_code_that_is_typed_where_no_camera_is() -> None:
    guest = a_guest(
        asked(a_meeting(), BANJAR, reply="comes", replied_at=clock.now()), "Siti (contoh)"
    )
    page = Client().get(f"/undangan/{link_of(guest.invitation)}/tamu/{guest.key}/").text
    assert f"<code>{typed_code(guest.key)}</code>" in page
