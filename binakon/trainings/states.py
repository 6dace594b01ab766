"""The vocabulary of trainings: instructors, tests, completion, certificates and the report, with their moves."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from binakon.core.workflow import Workflow


class EngagementState(TextChoices):
    """One instructor in one training, from the thought of asking to the answer."""

    PROPOSED = "proposed", _("diusulkan")
    INVITED = "invited", _("diundang, belum menjawab")
    CONFIRMED = "confirmed", _("bersedia")
    DECLINED = "declined", _("berhalangan")
    REPLACED = "replaced", _("digantikan")


ENGAGEMENT = Workflow(
    states=EngagementState,
    start=EngagementState.PROPOSED,
    moves={
        "invite": (frozenset({EngagementState.PROPOSED}), EngagementState.INVITED),
        "confirm": (
            frozenset({EngagementState.PROPOSED, EngagementState.INVITED}),
            EngagementState.CONFIRMED,
        ),
        "decline": (
            frozenset(
                {EngagementState.PROPOSED, EngagementState.INVITED, EngagementState.CONFIRMED}
            ),
            EngagementState.DECLINED,
        ),
        "replace": (
            frozenset(
                {
                    EngagementState.PROPOSED,
                    EngagementState.INVITED,
                    EngagementState.CONFIRMED,
                    EngagementState.DECLINED,
                }
            ),
            EngagementState.REPLACED,
        ),
    },
)

# Who may stand on a rundown: whoever has not said no and was not replaced.
TEACHING = (EngagementState.PROPOSED, EngagementState.INVITED, EngagementState.CONFIRMED)


class PaperState(TextChoices):
    """A paper of a training: its words first, then its number, then the signed scan."""

    DRAFT = "draft", _("konsep")
    ISSUED = "issued", _("bernomor")
    SIGNED = "signed", _("ditandatangani")
    WITHDRAWN = "withdrawn", _("ditarik")


PAPER = Workflow(
    states=PaperState,
    start=PaperState.DRAFT,
    moves={
        "issue": (frozenset({PaperState.DRAFT}), PaperState.ISSUED),
        "sign": (frozenset({PaperState.ISSUED}), PaperState.SIGNED),
        "withdraw": (frozenset({PaperState.DRAFT, PaperState.ISSUED}), PaperState.WITHDRAWN),
    },
)


class PaperKind(TextChoices):
    """The papers around instructors."""

    INSTRUCTOR_REQUEST = "instructor_request", _("permohonan narasumber")
    INSTRUCTOR_DECREE = "instructor_decree", _("SK narasumber")
    ASSIGNMENT = "assignment", _("surat tugas")


class SessionKind(TextChoices):
    """What happens in a stretch of a day; only teaching and tests count as JP."""

    TEACHING = "teaching", _("materi")
    PRACTICE = "practice", _("praktik")
    TEST = "test", _("tes")
    CEREMONY = "ceremony", _("pembukaan atau penutupan")
    BREAK = "break", _("istirahat")


class Method(TextChoices):
    """How somebody was marked present."""

    STAFF_SCAN = "staff_scan", _("petugas memindai kode peserta")
    STAFF_TYPED = "staff_typed", _("petugas mengetik kode atau memilih nama")
    OWN_SCAN = "own_scan", _("peserta memindai kode sesi")
    PAPER = "paper", _("daftar hadir bertanda tangan")
    STATEMENT = "statement", _("keterangan petugas")


class Evidence(TextChoices):
    """How strong the proof of a presence is, strongest first."""

    A = "A", _("A: dipindai petugas di tempat")
    B = "B", _("B: memindai kode sesi sendiri")
    C = "C", _("C: tanda tangan di daftar hadir")
    D = "D", _("D: keterangan tertulis petugas")


class ScanOutcome(TextChoices):
    """What became of one scan; every one is kept."""

    PRESENT = "present", _("hadir dicatat")
    AGAIN = "again", _("sudah tercatat")
    CONFLICT = "conflict", _("bertentangan, perlu dilihat")
    REFUSED = "refused", _("tidak diterima")


class PresenceState(TextChoices):
    """A person in a session, by the scans that stand; struck out with a reason when it was wrong."""

    PRESENT = "present", _("hadir")
    STRUCK = "struck", _("dicoret")


PRESENCE = Workflow(
    states=PresenceState,
    start=PresenceState.PRESENT,
    moves={
        "strike": (frozenset({PresenceState.PRESENT}), PresenceState.STRUCK),
        "restore": (frozenset({PresenceState.STRUCK}), PresenceState.PRESENT),
    },
)


class QuestionKind(TextChoices):
    """How a question is answered."""

    SINGLE = "single", _("satu jawaban benar")
    MULTIPLE = "multiple", _("beberapa jawaban benar")
    TRUE_FALSE = "true_false", _("benar atau salah")


class ExamKind(TextChoices):
    """Before and after the training."""

    PRE = "pre", _("tes awal")
    POST = "post", _("tes akhir")


class ExamState(TextChoices):
    """A test of a training, from its questions to its results."""

    PREPARED = "prepared", _("disiapkan")
    OPEN = "open", _("dibuka")
    CLOSED = "closed", _("ditutup")


EXAM = Workflow(
    states=ExamState,
    start=ExamState.PREPARED,
    moves={
        "open": (frozenset({ExamState.PREPARED}), ExamState.OPEN),
        "close": (frozenset({ExamState.OPEN}), ExamState.CLOSED),
        "reopen": (frozenset({ExamState.CLOSED}), ExamState.OPEN),
    },
)


class SittingState(TextChoices):
    """One person's go at a test."""

    RUNNING = "running", _("sedang dikerjakan")
    SUBMITTED = "submitted", _("dikirim")
    LAPSED = "lapsed", _("waktu habis")
    VOID = "void", _("dibatalkan")


SITTING = Workflow(
    states=SittingState,
    start=SittingState.RUNNING,
    moves={
        "submit": (frozenset({SittingState.RUNNING}), SittingState.SUBMITTED),
        "lapse": (frozenset({SittingState.RUNNING}), SittingState.LAPSED),
        "annul": (
            frozenset({SittingState.RUNNING, SittingState.SUBMITTED, SittingState.LAPSED}),
            SittingState.VOID,
        ),
    },
)

# Goes that give a score: sent, or ended by the clock with what was saved.
SCORED = (SittingState.SUBMITTED, SittingState.LAPSED)


class Component(TextChoices):
    """What a final score is made of; each has a weight in the training's rule."""

    PRE = "pre", _("tes awal")
    POST = "post", _("tes akhir")
    ATTENDANCE = "attendance", _("kehadiran")
    INSTRUCTOR = "instructor", _("penilaian instruktur")
    ACTIVITY = "activity", _("keaktifan")
    ATTITUDE = "attitude", _("sikap")
    TASK = "task", _("tugas")
    PRESENTATION = "presentation", _("presentasi")


# The components that somebody types; the others are counted.
TYPED_COMPONENTS = (
    Component.INSTRUCTOR,
    Component.ACTIVITY,
    Component.ATTITUDE,
    Component.TASK,
    Component.PRESENTATION,
)


class CompletionState(TextChoices):
    """Whether a participant has completed the training; the rule decides, two people may decide otherwise."""

    PENDING = "pending", _("belum diputuskan")
    COMPLETED = "completed", _("selesai")
    INCOMPLETE = "incomplete", _("perlu pembinaan lanjutan")
    EXCEPTION = "exception", _("pengecualian menunggu orang kedua")


_DECIDED = frozenset({CompletionState.COMPLETED, CompletionState.INCOMPLETE})

COMPLETION = Workflow(
    states=CompletionState,
    start=CompletionState.PENDING,
    moves={
        "complete": (frozenset({CompletionState.PENDING}), CompletionState.COMPLETED),
        "fall_short": (frozenset({CompletionState.PENDING}), CompletionState.INCOMPLETE),
        "ask_exception": (frozenset({CompletionState.INCOMPLETE}), CompletionState.EXCEPTION),
        "grant": (frozenset({CompletionState.EXCEPTION}), CompletionState.COMPLETED),
        "deny": (frozenset({CompletionState.EXCEPTION}), CompletionState.INCOMPLETE),
        "decide_again": (_DECIDED, CompletionState.PENDING),
    },
)


class CertificateState(TextChoices):
    """A certificate of a training: it stands, another stands for it, or it was taken back."""

    VALID = "valid", _("berlaku")
    REPLACED = "replaced", _("diganti")
    REVOKED = "revoked", _("dicabut")


CERTIFICATE = Workflow(
    states=CertificateState,
    start=CertificateState.VALID,
    moves={
        "replace": (frozenset({CertificateState.VALID}), CertificateState.REPLACED),
        "revoke": (frozenset({CertificateState.VALID}), CertificateState.REVOKED),
    },
)


class RevocationReason(TextChoices):
    """Why a certificate was taken back: the class that the public reads."""

    NOT_COMPLETED = "not_completed", _("syarat selesai ternyata tidak terpenuhi")
    WRONG_PERSON = "wrong_person", _("diterbitkan untuk orang yang keliru")
    FALSE_PAPERS = "false_papers", _("berkas pendaftaran tidak benar")
    OTHER = "other", _("alasan lain")


class ReportState(TextChoices):
    """The report of an event: written, then approved and frozen."""

    DRAFT = "draft", _("konsep")
    APPROVED = "approved", _("disahkan")


REPORT = Workflow(
    states=ReportState,
    start=ReportState.DRAFT,
    moves={"approve": (frozenset({ReportState.DRAFT}), ReportState.APPROVED)},
)


class Manner(TextChoices):
    """In which way people of a class come together."""

    OFFLINE = "offline", _("luring")
    ONLINE = "online", _("daring")
    MIXED = "mixed", _("campuran")
