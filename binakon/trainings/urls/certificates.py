"""Addresses of certificates."""

from django.urls import URLPattern, path

from binakon.trainings.views import certificate_details, certificate_register, certificates

_ALL = "pelatihan/<slug:slug>/sertifikat/"
_ONE = f"{_ALL}<int:pk>/"

urlpatterns: list[URLPattern] = [
    path(_ALL, certificates.certificate_list, name="certificate_list"),
    path(f"{_ALL}terbit/", certificates.certificate_issue, name="certificate_issue"),
    path(f"{_ALL}konsep.pdf", certificates.certificate_sample, name="certificate_sample"),
    path(f"{_ALL}unduh/", certificates.certificate_bundle, name="certificate_bundle"),
    path(_ONE, certificate_details.certificate_detail, name="certificate_detail"),
    path(f"{_ONE}sertifikat.pdf", certificate_details.certificate_paper, name="certificate_paper"),
    path(f"{_ONE}ganti/", certificate_details.certificate_replace, name="certificate_replace"),
    path(f"{_ONE}cabut/", certificate_details.certificate_revoke, name="certificate_revoke"),
    path(f"{_ONE}ulang/", certificate_details.certificate_retry, name="certificate_retry"),
    path("sertifikat/", certificate_register.certificate_register, name="certificate_register"),
    path(
        "sertifikat/unduh/",
        certificate_register.certificate_register_export,
        name="certificate_register_export",
    ),
]
