"""Gives every version that exists already the activities that it and the budgets before it pay for."""

from typing import Any

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

RANK = {"murni": 0, "pergeseran": 1, "perubahan": 2, "usulan": 3}
COPIED = (
    "code",
    "kind",
    "title",
    "occupation",
    "levels",
    "window_form",
    "precision",
    "starts_on",
    "ends_on",
    "window_text",
    "is_approximate",
    "seats",
    "is_all_regions",
    "region_codes",
    "cost",
)


def _order(version: Any) -> tuple[Any, int, int]:
    return (version.dated, RANK[version.stage], version.number)


def fill(apps: Any, _schema: BaseDatabaseSchemaEditor) -> None:
    version_model = apps.get_model("planning", "PlanVersion")
    content_model = apps.get_model("planning", "VersionActivity")
    activity_model = apps.get_model("planning", "Activity")
    for version in version_model.objects.order_by("id"):
        siblings = version_model.objects.filter(programme=version.programme_id)
        payers = [
            other.pk
            for other in siblings
            if other.pk == version.pk
            or (other.stage != "usulan" and _order(other) <= _order(version))
        ]
        paid = activity_model.objects.filter(funded_by__in=payers).select_related("indicator")
        content_model.objects.bulk_create(
            [
                content_model(
                    version=version,
                    **{name: getattr(row, name) for name in COPIED},
                    partners=[partner.name for partner in row.partners.order_by("position")],
                    indicator=row.indicator.key if row.indicator else "",
                )
                for row in paid.prefetch_related("partners").order_by("id")
            ],
            batch_size=500,
        )


class Migration(migrations.Migration):
    dependencies = [("planning", "0003_version_contents_and_money")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
