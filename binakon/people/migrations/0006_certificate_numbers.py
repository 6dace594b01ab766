from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0005_organisation_contacts"),
    ]

    operations = [
        migrations.AddField(
            model_name="office",
            name="certificate_numbers",
            field=models.CharField(blank=True, max_length=80),
        ),
    ]
