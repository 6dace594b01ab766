"""A week of clocks for the style page: late, today, ahead, owed by the own office, and what follows it."""

from datetime import date

from binakon.core.deadlines import Nearness
from binakon.people.queries.deadlines import DeadlineLine, ThisWeek

_LINES = (
    DeadlineLine(
        "Penetapan dengan SK: H. Muhammad Syaifullah Noor Rahman Hidayatullah, S.Ars., M.T. (contoh)",
        "Penetapan dengan SK",
        "14 April 2026, 16.00 WITA",
        "terlambat 3 hari",
        Nearness.LATE,
        "#minggu",
        is_owed=False,
    ),
    DeadlineLine(
        "Calon Kabupaten Hulu Sungai Selatan untuk BIMTEK Jalan (contoh)",
        "Jawaban kuota",
        "17 April 2026, 16.00 WITA",
        "hari ini",
        Nearness.TODAY,
        "#minggu",
        is_owed=True,
    ),
)
_SOON = (
    DeadlineLine(
        "Laporan triwulan I 2026 (Renja, formulir E.81), aturan kantor (contoh)",
        "Laporan triwulan",
        "22 April 2026, 16.00 WITA",
        "3 hari kerja lagi",
        Nearness.AHEAD,
        "",
        is_owed=False,
    ),
)


def sample_weeks() -> tuple[ThisWeek, ...]:
    """A full week, and one in which nothing ends."""
    days = {"ends_on": date(2026, 4, 19), "soon_ends_on": date(2026, 4, 24)}
    return (ThisWeek(_LINES, _SOON, more=3, late=1, **days), ThisWeek((), (), 0, 0, **days))
