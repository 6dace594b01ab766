"""What core asks of planning without knowing it: how is a clock called."""

from django.utils.translation import gettext_lazy

from binakon.core import questions

questions.name_clock("quarter_report", gettext_lazy("Laporan triwulan"))
questions.name_clock("year_payment", gettext_lazy("Hari terakhir membayar"))
questions.name_clock("year_end", gettext_lazy("Penutupan tahun"))
