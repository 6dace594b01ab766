"""Addresses of people at the desk, one module per theme."""

from binakon.people.urls import account, duplicates, imports, registry

urlpatterns = [
    *account.urlpatterns,
    *imports.urlpatterns,
    *duplicates.urlpatterns,
    *registry.urlpatterns,
]
