"""Every address: the public portal, the desk, health, and the pages of refusals."""

from django.urls import include, path

from binakon.core import health

urlpatterns = [
    path("-/live", health.live),
    path("-/ready", health.ready),
    path("-/queues", health.waiting),
    path("meja/", include("binakon.people.urls")),
    path("meja/", include("binakon.planning.urls")),
    path("meja/", include("binakon.coordination.urls")),
    path("meja/", include("binakon.enrolment.urls")),
    path("meja/", include("binakon.trainings.urls")),
    path("meja/", include("binakon.certification.urls")),
    path("meja/", include("binakon.reports.urls")),
    path("", include("binakon.portal.urls")),
]

handler403 = "binakon.core.pages.forbidden"
handler404 = "binakon.core.pages.not_found"
handler500 = "binakon.core.pages.failed"
