"""The minutes of a selection (berita acara): rule, facts, results with their points, and room to sign."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from binakon.core import clock, pdf, words
from binakon.enrolment.documents.frame import frame_of
from binakon.enrolment.models import SelectionResult, Training
from binakon.enrolment.queries.selection_pages import RunFact, results_of
from binakon.enrolment.rules.regions import region_words
from binakon.enrolment.rules.result_words import seat_words


def print_minutes(
    training: Training, fact: RunFact, rules: Sequence[str], *, is_sample: bool
) -> bytes:
    """The minutes of one run, in this class."""
    now, run = clock.now(), fact.run
    results = list(results_of(run).filter(registration__training=training))
    title = _("Berita acara seleksi")
    data = {
        **frame_of(training, title=title, at=now, is_sample=is_sample),
        "heading": title,
        "line": str(training),
        "facts": [
            [_("Cara"), run.get_policy_display()],
            [_("Disusun"), words.moment(run.made_at)],
            [_("Diumumkan"), words.moment(run.announced_at) if run.announced_at else _("belum")],
            [_("Keberatan sampai"), words.moment(run.objections_until)],
            [_("Mendapat kursi"), words.number(_count(results, "seated"))],
            [_("Cadangan"), words.number(_count(results, "waiting"))],
            [_("Tidak mendapat kursi"), words.number(_count(results, "not_selected"))],
            [_("Sidik jari data masukan (SHA-256)"), run.inputs_hash],
        ],
        "rules_title": _("Aturan"),
        "rules": list(rules),
        "table": {
            "title": _("Hasil menurut urutan"),
            "heads": [
                _("Urutan"),
                _("Nama"),
                _("Kabupaten/kota"),
                _("Poin"),
                _("Hasil"),
            ],
            "rows": [_row(result) for result in results],
        },
        "signing": [_("Yang menyusun"), _("Mengetahui")],
    }
    return pdf.render("enrolment/selection", data, as_of=now)


def _count(results: Sequence[SelectionResult], outcome: str) -> int:
    return sum(result.outcome == outcome for result in results)


def _row(result: SelectionResult) -> list[object]:
    registration = result.registration
    office = registration.office
    return [
        words.number(result.rank),
        {"name": str(registration), "small": registration.code},
        region_words(office.name) if office else _("luar provinsi"),
        "–" if result.points is None else words.number(result.points),
        outcome_words(result),
    ]


def outcome_words(result: SelectionResult) -> str:
    """The outcome in a few words: "mendapat kursi: kuota Tapin", "cadangan 3"."""
    label = str(result.get_outcome_display())
    if result.outcome == SelectionResult.Outcome.WAITING:
        return f"{label} {words.number(result.waiting_number)}"
    seat = result.facts.get("seat")
    if seat:
        office = str(result.facts.get("office_name", ""))
        return f"{label}: {seat_words(seat['kind'], seat['group'], office)}"
    return label
