"""Stored files: encrypted with a key each, written before their row, served as ours, erased for good."""

import hashlib
import io
import os
import stat
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from django.db import transaction
from django.test import RequestFactory, TestCase, override_settings
from django.utils.datastructures import MultiValueDict
from PIL import Image

from binakon.core import crypto, files
from binakon.core.fields import RebuiltFileField
from binakon.core.jobs import sweep_files
from binakon.core.models import StoredFile
from binakon.core.problems import Blocked, Problem, refuse
from tests.core import corpus_papers as papers
from tests.core import corpus_pictures as pictures

pytestmark = [pytest.mark.database, pytest.mark.django_db]

PHOTO = pictures.encoded(pictures.marked(), "JPEG")
PAPER = papers.scans(2)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path) -> Iterator[Path]:
    with override_settings(DATA_DIR=tmp_path):
        yield tmp_path / "files"


def on_disk(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def test_a_stored_file_is_rebuilt_described_and_read_again() -> None:
    stored = files.store(SimpleUploadedFile("../../x.exe", PAPER, "text/html"), accept=files.PAPERS)
    content = files.read(StoredFile.objects.get(pk=stored.pk))
    assert content.startswith(b"%PDF-1.4")
    assert (stored.media_type, stored.pages, stored.size) == ("application/pdf", 2, len(content))
    assert stored.received_hash == hashlib.sha256(PAPER).hexdigest()
    assert stored.content_hash == hashlib.sha256(content).hexdigest()


def test_the_same_file_twice_is_found_by_what_was_received() -> None:
    first, second = (files.store(PHOTO, accept=files.PICTURES) for _ in range(2))
    assert first.key != second.key
    assert StoredFile.objects.filter(received_hash=first.received_hash).count() == 2


def test_on_the_disk_it_is_encrypted_readable_to_its_owner_only_and_named_by_its_key(
    folder: Path,
) -> None:
    stored = files.store(PHOTO, accept=files.PICTURES)
    (path,) = on_disk(folder)
    assert path == folder / stored.key[:2] / f"{stored.key}.bin" == files.path_of(stored)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert b"JFIF" not in path.read_bytes()
    assert b"JFIF" in files.read(stored)


def test_every_file_has_a_key_of_its_own_bound_to_its_row(folder: Path) -> None:
    one, other = (files.store(PHOTO, accept=files.PICTURES) for _ in range(2))
    files.path_of(one).write_bytes(files.path_of(other).read_bytes())
    with pytest.raises(crypto.Unreadable):
        files.read(one)
    other.wrapped_key = one.wrapped_key
    with pytest.raises(crypto.Unreadable):
        files.read(other)


def test_a_changed_byte_is_noticed() -> None:
    stored = files.store(PHOTO, accept=files.PICTURES)
    path = files.path_of(stored)
    content = bytearray(path.read_bytes())
    content[40] ^= 1
    path.write_bytes(content)
    with pytest.raises(crypto.Unreadable):
        files.read(stored)


def test_erasing_takes_the_key_at_once_and_the_bytes_with_the_commit(folder: Path) -> None:
    stored = files.store(PHOTO, accept=files.PICTURES)
    with TestCase.captureOnCommitCallbacks(execute=True):
        files.erase(stored)
        assert len(on_disk(folder)) == 1
    row = StoredFile.objects.get(pk=stored.pk)
    assert (bytes(row.wrapped_key), on_disk(folder)) == (b"", [])
    assert row.erased_at is not None
    erased_at = row.erased_at
    files.erase(row)
    row.refresh_from_db()
    assert row.erased_at == erased_at
    for gone in (stored, row):
        with pytest.raises(files.Gone):
            files.read(gone)


def test_a_file_without_its_bytes_is_gone() -> None:
    stored = files.store(PHOTO, accept=files.PICTURES)
    files.path_of(stored).unlink()
    with pytest.raises(files.Gone):
        files.read(stored)


def keep_and_refuse(made: files.RebuiltFile) -> None:
    with transaction.atomic():
        files.keep(made)
        refuse([Problem("late", "Pendaftaran sudah ditutup.")])


def test_a_refusal_after_keeping_leaves_no_row_and_a_file_that_nobody_can_read(
    folder: Path,
) -> None:
    made = files.rebuild(PHOTO, accept=files.PICTURES)
    with pytest.raises(Blocked):
        keep_and_refuse(made)
    assert (StoredFile.objects.count(), len(on_disk(folder))) == (0, 1)
    assert b"JFIF" not in on_disk(folder)[0].read_bytes()


def test_a_disk_that_refuses_leaves_no_row(folder: Path) -> None:
    made = files.rebuild(PHOTO, accept=files.PICTURES)
    folder.write_text("a file where the folder should be")
    with pytest.raises(OSError, match="files"):
        files.keep(made)
    assert StoredFile.objects.count() == 0


def test_orphans_older_than_a_day_are_swept_and_nothing_else(folder: Path) -> None:
    names = ("living", "young orphan", "old orphan", "erased", "half written")
    stored = {name: files.store(PHOTO, accept=files.PICTURES) for name in names}
    StoredFile.objects.filter(
        key__in=[stored["young orphan"].key, stored["old orphan"].key]
    ).delete()
    StoredFile.objects.filter(pk=stored["erased"].pk).update(erased_at="2030-01-01T00:00Z")
    paths = {name: files.path_of(each) for name, each in stored.items()}
    paths["half written"] = paths["half written"].rename(paths["half written"].with_suffix(".part"))
    StoredFile.objects.filter(pk=stored["half written"].pk).delete()
    old = time.time() - 25 * 60 * 60
    for name, path in paths.items():
        if name != "young orphan":
            os.utime(path, (old, old))
    assert sweep_files() == 3
    assert on_disk(folder) == sorted([paths["living"], paths["young orphan"]])
    assert sweep_files() == 0


def test_a_page_of_a_paper_is_a_picture_for_the_desk() -> None:
    paper, photo = files.store(PAPER, accept=files.PAPERS), files.store(PHOTO, accept=files.PAPERS)
    second = files.page_image(paper, 2)
    assert Image.open(io.BytesIO(second)).format == "JPEG"
    assert second != files.page_image(paper, 1)
    assert files.page_image(photo, 1) == files.read(photo)
    for stored, number in ((paper, 3), (paper, 0), (photo, 2)):
        with pytest.raises(IndexError):
            files.page_image(stored, number)


def test_a_served_file_is_ours_and_never_a_page() -> None:
    photo, paper = files.store(PHOTO, accept=files.PAPERS), files.store(PAPER, accept=files.PAPERS)
    always = {
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "no-store, private",
    }
    assert dict(files.file_response(photo, 'ktp "a"\r\nX: ../é.html').headers) == always | {
        "Content-Type": "image/jpeg",
        "Content-Disposition": 'inline; filename="ktp-a-X-html.jpg"',
    }
    assert dict(files.file_response(paper, "ijazah").headers) == always | {
        "Content-Type": "application/pdf",
        "Content-Disposition": 'attachment; filename="ijazah.pdf"',
    }
    assert dict(files.page_response(paper, 1).headers) == always | {
        "Content-Type": "image/jpeg",
        "Content-Disposition": "inline",
    }


@contextmanager
def received(content: bytes) -> Iterator[UploadedFile]:
    """A file as our upload handler hands it to a form."""
    request = RequestFactory().post(
        "/", {"note": "a", "file": SimpleUploadedFile("a.jpg", content)}
    )
    file = request.FILES["file"]
    assert request.POST["note"] == "a"
    assert isinstance(file, UploadedFile)
    yield file
    request.close()


def test_an_upload_beyond_the_limit_is_heard_out_and_only_counted(folder: Path) -> None:
    with received(b"\xff\xd8\xff" + b"\0" * 50_000_000) as large:
        assert (large.size, len(large.read())) == (50_000_003, 12_000_000)
        with pytest.raises(Blocked) as blocked:
            files.store(large, accept=files.PICTURES)
    assert [(problem.code, problem.sentence) for problem in blocked.value.problems] == [
        (
            "file_large",
            "Ukuran berkas 50 MB, paling besar 12 MB. Perkecil foto atau pindai dengan resolusi lebih rendah, lalu unggah lagi.",
        )
    ]
    assert (StoredFile.objects.count(), on_disk(folder)) == (0, [])


def test_a_received_file_has_no_name_on_the_disk(tmp_path: Path) -> None:
    content = pictures.encoded(Image.effect_noise((900, 900), 80), "JPEG", quality=95)
    assert len(content) > 256 * 1024
    with received(content) as upload:
        assert on_disk(tmp_path) == []
        assert upload.read() == content
        assert files.store(upload, accept=files.PICTURES).media_type == "image/jpeg"


def test_a_caller_may_ask_for_less_than_the_limit() -> None:
    with pytest.raises(Blocked, match=r"Ukuran berkas 0,1 MB, paling besar 0,1 MB"):
        files.rebuild(PHOTO, accept=files.PICTURES, most_bytes=100)


class UploadForm(forms.Form):
    """A form of one upload."""

    photo = RebuiltFileField(accept=files.PICTURES, required=False)


def heard(content: bytes | None) -> UploadForm:
    sent = [] if content is None else [SimpleUploadedFile("a" * 300 + ".svg", content)]
    form = UploadForm({}, MultiValueDict({"photo": sent}))
    form.is_valid()
    return form


def test_a_form_hears_a_photo_or_says_what_to_do() -> None:
    heic = b"\0\0\0\x18ftypheic" + b"\0" * 20
    assert heard(PHOTO).cleaned_data["photo"].media_type == "image/jpeg"
    assert heard(None).cleaned_data == {"photo": None}
    assert {name: heard(content).errors for name, content in (("heic", heic), ("empty", b""))} == {
        "heic": {
            "photo": [
                "Foto HEIC dari iPhone belum bisa dibaca. Ubah ke JPEG: Pengaturan › Kamera › Format › Paling Kompatibel, lalu foto ulang."
            ]
        },
        "empty": {
            "photo": ["Berkas ini kosong. Pilih berkas lain atau unduh ulang, lalu unggah lagi."]
        },
    }
    assert 'accept="image/jpeg,image/png,image/webp"' in str(UploadForm()["photo"])
