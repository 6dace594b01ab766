"""Whether a scenario can be computed: what must still be said, all at once and never guessed."""

from django.utils.translation import gettext as _

from binakon.core.problems import Problem
from binakon.planning.rules.scenarios.facts import (
    Candidate,
    Question,
    Rupiah,
    needed_prices,
    price_of,
)


def price_label(price: Rupiah) -> str:
    """What a price is called in a sentence."""
    return {
        Rupiah.FIXED: _("biaya tetap per kelas"),
        Rupiah.PERSON: _("biaya per orang"),
        Rupiah.TRAVEL: _("perjalanan per orang"),
    }[price]


def ask_problems(question: Question) -> list[Problem]:
    """Everything that keeps a question from being asked, each with where to say it."""
    if not question.candidates:
        sentence = _("Belum ada kegiatan calon. Tambahkan paling sedikit satu.")
        return [Problem("candidates", sentence)]
    problems = []
    if not question.ceilings:
        problems.append(
            Problem("ceiling", _("Pagu belum diisi. Isi pagunya atau pagu andaian di Batas."))
        )
    if not question.goals:
        problems.append(Problem("goal", _("Kebutuhan belum diisi. Isi jumlah orangnya di Batas.")))
    for candidate in question.candidates:
        problems += _candidate_problems(question, candidate)
    return problems


def _candidate_problems(question: Question, candidate: Candidate) -> list[Problem]:
    name = {"title": candidate.title}
    found = []
    if candidate.most < 1:
        sentence = _("%(title)s: jumlah orang paling banyak belum diisi.")
        found.append(Problem("most", sentence % name))
    elif candidate.least > candidate.most:
        sentence = _("%(title)s: paling sedikit tidak boleh lebih dari paling banyak.")
        found.append(Problem("least", sentence % name))
    if candidate.least_times > candidate.most_times:
        sentence = _("%(title)s: kelas yang harus ada tidak boleh lebih dari kelas terbanyak.")
        found.append(Problem("least_times", sentence % name))
    if candidate.earliest > candidate.latest:
        sentence = _("%(title)s: tanggal paling awal tidak boleh setelah yang paling akhir.")
        found.append(Problem("earliest", sentence % name))
    missing = [
        price_label(price)
        for price in needed_prices(question)
        if price_of(question, candidate, price) is None
    ]
    if missing:
        sentence = _("%(title)s: %(prices)s belum diisi. Isi sebagai asumsi beserta sumbernya.")
        found.append(Problem("price", sentence % {**name, "prices": ", ".join(missing)}))
    return found
