"""CPU of rebuilding an uploaded photo and a page of a PDF, beside decoding and encoding them in this process."""

import io
import json
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from resource import RUSAGE_CHILDREN, RUSAGE_SELF, getrusage

from bench.report import Row
from bench.room import PROJECT, Room

ROUNDS = 7
PAGES = 10
# Rebuilding may cost as much again as the bare work, for a process of its own and looking at every object.
BUDGETS = {"photo": 2.0, "page": 2.0}


def measure() -> list[Row]:
    """The cost of both beside their floors."""
    with tempfile.TemporaryDirectory() as folder:
        answer = subprocess.run(
            [sys.executable, "-m", "bench.uploads"],
            cwd=PROJECT,
            env=Room(Path(folder)).environment,
            check=True,
            stdout=subprocess.PIPE,
        )
    costs = json.loads(answer.stdout)
    photo, page = costs["photo floor"], costs["page floor"]
    return [
        Row("decode and encode a photo of 12 Mpixel", photo, "CPU ms"),
        Row("rebuild the photo", costs["photo"], "CPU ms", photo, budget=photo * BUDGETS["photo"]),
        Row("draw and encode an A4 scan", page, "CPU ms"),
        Row(
            "rebuild a page of a PDF", costs["page"], "CPU ms", page, budget=page * BUDGETS["page"]
        ),
        Row("start of a process that decodes", costs["start"], "CPU ms"),
        Row("bad file that costs most", costs["worst"], "CPU ms", budget=5000),
    ]


def main() -> None:
    """Print the median costs as JSON."""
    import django

    django.setup()
    import pypdfium2  # type: ignore[import-untyped]  # ships no types
    from PIL import Image

    from binakon.core.disarm.rebuild import PAPERS, rebuilt
    from binakon.core.problems import Blocked
    from tests.core import corpus_papers, corpus_pictures

    noise = Image.effect_noise((1000, 750), 60).resize((4000, 3000), Image.Resampling.BICUBIC)
    photo = _encoded(noise.convert("RGB"), "JPEG", quality=93)
    sheet = Image.effect_noise((413, 584), 60).resize((1654, 2339)).convert("RGB")
    paper = _encoded(
        sheet, "PDF", resolution=200, save_all=True, append_images=[sheet] * (PAGES - 1)
    )
    tiny = _encoded(Image.new("RGB", (9, 9)), "JPEG")

    def bare_photo() -> None:
        picture = Image.open(io.BytesIO(photo)).convert("RGB").resize((2400, 1800))
        _encoded(picture, "JPEG", quality=85)

    def bare_page() -> None:
        page = pypdfium2.PdfDocument(paper)[0].render(scale=150 / 72).to_pil()
        _encoded(page.convert("RGB"), "JPEG", quality=85)

    def refused(data: bytes) -> None:
        try:
            rebuilt(data, PAPERS)
        except Blocked:
            return

    bad = [data for *_words, data, _end in corpus_papers.bombs()]
    bad += [data for *_words, data, _end in corpus_pictures.broken_pictures()]
    costs = {
        "photo floor": _cost(bare_photo),
        "photo": _cost(lambda: rebuilt(photo, PAPERS)),
        "page floor": _cost(bare_page),
        "page": _cost(lambda: rebuilt(paper, PAPERS)) / PAGES,
        "start": _cost(lambda: rebuilt(tiny, PAPERS)),
        "worst": max(_spent(lambda data=data: refused(data)) for data in bad),
    }
    print(json.dumps(costs))


def _encoded(picture: object, form: str, **options: object) -> bytes:
    target = io.BytesIO()
    picture.save(target, form, **options)  # type: ignore[attr-defined]
    return target.getvalue()


def _cost(deed: Callable[[], object]) -> float:
    """The median of CPU milliseconds, of this process and its children, after one that is not counted."""
    deed()
    return statistics.median(_spent(deed) for _turn in range(ROUNDS))


def _spent(deed: Callable[[], object]) -> float:
    start = _cpu()
    deed()
    return (_cpu() - start) * 1000


def _cpu() -> float:
    used = [getrusage(who) for who in (RUSAGE_SELF, RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in used)


if __name__ == "__main__":
    main()
