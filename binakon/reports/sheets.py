"""The recap of a kabupaten or kota as a workbook."""

from io import BytesIO

import xlsxwriter
from django.utils.translation import gettext as _

from binakon.core import words
from binakon.reports.queries.recap import Recap


def recap_sheet(recap: Recap) -> bytes:
    """One sheet of figures with their definitions, and when and by which plan they were counted; never a formula."""
    file = BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_numbers": False,
        "strings_to_urls": False,
    }
    with xlsxwriter.Workbook(file, options) as book:
        page = book.add_worksheet(_("Rekap"))
        bold = book.add_format({"bold": True})
        page.set_column(0, 0, 28)
        page.set_column(5, 6, 60)
        page.write_string(0, 0, f"{recap.office.name}, {recap.year}", bold)
        page.write_string(1, 0, _("Dihitung sampai %s") % words.day(recap.as_of))
        page.write_string(2, 0, _("Versi anggaran: %s") % (recap.version or words.unknown()))
        heads = [_("Ukuran"), *(each.name for each in recap.quarters), _("Arti"), _("Catatan")]
        page.write_row(4, 0, heads, bold)
        for number, line in enumerate(recap.lines, start=5):
            page.write_string(number, 0, str(line.measure.label))
            for column, value in enumerate(line.values, start=1):
                if value is None:
                    page.write_string(number, column, words.unknown())
                else:
                    page.write_number(number, column, value)
            page.write_string(number, 5, str(line.measure.definition))
            page.write_string(number, 6, line.note)
    return file.getvalue()
