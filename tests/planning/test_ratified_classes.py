"""Ratifying a version says what it does to classes, quotas and agreements, and does it only when that was read."""

from datetime import UTC, date, datetime

import pytest
from django.test import Client

from binakon.core.calendar import parse_window
from binakon.core.models import AuditEvent
from binakon.core.problems import Blocked
from binakon.enrolment.actions.opening import call_off_orphans
from binakon.enrolment.models import Training
from binakon.people.models import Role
from binakon.planning import actions
from binakon.planning.models import Activity, PlanVersion
from binakon.planning.queries import whole_entry
from binakon.planning.queries.opened import ratify_effects
from binakon.planning.rules.plan_file import ActivityEntry
from binakon.planning.rules.ratify_effects import Effects
from binakon.planning.states import Stage
from tests import cast
from tests.coordination.agreed import TABALONG, accepted
from tests.factories import BY, sentences
from tests.planning.test_ratified_activities import handed_in, kelas, living, murni

pytestmark = [pytest.mark.django_db, pytest.mark.database, pytest.mark.usefixtures("reference")]

DECEMBER = "2026-12-15/2026-12-17"


def opened(code: str, state: str = "prepared", seats: int = 30) -> Training:
    """A class of the activity on the days to which it was moved in the meantime."""
    actions.reschedule_activity(living(code), window=parse_window(DECEMBER), reason="contoh", by=BY)
    moment = {
        "opens_at": datetime(2026, 11, 1, tzinfo=UTC),
        "closes_at": datetime(2026, 12, 1, tzinfo=UTC),
    }
    days = {"starts_on": date(2026, 12, 15), "ends_on": date(2026, 12, 17)}
    return Training.objects.create(
        activity=living(code), seats=seats, pool=seats, state=state, **moment, **days
    )


def submitted(*activities: ActivityEntry) -> PlanVersion:
    return handed_in(Stage.PERUBAHAN, date(2026, 11, 20), *activities)


def effects(version: PlanVersion) -> Effects:
    return ratify_effects(version, whole_entry(version))


def test_a_class_keeps_its_days_in_a_wider_time_and_nothing_is_asked() -> None:
    murni(kelas("a"))
    opened("a", "open")
    version = submitted(kelas("a", window=parse_window("2026-12")))
    assert effects(version) == Effects()
    actions.ratify_version(version, by=BY, document="DPPA")
    assert living("a").window_form == DECEMBER


def test_what_moves_a_class_is_told_and_done_only_when_it_was_accepted() -> None:
    murni(kelas("a"), kelas("b"))
    opened("a", "open")
    actions.reschedule_activity(living("b"), window=parse_window("2026-08"), reason="contoh", by=BY)
    version = submitted(
        kelas("a", window=parse_window("2026-11"), seats=20),
        kelas("b", window=parse_window("2026-10")),
    )
    told = (
        "Kelas a: waktunya di rencana menjadi November 2026, padahal kelasnya (pendaftaran dibuka, 0 pendaftar) pada "
        "15–17 Desember 2026.",
        "Kelas a: kursinya di rencana menjadi 20, padahal kelasnya (pendaftaran dibuka, 0 pendaftar) punya 30 kursi.",
        "Kelas b sudah dijadwalkan Agustus 2026; waktunya menjadi Oktober 2026.",
    )
    found = effects(version)
    assert (found.grave, found.problems) == (told, ())
    for seal in ("", "lain"):
        with pytest.raises(Blocked) as refused:
            actions.ratify_version(version, by=BY, document="DPPA", accepted=seal)
        assert [problem.code for problem in refused.value.problems] == ["accept"]
    assert living("a").window_form == DECEMBER
    version.refresh_from_db()
    actions.ratify_version(version, by=BY, document="DPPA", accepted=found.seal)
    assert (living("a").window_form, living("b").window_form) == ("2026-11", "2026-10")


def test_an_activity_with_a_prepared_class_quotas_and_agreements_is_cancelled_only_when_that_was_accepted() -> (
    None
):
    murni(kelas("a"), kelas("b"))
    opened("b")
    accepted("quota", activity=living("b"), owner=TABALONG, places=5)
    version = submitted(kelas("a", seats=10))
    [told] = effects(version).grave
    assert told == (
        "Kelas b dibatalkan, padahal sudah ada 1 kesepakatan, kelasnya (disiapkan, 0 pendaftar), dan kuota 5 kursi di "
        "1 kabupaten/kota. Kelasnya ikut dibatalkan."
    )
    with pytest.raises(Blocked):
        actions.ratify_version(version, by=BY, document="DPPA")
    assert living("b").state == "rescheduled"
    version.refresh_from_db()
    actions.ratify_version(version, by=BY, document="DPPA", accepted=effects(version).seal)
    assert living("b").state == "cancelled"
    training = Training.objects.get(activity__code="b")
    assert (training.state, call_off_orphans(by=BY), call_off_orphans(by=BY)) == ("prepared", 1, 0)
    training.refresh_from_db()
    line = AuditEvent.objects.filter(subject_type="enrolment.training").latest("id")
    why = "Kegiatannya dibatalkan: Tidak ada lagi dalam anggaran perubahan"
    assert (training.state, line.note) == ("cancelled", why)


def test_a_class_that_was_announced_is_called_off_itself_before_its_activity() -> None:
    murni(kelas("a"), kelas("b"))
    training = opened("b", "open")
    version = submitted(kelas("a", seats=10))
    found = effects(version)
    with pytest.raises(Blocked) as refused:
        actions.ratify_version(version, by=BY, document="DPPA", accepted=found.seal)
    [sentence] = sentences(refused.value.problems)
    assert sentence.startswith("Kelas b: kelasnya sudah dibuka (pendaftaran dibuka, 0 pendaftar).")
    Training.objects.filter(pk=training.pk).update(state="cancelled")
    version.refresh_from_db()
    actions.ratify_version(version, by=BY, document="DPPA")
    assert Activity.objects.get(code="b").state == "cancelled"


def test_a_class_that_was_announced_is_told_as_orphaned_and_left_to_a_person() -> None:
    murni(kelas("a"), kelas("b"))
    training = opened("b", "open")
    actions.cancel_activity(living("b"), reason="dana digeser", by=BY)
    assert call_off_orphans(by=BY) == 0
    cast.cast_arrives()
    client = Client()
    client.force_login(cast.user(Role.SECTION_HEAD))
    address = f"/meja/pelatihan/{training.activity.slug}/"
    told = "Kelas ini sudah diumumkan, jadi tidak ikut dibatalkan sendiri."
    page = client.get(address).text
    assert ("Kegiatannya dibatalkan: dana digeser" in page, told in page) == (True, True)
    assert client.post(f"{address}batal/", {"cancel-reason": "dana digeser"}).status_code == 302
    assert told not in client.get(address).text


def test_the_page_shows_it_before_the_button_and_asks_for_a_tick() -> None:
    murni(kelas("a"), kelas("b"))
    opened("b")
    version = submitted(kelas("a", seats=10))
    cast.cast_arrives()
    client = Client()
    client.force_login(cast.user(Role.HEAD_OF_DIVISION))
    address = f"/meja/rencana/versi/{version.pk}/"
    page = client.get(address).content.decode()
    sentence = "Kelas b dibatalkan, padahal sudah ada kelasnya (disiapkan, 0 pendaftar). Kelasnya ikut dibatalkan."
    assert page.index(sentence) < page.index("Sahkan versi")
    said = {
        "revision": version.revision,
        "document": "DPPA",
        "dated": "2026-11-20",
        "seal": effects(version).seal,
    }
    assert client.post(f"{address}sahkan/", said).status_code == 422
    assert living("b").state == "rescheduled"
    assert client.post(f"{address}sahkan/", {**said, "accepts": "on"}).status_code == 302
    assert living("b").state == "cancelled"


def test_a_usulan_is_ratified_without_a_budget_paper_and_says_that_no_budget_changes() -> None:
    murni(kelas("a"))
    usulan = handed_in(Stage.USULAN, date(2026, 11, 20), kelas("a", seats=40))
    budget = submitted(kelas("a", seats=40))
    cast.cast_arrives()
    client = Client()
    client.force_login(cast.user(Role.HEAD_OF_DIVISION))
    found = {}
    for version in (usulan, budget):
        page = client.get(f"/meja/rencana/versi/{version.pk}/").content.decode()
        found[version.stage] = [
            words in page
            for words in (
                "Nomor DPA atau DPPA",
                "Versi ini berlaku sejak",
                "Usulan tidak mengubah anggaran",
            )
        ]
    assert found == {"usulan": [False, False, True], "perubahan": [True, True, False]}
    said = {"revision": usulan.revision, "document": "", "dated": "2026-11-20"}
    assert client.post(f"/meja/rencana/versi/{usulan.pk}/sahkan/", said).status_code == 302
    assert living("a").seats is None
