"""Addresses of the public pages."""

from django.urls import path

from binakon.portal import views

app_name = "portal"
urlpatterns = [
    path("", views.home, name="home"),
    path("kegiatan/", views.activity_list, name="activity_list"),
    path("kegiatan/<slug:slug>/", views.activity_detail, name="activity_detail"),
    path("capaian/<int:year>/", views.achievement, name="achievement"),
    path("angka/<int:year>/<slug:key>/", views.figure_detail, name="figure_detail"),
    path("jadwal.ics", views.schedule, name="schedule"),
]
