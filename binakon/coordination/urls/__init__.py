"""Addresses of coordination at the desk."""

from binakon.coordination.urls import agreements, meetings, minutes

app_name = "coordination"
urlpatterns = [*meetings.urlpatterns, *minutes.urlpatterns, *agreements.urlpatterns]
