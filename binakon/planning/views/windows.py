"""Times as people type them in a form, read like those of a workbook."""

from django import forms

from binakon.core.calendar import Window
from binakon.planning.sheets.book_windows import read_window
from binakon.planning.sheets.plan_values import Refused


def read_time(text: str, year: int) -> tuple[Window, bool]:
    """The window that the words mean, and whether they were vague; a form's error where they mean none."""
    try:
        found = read_window(text, year)
    except Refused as refused:
        raise forms.ValidationError(refused.sentence) from refused
    return found.window, found.is_vague
