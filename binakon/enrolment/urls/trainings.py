"""Addresses of trainings: opened, changed, closed."""

from django.urls import URLPattern, path, re_path

from binakon.enrolment.views import training_moves, trainings

_MOVE = r"^pelatihan/(?P<slug>[-\w]+)/(?P<move>buka|tutup|buka-lagi|batal|kembalikan-kuota)/$"

urlpatterns: list[URLPattern] = [
    path("pelatihan/", trainings.training_list, name="training_list"),
    path("pelatihan/baru/<slug:slug>/", trainings.training_new, name="training_new"),
    path("pelatihan/<slug:slug>/", trainings.training_detail, name="training_detail"),
    path("pelatihan/<slug:slug>/ubah/", trainings.training_edit, name="training_edit"),
    path("pelatihan/<slug:slug>/kursi/", trainings.training_seats, name="training_seats"),
    re_path(_MOVE, training_moves.training_move, name="training_move"),
]
