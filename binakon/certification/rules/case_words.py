"""How a case is told: the tone of its state, its moves as buttons, what stands at each column of the board."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from binakon.certification.states import CaseState, Waiting

TONES: Mapping[str, str] = {
    CaseState.PROPOSED: "",
    CaseState.ELIGIBLE: "go",
    CaseState.DETERMINED: "go",
    CaseState.APPLIED: "go",
    CaseState.REVIEWING: "go",
    CaseState.CORRECTION: "wait",
    CaseState.AWAITING_PAYMENT: "wait",
    CaseState.LAPSED: "bad",
    CaseState.PAID: "go",
    CaseState.SCHEDULED: "go",
    CaseState.ABSENT: "bad",
    CaseState.TESTED: "go",
    CaseState.NOT_YET_COMPETENT: "bad",
    CaseState.COMPETENT: "good",
    CaseState.RECORDED: "good",
    CaseState.ISSUED: "good",
    CaseState.EXPIRED: "wait",
    CaseState.WITHDRAWN: "",
}
# The board stands in the order of the chain; who went off it stands where they would come back.
BOARD = tuple(CaseState)
# The steps that the office takes on a case's page, each as its button says it.
MOVES: Mapping[str, Promise] = {
    "apply": _("Catat permohonan"),
    "review": _("Catat mulai diverifikasi LSP"),
    "ask_correction": _("Catat permintaan perbaikan"),
    "bill": _("Catat tagihan"),
    "pay": _("Catat pembayaran"),
    "schedule": _("Tetapkan hari uji"),
    "test": _("Catat sudah diuji"),
    "miss": _("Catat tidak hadir"),
    "pass": _("Catat kompeten"),
    "fail": _("Catat belum kompeten"),
    "record": _("Catat nomor SKK"),
    "issue": _("Catat SKK diserahkan"),
    "withdraw": _("Hentikan kasus"),
}
# What each step in the past is called; moves that only the clock or other pages take stand here too.
STEPS: Mapping[str, Promise] = {
    "propose": _("Diusulkan"),
    "find_eligible": _("Memenuhi syarat"),
    "doubt": _("Syaratnya diperiksa lagi"),
    "determine": _("Ditetapkan dengan SK"),
    "apply": _("Permohonan diajukan"),
    "review": _("Mulai diverifikasi LSP"),
    "ask_correction": _("Diminta memperbaiki"),
    "bill": _("Tagihan terbit"),
    "pay": _("Dibayar"),
    "lapse": _("Tagihan hangus"),
    "schedule": _("Hari uji ditetapkan"),
    "test": _("Diuji"),
    "miss": _("Tidak hadir"),
    "pass": _("Kompeten"),
    "fail": _("Belum kompeten"),
    "uphold_appeal": _("Banding diterima, kompeten"),
    "record": _("Tercatat dengan nomornya"),
    "issue": _("SKK diserahkan"),
    "expire": _("SKK kedaluwarsa"),
    "withdraw": _("Dihentikan"),
}
WAITS: Mapping[str, Promise] = {
    Waiting.OFFICE: _("menunggu kantor"),
    Waiting.APPLICANT: _("menunggu pemohon"),
    Waiting.LSP: _("menunggu LSP"),
    Waiting.PAYER: _("menunggu pembayar"),
    Waiting.LPJK: _("menunggu BNSP dan LPJK"),
    Waiting.NOBODY: _("selesai"),
}
