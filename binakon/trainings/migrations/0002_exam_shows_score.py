"""Whether participants read their own score after sending a test."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("trainings", "0001_rundown_attendance_certificates")]

    operations = [
        migrations.AddField(
            model_name="exam",
            name="shows_score",
            field=models.BooleanField(default=True),
        ),
    ]
