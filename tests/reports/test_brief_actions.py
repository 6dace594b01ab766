"""A brief's way from draft to a correction: what is frozen, what is refused, what is remembered."""

from datetime import date, timedelta

import pytest

from binakon.core.models import AuditEvent, Message
from binakon.core.problems import Blocked, StaleState
from binakon.people.models import Role
from binakon.reports import actions
from binakon.reports.models import BriefEdition, BriefFigure, PressBrief
from binakon.reports.queries.brief import brief_of
from binakon.reports.queries.frozen import brief_with_status, fact_of_edition
from binakon.reports.rules.frozen import BriefFact, seen_of
from tests.cast import user
from tests.reports import briefs
from tests.reports.test_brief import TEXT

pytestmark = [pytest.mark.django_db, pytest.mark.database, pytest.mark.usefixtures("kalsel")]

DAY = date(2026, 1, 27)


def live(day: date = DAY) -> BriefFact:
    found = brief_of("63", 2026, day)
    assert found is not None
    return found.fact


def lines() -> list[tuple[str, str, str]]:
    events = AuditEvent.objects.filter(subject_type="reports.pressbrief").order_by("id")
    return [(event.action, event.new_state, event.sentence) for event in events]


def codes(refusal: Blocked) -> list[str]:
    return [problem.code for problem in refusal.problems]


def test_briefs_are_numbered_within_their_year_and_one_draft_is_open_at_a_time() -> None:
    first = briefs.drafted()
    with pytest.raises(Blocked, match="Masih ada draf nomor 1"):
        briefs.drafted()
    actions.approve_brief(first, by=briefs.kabid(), at=briefs.TOLD)
    assert briefs.drafted().number == 2
    assert list(PressBrief.objects.order_by("number").values_list("number", "state")) == [
        (1, "approved"),
        (2, "draft"),
    ]


def test_approval_freezes_text_figures_definitions_and_versions_as_they_are_that_day() -> None:
    brief = briefs.drafted()
    edition = actions.approve_brief(brief, by=briefs.kabid(), at=briefs.TOLD)
    stored = BriefEdition.objects.get()
    assert fact_of_edition(stored) == live()
    assert stored.digest == live().digest == fact_of_edition(stored).digest
    assert (stored, stored.number, stored.as_of, stored.reason) == (edition, 1, DAY, "")
    assert stored.approved_by == str(user(Role.HEAD_OF_DIVISION))
    assert (stored.approver, stored.approved_at) == (user(Role.HEAD_OF_DIVISION), briefs.TOLD)
    facilitated = stored.figures.get(key="facilitated")
    assert (facilitated.value, facilitated.shown, facilitated.label) == (
        60,
        "60",
        "target difasilitasi sertifikasinya",
    )
    assert facilitated.version == "murni, disahkan 27 Januari 2026"
    assert (facilitated.measure, facilitated.part) == ("planned_places", "facilitated")
    ceiling = stored.figures.get(key="ceiling")
    assert (ceiling.value, ceiling.shown) == (None, "belum diisi")


def test_the_frozen_text_stays_when_the_plan_moves_on() -> None:
    briefs.approved()
    before = live()
    briefs.perubahan()
    assert fact_of_edition(BriefEdition.objects.get()) == before
    assert live(date(2026, 1, 28)) != before


def test_figures_that_moved_while_the_approver_read_stop_the_approval_and_are_named() -> None:
    brief, seen = briefs.drafted(), seen_of(live())
    briefs.perubahan()
    with pytest.raises(StaleState, match=r"target difasilitasi sertifikasinya 60 → 90"):
        actions.approve_brief(brief, by=briefs.kabid(), seen=seen, at=briefs.CORRECTED)
    assert (PressBrief.objects.get().state, BriefEdition.objects.count()) == ("draft", 0)
    fresh = seen_of(live(briefs.CORRECTED.date()))
    brief.refresh_from_db()
    actions.approve_brief(brief, by=briefs.kabid(), seen=fresh, at=briefs.CORRECTED)
    assert BriefEdition.objects.get().as_of == date(2026, 1, 29)


def test_a_day_that_passes_while_the_approver_reads_is_no_change() -> None:
    brief, seen = briefs.drafted(), seen_of(live())
    actions.approve_brief(brief, by=briefs.kabid(), seen=seen, at=briefs.TOLD + timedelta(days=5))
    assert BriefEdition.objects.get().as_of == date(2026, 2, 1)


def test_a_quotation_is_frozen_with_the_text_and_a_number_in_it_is_refused() -> None:
    brief = briefs.drafted()
    with pytest.raises(Blocked) as refusal:
        actions.edit_brief(
            brief,
            by=briefs.kasi(),
            quotation="Kita latih 200 orang.",
            quoted="Kadis",
            at=briefs.TOLD,
        )
    assert codes(refusal.value) == ["quotation"]
    words = {"quotation": "Kita siap.", "quoted": "Kepala Dinas (contoh)"}
    actions.edit_brief(brief, by=briefs.kasi(), at=briefs.TOLD, **words)
    actions.approve_brief(brief, by=briefs.kabid(), at=briefs.TOLD)
    edition = BriefEdition.objects.get()
    assert {"quotation": edition.quotation, "quoted": edition.quoted} == words
    assert "Kita siap." not in fact_of_edition(edition).sentences


def test_two_who_decide_on_the_same_page_do_not_both_succeed() -> None:
    brief = briefs.drafted()
    other = PressBrief.objects.get(pk=brief.pk)
    actions.edit_brief(brief, by=briefs.kasi(), quotation="Kita siap.", quoted="Kadis")
    with pytest.raises(StaleState, match="baru saja diubah orang lain"):
        actions.approve_brief(other, by=briefs.kabid(), at=briefs.TOLD)
    assert BriefEdition.objects.count() == 0


def test_publication_is_told_to_the_planners_of_the_office() -> None:
    brief = briefs.published()
    assert (brief.state, brief.published_at) == ("published", briefs.LATER)
    messages = Message.objects.filter(name="brief_published").order_by("id")
    assert [message.to for message in messages] == [
        "kasi@contoh.example",
        "kabid@contoh.example",
        "staf@contoh.example",
        "admin@contoh.example",
    ]
    first = messages[0]
    assert first.subject == "Siaran pers 1 tahun 2026 sudah terbit"
    assert "Angkanya dibekukan menurut keadaan per 27 Januari 2026." in first.body_text
    assert "Angkanya dibekukan menurut keadaan per 27 Januari 2026." in first.body_html


def test_a_text_that_is_otherwise_by_now_is_not_published() -> None:
    brief = briefs.approved()
    briefs.perubahan()
    with pytest.raises(Blocked, match=r"60 → 90 \(perubahan, disahkan 28 Januari 2026\)"):
        actions.publish_brief(brief, by=briefs.kabid(), at=briefs.CORRECTED)
    assert PressBrief.objects.get().state == "approved"
    assert Message.objects.count() == 0


def test_a_returned_brief_is_approved_again_as_another_edition() -> None:
    brief = briefs.approved()
    with pytest.raises(Blocked, match="Tulis alasannya"):
        actions.return_brief(brief, by=briefs.kabid(), reason=" ")
    brief.refresh_from_db()
    actions.return_brief(brief, by=briefs.kabid(), reason="Tambah kutipan", at=briefs.TOLD)
    actions.approve_brief(brief, by=briefs.kabid(), at=briefs.LATER)
    found = BriefEdition.objects.order_by("number").values_list("number", "reason")
    assert list(found) == [(1, ""), (2, "")]


def test_a_correction_freezes_the_new_state_beside_the_old_and_keeps_both() -> None:
    brief = briefs.corrected()
    old, new = BriefEdition.objects.order_by("number")
    assert (new.number, new.reason, new.as_of) == (2, "Perubahan disahkan", date(2026, 1, 29))
    values = [edition.figures.get(key="facilitated").value for edition in (old, new)]
    assert values == [60, 90]
    assert PressBrief.objects.get().published_at == briefs.LATER == brief.published_at
    frozen = AuditEvent.objects.get(subject_type="reports.briefedition")
    assert frozen.sentence == (
        "Siaran pers 1 tahun 2026, edisi 2 menggantikan edisi 1: "
        "tempat yang direncanakan 260 → 290 (perubahan, disahkan 28 Januari 2026); "
        "target difasilitasi sertifikasinya 60 → 90 (perubahan, disahkan 28 Januari 2026); "
        "kekurangan menuju ideal 115 → 85 (perubahan, disahkan 28 Januari 2026)"
    )


def test_a_correction_demands_a_reason_and_something_that_differs() -> None:
    brief = briefs.published()
    with pytest.raises(Blocked, match="Tulis alasannya"):
        actions.correct_brief(brief, by=briefs.kabid(), reason="", at=briefs.CORRECTED)
    with pytest.raises(Blocked, match="Tidak ada yang berubah"):
        actions.correct_brief(brief, by=briefs.kabid(), reason="Iseng", at=briefs.CORRECTED)
    assert BriefEdition.objects.count() == 1


def test_a_wrong_quotation_is_corrected_while_the_figures_stay() -> None:
    brief = briefs.published()
    actions.correct_brief(
        brief,
        by=briefs.kabid(),
        reason="Kutipannya tertinggal",
        quotation="Kita siap.",
        quoted="Kadis",
        at=briefs.CORRECTED,
    )
    old, new = BriefEdition.objects.order_by("number")
    assert (old.quotation, new.quotation, old.digest) == ("", "Kita siap.", new.digest)


def test_every_step_leaves_its_line_with_its_day() -> None:
    briefs.corrected()
    told = "Siaran pers 1 tahun 2026"
    assert lines() == [
        ("start", "draft", f"{told} dibuat sebagai draf"),
        ("approve", "approved", f"{told} disetujui"),
        ("publish", "published", f"{told} terbit"),
        ("correct", "published", f"{told} diralat: Perubahan disahkan"),
    ]
    events = AuditEvent.objects.filter(subject_type="reports.pressbrief").order_by("id")
    assert [event.at for event in events] == [
        briefs.TOLD,
        briefs.TOLD,
        briefs.LATER,
        briefs.CORRECTED,
    ]
    assert {event.office_code for event in events} == {"63"}


def printed(day: date) -> tuple[str, str]:
    found = brief_with_status("63", 2026, day)
    assert found is not None
    return found.as_json()["status"], found.as_text().splitlines()[0]


def test_the_printed_brief_is_a_draft_until_exactly_this_text_was_approved() -> None:
    briefs.drafted()
    assert printed(DAY) == ("draft", "DRAF – belum disetujui")
    actions.approve_brief(PressBrief.objects.get(), by=briefs.kabid(), at=briefs.TOLD)
    who = user(Role.HEAD_OF_DIVISION)
    assert printed(DAY) == (
        "approved",
        f"Disetujui 27 Januari 2026 oleh {who}; belum terbit",
    )
    actions.publish_brief(
        PressBrief.objects.get(), by=briefs.kabid(), at=briefs.TOLD + timedelta(days=2)
    )
    assert printed(date(2026, 1, 28))[0] == "approved"
    assert printed(date(2026, 1, 29)) == (
        "published",
        f"Terbit 29 Januari 2026; disetujui 27 Januari 2026 oleh {who}",
    )
    briefs.perubahan()
    assert printed(DAY)[0] == "approved"
    assert printed(date(2026, 1, 28))[0] == "draft"


def test_before_its_approval_and_after_its_return_a_brief_prints_as_a_draft() -> None:
    brief = briefs.approved()
    briefs.perubahan()
    later = brief_with_status("63", 2026, date(2026, 1, 28))
    assert later is not None
    assert later.status == "draft"
    actions.return_brief(brief, by=briefs.kabid(), reason="Tunggu", at=briefs.LATER)
    assert printed(DAY)[0] == "draft"


def test_the_approved_print_is_the_draft_with_another_heading_and_the_quotation() -> None:
    brief = briefs.drafted()
    actions.edit_brief(brief, by=briefs.kasi(), quotation="Kita siap.", quoted="Kadis")
    actions.approve_brief(brief, by=briefs.kabid(), at=briefs.TOLD)
    found = brief_with_status("63", 2026, DAY)
    assert found is not None
    said = "“Kita siap,” kata Kadis.\n\n"
    who = user(Role.HEAD_OF_DIVISION)
    heading = f"Disetujui 27 Januari 2026 oleh {who}; belum terbit"
    expected = TEXT.replace("DRAF – belum disetujui", heading)
    expected = expected.replace("Yang belum diketahui:", f"{said}Yang belum diketahui:")
    assert found.as_text() == expected
    assert list(found.as_json()) == [
        "year",
        "as_of",
        "office",
        "status",
        "title",
        "paragraphs",
        "figures",
        "unknown",
    ]


def test_every_number_of_the_frozen_text_has_its_figure() -> None:
    briefs.approved()
    edition = BriefEdition.objects.get()
    assert BriefFigure.objects.filter(edition=edition).count() == edition.figure_count
    used = {key for runs in (edition.title, *edition.paragraphs) for _text, key in runs if key}
    assert used <= set(edition.figures.values_list("key", flat=True))
