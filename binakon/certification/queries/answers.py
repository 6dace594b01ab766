"""What core asks of certification: is a letter about a case still true, what is a row about, how is a clock called."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from binakon.certification.models import Case
from binakon.certification.queries.partner_clocks import partner_clocks, partner_path
from binakon.certification.states import CaseState
from binakon.core import questions, words
from binakon.core.questions import Subject
from binakon.people.queries.chapters import OwnClocks, tell_own_clocks
from binakon.people.queries.clashes import clash
from binakon.planning.models import ProgrammeYear
from binakon.planning.queries.closing_points import open_point
from binakon.planning.rules.closing import OpenPoint

questions.name_clock("case_correction", gettext_lazy("Perbaikan berkas SKK"))
questions.name_clock("case_payment", gettext_lazy("Pembayaran tagihan uji"))
questions.name_clock("case_answer", gettext_lazy("Jawaban LSP"))
questions.name_clock("case_test", gettext_lazy("Uji kompetensi"))
questions.name_clock("case_decree", gettext_lazy("Penetapan dengan SK"))
questions.name_clock("case_application", gettext_lazy("Permohonan SKK"))
questions.name_clock("case_schedule", gettext_lazy("Jadwal uji"))
questions.name_clock("case_assessment", gettext_lazy("Keputusan LSP"))
questions.name_clock("case_recording", gettext_lazy("Pencatatan BNSP dan LPJK"))
questions.name_clock("licence_ends", gettext_lazy("Lisensi LSP berakhir"))
questions.name_clock("year_recording", gettext_lazy("Hari terakhir mencatat SKK"))
tell_own_clocks("partner", OwnClocks(partner_clocks, partner_path))


@questions.condition("case_correction")
def case_correction(case_id: int) -> str:
    """A correction is asked for until the LSP looks again."""
    return _still(case_id, CaseState.CORRECTION)


@questions.condition("case_bill")
def case_bill(case_id: int) -> str:
    """A bill is asked for until it is paid or has lapsed."""
    return _still(case_id, CaseState.AWAITING_PAYMENT)


@questions.condition("case_lapsed")
def case_lapsed(case_id: int) -> str:
    """A bill stays lapsed until somebody applies again."""
    return _still(case_id, CaseState.LAPSED)


@questions.condition("case_test")
def case_test(case_id: int) -> str:
    """A test is told of until it took place or was missed."""
    return _still(case_id, CaseState.SCHEDULED)


@questions.condition("case_silence")
def case_silence(case_id: int) -> str:
    """An LSP is reminded until it has answered."""
    return _still(case_id, CaseState.APPLIED, CaseState.REVIEWING)


@questions.condition("case_determined")
def case_determined(case_id: int) -> str:
    """Whoever was determined is told so unless the case was stopped."""
    found = Case.objects.filter(pk=case_id).first()
    return "Kasus ini sudah dihentikan." if found and found.state == CaseState.WITHDRAWN else ""


@questions.subject("certification.case")
def case(pk: int) -> Subject | None:
    """A case, opened at the desk by its code, which says nothing of whose it is."""
    found = Case.objects.filter(pk=pk).first()
    if found is None:
        return None
    label = _("Kasus sertifikasi %(code)s") % {"code": found.code}
    return Subject(label, f"/meja/sertifikasi/kasus/{found.code}/")


def _still(case_id: int, *states: CaseState) -> str:
    found = Case.objects.filter(pk=case_id).first()
    if found is None:
        return "Kasus ini sudah tidak ada."
    if found.state in states:
        return ""
    return f"Keadaan kasus sudah berubah: {found.get_state_display()}."


@clash("cases")
def cases_of_both(one: Sequence[int], other: Sequence[int]) -> list[str]:
    """The same SKK that either of two people has an open case of: one person needs one."""
    found = Case.objects.open().filter(worker__in=[*one, *other]).order_by("pk")
    asked: dict[tuple[str, int], list[Case]] = {}
    for row in found:
        asked.setdefault((row.occupation_name.casefold(), row.level), []).append(row)
    sentence = _(
        "Keduanya punya kasus terbuka untuk %(skk)s: %(codes)s. Setelah digabung, hentikan salah satunya."
    )
    return [
        sentence
        % {
            "skk": f"{rows[0].occupation_name} ({rows[0].level})",
            "codes": words.joined([row.code for row in rows]),
        }
        for rows in asked.values()
        if len({row.worker_id in one for row in rows}) > 1
    ]


@open_point("cases")
def carried(programme: ProgrammeYear) -> OpenPoint:
    """Cases that somebody still has to do something for; they go on in their own year (decision 34)."""
    many = Case.objects.open().filter(activity__programme=programme).count()
    sentence = ngettext(
        "%(many)d kasus sertifikasi belum selesai. Kasusnya jalan terus sebagai bawaan %(year)d.",
        "%(many)d kasus sertifikasi belum selesai. Semuanya jalan terus sebagai bawaan %(year)d.",
        many,
    )
    told = {"many": many, "year": programme.year}
    return OpenPoint("cases", many, sentence % told, "/meja/sertifikasi/")
