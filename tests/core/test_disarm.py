"""A bad file hurts nobody: what comes out of the confined process is written anew, or a sentence."""

import io
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from binakon.core.disarm import sniff
from binakon.core.disarm.booklet import Leaf, bind, leaf_of
from binakon.core.disarm.confine import Made, Refusal
from binakon.core.disarm.paper import rebuild_paper
from binakon.core.disarm.picture import rebuild_picture
from binakon.core.disarm.rebuild import PAPERS, PICTURES, rebuilt
from binakon.core.problems import Blocked
from tests.core import corpus_papers as papers
from tests.core import corpus_pictures as pictures

ROOT = Path(__file__).parents[2]
# Five bytes and more: fewer stand by chance in the noise of a photo.
TRACES = (b"EVIL", b"<script", b"<html", b"<?php", b"alert(", b"/JavaScript", b"EICAR", b"PREVIEW", b"home", b"Exif\0", b"ns.adobe.com")  # fmt: skip
JPEG_PARTS = {
    "E0",
    "DB",
    "C0",
    "C4",
}  # JFIF, quantisation, frame, Huffman: pixels and how to read them
SEARCHED = (b"/JavaScript", b"/JS", b"/Launch", b"/SubmitForm", b"/GoToR", b"/OpenAction", b"/AA")

Case = tuple[str, str, bytes, str]


def bad_files() -> Iterator[Case]:
    """(family, variant, bytes, what becomes of it): a refusal's code or a media type."""
    yield from ((*case, "active") for case in papers.active_papers())
    yield from papers.twisted_papers()
    yield from ((*case, sniff.JPEG) for case in pictures.polyglots())
    yield from pictures.pretenders()
    yield from pictures.broken_pictures()


BAD = list(bad_files())
GOOD = [
    *((name, data, sniff.PDF) for name, data in papers.benign_papers()),
    *((name, data, sniff.JPEG) for name, data in pictures.benign_pictures()),
]


def inside(data: bytes) -> Made | str:
    """What the confined process would do, in this process: for the many that are no danger to it."""
    kind = sniff.kind_of(data) if data else "empty"
    if kind not in PAPERS:
        return kind
    try:
        return (rebuild_paper if kind == sniff.PDF else rebuild_picture)(data)
    except Refusal as refusal:
        return refusal.code
    except Exception:
        return "unreadable"


def through_the_door(data: bytes) -> Made | str:
    try:
        return rebuilt(data, PAPERS)
    except Blocked as refusal:
        (problem,) = refusal.problems
        return problem.code.removeprefix("file_")


def word(outcome: Made | str) -> str:
    return outcome if isinstance(outcome, str) else outcome.media_type


def strange(made: Made) -> list[str]:
    """What is in a rebuilt file and should not be."""
    found = [trace.decode() for trace in TRACES if trace in made.content]
    leaves = [made.content]
    if made.media_type == sniff.PDF:
        leaves = [leaf_of(made.content, number) for number in range(1, made.pages + 1)]
        found += [f"object {kind}" for kind in kinds_in(made.content) - OUR_KINDS]
    for leaf in leaves:
        found += [f"part {part}" for part in pictures.jpeg_parts(leaf) ^ JPEG_PARTS]
    return found


OUR_KINDS = {"/Catalog", "/Pages", "/Page", "/XObject", "drawing"}


def kinds_in(paper: bytes) -> set[str]:
    with pikepdf.open(io.BytesIO(paper)) as pdf:
        return {str(each.get("/Type", "drawing")) for each in pdf.objects}


def test_every_bad_file_comes_to_its_end() -> None:
    assert len({family for family, *_ in BAD}) >= 24
    assert len(BAD) >= 300
    outcomes = [(family, variant, inside(data)) for family, variant, data, _end in BAD]
    assert [(f, v, word(made)) for f, v, made in outcomes] == [(f, v, end) for f, v, _d, end in BAD]
    assert {(f, v): strange(made) for f, v, made in outcomes if isinstance(made, Made) and strange(made)} == {}  # fmt: skip


def test_one_of_every_family_comes_to_the_same_end_through_the_real_door() -> None:
    first = {family: (data, end) for family, _variant, data, end in reversed(BAD)}
    with ThreadPoolExecutor(2) as two:
        outcomes = list(two.map(through_the_door, [data for data, _end in first.values()]))
    assert dict(zip(first, map(word, outcomes), strict=True)) == {
        family: end for family, (_data, end) in first.items()
    }
    assert [strange(made) for made in outcomes if isinstance(made, Made) and strange(made)] == []


def test_bombs_end_in_time_with_a_sentence() -> None:
    for family, _variant, data, end in papers.bombs():
        before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
        assert (family, through_the_door(data)) == (family, end)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        assert after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime <= 5
        assert time.monotonic() - start < 45


TRIES = {
    "memory": "bytearray(400 * 1024 * 1024)",
    "read": "open('/etc/hostname')",
    "write": "open('/tmp/binakon-escape', 'w')",
    "connect": "socket.socket()",
    "wait": "exec('while True: pass')",
    "nothing": "None",
}


def tried(deed: str, confined: str) -> str:
    """How a process ends that tries this, confined or not."""
    script = f"import socket\nfrom binakon.core.disarm.confine import confine\n{confined}\n{deed}"
    answer = subprocess.run(
        [sys.executable, "-c", script],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )
    if answer.returncode < 0:
        return signal.Signals(-answer.returncode).name
    return (answer.stderr.strip().splitlines() or ["went well"])[-1].split(":")[0]


def test_the_confined_process_has_little_memory_little_time_and_no_way_out() -> None:
    assert {name: tried(deed, "confine(seconds=1, most_seconds=2)") for name, deed in TRIES.items()} == {
        "memory": "MemoryError",
        "read": "OSError",
        "write": "OSError",
        "connect": "OSError",
        "wait": "SIGXCPU",
        "nothing": "went well",
    }  # fmt: skip
    free = {name: deed for name, deed in TRIES.items() if name in {"memory", "read", "connect"}}
    assert {tried(deed, "") for deed in free.values()} == {"went well"}


def test_what_people_really_have_is_taken() -> None:
    assert {name: word(inside(data)) for name, data, _kind in GOOD} == {
        name: kind for name, _data, kind in GOOD
    }
    some = {name: data for name, data, _kind in GOOD if name in {"mpo", "png_RGBA", "webp", "scan_1", "stamped"}}  # fmt: skip
    assert {name: word(through_the_door(data)) for name, data in some.items()} == {
        name: kind for name, _data, kind in GOOD if name in some
    }


def test_a_paper_that_describes_itself_in_xml_is_taken_by_the_confined_process() -> None:
    """As printed by an office program, a scanner, or Binakon itself; only there no library can be opened any more."""
    pdf, target = pikepdf.new(), io.BytesIO()
    pdf.add_blank_page(page_size=(595, 842))
    with pdf.open_metadata() as described:
        described["dc:title"] = "Surat tugas (contoh)"
    pdf.save(target)
    assert b"/Metadata" in target.getvalue()
    assert word(through_the_door(target.getvalue())) == sniff.PDF


def test_a_search_for_words_misses_what_the_walk_finds() -> None:
    missed = [
        (family, variant)
        for family, variant, data in papers.active_papers()
        if not any(each in data for each in SEARCHED)
    ]
    assert len(missed) > 20
    assert ("javascript", "open_packed") in missed


def test_a_picture_kept_as_received_would_carry_its_stranger() -> None:
    leaks = [any(trace in data for trace in TRACES) for _f, _v, data in pictures.polyglots()]
    assert leaks.count(False) == 0


@pytest.mark.parametrize("turn", range(1, 9))
def test_a_photo_keeps_how_it_was_held_and_tells_nothing_else(turn: int) -> None:
    received = pictures.phone_photo(turn)
    assert b"MAKERNOTE" in received
    assert Image.open(io.BytesIO(received)).getexif().get_ifd(0x8825) != {}
    made = inside(received)
    assert isinstance(made, Made)
    picture = Image.open(io.BytesIO(made.content))
    assert pictures.jpeg_parts(made.content) == JPEG_PARTS
    assert dict(picture.getexif()) == {}
    assert picture.size == ((48, 64) if turn >= 5 else (64, 48))
    assert pictures.black_quarter(picture) == pictures.upright(turn)


def test_a_large_photo_becomes_smaller_and_a_small_one_does_not_grow() -> None:
    sizes = {}
    for size in ((5000, 4000), (2400, 1000), (300, 200)):
        made = inside(pictures.encoded(Image.new("L", size, 90), "PNG"))
        assert isinstance(made, Made)
        sizes[size] = Image.open(io.BytesIO(made.content)).size
    assert sizes == {(5000, 4000): (2400, 1920), (2400, 1000): (2400, 1000), (300, 200): (300, 200)}


def test_what_was_transparent_is_white_and_sixteen_bits_of_grey_stay_grey() -> None:
    clear = inside(pictures.encoded(Image.new("RGBA", (9, 9), (0, 0, 0, 0)), "PNG"))
    grey = Image.new("I", (9, 9), 128 * 256).convert("I;16")
    middle = inside(pictures.encoded(grey, "PNG"))
    assert isinstance(clear, Made)
    assert isinstance(middle, Made)
    assert Image.open(io.BytesIO(clear.content)).getpixel((4, 4)) == (255, 255, 255)
    assert Image.open(io.BytesIO(middle.content)).getpixel((4, 4)) == 128


@pytest.mark.parametrize("paper", [papers.raw_pdf(), papers.stamped()], ids=["drawn", "stamped"])
def test_a_paper_shows_what_it_showed(paper: bytes) -> None:
    made = inside(paper)
    assert isinstance(made, Made)
    page = Image.open(io.BytesIO(leaf_of(made.content, 1)))
    assert page.size == (417, 417)  # 200 points at 150 dpi
    red, white = page.getpixel((120, 300)), page.getpixel((300, 100))
    assert isinstance(red, tuple)
    assert [round(shade / 255) for shade in red] == [1, 0, 0]
    assert white == (255, 255, 255)


def test_the_same_file_is_rebuilt_to_the_same_bytes() -> None:
    for data in (papers.scans(2), pictures.phone_photo(6)):
        first, second = inside(data), through_the_door(data)
        assert isinstance(first, Made)
        assert first == second


def test_a_booklet_is_a_sound_pdf_and_gives_back_its_pages() -> None:
    leaves = [
        Leaf(pictures.encoded(Image.new(mode, (10 + number, 20)), "JPEG"), (10 + number, 20), (595.28, 841.89), is_grey=mode == "L")
        for number, mode in enumerate(["RGB", "L", "RGB"])
    ]  # fmt: skip
    booklet = bind(leaves)
    with pikepdf.open(io.BytesIO(booklet)) as pdf:
        assert pdf.check_pdf_syntax() == []
        assert len(pdf.pages) == 3
    assert [leaf_of(booklet, number) for number in (1, 2, 3)] == [leaf.jpeg for leaf in leaves]
    for number in (0, 4):
        with pytest.raises(IndexError):
            leaf_of(booklet, number)


def test_only_what_is_welcome_here_is_decoded() -> None:
    photo, paper = pictures.encoded(pictures.marked(), "JPEG"), papers.raw_pdf()
    refusals = {}
    for name, data, accept in (("paper", paper, PICTURES), ("photo", photo, {sniff.PDF})):
        with pytest.raises(Blocked) as blocked:
            rebuilt(data, accept)
        refusals[name] = blocked.value.problems[0].code
    assert refusals == {"paper": "file_only_pictures", "photo": "file_only_papers"}
