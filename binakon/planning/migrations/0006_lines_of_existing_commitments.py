"""Writes on every rupiah that is bound already the budget line under which it has been counted so far."""

from typing import Any

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def _lines_by_indicator(target_model: Any, programme_id: int) -> dict[int, str]:
    """Indicators whose targets of all versions stand under one code alone: the rule that held until now."""
    targets = target_model.objects.filter(version__programme=programme_id)
    found: dict[int, set[str]] = {}
    named = targets.exclude(sub_activity=None)
    for indicator, code in named.values_list("indicator", "sub_activity__code"):
        found.setdefault(indicator, set()).add(code)
    return {indicator: codes.pop() for indicator, codes in found.items() if len(codes) == 1}


def fill(apps: Any, _schema: BaseDatabaseSchemaEditor | None) -> None:
    commitment_model = apps.get_model("planning", "Commitment")
    target_model = apps.get_model("planning", "Target")
    sub_activity_model = apps.get_model("planning", "SubActivity")
    # Oldest first, so that the newest row of a code is what remains.
    newest = dict(sub_activity_model.objects.order_by("id").values_list("code", "id"))
    lines: dict[int, dict[int, str]] = {}
    rows = commitment_model.objects.filter(unit="rupiah", sub_activity=None)
    for row in rows.select_related("activity").order_by("id"):
        activity = row.activity
        programme = activity.programme_id
        if programme not in lines:
            lines[programme] = _lines_by_indicator(target_model, programme)
        code = lines[programme].get(activity.indicator_id, "")
        line = activity.sub_activity_id or newest.get(code)
        if line is not None:
            commitment_model.objects.filter(pk=row.pk).update(sub_activity=line)


class Migration(migrations.Migration):
    dependencies = [("planning", "0005_line_of_bound_money")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
