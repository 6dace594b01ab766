"""The calculation of a quota on paper: what it stands on, the table, every step."""

from django.utils.translation import gettext as _

from binakon.core import clock, pdf, words
from binakon.enrolment.documents.frame import frame_of
from binakon.enrolment.models import Training
from binakon.enrolment.queries.quotas import Calculation
from binakon.enrolment.rules.apportion_words import tie_rule_words


def print_quota(training: Training, calculation: Calculation, *, is_sample: bool) -> bytes:
    """The paper of one stored calculation."""
    now, plan = clock.now(), calculation.plan
    title = _("Perhitungan kuota")
    data = {
        **frame_of(training, title=title, at=now, is_sample=is_sample),
        "heading": title,
        "line": str(training),
        "facts": [
            [_("Dasar pembagian"), calculation.basis],
            [_("Sumber angkanya"), plan.source or _("tidak diperlukan")],
            [_("Kursi"), words.number(plan.seats)],
            [_("Kursi kelompok"), words.number(plan.reserved)],
            [_("Kursi umum"), words.number(calculation.pool)],
            [_("Dibagi kepada wilayah"), words.number(plan.total)],
            [_("Jatah minimum"), words.number(plan.floor)],
            [
                _("Batas atas"),
                _("tidak ada") if plan.cap is None else words.number(plan.cap),
            ],
            [_("Alasan"), calculation.row.reason],
            [_("Ditetapkan"), words.moment(calculation.row.made_at)],
        ],
        "table": {
            "title": _("Hasil"),
            "heads": [_("Kabupaten/kota"), _("Dasar"), _("Bagian sebelum dibulatkan"), _("Kursi")],
            "rows": [
                [name, words.number(weight), exact, words.number(places)]
                for name, weight, exact, places in calculation.rows
            ],
            "total": [
                _("Jumlah"),
                "",
                "",
                words.number(sum(row[3] for row in calculation.rows)),
            ],
        },
        "steps_title": _("Langkah demi langkah"),
        "rule": tie_rule_words(),
        "steps": list(calculation.lines),
    }
    return pdf.render("enrolment/quota", data, as_of=now)
