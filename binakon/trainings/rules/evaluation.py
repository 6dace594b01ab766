"""What an evaluation asks, what may be read of its answers, and the line that protects whoever answered."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from django.utils.translation import gettext as _

from binakon.core.problems import Problem

LEAST = 3
MOST_ITEMS = 20
LONGEST = 200
MARKS = (1, 2, 3, 4, 5)
COMMENT = "comment"

Item = dict[str, str]


def default_event_items() -> list[str]:
    """What is asked about the event unless somebody asks otherwise."""
    return [
        _("Materi sesuai dengan kebutuhan pekerjaan saya"),
        _("Waktu dan urutan acara diatur dengan baik"),
        _("Tempat dan perlengkapan mendukung belajar"),
        _("Panitia melayani dengan baik"),
        _("Informasi sebelum kegiatan jelas"),
        _("Secara keseluruhan, pelatihan ini bermanfaat"),
    ]


def default_instructor_items() -> list[str]:
    """What is asked about each instructor."""
    return [
        _("Menguasai materi"),
        _("Menyampaikan materi dengan jelas"),
        _("Memberi kesempatan bertanya dan berlatih"),
    ]


def scale_words() -> dict[int, str]:
    """What each mark means."""
    return {
        1: _("sangat kurang"),
        2: _("kurang"),
        3: _("cukup"),
        4: _("baik"),
        5: _("sangat baik"),
    }


def items_of(prefix: str, lines: Iterable[str]) -> list[Item]:
    """Lines as items, each with a code of its own."""
    texts = [" ".join(line.split()) for line in lines]
    return [
        {"code": f"{prefix}{number}", "text": text}
        for number, text in enumerate((text for text in texts if text), start=1)
    ]


@dataclass(frozen=True, slots=True)
class Terms:
    """An evaluation as somebody sets it."""

    event: tuple[str, ...]
    instructor: tuple[str, ...]
    least: int
    opens_at: datetime
    closes_at: datetime


def terms_problems(terms: Terms) -> list[Problem]:
    """Everything that is wrong with an evaluation, all at once."""
    problems = []
    if not terms.event:
        problems.append(Problem("event", _("Tulis sedikitnya satu butir tentang acara.")))
    for code, items in (("event", terms.event), ("instructor", terms.instructor)):
        if len(items) > MOST_ITEMS:
            sentence = _("Paling banyak %(most)d butir; peserta menjawab semuanya di ponsel.")
            problems.append(Problem(code, sentence % {"most": MOST_ITEMS}))
        if any(len(item) > LONGEST for item in items):
            sentence = _("Setiap butir paling panjang %(most)d huruf.")
            problems.append(Problem(code, sentence % {"most": LONGEST}))
        if len(set(items)) < len(items):
            problems.append(Problem(code, _("Ada butir yang sama dua kali. Hapus salah satunya.")))
    if terms.least < LEAST:
        sentence = _("Batas pelindung paling rendah %(least)d jawaban.")
        problems.append(Problem("least", sentence % {"least": LEAST}))
    if terms.closes_at <= terms.opens_at:
        problems.append(Problem("closes_at", _("Waktu tutup harus setelah waktu buka.")))
    return problems


def change_problems(
    terms: Terms, before: Terms, *, answers: int, is_readable: bool
) -> list[Problem]:
    """What may not change any more once people have answered: it would break what they were promised."""
    if is_readable:
        if terms == before:
            return []
        sentence = _("Ringkasannya sudah terbuka, jadi evaluasi ini tidak bisa diubah lagi.")
        return [Problem("readable", sentence)]
    if not answers:
        return []
    problems = []
    if terms.event != before.event:
        problems.append(Problem("event", _("Sudah ada jawaban; butirnya tidak bisa diubah lagi.")))
    if terms.instructor != before.instructor:
        sentence = _("Sudah ada jawaban; butirnya tidak bisa diubah lagi.")
        problems.append(Problem("instructor", sentence))
    if terms.least < before.least:
        sentence = _("Sudah ada jawaban; batas pelindung tidak bisa diturunkan lagi.")
        problems.append(Problem("least", sentence))
    return problems


def is_readable(*, answers: int, least: int, is_closed: bool) -> bool:
    """Whether the summary may be read: enough answers, and it has closed, so that no more can come.

    While one more may come, two looks at it would tell that answer. That everybody has answered is no end: an amendment
    of the decree can bring somebody who has not. The desk closes earlier by setting an earlier end.
    """
    return answers >= least and is_closed


@dataclass(frozen=True, slots=True)
class Line:
    """One item and its answers: how many, their mean in words, and how often each mark; hidden below the line."""

    text: str
    n: int
    mean: str
    counts: tuple[tuple[int, int], ...]
    is_shown: bool


def line_of(text: str, marks: Mapping[int, int], least: int) -> Line:
    """Sum one item up; below `least` answers only their number is told."""
    n = sum(marks.values())
    if n < least:
        return Line(text, n, "", (), is_shown=False)
    mean = Fraction(sum(mark * many for mark, many in marks.items()), n)
    exact = Decimal(mean.numerator) / Decimal(mean.denominator)
    words = str(exact.quantize(Decimal("0.01"), ROUND_HALF_UP)).replace(".", ",")
    counts = tuple((mark, marks.get(mark, 0)) for mark in MARKS)
    return Line(text, n, words, counts, is_shown=True)


def tally(marks: Iterable[tuple[str, int]]) -> dict[str, Counter[int]]:
    """How often each mark was given, by item."""
    found: dict[str, Counter[int]] = {}
    for item, mark in marks:
        found.setdefault(item, Counter())[mark] += 1
    return found
