"""Who may stand in the list of officials: facts in, problems out."""

from datetime import date

from django.utils.translation import gettext as _

from binakon.core.problems import Problem


def official_problems(
    *, name: str, position: str, starts_on: date | None, ends_on: date | None, is_known: bool
) -> list[Problem]:
    """What is wrong with an official as typed; `is_known` says that the same row is there already."""
    problems = []
    if not name.strip():
        problems.append(Problem("name", _("Tulis nama pejabat dengan gelarnya, seperti di SK.")))
    if not position.strip():
        problems.append(Problem("position", _("Tulis jabatannya, misalnya Kepala Dinas.")))
    if starts_on and ends_on and ends_on < starts_on:
        sentence = _("Akhir jabatan lebih awal daripada mulainya. Periksa kedua tanggalnya.")
        problems.append(Problem("ends_on", sentence))
    if is_known:
        sentence = _("Pejabat ini sudah tercatat di jabatan itu. Ubah masa jabatannya saja.")
        problems.append(Problem("name", sentence))
    return problems
