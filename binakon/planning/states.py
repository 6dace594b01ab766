"""The vocabulary of planning: states and moves of versions and activities, stages, kinds, indicators."""

from django.db.models import TextChoices
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from binakon.core.workflow import Workflow


class VersionState(TextChoices):
    """A budget version from draft to superseded; from ratified on it is immutable."""

    DRAFT = "draft", _("konsep")
    SUBMITTED = "submitted", _("diajukan")
    RATIFIED = "ratified", _("disahkan")
    SUPERSEDED = "superseded", _("digantikan")


VERSION = Workflow(
    states=VersionState,
    start=VersionState.DRAFT,
    moves={
        "submit": (frozenset({VersionState.DRAFT}), VersionState.SUBMITTED),
        "return": (frozenset({VersionState.SUBMITTED}), VersionState.DRAFT),
        "ratify": (frozenset({VersionState.SUBMITTED}), VersionState.RATIFIED),
        # Typed in after a newer version is already in force: ratified then, superseded today.
        "ratify_earlier": (frozenset({VersionState.SUBMITTED}), VersionState.SUPERSEDED),
        "supersede": (frozenset({VersionState.RATIFIED}), VersionState.SUPERSEDED),
    },
)

FROZEN_STATES = (VersionState.RATIFIED, VersionState.SUPERSEDED)


class YearState(TextChoices):
    """A programme year from its plan to its frozen figures."""

    OPEN = "open", _("berjalan")
    CLOSING = "closing", _("sedang diperiksa untuk ditutup")
    CLOSED = "closed", _("ditutup")


YEAR = Workflow(
    states=YearState,
    start=YearState.OPEN,
    moves={
        "prepare": (frozenset({YearState.OPEN}), YearState.CLOSING),
        "abandon": (frozenset({YearState.CLOSING}), YearState.OPEN),
        "close": (frozenset({YearState.CLOSING}), YearState.CLOSED),
        # One person asks with a reason, another grants (decision 34).
        "reopen": (frozenset({YearState.CLOSED}), YearState.OPEN),
    },
)


class ActivityState(TextChoices):
    """The life of an activity; what was planned and did not come stays visible."""

    PLANNED = "planned", _("direncanakan")
    RESCHEDULED = "rescheduled", _("dijadwalkan ulang")
    POSTPONED = "postponed", _("ditunda")
    CANCELLED = "cancelled", _("dibatalkan")
    HELD = "held", _("terlaksana")
    CLOSED = "closed", _("ditutup")


_AHEAD = frozenset({ActivityState.PLANNED, ActivityState.RESCHEDULED, ActivityState.POSTPONED})

ACTIVITY = Workflow(
    states=ActivityState,
    start=ActivityState.PLANNED,
    moves={
        "reschedule": (_AHEAD, ActivityState.RESCHEDULED),
        "postpone": (_AHEAD - {ActivityState.POSTPONED}, ActivityState.POSTPONED),
        "cancel": (_AHEAD, ActivityState.CANCELLED),
        "hold": (_AHEAD, ActivityState.HELD),
        "close": (frozenset({ActivityState.HELD}), ActivityState.CLOSED),
    },
)


class Stage(TextChoices):
    """The stages of a regional budget in the order of the year, and the proposal that is no budget."""

    MURNI = "murni", _("murni")
    PERGESERAN = "pergeseran", _("pergeseran")
    PERUBAHAN = "perubahan", _("perubahan")
    USULAN = "usulan", _("usulan")


BUDGET_STAGES = (Stage.MURNI, Stage.PERGESERAN, Stage.PERUBAHAN)
STAGE_RANK = {stage.value: rank for rank, stage in enumerate(Stage)}


class DutyKind(TextChoices):
    """What an office owes in every year; the days are its own rule."""

    QUARTER_REPORT = "quarter_report", _("laporan triwulan")
    YEAR_PAYMENT = "year_payment", _("hari terakhir membayar")
    YEAR_END = "year_end", _("penutupan tahun")


class ActivityKind(TextChoices):
    """What an activity is."""

    RAKOR = "rakor", _("rapat koordinasi")
    BIMTEK = "bimtek", _("BIMTEK")
    TRAINING = "training", _("pelatihan")
    CERTIFICATION = "certification", _("fasilitasi sertifikasi")
    OTHER = "other", _("kegiatan lain")


# A rakor, a certification or another activity is named by its kind; a BIMTEK only by its occupation.
KINDS_WITHOUT_OCCUPATION = (ActivityKind.RAKOR, ActivityKind.CERTIFICATION, ActivityKind.OTHER)


class ComponentKind(TextChoices):
    """The lists of standard prices from which a component comes."""

    SSH = "ssh", _("SSH")
    SBU = "sbu", _("SBU")
    ASB = "asb", _("ASB")
    HSPK = "hspk", _("HSPK")


class Recipient(TextChoices):
    """Who is paid by a cost line, where that is people."""

    PARTICIPANTS = "participants", _("peserta")
    SPEAKERS = "speakers", _("narasumber atau pengajar")
    COMMITTEE = "committee", _("panitia")
    STAFF = "staff", _("pegawai")


class Transport(TextChoices):
    """How transport is paid; the two are taxed differently."""

    AT_COST = "at_cost", _("sesuai biaya nyata")
    LUMP = "lump", _("uang transport tetap")


def indicator_label(key: str) -> str:
    """The words of an indicator; one that a plan brought is called by its key."""
    known = {
        "trained": gettext("dilatih"),
        "facilitated": gettext("difasilitasi sertifikasinya"),
        "certified": gettext("tersertifikasi"),
    }
    return known.get(key, key)
