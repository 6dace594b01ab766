"""The ledger compares and sets; the outbox loses nothing; jobs outlive a failing one."""

import socketserver
import threading
from collections.abc import Iterator
from datetime import date

import pytest
from django.core import mail
from django.test import override_settings

from binakon.core import jobs, ledger, measures, outbox
from binakon.core.actor import job_actor
from binakon.core.measures import Counted, Measure, Scope
from binakon.core.models import AuditEvent, Message
from binakon.core.problems import IllegalMove, StaleState
from binakon.people import actions as people
from binakon.people.models import Office
from binakon.planning import actions as planning
from binakon.planning.models import Activity, ProgrammeYear

pytestmark = [pytest.mark.django_db, pytest.mark.database]

BY = job_actor("tes")


@pytest.fixture
def activity() -> Activity:
    people.load_reference(by=BY)
    office = Office.objects.get(code="63")
    programme = ProgrammeYear.objects.create(office=office, year=2026, name="Program")
    return Activity.objects.create(
        programme=programme,
        code="a",
        slug="63-2026-a",
        kind="bimtek",
        title="Kelas",
        window_form="2026",
        precision="year",
    )


def test_a_move_writes_state_changes_and_history_together(activity: Activity) -> None:
    planning.postpone_activity(activity, reason="Dana terlambat", by=BY)
    line = AuditEvent.objects.latest("id")
    activity.refresh_from_db()
    assert (activity.state, activity.state_reason) == ("postponed", "Dana terlambat")
    assert (line.action, line.old_state, line.new_state) == ("postpone", "planned", "postponed")
    assert (line.before, line.after) == ({"state_reason": ""}, {"state_reason": "Dana terlambat"})
    assert (line.actor_label, line.office_code, line.sentence) == (
        "tes",
        "63",
        "Kelas ditunda: Dana terlambat",
    )


def test_a_stale_copy_cannot_move_and_writes_nothing(activity: Activity) -> None:
    stale = Activity.objects.get(pk=activity.pk)
    planning.hold_activity(activity, by=BY)
    lines = AuditEvent.objects.count()
    with pytest.raises(StaleState):
        planning.cancel_activity(stale, reason="Terlambat tahu", by=BY)
    assert AuditEvent.objects.count() == lines
    assert Activity.objects.get(pk=activity.pk).state == "held"


def test_a_move_that_does_not_start_here_is_refused(activity: Activity) -> None:
    with pytest.raises(IllegalMove):
        ledger.move(activity, "close", by=BY, sentence="Ditutup")


def a_message() -> Message:
    return Message.objects.create(name="tes", to="a@contoh.example", subject="S", body_text="B")


def test_a_message_is_claimed_once_until_the_claim_is_old() -> None:
    message = a_message()
    first = outbox.claim()
    assert first is not None
    assert first.pk == message.pk
    assert outbox.claim() is None
    Message.objects.update(claimed_at=first.claimed_at - 2 * outbox.CLAIM_LASTS)
    assert outbox.claim() is not None


def test_what_waits_is_sent_once() -> None:
    a_message()
    assert jobs.run_once()["binakon.core.jobs.send_messages"] == 1
    assert jobs.run_once()["binakon.core.jobs.send_messages"] == 0
    assert [letter.to for letter in mail.outbox] == [["a@contoh.example"]]


SMTP = "django.core.mail.backends.smtp.EmailBackend"


class Postman(socketserver.StreamRequestHandler):
    """The least SMTP that takes a letter."""

    def handle(self) -> None:
        self.wfile.write(b"220 contoh\r\n")
        is_letter = False
        for line in self.rfile:
            word = line.strip().upper()
            if is_letter:
                self.server.letters[-1] += line  # type: ignore[attr-defined]
                is_letter = word != b"."
                if is_letter:
                    continue
            elif word == b"DATA":
                is_letter = True
                self.server.letters.append(b"")  # type: ignore[attr-defined]
                self.wfile.write(b"354 go on\r\n")
                continue
            self.wfile.write(b"250 ok\r\n")
            if word == b"QUIT":
                return


@pytest.fixture
def postbox() -> Iterator[socketserver.TCPServer]:
    with socketserver.TCPServer(("127.0.0.1", 0), Postman) as server:
        server.letters = []  # type: ignore[attr-defined]
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def test_a_letter_goes_out_by_smtp(postbox: socketserver.TCPServer) -> None:
    a_message()
    port = postbox.server_address[1]
    with override_settings(
        EMAIL_BACKEND=SMTP, EMAIL_HOST="127.0.0.1", EMAIL_PORT=port, EMAIL_USE_TLS=False
    ):
        assert outbox.send_messages() == 1
    assert [b"Subject: S" in letter for letter in postbox.letters] == [True]  # type: ignore[attr-defined]


def test_a_letter_that_could_not_go_is_kept_with_its_reason(
    postbox: socketserver.TCPServer,
) -> None:
    a_message()
    with override_settings(
        EMAIL_BACKEND=SMTP, EMAIL_HOST="127.0.0.1", EMAIL_PORT=1, EMAIL_USE_TLS=False
    ):
        assert outbox.send_messages() == 0
    message = Message.objects.get()
    assert (message.sent_at, message.attempts) == (None, 1)
    assert "refused" in message.last_error


def test_a_failing_job_does_not_stop_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    a_message()

    def fails() -> int:
        raise RuntimeError("rusak")

    monkeypatch.setitem(jobs._registry, "a-bad-one", jobs.Job("a-bad-one", 1, fails))
    others = dict.fromkeys(jobs._registry, 0)
    assert jobs.run_once() == others | {"binakon.core.jobs.send_messages": 1}


def test_a_measure_is_registered_once_and_without_a_counter_it_is_unknown() -> None:
    scope = Scope("63", 2026, date(2026, 1, 27))
    assert measures.count("trained", scope) == Counted()
    with pytest.raises(ValueError, match="twice"):
        measures.register(Measure("trained", "x", "x", "x", "x"))
