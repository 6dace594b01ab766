"""Numbers of decrees and letters: typed as in the agenda or taken from the register, each used once."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from binakon.core.models import IssuedNumber
from binakon.core.numbering import written
from binakon.core.numbers import issue_number, void_number
from binakon.core.problems import Blocked, Problem, refuse
from binakon.enrolment.models import Decree, Letter
from binakon.enrolment.rules.decree import number_problems
from binakon.people.models import Office, Official

# Which field of an office says how this paper's agenda writes its numbers.
PATTERNS: dict[type[Decree] | type[Letter], str] = {
    Decree: "decree_numbers",
    Letter: "letter_numbers",
}


def refuse_unnumbered(
    kind: type[Decree] | type[Letter],
    paper: Decree | Letter,
    number: str,
    dated: date | None,
    place: str,
    signatory: Official | None,
    *,
    office_code: str,
    is_register: bool,
) -> None:
    """Raise `Blocked` with everything that is missing before this paper can have its number."""
    told = number.strip()
    known = kind.objects.filter(number=told).exclude(pk=paper.pk).exists()
    serving = Official.objects.filter(office__code=office_code)
    is_serving = (
        signatory is not None
        and dated is not None
        and serving.serving_on(dated).filter(pk=signatory.pk).exists()
    )
    problems = number_problems(
        number=told or ("register" if is_register else ""),
        is_known=bool(told) and not is_register and known,
        has_date=dated is not None,
        has_signatory=signatory is not None,
        is_serving=is_serving or dated is None,
        has_place=bool(place.strip()),
    )
    if is_register and not _pattern(kind, office_code):
        sentence = _("Kantor ini belum punya pola nomor. Ketik nomornya, atau isi polanya dulu.")
        problems.append(Problem("number", sentence))
    refuse(problems)


def next_label(
    kind: type[Decree] | type[Letter],
    paper: Decree | Letter,
    *,
    series: str,
    office_code: str,
    dated: date,
    at: datetime | None,
) -> str:
    """The next number of the register, as printed; one that was typed by hand before is passed over and said so."""
    pattern = _pattern(kind, office_code)
    while True:
        given = issue_number(
            series,
            office_code=office_code,
            year=dated.year,
            label=str(paper.training),
            subject=paper,
            at=at,
        )
        label = written(pattern, given.number, dated)
        if not kind.objects.filter(number=label).exists():
            return label
        void_number(given, reason=f"{label} sudah dipakai surat lain")


def void_label(paper: Decree | Letter, *, reason: str) -> None:
    """The number that this paper took from the register stands for nothing any more."""
    taken = IssuedNumber.objects.filter(
        subject_type=paper._meta.label_lower, subject_id=paper.pk, void_reason=""
    )
    for given in taken:
        void_number(given, reason=reason)


@contextmanager
def once(number: str) -> Iterator[None]:
    """Say it in words when somebody else used the same number at the same moment."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError:
        sentence = _("Nomor %(number)s baru saja dipakai orang lain. Periksa buku agenda.")
        raise Blocked([Problem("number_taken", sentence % {"number": number})]) from None


def _pattern(kind: type[Decree] | type[Letter], office_code: str) -> str:
    pattern: str = Office.objects.values_list(PATTERNS[kind], flat=True).get(code=office_code)
    return pattern
