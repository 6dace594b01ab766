"""Addresses of LSP, their licences, assessors and places of tests."""

from django.urls import path

from binakon.certification.views import bodies as views

urlpatterns = [
    path("sertifikasi/lsp/", views.body_list, name="body_list"),
    path("sertifikasi/lsp/baru/", views.body_new, name="body_new"),
    path("sertifikasi/lsp/<int:pk>/", views.body_detail, name="body_detail"),
    path("sertifikasi/lsp/<int:pk>/lisensi/baru/", views.licence_new, name="licence_new"),
    path("sertifikasi/lsp/<int:pk>/asesor/baru/", views.assessor_new, name="assessor_new"),
    path("sertifikasi/lsp/<int:pk>/tuk/baru/", views.site_new, name="site_new"),
    path("sertifikasi/lisensi/<int:pk>/", views.licence_edit, name="licence_edit"),
    path("sertifikasi/asesor/<int:pk>/", views.assessor_edit, name="assessor_edit"),
    path("sertifikasi/tuk/<int:pk>/", views.site_edit, name="site_edit"),
]
