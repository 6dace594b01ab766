"""Addresses of certification at the desk, one module per theme."""

from binakon.certification.urls import batches, bodies, cases, eligibility, finish

app_name = "certification"
urlpatterns = [
    *eligibility.urlpatterns,
    *batches.urlpatterns,
    *bodies.urlpatterns,
    *finish.urlpatterns,
    *cases.urlpatterns,
]
