"""Addresses of trainings at the desk, one module per theme."""

from binakon.trainings.urls import (
    attendance,
    certificates,
    completion,
    credentials,
    evaluation,
    exams,
    report,
    rundown,
)

app_name = "trainings"
urlpatterns = [
    *rundown.urlpatterns,
    *attendance.urlpatterns,
    *exams.urlpatterns,
    *evaluation.urlpatterns,
    *completion.urlpatterns,
    *certificates.urlpatterns,
    *credentials.urlpatterns,
    *report.urlpatterns,
]
