"""The board, the list, the page of a case with its steps, and what each role may do there."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from PIL import Image

from binakon.certification.actions.chain import Deed, bill
from binakon.certification.models import Batch, Case
from binakon.core.models import BulkDeed, Deadline
from binakon.people.models import Organisation, Role, RoleGrant
from binakon.planning.models import Activity
from tests import cast
from tests.certification.cases import ACTIVITY, a_worker
from tests.certification.walk import TODAY, a_case_in, numbers
from tests.enrolment.decree_cases import an_official
from tests.enrolment.test_paper_pages import as_, code_of
from tests.factories import BY

pytestmark = [pytest.mark.django_db, pytest.mark.database, pytest.mark.usefixtures("year", "rules")]

WRITERS = (Role.SECTION_HEAD, Role.STAFF, Role.HEAD_OF_DIVISION, Role.ADMINISTRATOR)
READERS = (Role.HEAD_OF_OFFICE, Role.VERIFIER)
BOARD = "/meja/sertifikasi/"
LIST = "/meja/sertifikasi/daftar/"


def page_of(case: Case) -> str:
    return f"/meja/sertifikasi/kasus/{case.code}/"


def body(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, path
    return answer.content.decode()


def a_batch(case: Case, *, sent: bool = True) -> Batch:
    """A batch of the partner's own body with this case in it."""
    grant = RoleGrant.objects.get(user=cast.user(Role.PARTNER), role=Role.PARTNER)
    body = (
        grant.organisation
        or Organisation.objects.get_or_create(
            name="LSP Contoh", short_name="LSP Contoh", kind="lsp", source="tes"
        )[0]
    )
    RoleGrant.objects.filter(pk=grant.pk).update(organisation=body)
    batch = Batch.objects.create(
        activity=case.activity,
        organisation=body,
        number=Batch.objects.count() + 1,
        sent_at=timezone.now() if sent else None,
    )
    Case.objects.filter(pk=case.pk).update(batch=batch)
    return batch


def test_the_board_counts_every_state_and_says_what_is_late_and_who_is_waited_for() -> None:
    late = a_case_in("reviewing", worker=a_worker(71, "Siti Nurhaliza Rahmawati"))
    bill(late, Deed(TODAY), payer="participant", due_on=TODAY, by=BY)
    Deadline.objects.filter(subject_id=late.pk).update(due_at=timezone.now())
    a_case_in("proposed")
    a_case_in("proposed")
    text = body(as_(Role.SECTION_HEAD), BOARD)
    assert "3 kasus berjalan, 0 SKK sudah tercatat. 1 lewat tenggat." in text
    assert 'id="b-proposed">Diusulkan <b class="num">2</b>' in text
    assert "Menunggu pembayar · 1 lewat tenggat" in text
    assert "Siti Nurhaliza Rahmawati (contoh)" in text


def test_the_board_is_filtered_like_the_list() -> None:
    a_case_in("proposed", worker=a_worker(72, "Ahmad Zainuddin"))
    a_case_in("paid", worker=a_worker(73, "Budi Hartono"))
    staff = as_(Role.STAFF)
    for path in (BOARD, f"{BOARD}kegiatan/63-2026-{ACTIVITY}/", LIST):
        assert "Budi Hartono" not in body(staff, f"{path}?terlambat=ya")
        text = body(staff, f"{path}?menunggu=lsp")
        assert ("Budi Hartono" in text, "Ahmad Zainuddin" in text) == (True, False)


def test_the_board_asks_as_many_questions_for_many_cases_as_for_few() -> None:
    client = as_(Role.SECTION_HEAD)
    counts = []
    for many in (3, 40):
        for each in range(many):
            a_case_in("proposed", worker=a_worker(1000 + many * 100 + each))
        client.get(BOARD)
        with CaptureQueriesContext(
            connection,
        ) as asked:
            client.get(BOARD)
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_who_sees_cases_and_who_writes_them() -> None:
    case = a_case_in("determined")
    for role in (*WRITERS, *READERS):
        assert code_of(as_(role), page_of(case)) == 200, role
        assert code_of(as_(role), BOARD) == 200, role
        assert ("Catat permohonan" in body(as_(role), page_of(case))) == (role in WRITERS)
    for role, code in (
        (Role.TREASURER, 403),
        (Role.PARTNER, 404),
        (Role.REGENCY_OFFICER, 404),
        (Role.INSTRUCTOR, 403),
    ):
        assert code_of(as_(role), page_of(case)) == code, role
    for role in (*READERS, Role.TREASURER):
        answer = as_(role).post(f"{page_of(case)}langkah/apply/", {"on": TODAY, "number": "1"})
        assert answer.status_code == 403, role
    case.refresh_from_db()
    assert case.state == "determined"


def test_a_partner_sees_its_own_cases_once_their_batch_was_sent_and_no_others() -> None:
    own, prepared, other = a_case_in("applied"), a_case_in("determined"), a_case_in("applied")
    a_batch(own)
    a_batch(prepared, sent=False)
    partner = as_(Role.PARTNER)
    assert [code_of(partner, page_of(case)) for case in (own, prepared, other)] == [200, 404, 404]
    text = body(partner, BOARD)
    assert [case.code in text for case in (own, prepared, other)] == [True, False, False]
    assert "Biaya" not in body(partner, page_of(own))
    assert code_of(partner, f"{page_of(own)}biaya/") == 403


def test_a_step_is_taken_with_its_evidence_on_the_page_of_the_case() -> None:
    case = a_case_in("unpaid")
    picture = BytesIO()
    Image.new("RGB", (40, 40), "white").save(picture, "JPEG")
    staff = as_(Role.STAFF)
    answer = staff.post(
        f"{page_of(case)}langkah/pay/",
        {
            "on": TODAY.isoformat(),
            "reference": "NTPN 12",
            "evidence": SimpleUploadedFile("bukti.jpg", picture.getvalue(), "image/jpeg"),
        },
    )
    assert (answer.status_code, answer.headers["Location"]) == (302, page_of(case))
    case.refresh_from_db()
    assert (case.state, case.paid_on) == ("paid", TODAY)
    step = case.steps.get(move="pay")
    text = body(staff, page_of(case))
    assert f"{page_of(case)}bukti/{step.pk}/" in text
    assert code_of(staff, f"{page_of(case)}bukti/{step.pk}/") == 200
    assert code_of(staff, f"{page_of(a_case_in('paid'))}bukti/{step.pk}/") == 404


def test_a_refused_step_keeps_what_was_typed_and_says_everything_at_once() -> None:
    case = a_case_in("competent")
    told = {**numbers(7), "on": TODAY.isoformat(), "lpjk_number": "", "blank_number": ""}
    answer = as_(Role.STAFF).post(f"{page_of(case)}langkah/record/", told)
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "No. Blanko belum diisi." in text
    assert "No. Registrasi LPJK belum diisi." in text
    assert numbers(7)["bnsp_number"] in text


def test_a_step_that_does_not_start_here_is_a_conflict() -> None:
    case = a_case_in("proposed")
    staff = as_(Role.STAFF)
    told = {"on": TODAY.isoformat(), "reference": "1"}
    assert staff.post(f"{page_of(case)}langkah/pay/", told).status_code == 409
    assert staff.post(f"{page_of(case)}langkah/lapse/", told).status_code == 404


@pytest.mark.parametrize(
    "state",
    [
        "proposed", "eligible", "determined", "applied", "reviewing", "correction", "unpaid", "lapsed", "paid",
        "scheduled", "absent", "tested", "not_competent", "competent", "recorded", "issued", "expired", "withdrawn",
    ],
)  # fmt: skip
def test_the_page_of_a_case_opens_in_every_state_with_its_legal_steps_only(state: str) -> None:
    case = a_case_in(state)
    text = body(as_(Role.STAFF), page_of(case))
    legal = set(case.workflow.moves_from(state))
    shown = {
        move for move in case.workflow.moves if f'action="{page_of(case)}langkah/{move}/"' in text
    }
    elsewhere = {"find_eligible", "doubt", "determine", "lapse", "uphold_appeal", "expire"}
    assert shown == legal - elsewhere


def test_one_step_is_taken_for_many_or_for_none() -> None:
    cases = [a_case_in("scheduled"), a_case_in("scheduled"), a_case_in("paid")]
    staff = as_(Role.STAFF)
    chosen = {"perbuatan": "test", "pilih": [str(case.pk) for case in cases]}
    asking = staff.post(f"{LIST}massal/", chosen)
    assert "Tanggal kejadian" in asking.content.decode()
    told = {**chosen, "rinci": "1", "on": TODAY.isoformat(), "reference": "BA 1"}
    preview = staff.post(f"{LIST}massal/", told)
    text = preview.content.decode()
    assert "Catat sudah diuji untuk 2 orang?" in text
    token = text.partition('name="tanda" value="')[2].partition('"')[0]
    done = staff.post(f"{LIST}massal/lakukan/", {"perbuatan": "test", "tanda": token}, follow=True)
    assert "Catat sudah diuji: 2 orang." in done.content.decode()
    assert sorted(Case.objects.values_list("state", flat=True)) == ["paid", "tested", "tested"]
    assert BulkDeed.objects.count() == 1


def test_a_list_goes_out_without_names_and_with_them_for_a_reason() -> None:
    case = a_case_in("recorded", worker=a_worker(80, "Hj. Noor Aina"))
    staff = as_(Role.STAFF)
    plain = b"".join(staff.get(f"{LIST}unduh/?bentuk=csv"))  # type: ignore[arg-type]
    assert (case.blank_number.encode() in plain, b"Noor Aina" in plain) == (True, False)
    named = staff.post(f"{LIST}unduh/", {"bentuk": "csv", "alasan": "rapat LSP"})
    assert b"Noor Aina" in b"".join(named)  # type: ignore[arg-type]


def test_costs_are_stated_on_their_page_and_unknown_is_said() -> None:
    case = a_case_in("determined")
    staff, path = as_(Role.STAFF), f"{page_of(case)}biaya/"
    assert "Tarif uji menurut daftar: Rp1.500.000" in body(staff, path)
    staff.post(path, {"component": "fee", "payer": "balai", "rupiah": "1.500.000"})
    staff.post(path, {"component": "tuk", "payer": "lsp", "rupiah": ""})
    text = body(staff, path)
    assert "Rp1.500.000 diketahui; 1 komponen belum diisi jumlahnya." in text
    assert code_of(staff, f"{BOARD}kegiatan/63-2026-{ACTIVITY}/biaya/") == 200
    treasurer = body(as_(Role.TREASURER), f"{BOARD}kegiatan/63-2026-{ACTIVITY}/biaya/")
    assert (str(case.worker) in treasurer, case.code in treasurer) == (False, True)
    assert (
        '<td class="num" data-label="LSP"> <span class="unset">belum diisi</span></td>' in treasurer
    )
    removed = staff.post(f"{path}{case.costs.get(component='tuk').pk}/hapus/")
    assert (removed.status_code, case.costs.count()) == (302, 1)


def test_a_decree_is_drawn_up_numbered_and_signed_at_the_desk() -> None:
    murni = Activity.objects.get(code=ACTIVITY).programme.versions.get(state="ratified")
    Activity.objects.filter(code=ACTIVITY).update(funded_by=murni)
    cases = [a_case_in("eligible"), a_case_in("eligible")]
    staff, home = as_(Role.STAFF), f"{BOARD}kegiatan/63-2026-{ACTIVITY}/sk/"
    assert "2 orang memenuhi syarat dan belum ditetapkan." in body(staff, home)
    nobody = staff.post(f"{home}susun/", {})
    assert (nobody.status_code, "Pilih orang yang akan ditetapkan." in nobody.content.decode()) == (
        422,
        True,
    )
    drawn = staff.post(f"{home}susun/", {"pilih": [str(case.pk) for case in cases]})
    here = drawn.headers["Location"]
    assert "Beri nomor" in body(staff, here)
    assert code_of(staff, f"{here}sk.pdf") == 200
    refused = staff.post(f"{here}nomor/", {"numbering": "typed"})
    assert refused.status_code == 422
    text = staff.post(
        f"{here}naskah/", {"considering": "bahwa perlu;", "recalling": "UU 2/2017;"}, follow=True
    )
    assert "bahwa perlu;" in text.content.decode()
    official = an_official()
    staff.post(
        f"{here}nomor/",
        {
            "numbering": "typed",
            "number": "188.4/9/BK/2026",
            "dated": TODAY.isoformat(),
            "place": "Banjarbaru",
            "signatory": str(official.pk),
        },
    )
    picture = BytesIO()
    Image.new("RGB", (40, 40), "white").save(picture, "JPEG")
    scan = SimpleUploadedFile("sk.jpg", picture.getvalue(), "image/jpeg")
    signed = staff.post(f"{here}tanda-tangan/", {"scan": scan}, follow=True)
    assert "2 orang ditetapkan dan diberi tahu." in signed.content.decode()
    assert [case.state for case in Case.objects.order_by("pk")] == ["determined", "determined"]
    assert code_of(staff, f"{here}pindaian/") == 200
    assert as_(Role.VERIFIER).post(f"{home}susun/", {}).status_code == 403
