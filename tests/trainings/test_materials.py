"""Materials: a file or an address, shown to participants from a time, erased when removed."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from binakon.core import files
from binakon.core.models import AuditEvent
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
    with pytest.raises(Blocked) as refused:
        materials.remove_material(material, reason=" ", by=BY)
    assert [problem.code for problem in refused.value.problems] == ["reason"]
    materials.remove_material(material, reason="Salah berkas", by=BY)
    material.file.refresh_from_db()
    with pytest.raises(files.Gone):
        files.read(material.file)
    assert list(materials_of(training)) == []
    with pytest.raises(StaleState):
        materials.remove_material(material, reason="Lagi", by=BY)
    assert Material.objects.get().removed_reason == "Salah berkas"


def test_a_material_is_changed_and_a_new_file_takes_the_old_ones_place(training: Training) -> None:
    made = files.rebuild(a_picture(), accept=files.PICTURES)
    material = materials.add_material(training, MaterialText("Beton"), made=made, by=BY)
    old = material.file
    assert old is not None
    materials.edit_material(material, MaterialText("Beton"), revision=0, by=BY)
    assert (material.file, material.changed_at) == (old, None), "nothing was another"
    materials.edit_material(material, MaterialText("Beton segar"), revision=1, by=BY, at=NOW)
    assert (material.title, material.file, material.changed_at) == ("Beton segar", old, NOW)
    materials.edit_material(
        material, MaterialText("Beton segar"), revision=2, made=a_made_scan(), by=BY
    )
    assert material.file != old
    old.refresh_from_db()
    with pytest.raises(files.Gone):
        files.read(old)
    materials.edit_material(material, MaterialText("Beton segar", LINK), revision=3, by=BY)
    assert (material.file, material.link) == (None, LINK)
    with pytest.raises(Blocked) as refused:
        materials.edit_material(material, MaterialText("Beton segar"), revision=4, by=BY)
    assert [problem.code for problem in refused.value.problems] == ["file"]
    line = AuditEvent.objects.filter(action="material:edit").latest("id")
    assert (line.before["link"], line.after["link"]) == ("", LINK)


def test_whoever_read_an_older_material_does_not_write_over_the_newer(training: Training) -> None:
    material = a_material(training)
    materials.edit_material(material, MaterialText("Baru", LINK), revision=0, by=BY)
    with pytest.raises(StaleState):
        materials.edit_material(material, MaterialText("Lama", LINK), revision=0, by=BY)
    assert Material.objects.get().title == "Baru"


def test_materials_change_places_only_within_their_session(training: Training) -> None:
    session = a_session(training)
    names = ("Satu", "Dua", "Tiga")
    rows = [a_material(training, name) for name in names]
    a_material(training, "Sesi", session=session)
    assert materials.move_material(rows[2], up=True, by=BY)
    assert [row.title for row in materials_of(training)] == ["Satu", "Tiga", "Dua", "Sesi"]
    assert not materials.move_material(rows[1], up=False, by=BY), "the next is of a session"
    assert materials.move_material(rows[0], up=False, by=BY)
    assert [row.title for row in materials_of(training)] == ["Tiga", "Satu", "Dua", "Sesi"]
    materials.remove_material(rows[0], reason="Salah", by=BY)
    with pytest.raises(StaleState):
        materials.move_material(rows[0], up=True, by=BY)


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
    edited = {"title": "Beton segar", "session": "", "revision": kept.revision}
    assert client.post(f"{home}{kept.pk}/", edited).status_code == 302
    kept.refresh_from_db()
    assert (kept.title, kept.session) == ("Beton segar", None)
    assert client.post(f"{home}{kept.pk}/", edited).status_code == 409, "read before the change"
    assert client.post(f"{home}{kept.pk}/pindah/", {"arah": "naik"}).status_code == 302
    for step in ("", "pindah/", "hapus/"):
        assert as_(Role.HEAD_OF_OFFICE).post(f"{home}{kept.pk}/{step}").status_code == 403
    assert client.post(f"{home}{kept.pk}/hapus/").status_code == 422, "the reason is missing"
    assert client.post(f"{home}{kept.pk}/hapus/", {"reason": "Usang"}).status_code == 302
    assert "Usang" in client.get(home).content.decode()
    assert client.get(f"{home}{kept.pk}/berkas").status_code == 404
