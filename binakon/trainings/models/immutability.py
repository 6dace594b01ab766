"""The guards of what trainings have proved: scans, opened tests, ended goes, certificates, issued papers, reports."""

from binakon.core import guards
from binakon.core.guards import ALWAYS, Guard

_SCAN = "a scan is append-only"
_SCAN_COLUMNS = (
    "nonce, session_id, registration_id, method, evidence, outcome, reason, is_late, scanned_at, received_at, "
    "device, by_id, sheet_id"
)
_EXAM = "the questions of an opened test are frozen"
_GO = "a go that has ended is frozen"
_CERTIFICATE = "a certificate is frozen at issue"
_CERTIFICATE_COLUMNS = (
    "training_id, registration_id, number, token, code, content, content_hash, dated, signatory_id, issued_at, "
    "status_index, replaces_id"
)
_PAPER = "a numbered paper is immutable"
_PAPER_COLUMNS = "number, dated, place, signatory_id, head, training_id, kind, engagement_id, body, content, issued_at"
_REPORT = "an approved report is immutable"


def _state_of(row: str, table: str, key: str) -> str:
    return f"(SELECT state FROM trainings_{table} WHERE id = {row}.{key})"  # noqa: S608 - our own words


def _guard(name: str, table: str, event: str, condition: str, message: str) -> Guard:
    return Guard(f"trainings_{name}", f"trainings_{table}", event, condition, message)


def _opened(row: str) -> str:
    return f"{_state_of(row, 'exam', 'exam_id')} <> 'prepared'"


def _ended(row: str) -> str:
    return f"{_state_of(row, 'sitting', 'sitting_id')} IN ('submitted', 'lapsed', 'void')"


_NOT_COMPLETE = (
    "NOT EXISTS (SELECT 1 FROM trainings_completion WHERE registration_id = NEW.registration_id "
    "AND training_id = NEW.training_id AND state = 'completed')"
)

_COMPLETED = (
    "EXISTS (SELECT 1 FROM trainings_completion WHERE registration_id = OLD.registration_id "
    "AND state = 'completed')"
)

_CERTIFIED = (
    "EXISTS (SELECT 1 FROM trainings_certificate WHERE registration_id = OLD.registration_id "
    "AND state = 'valid')"
)

guards.register(
    [
        _guard("scan_update", "scan", f"UPDATE OF {_SCAN_COLUMNS}", ALWAYS, _SCAN),
        _guard("scan_delete", "scan", "DELETE", ALWAYS, _SCAN),
        _guard(
            "presence_delete", "presence", "DELETE", ALWAYS, "a presence is struck, not deleted"
        ),
        _guard("question_insert", "examquestion", "INSERT", _opened("NEW"), _EXAM),
        _guard("question_update", "examquestion", "UPDATE", _opened("OLD"), _EXAM),
        _guard("question_delete", "examquestion", "DELETE", _opened("OLD"), _EXAM),
        _guard("answer_insert", "answer", "INSERT", _ended("NEW"), _GO),
        _guard("answer_update", "answer", "UPDATE", _ended("OLD"), _GO),
        _guard("answer_delete", "answer", "DELETE", ALWAYS, _GO),
        _guard(
            "sitting_update",
            "sitting",
            "UPDATE OF score, started_at, due_at, seed, ended_at",
            "OLD.state <> 'running'",
            _GO,
        ),
        _guard(
            "completion_update",
            "completion",
            "UPDATE OF state",
            "OLD.state = 'completed' AND NEW.state <> 'completed' AND " + _CERTIFIED,
            "a certificate stands for it",
        ),
        Guard(
            "trainings_place_completed",
            "enrolment_place",
            "UPDATE OF state",
            "OLD.state = 'determined' AND NEW.state <> 'determined' AND " + _COMPLETED,
            "who has completed stays a participant",
        ),
        _guard("certificate_insert", "certificate", "INSERT", _NOT_COMPLETE, "not completed"),
        _guard(
            "certificate_update",
            "certificate",
            f"UPDATE OF {_CERTIFICATE_COLUMNS}",
            ALWAYS,
            _CERTIFICATE,
        ),
        _guard(
            "certificate_print",
            "certificate",
            "UPDATE OF pdf_id, pdf_hash",
            "OLD.pdf_hash <> ''",
            _CERTIFICATE,
        ),
        # Each signature is made once, the credential perhaps long after the print: when somebody asks for it.
        _guard(
            "certificate_credential",
            "certificate",
            "UPDATE OF credential",
            "OLD.credential <> ''",
            _CERTIFICATE,
        ),
        _guard(
            "certificate_offline",
            "certificate",
            "UPDATE OF offline",
            "OLD.offline <> ''",
            _CERTIFICATE,
        ),
        _guard("certificate_delete", "certificate", "DELETE", ALWAYS, _CERTIFICATE),
        _guard(
            "key_update",
            "signingkey",
            "UPDATE OF kid, algorithm, public",
            ALWAYS,
            "a key is frozen",
        ),
        _guard("key_delete", "signingkey", "DELETE", ALWAYS, "a key stays published"),
        _guard(
            "paper_update",
            "trainingpaper",
            f"UPDATE OF {_PAPER_COLUMNS}",
            "OLD.state <> 'draft'",
            _PAPER,
        ),
        _guard("paper_delete", "trainingpaper", "DELETE", "OLD.state <> 'draft'", _PAPER),
        _guard(
            "report_update",
            "eventreport",
            "UPDATE OF background, course, obstacles, advice, content, number, dated, head",
            "OLD.state <> 'draft'",
            _REPORT,
        ),
        _guard("report_delete", "eventreport", "DELETE", "OLD.state <> 'draft'", _REPORT),
    ]
)
