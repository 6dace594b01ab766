"""Addresses of rows that may be one person, and merging them."""

from django.urls import path

from binakon.people.views import duplicates, merges

_HERE = "orang/ganda/"
_MERGES = f"{_HERE}gabungan/"
_TWO = f"{_HERE}dua-orang/"
urlpatterns = [
    path(_HERE, duplicates.duplicate_list, name="duplicate_list"),
    path(f"{_HERE}cari/", duplicates.duplicate_search, name="duplicate_search"),
    path(f"{_HERE}<int:pk>/", duplicates.duplicate_detail, name="duplicate_detail"),
    path(
        f"{_HERE}<uuid:one>/<uuid:other>/", duplicates.duplicate_compare, name="duplicate_compare"
    ),
    path(_MERGES, merges.merge_list, name="merge_list"),
    path(f"{_MERGES}<int:pk>/", merges.merge_detail, name="merge_detail"),
    path(_TWO, merges.two_people_list, name="two_people_list"),
    path(f"{_TWO}<int:pk>/cabut/", merges.two_people_undo, name="two_people_undo"),
]
