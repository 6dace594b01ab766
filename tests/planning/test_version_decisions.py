"""Submitting, returning and ratifying a version at the desk: who may, what is refused, what each page says."""

from collections.abc import Callable
from datetime import date

import pytest
from django.core import mail
from django.test import Client

from binakon.core import outbox
from binakon.core.actor import job_actor
from binakon.core.models import AuditEvent, Message
from binakon.demo.cast import CAST, install_cast
from binakon.people import actions as people
from binakon.people.models import Role, User
from binakon.planning import actions as planning
from binakon.planning.forms import RatifyForm
from binakon.planning.models import Commitment, PlanVersion
from binakon.planning.sheets.plan_file import parse_plan

pytestmark = [pytest.mark.django_db, pytest.mark.database, pytest.mark.both_in_full]

BY = job_actor("tes")
PLAN = """
[programme]
office = "63"
office_name = "Dinas contoh"
year = 2026
name = "Program contoh"
[[version]]
stage = "murni"
status = "ratified"
dated = 2026-01-27
[[version.target]]
indicator = "trained"
people = 200
[[version]]
stage = "perubahan"
status = "{status}"
dated = 2026-09-15
[[version.target]]
indicator = "trained"
people = 150
[[activity]]
code = "kelas"
kind = "bimtek"
title = "Kelas contoh"
occupation = "Arsitek"
window = "2026-02"
indicator = "trained"
funded_by = "murni"
"""


@pytest.fixture
def perubahan() -> Callable[[str], PlanVersion]:
    def load(status: str) -> PlanVersion:
        people.load_reference(by=BY)
        planning.load_reference(by=BY)
        install_cast(as_of=date(2026, 1, 1))
        plan, problems = parse_plan(PLAN.format(status=status).encode())
        assert problems == []
        assert plan is not None
        assert planning.load_plan(plan, by=BY).problems == []
        return PlanVersion.objects.get(stage="perubahan")

    return load


PAPER = {"document": "DPPA 12/2026", "dated": "2026-09-15"}


def as_(role: Role) -> Client:
    client = Client()
    email = next(person.email for person in CAST if person.role == role)
    client.force_login(User.objects.get(email=email))
    return client


def decide(client: Client, version: PlanVersion, verb: str, **data: object) -> tuple[int, str]:
    answer = client.post(
        f"/meja/rencana/versi/{version.pk}/{verb}/",
        {"revision": version.revision, "reason": "", **PAPER, **data},
    )
    version.refresh_from_db()
    return answer.status_code, answer.content.decode()


def test_the_section_head_submits_a_draft_and_the_approvers_are_told(
    perubahan: Callable[[str], PlanVersion],
) -> None:
    version = perubahan("draft")
    assert decide(as_(Role.SECTION_HEAD), version, "ajukan")[0] == 302
    assert version.state == "submitted"
    assert sorted(Message.objects.values_list("to", flat=True)) == [
        "kabid@contoh.example",
        "kadis@contoh.example",
    ]
    assert outbox.send_messages() == 2
    assert sorted(message.to[0] for message in mail.outbox) == [
        "kabid@contoh.example",
        "kadis@contoh.example",
    ]


def test_the_head_of_division_ratifies_and_the_earlier_version_is_superseded(
    perubahan: Callable[[str], PlanVersion],
) -> None:
    version = perubahan("submitted")
    paper = {"document": "DPPA 13/2026", "dated": "2026-09-20"}
    assert decide(as_(Role.HEAD_OF_DIVISION), version, "sahkan", **paper)[0] == 302
    states = dict(PlanVersion.objects.values_list("stage", "state"))
    assert states == {"murni": "superseded", "perubahan": "ratified"}
    assert (version.document, version.dated) == ("DPPA 13/2026", date(2026, 9, 20))
    event = AuditEvent.objects.get(action="ratify", subject_id=version.pk)
    assert event.after == {"document": "DPPA 13/2026", "dated": "2026-09-20"}


@pytest.mark.parametrize("missing", ["document", "dated"])
def test_a_budget_is_not_ratified_without_number_and_date_of_its_paper(
    perubahan: Callable[[str], PlanVersion], missing: str
) -> None:
    version = perubahan("submitted")
    code, body = decide(as_(Role.HEAD_OF_DIVISION), version, "sahkan", **{missing: ""})
    assert (code, version.state) == (422, "submitted")
    assert f'id="id_{missing}"' in body
    assert "Belum tersimpan. Perbaiki dulu:" in body


def test_a_return_needs_a_reason_and_says_so(perubahan: Callable[[str], PlanVersion]) -> None:
    version = perubahan("submitted")
    code, body = decide(as_(Role.HEAD_OF_DIVISION), version, "kembalikan")
    assert (code, version.state) == (422, "submitted")
    assert "Tulis alasan pengembalian" in body
    code, _body = decide(
        as_(Role.HEAD_OF_DIVISION), version, "kembalikan", reason="Pagu belum diisi"
    )
    assert (code, version.state) == (302, "draft")


def test_only_an_approver_ratifies(perubahan: Callable[[str], PlanVersion]) -> None:
    version = perubahan("submitted")
    code, body = decide(as_(Role.SECTION_HEAD), version, "sahkan")
    assert (code, version.state) == (403, "submitted")
    assert "Hanya kepala bidang atau kepala dinas" in body


def test_the_officer_of_another_office_does_not_find_the_version(
    perubahan: Callable[[str], PlanVersion],
) -> None:
    version = perubahan("draft")
    assert decide(as_(Role.REGENCY_OFFICER), version, "ajukan")[0] == 404
    assert version.state == "draft"


def test_a_version_edited_meanwhile_is_not_decided_on(
    perubahan: Callable[[str], PlanVersion],
) -> None:
    version = perubahan("submitted")
    read = version.revision
    PlanVersion.objects.filter(pk=version.pk).update(revision=read + 1)
    code, body = decide(as_(Role.HEAD_OF_DIVISION), version, "sahkan", revision=read)
    assert (code, version.state) == (409, "submitted")
    assert "baru saja diubah orang lain" in body


def test_a_step_taken_twice_is_a_conflict_and_changes_nothing(
    perubahan: Callable[[str], PlanVersion],
) -> None:
    version = perubahan("draft")
    client = as_(Role.SECTION_HEAD)
    assert decide(client, version, "ajukan")[0] == 302
    code, body = decide(client, version, "ajukan")
    assert (code, version.state) == (409, "submitted")
    assert "Orang lain lebih dulu mengubahnya" in body


def test_ratifying_below_the_people_determined_is_refused_with_the_list(
    perubahan: Callable[[str], PlanVersion],
) -> None:
    version = perubahan("submitted")
    activity = version.programme.activities.get()
    planning.commit(activity, unit=Commitment.Unit.PEOPLE, amount=180, label="SK 5/2026", by=BY)
    code, body = decide(as_(Role.HEAD_OF_DIVISION), version, "sahkan")
    assert (code, version.state) == (422, "submitted")
    assert "150" in body
    assert "SK 5/2026 (180)" in body
    assert PlanVersion.objects.get(stage="murni").state == "ratified"


def test_a_decision_is_never_a_get(perubahan: Callable[[str], PlanVersion]) -> None:
    version = perubahan("draft")
    assert (
        as_(Role.SECTION_HEAD).get(f"/meja/rencana/versi/{version.pk}/ajukan/").status_code == 405
    )


@pytest.mark.parametrize(
    ("role", "status", "words"),
    [
        (Role.SECTION_HEAD, "draft", "Ajukan versi perubahan"),
        (Role.HEAD_OF_DIVISION, "submitted", "Sahkan versi perubahan"),
        (Role.HEAD_OF_DIVISION, "submitted", "Kembalikan versi perubahan"),
    ],
)
def test_the_page_of_a_version_offers_only_the_steps_of_the_viewer(
    perubahan: Callable[[str], PlanVersion], role: Role, status: str, words: str
) -> None:
    version = perubahan(status)
    page = f"/meja/rencana/versi/{version.pk}/"
    assert words in as_(role).get(page).content.decode()
    assert words not in as_(Role.TREASURER).get(page).content.decode()


def test_a_usulan_is_asked_for_no_budget_paper() -> None:
    budget, usulan = RatifyForm(), RatifyForm(is_budget=False)
    assert [form["document"].label for form in (budget, usulan)] == [
        "Nomor dokumen",
        "Nomor nota dinas atau surat usulan",
    ]
    assert "berlaku sejak" not in usulan["dated"].help_text
