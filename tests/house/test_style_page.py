"""The style page shows every component of the style sheets, so that nobody changes one unseen."""

import re
from pathlib import Path

import pytest
from django.test import Client

ROOT = Path(__file__).resolve().parents[2]
SHEET = ROOT / "static" / "css" / "components.css"
# Utilities and parts that have no look of their own, or stand in the frame of this very page.
WITHOUT_SAMPLE = {
    "dots-b",  # part of the cloth
    "scrim",  # stands in for a dialog's backdrop
    "panel",  # covers half the window: every opened number is one
    "desk",  # the body of every page of the desk
    "menu",  # the frame's own, in its header
    "wide",
    "short",
    "long",
    "raw",
    "tilemap-wrap",
}
# Only a name at the beginning of a rule is a component; what is nested in it belongs to it.
COMPONENT = re.compile(r"^  \.([a-z][a-z-]*)(?=[ ,.:\[{>])", re.MULTILINE)


@pytest.mark.django_db
def test_every_component_of_the_style_sheet_is_shown() -> None:
    names = set(COMPONENT.findall(SHEET.read_text(encoding="utf-8"))) - WITHOUT_SAMPLE
    assert len(names) > 40
    page = Client().get("/style/").content.decode()
    classes = {word for found in re.findall(r'class="([^"]*)"', page) for word in found.split()}
    assert sorted(names - classes - {"r"}) == []


@pytest.mark.django_db
def test_the_style_page_is_light_and_hidden_from_search() -> None:
    answer = Client().get("/style/")
    assert answer.status_code == 200
    assert len(answer.content) < 150_000
    assert b'content="noindex"' in answer.content


@pytest.mark.django_db
def test_the_week_of_every_desk_is_shown_full_and_quiet() -> None:
    page = Client().get("/style/").content.decode()
    assert page.count("Tidak ada tenggat sampai hari Minggu.") == 1
    assert page.count("Sesudahnya, dalam tujuh hari") == 1
    assert page.count("menunggu jawaban kantor Anda") == 1
    assert page.count("data-late>terlambat 3 hari") == 1
