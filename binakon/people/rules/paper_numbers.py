"""What is missing before an official paper gets its number."""

from django.utils.translation import gettext as _

from binakon.core.problems import Problem


def number_problems(
    *,
    number: str,
    is_known: bool,
    has_date: bool,
    has_signatory: bool,
    is_serving: bool = True,
    has_place: bool = True,
) -> list[Problem]:
    """What is missing before a paper gets its number; `is_serving` is whether who signs holds office on its date."""
    problems = []
    if not number.strip():
        problems.append(Problem("number", _("Tulis nomornya seperti di buku agenda.")))
    if is_known:
        sentence = _("Nomor %(number)s sudah dipakai. Periksa buku agenda.")
        problems.append(Problem("number_taken", sentence % {"number": number.strip()}))
    if not has_date:
        problems.append(Problem("dated", _("Tulis tanggalnya.")))
    if not has_place:
        problems.append(Problem("place", _("Tulis tempat penandatanganannya.")))
    if not has_signatory:
        problems.append(Problem("signatory", _("Pilih pejabat yang menandatangani.")))
    elif not is_serving:
        sentence = _(
            "Pejabat itu tidak menjabat pada tanggal ini. Pilih pejabat lain, atau perbaiki masa jabatannya di halaman kop surat."
        )
        problems.append(Problem("not_serving", sentence))
    return problems
