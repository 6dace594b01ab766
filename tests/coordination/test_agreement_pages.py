"""The pages of agreements: who may read, write and say what, and a table of quotas that is agreed whole."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from binakon.coordination.actions.agreements import change, drop, fulfil
from binakon.coordination.actions.questionnaires import Stated, save_questionnaire
from binakon.coordination.models import Agreement
from binakon.coordination.rules.agreements import Terms
from binakon.core.problems import Blocked
from binakon.people.models import Role
from binakon.planning.actions import set_quota
from binakon.planning.models import Activity, RegionalQuota
from tests.cast import user
from tests.coordination.agreed import BANJAR, TABALONG, a_rakor, accepted, proposed
from tests.coordination.meetings import invited
from tests.enrolment.people import a_training
from tests.factories import BY, an_activity, an_office

pytestmark = [pytest.mark.database, pytest.mark.usefixtures("year", "db")]
LIST = "/meja/kesepakatan/"


def as_role(role: Role) -> Client:
    client = Client()
    client.force_login(user(role))
    return client


@pytest.fixture
def head() -> Client:
    return as_role(Role.SECTION_HEAD)


@pytest.fixture
def officer() -> Client:
    """The officer of Tabalong."""
    return as_role(Role.REGENCY_OFFICER)


def text_of(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status
    return answer.content.decode()


def as_read(client: Client, page: str) -> dict[str, str]:
    """What the form for changes carries along of what its reader saw."""
    shown = client.get(f"{page}ubah/").context
    return {"base": shown["seal"], "revision": shown["form"].initial["revision"]}


def test_a_list_without_rows_skips_no_level_of_headings(officer: Client) -> None:
    for asked in ("", "?q=tidak-ada"):
        levels = re.findall(r"<h([1-6])", text_of(officer, LIST + asked).partition("<main")[2])
        assert levels == ["1", "2"]


def test_a_kabupaten_sees_only_what_it_owes(head: Client, officer: Client) -> None:
    own = accepted(text="Tabalong kirim data")
    other = accepted(owner=BANJAR, text="Banjar kirim data")
    assert "Banjar kirim data" in text_of(head, LIST)
    shown = text_of(officer, LIST)
    assert ("Tabalong kirim data" in shown, "Banjar kirim data" in shown) == (True, False)
    assert "Catat kesepakatan" not in shown
    assert text_of(officer, f"{LIST}{own.pk}/")
    text_of(officer, f"{LIST}{other.pk}/", 404)
    assert officer.post(f"{LIST}{other.pk}/penuhi/", {"evidence": "x"}).status_code == 404
    text_of(officer, f"{LIST}peta/", 403)
    text_of(officer, f"{LIST}baru/", 403)
    text_of(as_role(Role.PARTNER), LIST, 403)
    assert officer.post(f"{LIST}{own.pk}/batalkan/", {"reason": "x"}).status_code == 403
    for client, found in ((head, True), (officer, False)):
        file = b"".join(client.get(f"{LIST}unduh/?bentuk=csv").streaming_content)
        assert (b"Banjar kirim data" in file) is found


def test_an_office_says_that_it_sent_its_data_but_not_that_it_named_people(officer: Client) -> None:
    data = accepted()
    answer = officer.post(f"{LIST}{data.pk}/penuhi/", {"evidence": ""})
    assert answer.status_code == 422
    assert officer.post(f"{LIST}{data.pk}/penuhi/", {"evidence": "surat 7"}).status_code == 302
    data.refresh_from_db()
    assert (data.state, data.evidence) == ("fulfilled", "surat 7")
    named = accepted("nomination", activity=an_activity("usul"), places=2)
    assert officer.post(f"{LIST}{named.pk}/penuhi/", {"evidence": "surat"}).status_code == 403


def test_an_agreement_is_written_from_a_meeting_accepted_changed_and_dropped(head: Client) -> None:
    meeting = a_rakor()
    assert f'value="{meeting.pk}" selected' in text_of(head, f"{LIST}baru/?rapat={meeting.code}")
    said = {"kind": "data", "text": "", "owner": an_office(TABALONG).pk, "meeting": meeting.pk}
    assert head.post(f"{LIST}baru/", said).status_code == 422
    said |= {"text": "Kirim data proyek", "due_on": timezone.localdate().isoformat()}
    head.post(f"{LIST}baru/", said)
    agreement = Agreement.objects.get()
    assert (agreement.state, agreement.meeting) == ("proposed", meeting)
    page = f"{LIST}{agreement.pk}/"
    head.post(f"{page}sepakati/")
    assert head.post(f"{page}sepakati/").status_code == 409
    said |= as_read(head, page)
    assert head.post(f"{page}ubah/", {**said, "text": "Kirim semua data"}).status_code == 422
    head.post(f"{page}ubah/", {**said, "text": "Kirim semua data", "reason": "kurang jelas"})
    assert "Kirim semua data" in text_of(head, page)
    head.post(f"{page}batalkan/", {"reason": "sudah ada"})
    agreement.refresh_from_db()
    assert agreement.state == "dropped"


def test_the_table_of_quotas_keeps_what_was_typed_when_it_is_refused(head: Client) -> None:
    activity = an_activity("jalan", seats=8)
    set_quota(activity, office=an_office(TABALONG), places=3, reason="awal", by=BY)
    address = f"{LIST}kuota/{activity.slug}/"
    assert "3 dari 8 kursi sudah dibagi." in text_of(head, address)
    typed = {"text": "Kuota rakor", f"kuota_{TABALONG}": "5", f"kuota_{BANJAR}": "4"}
    refused = head.post(address, typed)
    assert refused.status_code == 422
    assert "menjadi 9, padahal kegiatan ini punya 8 kursi" in refused.content.decode()
    assert 'value="4"' in refused.content.decode()
    assert head.post(address, {**typed, f"kuota_{BANJAR}": "3"}).status_code == 302
    found = RegionalQuota.objects.filter(activity=activity).values_list("office__code", "places")
    assert dict(found) == {TABALONG: 5, BANJAR: 3}
    text_of(head, f"{LIST}kuota/tidak-ada/", 404)


def test_what_is_late_and_what_is_done_wear_tones_that_the_style_knows(head: Client) -> None:
    late = accepted(due_on=timezone.localdate() - timedelta(days=2))
    fulfil(accepted(owner=BANJAR), evidence="surat 7", by=BY)
    shown = text_of(head, LIST)
    assert [shown.count(f'data-tone="{tone}"') for tone in ("bad", "good")] == [1, 1]
    assert 'data-tone="bad"' in text_of(head, f"{LIST}{late.pk}/")


def test_two_who_change_one_agreement_choose_what_both_changed_and_keep_the_rest(
    head: Client,
) -> None:
    agreement = accepted(text="Kirim data")
    page = f"{LIST}{agreement.pk}/"
    day = timezone.localdate() + timedelta(days=30)
    said = {
        "kind": "data",
        "owner": an_office(TABALONG).pk,
        "reason": "kurang jelas",
        "due_on": agreement.due_on.isoformat(),
        **as_read(head, page),
    }
    other = {**said, "text": "Kirim semua data", "due_on": day.isoformat()}
    assert head.post(f"{page}ubah/", other).status_code == 302
    mine = {**said, "text": "Kirim data tukang"}
    refused = head.post(f"{page}ubah/", mine)
    assert refused.status_code == 409
    assert [(each.name, each.theirs) for each in refused.context["clashes"]] == [
        ("text", "Kirim semua data")
    ]
    mine |= {"base": refused.context["seal"], "take:text": "mine"}
    mine |= {"revision": refused.context["form"].data["revision"], "due_on": day.isoformat()}
    assert head.post(f"{page}ubah/", mine).status_code == 302
    agreement.refresh_from_db()
    assert (agreement.text, agreement.due_on) == ("Kirim data tukang", day)


def test_an_agreement_that_was_read_before_another_change_is_not_overwritten() -> None:
    agreement = accepted(text="Kirim data")
    read = Agreement.objects.get(pk=agreement.pk)
    terms = {"kind": "data", "owner_id": agreement.owner_id, "due_on": agreement.due_on}
    change(agreement, Terms(text="Kirim semua data", **terms), reason="lengkap", by=BY)
    with pytest.raises(Blocked) as refused:
        change(read, Terms(text="Kirim data tukang", **terms), reason="sempit", by=BY)
    assert [problem.code for problem in refused.value.problems] == ["state"]
    assert Agreement.objects.get().text == "Kirim semua data"


def test_the_table_of_quotas_undoes_nothing_that_changed_since_it_was_opened(head: Client) -> None:
    activity = an_activity("jalan", seats=20)
    for code in (TABALONG, BANJAR):
        set_quota(activity, office=an_office(code), places=3, reason="awal", by=BY)
    address = f"{LIST}kuota/{activity.slug}/"
    assert f'name="semula-kuota_{TABALONG}" value="3"' in text_of(head, address)
    shown = {f"semula-kuota_{code}": "3" for code in (TABALONG, BANJAR)}
    typed = {"text": "Kuota rakor", f"kuota_{TABALONG}": "3", f"kuota_{BANJAR}": "4", **shown}
    set_quota(activity, office=an_office(TABALONG), places=7, reason="rakor", by=BY)
    assert head.post(address, typed).status_code == 302
    assert RegionalQuota.objects.get(office__code=TABALONG).places == 7
    refused = head.post(address, {**typed, f"kuota_{TABALONG}": "5"})
    assert refused.status_code == 422
    assert "baru saja diubah menjadi 7" in refused.content.decode()
    assert f'name="semula-kuota_{TABALONG}" value="7"' in refused.content.decode()
    same = {"text": "Kuota rakor", f"kuota_{BANJAR}": "4", f"semula-kuota_{BANJAR}": "4"}
    assert "Tidak ada yang berubah" in head.post(address, same, follow=True).text


def test_a_form_that_came_since_is_offered_as_evidence_of_owed_data(
    head: Client, officer: Client
) -> None:
    owed, other = accepted(meeting=a_rakor()), accepted(owner=BANJAR)
    row = next(row for row in invited() if row.office.code == TABALONG)
    offered = "mengirim isian “Rapat Koordinasi”"
    save_questionnaire(row, Stated(certified=4), revision=0, by=BY)
    assert offered not in text_of(officer, f"{LIST}{owed.pk}/")
    save_questionnaire(row, Stated(certified=4), revision=1, is_sent=True, by=BY)
    shown = text_of(officer, f"{LIST}{owed.pk}/")
    assert (offered in shown, 'value="Isian “Rapat Koordinasi”, dikirim' in shown) == (True, True)
    assert offered not in text_of(head, f"{LIST}{other.pk}/")
    owed.refresh_from_db()
    assert owed.state == "accepted"


def test_an_agreement_leads_the_desk_back_to_its_minutes_and_its_office_nowhere(
    head: Client, officer: Client
) -> None:
    meeting = a_rakor()
    page = f"{LIST}{accepted(meeting=meeting).pk}/"
    minutes = f'href="/meja/rapat/{meeting.code}/notulen/"'
    assert minutes in text_of(head, page)
    assert minutes not in text_of(officer, page)


def test_an_old_meeting_stays_the_meeting_of_its_agreement(head: Client) -> None:
    meeting = a_rakor(starts_at=timezone.now() - timedelta(days=900), ends_at=timezone.now())
    agreement = accepted(meeting=meeting)
    for _number in range(31):
        a_rakor()
    assert f'value="{meeting.pk}" selected' in text_of(head, f"{LIST}{agreement.pk}/ubah/")


def test_a_proposal_is_no_promise_and_the_number_on_the_map_opens_what_it_counts(
    head: Client,
) -> None:
    accepted(text="Sudah disepakati")
    proposed(text="Baru diusulkan")
    drop(accepted(text="Batal"), reason="x", by=BY)
    [row] = [each for each in head.get(f"{LIST}peta/").context["rows"] if each.total]
    assert (row.kept, row.running, row.late, row.total) == (0, 1, 0, 1)
    shown = text_of(head, row.href)
    assert [text in shown for text in ("Sudah disepakati", "Baru diusulkan", "Batal<")] == [
        True,
        False,
        False,
    ]


def test_the_map_says_how_every_office_stands_in_words(head: Client) -> None:
    accepted(due_on=timezone.localdate() - timedelta(days=2))
    accepted(owner=BANJAR)
    shown = text_of(head, f"{LIST}peta/")
    assert "1 kesepakatan terlambat, di 1 kabupaten/kota." in shown
    assert [shown.count(word) > 1 for word in ("1 terlambat", "1 berjalan", "belum ada")] == [
        True, True, True,
    ]  # fmt: skip


def test_lists_ask_the_same_questions_for_many_rows(
    head: Client, django_assert_max_num_queries: object
) -> None:
    for number in range(12):
        accepted(text=f"Kesepakatan {number}")
    with django_assert_max_num_queries(14):  # type: ignore[operator]
        text_of(head, LIST)


def test_a_class_whose_plan_says_no_seats_shares_out_those_of_the_class() -> None:
    training = a_training(seats=30, quotas={TABALONG: 5})
    activity = training.activity
    head = as_role(Role.SECTION_HEAD)
    assert activity.seats is None
    assert f'{activity.title}</a> <small class="note">2026 · 30 kursi' in text_of(
        head, f"{LIST}kuota/"
    )
    address = f"{LIST}kuota/{activity.slug}/"
    assert "5 dari 30 kursi sudah dibagi." in text_of(head, address)
    typed = {"text": "Kuota rakor", f"kuota_{BANJAR}": "26"}
    refused = head.post(address, typed)
    assert refused.status_code == 422
    assert "padahal kegiatan ini punya 30 kursi. Kurangi 1." in refused.content.decode()
    Activity.objects.filter(pk=activity.pk).update(state="cancelled")
    assert activity.title not in text_of(head, f"{LIST}kuota/")


def test_the_list_begins_with_what_is_owed_longest_and_ends_with_what_is_done(head: Client) -> None:
    day = timezone.localdate()
    done = accepted(owner=BANJAR, due_on=day - timedelta(days=9))
    fulfil(done, evidence="surat 7", by=BY)
    whenever = accepted("other", owner="", due_on=None)
    soon, late = (accepted(due_on=day + timedelta(days=days)) for days in (3, -2))
    shown = text_of(head, LIST)
    places = [shown.index(f'href="{LIST}{each.pk}/"') for each in (late, soon, whenever, done)]
    assert places == sorted(places)
    assert shown.count("tanpa tenggat") == 1
