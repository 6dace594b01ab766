"""Addresses of the desk: the day, the plan, the calendar, opened numbers, the brief."""

from django.urls import path

from binakon.reports import views

app_name = "reports"
urlpatterns = [
    path("", views.desk_home, name="desk_home"),
    path("kabupaten/<str:region>/", views.workspace, name="workspace"),
    path("kabupaten/<str:region>/rekap.<slug:form>", views.workspace_recap, name="workspace_recap"),
    path("rencana/<int:year>/", views.plan_overview, name="plan_overview"),
    path("kalender/<int:year>/", views.calendar, name="calendar"),
    path("prakiraan/<int:year>/", views.forecast, name="forecast"),
    path("angka/<int:year>/", views.figure_list, name="figure_list"),
    path("angka/<int:year>/<slug:key>/", views.figure_detail, name="figure_detail"),
    path("siaran-pers/<int:year>/", views.press_brief, name="press_brief"),
    path("siaran-pers/<int:year>/<int:number>/", views.brief_detail, name="brief_detail"),
    path(
        "siaran-pers/<int:year>/<int:number>/angka/<path:key>/",
        views.brief_figure,
        name="brief_figure",
    ),
    path(
        "siaran-pers/<int:year>/siaran.<slug:form>", views.press_brief_file, name="press_brief_file"
    ),
]
