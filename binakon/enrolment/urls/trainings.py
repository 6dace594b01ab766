"""Addresses of trainings: opened, changed, closed."""

from django.urls import URLPattern, path, register_converter
from django.urls.converters import StringConverter

from binakon.enrolment.views import training_moves, training_opening, trainings


class StepConverter(StringConverter):
    """The words of the steps of a training's life."""

    regex = "buka-lagi|tutup|batal|kembalikan-kuota"


register_converter(StepConverter, "training_step")

urlpatterns: list[URLPattern] = [
    path("pelatihan/", trainings.training_list, name="training_list"),
    path("pelatihan/baru/<slug:slug>/", trainings.training_new, name="training_new"),
    path("pelatihan/<slug:slug>/", trainings.training_detail, name="training_detail"),
    path("pelatihan/<slug:slug>/ubah/", trainings.training_edit, name="training_edit"),
    path("pelatihan/<slug:slug>/kursi/", trainings.training_seats, name="training_seats"),
    path("pelatihan/<slug:slug>/buka/", training_opening.training_opening, name="training_opening"),
    path(
        "pelatihan/<slug:slug>/<training_step:move>/",
        training_moves.training_move,
        name="training_move",
    ),
]
