"""The vocabulary of enrolment: states and moves of trainings, registrations, papers and places, and its lists of words."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from binakon.core.workflow import Workflow


class TrainingState(TextChoices):
    """A training from its preparation to its signed list."""

    PREPARED = "prepared", _("disiapkan")
    OPEN = "open", _("pendaftaran dibuka")
    CLOSED = "closed", _("pendaftaran ditutup")
    SELECTED = "selected", _("hasil diumumkan")
    DETERMINED = "determined", _("peserta ditetapkan")
    CANCELLED = "cancelled", _("dibatalkan")


TRAINING = Workflow(
    states=TrainingState,
    start=TrainingState.PREPARED,
    moves={
        "open": (frozenset({TrainingState.PREPARED}), TrainingState.OPEN),
        "close": (frozenset({TrainingState.OPEN}), TrainingState.CLOSED),
        "reopen": (frozenset({TrainingState.CLOSED}), TrainingState.OPEN),
        "announce": (frozenset({TrainingState.CLOSED}), TrainingState.SELECTED),
        "determine": (
            frozenset({TrainingState.CLOSED, TrainingState.SELECTED}),
            TrainingState.DETERMINED,
        ),
        "cancel": (
            frozenset({TrainingState.PREPARED, TrainingState.OPEN, TrainingState.CLOSED}),
            TrainingState.CANCELLED,
        ),
    },
)


class RegistrationState(TextChoices):
    """A registration and the judgement on its papers; whether it has a seat is the state of its place."""

    DRAFT = "draft", _("belum dikirim")
    SUBMITTED = "submitted", _("menunggu pemeriksaan")
    CORRECTION = "correction", _("perlu perbaikan")
    VERIFIED = "verified", _("berkas lengkap")
    REJECTED = "rejected", _("tidak memenuhi syarat")
    WITHDRAWN = "withdrawn", _("mengundurkan diri")
    # The same NIK once more in the same class: kept apart, so that a stranger learns nothing from the answer.
    REPEATED = "repeated", _("pendaftaran ulang")


_IN_REVIEW = frozenset(
    {RegistrationState.SUBMITTED, RegistrationState.CORRECTION, RegistrationState.VERIFIED}
)

REGISTRATION = Workflow(
    states=RegistrationState,
    start=RegistrationState.DRAFT,
    moves={
        "submit": (frozenset({RegistrationState.DRAFT}), RegistrationState.SUBMITTED),
        "repeat": (frozenset({RegistrationState.DRAFT}), RegistrationState.REPEATED),
        "ask_correction": (
            frozenset({RegistrationState.SUBMITTED}),
            RegistrationState.CORRECTION,
        ),
        "correct": (frozenset({RegistrationState.CORRECTION}), RegistrationState.SUBMITTED),
        "verify": (frozenset({RegistrationState.SUBMITTED}), RegistrationState.VERIFIED),
        "review_again": (
            frozenset({RegistrationState.VERIFIED, RegistrationState.REJECTED}),
            RegistrationState.SUBMITTED,
        ),
        "reject": (_IN_REVIEW - {RegistrationState.VERIFIED}, RegistrationState.REJECTED),
        "withdraw": (_IN_REVIEW, RegistrationState.WITHDRAWN),
    },
)

ACTIVE_REGISTRATIONS = tuple(sorted(_IN_REVIEW))
RECEIVED_REGISTRATIONS = (
    *ACTIVE_REGISTRATIONS,
    RegistrationState.REJECTED,
    RegistrationState.WITHDRAWN,
)


class DocumentState(TextChoices):
    """One paper of a registration and the verdict on it."""

    WAITING = "waiting", _("belum diperiksa")
    SEEN_ONCE = "seen_once", _("menunggu pemeriksa kedua")
    ACCEPTED = "accepted", _("diterima")
    CORRECTION = "correction", _("perlu diganti")
    REFUSED = "refused", _("ditolak")
    REPLACED = "replaced", _("sudah diganti")


_JUDGED = frozenset({DocumentState.ACCEPTED, DocumentState.CORRECTION, DocumentState.REFUSED})
_UNJUDGED = frozenset({DocumentState.WAITING, DocumentState.SEEN_ONCE})

DOCUMENT = Workflow(
    states=DocumentState,
    start=DocumentState.WAITING,
    moves={
        "accept_first": (frozenset({DocumentState.WAITING}), DocumentState.SEEN_ONCE),
        "accept": (_UNJUDGED, DocumentState.ACCEPTED),
        "ask_correction": (_UNJUDGED, DocumentState.CORRECTION),
        "refuse": (_UNJUDGED, DocumentState.REFUSED),
        "judge_again": (_JUDGED | {DocumentState.SEEN_ONCE}, DocumentState.WAITING),
        "replace": (
            frozenset({DocumentState.WAITING, DocumentState.CORRECTION}),
            DocumentState.REPLACED,
        ),
    },
)


class PlaceState(TextChoices):
    """A registration's place in a training; offered, accepted and determined ones hold a seat."""

    WAITING = "waiting", _("cadangan")
    OFFERED = "offered", _("ditawari kursi")
    ACCEPTED = "accepted", _("mendapat kursi")
    DETERMINED = "determined", _("ditetapkan")
    NOT_SELECTED = "not_selected", _("belum mendapat kursi")
    DECLINED = "declined", _("menolak tawaran")
    LAPSED = "lapsed", _("tawaran lewat waktu")
    RELEASED = "released", _("kursi dilepas")
    REPLACED = "replaced", _("digantikan")


_SEATED = frozenset({PlaceState.OFFERED, PlaceState.ACCEPTED})
_QUEUED = frozenset({PlaceState.WAITING, PlaceState.NOT_SELECTED})

PLACE = Workflow(
    states=PlaceState,
    start=PlaceState.WAITING,
    moves={
        "seat": (_QUEUED, PlaceState.ACCEPTED),
        "offer": (frozenset({PlaceState.WAITING}), PlaceState.OFFERED),
        "accept": (frozenset({PlaceState.OFFERED}), PlaceState.ACCEPTED),
        "decline": (frozenset({PlaceState.OFFERED}), PlaceState.DECLINED),
        "lapse": (frozenset({PlaceState.OFFERED}), PlaceState.LAPSED),
        "pass_over": (frozenset({PlaceState.WAITING}), PlaceState.NOT_SELECTED),
        "release": (_SEATED | {PlaceState.WAITING}, PlaceState.RELEASED),
        "determine": (frozenset({PlaceState.ACCEPTED}), PlaceState.DETERMINED),
        "replace": (
            frozenset({PlaceState.ACCEPTED, PlaceState.DETERMINED}),
            PlaceState.REPLACED,
        ),
        "queue_again": (
            frozenset(
                {
                    PlaceState.NOT_SELECTED,
                    PlaceState.DECLINED,
                    PlaceState.LAPSED,
                    PlaceState.RELEASED,
                }
            ),
            PlaceState.WAITING,
        ),
    },
)

# The places that hold a seat: the one definition that counters, constraints and pages share.
SEATED_PLACES = (PlaceState.OFFERED, PlaceState.ACCEPTED, PlaceState.DETERMINED)


class DecreeState(TextChoices):
    """The decree (SK) that names the participants, from its list to its signed scan."""

    DRAFT = "draft", _("konsep")
    ISSUED = "issued", _("bernomor, menunggu tanda tangan")
    SIGNED = "signed", _("ditandatangani")
    WITHDRAWN = "withdrawn", _("ditarik")


DECREE = Workflow(
    states=DecreeState,
    start=DecreeState.DRAFT,
    moves={
        "issue": (frozenset({DecreeState.DRAFT}), DecreeState.ISSUED),
        "sign": (frozenset({DecreeState.ISSUED}), DecreeState.SIGNED),
        "withdraw": (frozenset({DecreeState.DRAFT, DecreeState.ISSUED}), DecreeState.WITHDRAWN),
    },
)


class ObjectionState(TextChoices):
    """An applicant's objection to a result."""

    OPEN = "open", _("menunggu jawaban")
    UPHELD = "upheld", _("diterima")
    DISMISSED = "dismissed", _("tidak diterima")


OBJECTION = Workflow(
    states=ObjectionState,
    start=ObjectionState.OPEN,
    moves={
        "uphold": (frozenset({ObjectionState.OPEN}), ObjectionState.UPHELD),
        "dismiss": (frozenset({ObjectionState.OPEN}), ObjectionState.DISMISSED),
    },
)


class SelectionState(TextChoices):
    """A run of the selection: looked at first, then announced and binding."""

    PROPOSED = "proposed", _("usulan hasil")
    ANNOUNCED = "announced", _("diumumkan")
    DISCARDED = "discarded", _("tidak dipakai")


SELECTION = Workflow(
    states=SelectionState,
    start=SelectionState.PROPOSED,
    moves={
        "announce": (frozenset({SelectionState.PROPOSED}), SelectionState.ANNOUNCED),
        "discard": (frozenset({SelectionState.PROPOSED}), SelectionState.DISCARDED),
    },
)


class Policy(TextChoices):
    """How seats are given when more people come than fit."""

    FIRST_COME = "first_come", _("urutan mendaftar")
    RANKED = "ranked", _("peringkat")
    DRAW = "draw", _("undian")


class DocumentKind(TextChoices):
    """The papers a training may ask for. A BIMTEK asks the first four; certification asks the rest later."""

    ID_CARD = "id_card", _("KTP")
    DIPLOMA = "diploma", _("Ijazah")
    PHOTO = "photo", _("Pas foto")
    ASSIGNMENT = "assignment", _("Surat tugas")


class Source(TextChoices):
    """How a registration came."""

    PORTAL = "portal", _("mendaftar sendiri")
    NOMINATION = "nomination", _("diusulkan kabupaten/kota")
    DESK = "desk", _("dicatat di meja kerja")


class Group(TextChoices):
    """Groups for whom seats may be reserved, by the applicant's own word."""

    WOMEN = "women", _("perempuan")
    DISABILITY = "disability", _("penyandang disabilitas")
    YOUNG = "young", _("lulusan baru")


class Education(TextChoices):
    """The highest diploma."""

    SECONDARY = "secondary", _("SMA/SMK")
    DIPLOMA = "diploma", _("D1–D4")
    BACHELOR = "bachelor", _("S1")
    PROFESSION = "profession", _("profesi")
    MASTER = "master", _("S2")
    DOCTOR = "doctor", _("S3")


class Basis(TextChoices):
    """What the proportional part of a regional quota follows."""

    EQUAL = "equal", _("sama rata")
    POPULATION = "population", _("jumlah penduduk")
    NEED = "need", _("kebutuhan yang dicatat")
    SHORTFALL = "shortfall", _("kekurangan tahun lalu")


class LetterKind(TextChoices):
    """The letters of enrolment."""

    NOMINEE_REQUEST = "nominee_request", _("permintaan calon peserta")
    CALL = "call", _("panggilan peserta")
    REPLACEMENT = "replacement", _("penggantian peserta")


class CorrectionReason(TextChoices):
    """Why a paper must be replaced or is refused; the sentence the applicant reads."""

    UNREADABLE = "unreadable", _("tidak terbaca")
    CUT_OFF = "cut_off", _("terpotong, tidak seluruh halaman tampak")
    WRONG_PAPER = "wrong_paper", _("bukan dokumen yang diminta")
    NAME_DIFFERS = "name_differs", _("nama tidak sama dengan pendaftaran")
    NUMBER_DIFFERS = "number_differs", _("NIK tidak sama dengan pendaftaran")
    EXPIRED = "expired", _("sudah tidak berlaku")
    NOT_SIGNED = "not_signed", _("belum ditandatangani atau dicap")
    FIELD_OF_STUDY = "field_of_study", _("bidang ijazah tidak sesuai dengan persyaratan")
    DOUBTFUL = "doubtful", _("keasliannya diragukan")
    OTHER = "other", _("alasan lain")
