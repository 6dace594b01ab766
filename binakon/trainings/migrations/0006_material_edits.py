"""Materials that are changed, put in order, and removed with a reason."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("trainings", "0005_attendance_typed_by_staff")]

    operations = [
        migrations.AddField(
            model_name="material",
            name="changed_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="material",
            name="removed_reason",
            field=models.CharField(blank=True, max_length=300),
        ),
        migrations.AddField(
            model_name="material",
            name="revision",
            field=models.PositiveIntegerField(default=0),
        ),
    ]
