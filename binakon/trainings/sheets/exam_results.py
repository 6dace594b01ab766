"""The results of a class's tests as a workbook: people, regencies, questions, and how many stand behind each figure."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from io import BytesIO

from django.utils.translation import gettext as _
from xlsxwriter import Workbook

from binakon.core import words
from binakon.core.exports import clean
from binakon.trainings.queries.exam_results import Results
from binakon.trainings.rules.gain import Mean, Share

Value = str | int | Decimal | None


def results_book(results: Results, *, by: str, at: datetime, with_people: bool) -> bytes:
    """The workbook; texts are never formulas, and what is unknown says so. Nobody's name but `with_people`."""
    file = BytesIO()
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with Workbook(file, options) as book:
        book.set_properties({"title": _("Hasil tes"), "created": at.replace(tzinfo=None)})
        if with_people:
            _people(book, results)
        _regions(book, results)
        _items(book, results)
        lines: list[Sequence[Value]] = [
            (_("Kelas"), str(results.training), None),
            (_("Rata-rata tes awal"), results.pre.value, results.pre.n),
            (_("Rata-rata tes akhir"), results.post.value, results.post.n),
            (_("Rata-rata N-gain"), results.gain.value, results.gain.n),
            (_("Dibuat"), f"{words.moment(at)}, {by}", None),
        ]
        _write(book, _("Ringkasan"), (_("Ukuran"), _("Nilai"), "n"), lines)
    return file.getvalue()


def _people(book: Workbook, results: Results) -> None:
    rows: list[Sequence[Value]] = [
        (
            str(person.registration),
            _office(person.registration),
            person.pre,
            person.post,
            person.gain,
        )
        for person in results.people
    ]
    heads = (_("Nama"), _("Kabupaten/kota"), _("Tes awal"), _("Tes akhir"), _("N-gain"))
    _write(book, _("Peserta"), heads, rows)


def _regions(book: Workbook, results: Results) -> None:
    rows: list[Sequence[Value]] = []
    for region in results.regions:
        means = (region.pre, region.post, region.gain)
        rows.append(
            (
                region.name,
                region.people,
                *(_mean(mean) for mean in means),
                *(mean.n for mean in means),
            )
        )
    heads = (
        _("Kabupaten/kota"),
        _("Peserta"),
        _("Tes awal"),
        _("Tes akhir"),
        _("N-gain"),
        _("n tes awal"),
        _("n tes akhir"),
        _("n N-gain"),
    )
    _write(book, _("Wilayah"), heads, rows)


def _items(book: Workbook, results: Results) -> None:
    rows: list[Sequence[Value]] = [
        (item.text, item.topic, *_shares(item.pre), *_shares(item.post), item.gain)
        for item in results.items
    ]
    heads = (
        _("Soal"),
        _("Topik"),
        _("Benar di tes awal (%)"),
        _("n tes awal"),
        _("Benar di tes akhir (%)"),
        _("n tes akhir"),
        _("N-gain"),
    )
    _write(book, _("Soal"), heads, rows)


def _office(registration: object) -> str | None:
    office = getattr(registration, "office", None)
    return office.name if office else None


def _mean(mean: Mean) -> Value:
    return _("terlalu sedikit") if mean.is_closed else mean.value


def _shares(share: Share | None) -> tuple[int | None, int | None]:
    return (share.percent, share.n) if share else (None, None)


def _write(
    book: Workbook, name: str, heads: Sequence[str], rows: Sequence[Sequence[Value]]
) -> None:
    bold = book.add_format({"bold": True, "text_wrap": True, "bottom": 1, "valign": "top"})
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    sheet = book.add_worksheet(name)
    sheet.freeze_panes(1, 1)
    sheet.set_column(0, 0, 46)
    sheet.set_column(1, len(heads) - 1, 22)
    for column, head in enumerate(heads):
        sheet.write_string(0, column, head, bold)
    for number, row in enumerate(rows, start=1):
        for column, value in enumerate(row):
            if isinstance(value, int | Decimal):
                sheet.write_number(number, column, float(value))
            elif value is None or value == "":
                sheet.write_string(number, column, words.unknown(), wrapped)
            else:
                sheet.write_string(number, column, clean(value), wrapped)
