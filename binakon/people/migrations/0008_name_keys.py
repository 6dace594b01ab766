from django.db import migrations

from binakon.people.rules.names import name_key


def write_name_keys(apps, schema_editor):
    worker = apps.get_model("people", "Worker")
    rows = []
    for row in worker.objects.only("id", "name").iterator(chunk_size=2000):
        row.name_key = name_key(row.name)
        rows.append(row)
        if len(rows) == 2000:
            worker.objects.bulk_update(rows, ["name_key"])
            rows.clear()
    worker.objects.bulk_update(rows, ["name_key"])


class Migration(migrations.Migration):
    dependencies = [("people", "0007_registry")]

    operations = [migrations.RunPython(write_name_keys, migrations.RunPython.noop)]
