"""Addresses of what was agreed."""

from django.urls import path

from binakon.coordination.views import agreement_writing, agreements

urlpatterns = [
    path("kesepakatan/", agreements.agreement_list, name="agreement_list"),
    path("kesepakatan/unduh/", agreements.agreement_export, name="agreement_export"),
    path("kesepakatan/peta/", agreements.agreement_map, name="agreement_map"),
    path("kesepakatan/baru/", agreement_writing.agreement_new, name="agreement_new"),
    path("kesepakatan/kuota/", agreement_writing.quota_table_list, name="quota_table_list"),
    path("kesepakatan/kuota/<slug:slug>/", agreement_writing.quota_table, name="quota_table"),
    path("kesepakatan/<int:pk>/", agreements.agreement_detail, name="agreement_detail"),
    path("kesepakatan/<int:pk>/ubah/", agreement_writing.agreement_edit, name="agreement_edit"),
    path("kesepakatan/<int:pk>/sepakati/", agreements.agreement_accept, name="agreement_accept"),
    path("kesepakatan/<int:pk>/penuhi/", agreements.agreement_fulfil, name="agreement_fulfil"),
    path("kesepakatan/<int:pk>/batalkan/", agreements.agreement_drop, name="agreement_drop"),
    path("kesepakatan/<int:pk>/buka-lagi/", agreements.agreement_reopen, name="agreement_reopen"),
]
