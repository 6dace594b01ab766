"""The vocabulary of certification: a case from its proposal to an SKK, its batch, its papers and its money."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from binakon.core.workflow import Workflow


class CaseState(TextChoices):
    """One person on the way to one SKK through an LSP (domain: permohonan → uji → pencatatan → penyerahan)."""

    PROPOSED = "proposed", _("diusulkan")
    ELIGIBLE = "eligible", _("memenuhi syarat")
    DETERMINED = "determined", _("ditetapkan")
    APPLIED = "applied", _("permohonan diajukan")
    REVIEWING = "reviewing", _("diverifikasi LSP")
    CORRECTION = "correction", _("perlu perbaikan")
    AWAITING_PAYMENT = "unpaid", _("menunggu pembayaran")
    LAPSED = "lapsed", _("hangus, tidak dibayar")
    PAID = "paid", _("dibayar, menunggu jadwal uji")
    SCHEDULED = "scheduled", _("dijadwalkan uji")
    ABSENT = "absent", _("tidak hadir uji")
    TESTED = "tested", _("diuji, menunggu keputusan")
    NOT_YET_COMPETENT = "not_competent", _("belum kompeten")
    COMPETENT = "competent", _("kompeten")
    RECORDED = "recorded", _("tercatat")
    ISSUED = "issued", _("SKK terbit")
    EXPIRED = "expired", _("SKK kedaluwarsa")
    WITHDRAWN = "withdrawn", _("dihentikan")


_BEFORE_DECREE = frozenset({CaseState.PROPOSED, CaseState.ELIGIBLE})
_BEFORE_TEST = _BEFORE_DECREE | {
    CaseState.DETERMINED,
    CaseState.APPLIED,
    CaseState.REVIEWING,
    CaseState.CORRECTION,
    CaseState.AWAITING_PAYMENT,
    CaseState.LAPSED,
    CaseState.PAID,
    CaseState.SCHEDULED,
    CaseState.ABSENT,
    CaseState.NOT_YET_COMPETENT,
}

CASE = Workflow(
    states=CaseState,
    start=CaseState.PROPOSED,
    moves={
        "find_eligible": (frozenset({CaseState.PROPOSED}), CaseState.ELIGIBLE),
        "doubt": (frozenset({CaseState.ELIGIBLE}), CaseState.PROPOSED),
        "determine": (frozenset({CaseState.ELIGIBLE}), CaseState.DETERMINED),
        "apply": (frozenset({CaseState.DETERMINED, CaseState.LAPSED}), CaseState.APPLIED),
        "review": (frozenset({CaseState.APPLIED, CaseState.CORRECTION}), CaseState.REVIEWING),
        "ask_correction": (frozenset({CaseState.REVIEWING}), CaseState.CORRECTION),
        "bill": (frozenset({CaseState.REVIEWING}), CaseState.AWAITING_PAYMENT),
        # A payment made in time may be typed in after the clock has run out.
        "pay": (frozenset({CaseState.AWAITING_PAYMENT, CaseState.LAPSED}), CaseState.PAID),
        "lapse": (frozenset({CaseState.AWAITING_PAYMENT}), CaseState.LAPSED),
        "schedule": (
            frozenset(
                {
                    CaseState.PAID,
                    CaseState.SCHEDULED,
                    CaseState.ABSENT,
                    CaseState.NOT_YET_COMPETENT,
                }
            ),
            CaseState.SCHEDULED,
        ),
        "test": (frozenset({CaseState.SCHEDULED}), CaseState.TESTED),
        "miss": (frozenset({CaseState.SCHEDULED}), CaseState.ABSENT),
        "pass": (frozenset({CaseState.TESTED}), CaseState.COMPETENT),
        "fail": (frozenset({CaseState.TESTED}), CaseState.NOT_YET_COMPETENT),
        "uphold_appeal": (frozenset({CaseState.NOT_YET_COMPETENT}), CaseState.COMPETENT),
        "record": (frozenset({CaseState.COMPETENT}), CaseState.RECORDED),
        "issue": (frozenset({CaseState.RECORDED}), CaseState.ISSUED),
        "expire": (frozenset({CaseState.ISSUED}), CaseState.EXPIRED),
        "withdraw": (_BEFORE_TEST, CaseState.WITHDRAWN),
    },
)

# What the four dates mean: from which state on each was reached, in the order of the chain.
FROM_TESTED = (
    CaseState.TESTED,
    CaseState.NOT_YET_COMPETENT,
    CaseState.COMPETENT,
    CaseState.RECORDED,
    CaseState.ISSUED,
    CaseState.EXPIRED,
)
# Cases that nobody has to do anything for any more.
ENDED_CASES = (CaseState.ISSUED, CaseState.EXPIRED, CaseState.WITHDRAWN)


class Waiting(TextChoices):
    """For whom a case waits."""

    OFFICE = "office", _("kantor")
    APPLICANT = "applicant", _("pemohon")
    LSP = "lsp", _("LSP")
    PAYER = "payer", _("pembayar")
    LPJK = "lpjk", _("BNSP dan LPJK")
    NOBODY = "nobody", _("tidak ada")


class CasePath(TextChoices):
    """How somebody comes to an SKK."""

    NEW = "new", _("baru")
    FRESH_GRADUATE = "fresh", _("lulusan baru (PKT)")
    RENEWAL = "renewal", _("perpanjangan")


class Payer(TextChoices):
    """Who pays a component of a case."""

    APBD = "apbd", _("APBD kantor ini")
    BALAI = "balai", _("balai (APBN)")
    LSP = "lsp", _("LSP")
    PARTICIPANT = "participant", _("peserta")


class CostComponent(TextChoices):
    """What of a case costs money."""

    FEE = "fee", _("biaya uji")
    TUK = "tuk", _("tempat uji (TUK)")
    TRAVEL = "travel", _("perjalanan")
    MEMBERSHIP = "membership", _("keanggotaan asosiasi")
    TRAINING = "training", _("pelatihan prasyarat")
    OTHER = "other", _("lainnya")


class CaseDocumentKind(TextChoices):
    """The papers that a certification asks for (permohonan SKK)."""

    ID_CARD = "id_card", _("KTP")
    TAX_NUMBER = "npwp", _("NPWP")
    DIPLOMA = "diploma", _("ijazah")
    TRANSCRIPT = "transcript", _("transkrip nilai")
    PHOTO = "photo", _("pas foto")
    CV = "cv", _("daftar riwayat hidup")
    EXPERIENCE = "experience", _("bukti pengalaman kerja")
    STATEMENT = "statement", _("pernyataan kebenaran data")
    MEMBERSHIP = "membership", _("KTA asosiasi")
    ARCHITECT = "architect", _("PPAr atau STRA")
    OLD_SKK = "old_skk", _("SKK lama")
    CREDITS = "credits", _("bukti PKB")
    PKT = "pkt", _("sertifikat PKT")
    ASSIGNMENT = "assignment", _("surat tugas atau izin atasan")


class OverrideKind(TextChoices):
    """What two people may decide otherwise than the rules."""

    MONEY_GATE = "money_gate", _("dana belum disahkan")
    ELIGIBILITY = "eligibility", _("syarat belum terpenuhi")


class OverrideState(TextChoices):
    """A decision otherwise than the rules: asked by one person, decided by a second."""

    ASKED = "asked", _("menunggu orang kedua")
    GRANTED = "granted", _("disetujui")
    DENIED = "denied", _("tidak disetujui")


OVERRIDE = Workflow(
    states=OverrideState,
    start=OverrideState.ASKED,
    moves={
        "grant": (frozenset({OverrideState.ASKED}), OverrideState.GRANTED),
        "deny": (frozenset({OverrideState.ASKED}), OverrideState.DENIED),
    },
)


class BatchState(TextChoices):
    """Cases that go to one LSP together."""

    PREPARED = "prepared", _("disiapkan")
    SENT = "sent", _("daftar dikirim ke LSP")
    SCHEDULED = "scheduled", _("jadwal uji ditetapkan")
    TESTED = "tested", _("hasil masuk")
    CLOSED = "closed", _("selesai")
    CANCELLED = "cancelled", _("dibatalkan")


BATCH = Workflow(
    states=BatchState,
    start=BatchState.PREPARED,
    moves={
        "send": (frozenset({BatchState.PREPARED}), BatchState.SENT),
        "schedule": (
            frozenset({BatchState.SENT, BatchState.SCHEDULED, BatchState.TESTED}),
            BatchState.SCHEDULED,
        ),
        "take_results": (
            frozenset({BatchState.SCHEDULED, BatchState.TESTED}),
            BatchState.TESTED,
        ),
        "close": (frozenset({BatchState.TESTED}), BatchState.CLOSED),
        "cancel": (frozenset({BatchState.PREPARED, BatchState.SENT}), BatchState.CANCELLED),
    },
)


class AssessmentOutcome(TextChoices):
    """How one test of one case went, as the LSP says."""

    PENDING = "pending", _("belum diputuskan")
    COMPETENT = "competent", _("kompeten (K)")
    NOT_YET_COMPETENT = "not_competent", _("belum kompeten (BK)")
    ABSENT = "absent", _("tidak hadir")


class AppealState(TextChoices):
    """Somebody asks the LSP to look at a result again."""

    OPEN = "open", _("menunggu keputusan LSP")
    UPHELD = "upheld", _("diterima")
    DISMISSED = "dismissed", _("tidak diterima")


APPEAL = Workflow(
    states=AppealState,
    start=AppealState.OPEN,
    moves={
        "uphold": (frozenset({AppealState.OPEN}), AppealState.UPHELD),
        "dismiss": (frozenset({AppealState.OPEN}), AppealState.DISMISSED),
    },
)


class CasePaperKind(TextChoices):
    """The papers of certification."""

    DECREE = "decree", _("SK penetapan penerima fasilitasi")
    LETTER = "letter", _("surat pengantar ke LSP")
    MINUTES = "minutes", _("berita acara uji")


class ResultState(TextChoices):
    """A result file of an LSP on its way in."""

    UPLOADED = "uploaded", _("menunggu diperiksa")
    APPLIED = "applied", _("dimasukkan")
    DISCARDED = "discarded", _("dibuang")


RESULT = Workflow(
    states=ResultState,
    start=ResultState.UPLOADED,
    moves={
        "apply": (frozenset({ResultState.UPLOADED}), ResultState.APPLIED),
        "discard": (frozenset({ResultState.UPLOADED}), ResultState.DISCARDED),
    },
)


class CountedDate(TextChoices):
    """Which of the four dates of a case counts as facilitated; an office decides (open question of the domain)."""

    DETERMINED = "determined", _("ditetapkan")
    TESTED = "tested", _("diuji")
    COMPETENT = "competent", _("kompeten")
    RECORDED = "recorded", _("tercatat")


class StretchKey(TextChoices):
    """The stretches of the chain, in their order; the whole chain where an office knows no more; the close of its year."""

    DECREE = "decree", _("penetapan dengan SK")
    APPLICATION = "application", _("permohonan sampai ID-Izin")
    REVIEW = "review", _("verifikasi LSP")
    PAYMENT = "payment", _("pembayaran")
    SCHEDULE = "schedule", _("menunggu hari uji")
    ASSESSMENT = "assessment", _("uji sampai keputusan")
    RECORDING = "recording", _("pencatatan BNSP dan LPJK")
    CHAIN = "chain", _("seluruh rantai, dari penetapan sampai tercatat")
    CLOSING = "closing", _("hari sebelum akhir tahun yang tidak dipakai")


# What an office may estimate; the clock of payment is the law's.
ESTIMATED = tuple(key for key in StretchKey if key != StretchKey.PAYMENT)
