"""Addresses of the desk: the day, the plan, the calendar, opened numbers, the brief."""

from django.urls import path

from binakon.reports.views import desk, workspace

app_name = "reports"
urlpatterns = [
    path("", desk.desk_home, name="desk_home"),
    path("kabupaten/<str:region>/", workspace.workspace, name="workspace"),
    path(
        "kabupaten/<str:region>/rekap.<slug:form>",
        workspace.workspace_recap,
        name="workspace_recap",
    ),
    path(
        "kabupaten/<str:region>/angka/<int:year>/<slug:key>/",
        workspace.workspace_figure,
        name="workspace_figure",
    ),
    path("rencana/<int:year>/", desk.plan_overview, name="plan_overview"),
    path("kalender/<int:year>/", desk.calendar, name="calendar"),
    path("prakiraan/<int:year>/", desk.forecast, name="forecast"),
    path("angka/<int:year>/", desk.figure_list, name="figure_list"),
    path("angka/<int:year>/<slug:key>/", desk.figure_detail, name="figure_detail"),
    path("siaran-pers/<int:year>/", desk.press_brief, name="press_brief"),
    path("siaran-pers/<int:year>/<int:number>/", desk.brief_detail, name="brief_detail"),
    path(
        "siaran-pers/<int:year>/<int:number>/angka/<path:key>/",
        desk.brief_figure,
        name="brief_figure",
    ),
    path(
        "siaran-pers/<int:year>/siaran.<slug:form>", desk.press_brief_file, name="press_brief_file"
    ),
]
