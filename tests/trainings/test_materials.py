"""Materials: a file or an address, shown to participants from a time, erased when removed."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from binakon.core import files
from binakon.core.problems import Blocked, StaleState
from binakon.enrolment.models import Training
from binakon.people.models import Role
from binakon.trainings.actions import materials
from binakon.trainings.actions.materials import MaterialText
from binakon.trainings.models import Material
from binakon.trainings.queries.materials import materials_for, materials_of
from tests.enrolment.decree_cases import a_made_scan
from tests.enrolment.pages import a_picture, as_
from tests.enrolment.people import a_training, registered
from tests.factories import BY, an_activity
from tests.trainings.classes import a_class, a_session, participants

pytestmark = pytest.mark.database
LINK = "https://materi.contoh.example/beton"
NOW = datetime(2026, 4, 20, 1, tzinfo=UTC)


def a_material(training: Training, title: str = "Beton", **fields: object) -> Material:
    text = MaterialText(title, **{"link": LINK, **fields})  # type: ignore[arg-type]
    return materials.add_material(training, text, by=BY)


def test_a_participant_reads_what_is_shown_by_now_and_nobody_else_reads_anything(
    year: None,
) -> None:
    training = a_class(1)
    person = participants(training)[0]
    at_once = a_material(training)
    by_now = a_material(training, "Baja", shown_from=NOW)
    a_material(training, "Nanti", shown_from=NOW + timedelta(minutes=1))
    assert list(materials_for(person, NOW)) == [at_once, by_now]
    stranger = registered(a_training(activity=an_activity("lain", title="Lain"), seats=3))
    assert list(materials_for(stranger, NOW)) == []


def test_a_material_is_a_file_or_an_address_and_not_both(training: Training) -> None:
    for link, made in (("", None), (LINK, a_made_scan())):
        with pytest.raises(Blocked) as refused:
            materials.add_material(training, MaterialText("Beton", link), made=made, by=BY)
        assert [problem.code for problem in refused.value.problems] == ["file"]
    with pytest.raises(Blocked) as refused:
        materials.add_material(training, MaterialText(" "), by=BY)
    assert [problem.code for problem in refused.value.problems] == ["title", "file"]


def test_a_material_belongs_to_a_session_of_its_own_class(training: Training) -> None:
    other = a_training(activity=an_activity("lain", title="Lain"))
    with pytest.raises(Blocked) as refused:
        a_material(training, session=a_session(other))
    assert [problem.code for problem in refused.value.problems] == ["session"]


def test_a_removed_material_is_gone_and_its_file_erased(training: Training) -> None:
    text = MaterialText("Beton")
    made = files.rebuild(a_picture(), accept=files.PICTURES)
    material = materials.add_material(training, text, made=made, by=BY)
    assert material.file is not None
    materials.remove_material(material, by=BY)
    material.file.refresh_from_db()
    with pytest.raises(files.Gone):
        files.read(material.file)
    assert list(materials_of(training)) == []
    with pytest.raises(StaleState):
        materials.remove_material(material, by=BY)


def test_materials_are_kept_opened_and_removed_at_the_desk(training: Training) -> None:
    session = a_session(training)
    home = f"/meja/pelatihan/{training.activity.slug}/materi/"
    client = as_(Role.STAFF)
    sent = SimpleUploadedFile("beton.jpg", a_picture(), "image/jpeg")
    data = {
        "title": "Beton",
        "file": sent,
        "session": session.pk,
        "shown_from": "2026-04-20T09:00",
    }
    assert client.post(f"{home}baru/", data).status_code == 302
    kept = Material.objects.get()
    assert (kept.session, kept.shown_from) == (session, NOW)
    assert client.get(f"{home}{kept.pk}/berkas").status_code == 200
    assert client.post(f"{home}baru/", {"title": "Kosong"}).status_code == 422
    assert as_(Role.HEAD_OF_OFFICE).post(f"{home}{kept.pk}/hapus/").status_code == 403
    assert client.post(f"{home}{kept.pk}/hapus/").status_code == 302
    assert client.get(f"{home}{kept.pk}/berkas").status_code == 404
