"""Addresses of the public pages."""

from django.urls import path

from binakon.portal import views

app_name = "portal"
urlpatterns = [
    path("", views.home, name="home"),
    path("style/", views.style, name="style"),
    path("kegiatan/", views.activity_list, name="activity_list"),
    path("kegiatan/<slug:slug>/", views.activity_detail, name="activity_detail"),
    path("capaian/<int:year>/", views.achievement, name="achievement"),
    path("angka/<int:year>/<slug:key>/", views.figure_detail, name="figure_detail"),
    path("siaran-pers/", views.brief_list, name="brief_list"),
    path("siaran-pers/<int:year>/<int:number>/", views.brief_detail, name="brief_detail"),
    path(
        "siaran-pers/<int:year>/<int:number>/siaran.<slug:form>",
        views.brief_file,
        name="brief_file",
    ),
    path(
        "siaran-pers/<int:year>/<int:number>/angka/<path:key>/",
        views.brief_figure,
        name="brief_figure",
    ),
    path(
        "siaran-pers/<int:year>/<int:number>/edisi/<int:edition>/",
        views.brief_detail,
        name="brief_detail",
    ),
    path(
        "siaran-pers/<int:year>/<int:number>/edisi/<int:edition>/angka/<path:key>/",
        views.brief_figure,
        name="brief_figure",
    ),
    path("jadwal.ics", views.schedule, name="schedule"),
]
