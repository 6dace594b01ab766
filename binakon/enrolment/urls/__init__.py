"""Addresses of enrolment at the desk, one module per theme."""

from binakon.enrolment.urls import (
    nominations,
    papers,
    registrations,
    selection,
    trainings,
    verification,
)

app_name = "enrolment"
urlpatterns = [
    *trainings.urlpatterns,
    *nominations.urlpatterns,
    *registrations.urlpatterns,
    *verification.urlpatterns,
    *selection.urlpatterns,
    *papers.urlpatterns,
]
