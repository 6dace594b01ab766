"""500 certificates: issued, printed, encrypted and kept, beside compiling the same template and codes in the same run.

The floor draws the QR codes with segno and compiles the template with one typst compiler, both bare; each of its
certificates has a name of its own, because typst remembers what it has laid out.
"""

import io
import json
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.report import Row
from bench.room import PROJECT, Room

PEOPLE = 500
MOST_SECONDS = 8
MOST_RATIO = 2.5


def measure() -> list[Row]:
    """Measure in a process of its own, in a migrated installation."""
    with TemporaryDirectory(prefix="binakon-bench-") as folder:
        room = Room(Path(folder))
        room.binakon("migrate")
        answer = subprocess.run(
            [sys.executable, "-m", "bench.certificates"],
            cwd=PROJECT,
            env=room.environment,
            check=True,
            stdout=subprocess.PIPE,
        )
    costs = json.loads(answer.stdout)
    floor, whole = costs["floor"], costs["issue"] + costs["print"]
    return [
        Row("compile the template and its QR code, bare", floor / PEOPLE, "CPU ms"),
        Row(
            "a certificate issued, printed and kept",
            whole / PEOPLE,
            "CPU ms",
            floor / PEOPLE,
            budget=floor / PEOPLE * MOST_RATIO,
        ),
        Row(f"{PEOPLE} certificates", whole / 1000, "CPU s", floor / 1000, budget=MOST_SECONDS),
        Row("of it numbers, contents and history", costs["issue"] / 1000, "CPU s"),
    ]


def main() -> None:
    """Print CPU milliseconds of the floor, of issuing and of printing as JSON."""
    import django

    django.setup()

    from binakon.trainings.actions.certificates import issue_certificates
    from binakon.trainings.documents.certificate import certificate_pdf
    from binakon.trainings.jobs.certificates import render_certificates
    from binakon.trainings.models import Certificate
    from tests import factories
    from tests.trainings.certificates import a_completed_class, stated

    factories.load_reference()
    factories.ratified(factories.a_version(trained=2 * PEOPLE))
    training = a_completed_class(PEOPLE)
    words = stated(english="Technical guidance (contoh)")
    start = time.process_time()
    made = issue_certificates(training, words, by=factories.BY)
    issue = time.process_time() - start
    # One paper that is not counted: fonts are read once.
    certificate_pdf(made[0])
    floor = _floor(made)
    start = time.process_time()
    while render_certificates():
        pass
    printed = time.process_time() - start
    kept = Certificate.objects.exclude(pdf_hash="").count()
    if kept != PEOPLE:
        raise SystemExit(f"{kept} of {PEOPLE} were printed")
    print(json.dumps({"issue": issue * 1000, "floor": floor * 1000, "print": printed * 1000}))


def _floor(made: list) -> float:  # type: ignore[type-arg]  # models are imported after the set-up
    """CPU seconds of the bare work on papers whose words are made beforehand."""
    import segno
    import typst

    from binakon.core import pdf
    from binakon.trainings.documents.certificate import address_of, certificate_paper

    papers = []
    for certificate in made:
        paper = certificate_paper(certificate)
        papers.append((address_of(certificate)[:-1] + "0", {**paper, "name": f"{paper['name']} 0"}))
    fonts = typst.Fonts(include_system_fonts=False, font_paths=[str(pdf.FONTS)])
    compiler = typst.Compiler(root=str(pdf.TEMPLATES), font_paths=fonts)
    start = time.process_time()
    for address, paper in papers:
        drawn = io.BytesIO()
        segno.make(address, error="m", micro=False, mask=3).save(drawn, kind="svg", border=4)
        compiler.compile(
            input=str(pdf.TEMPLATES / "trainings/certificate.typ"),
            format="pdf",
            sys_inputs={"data": json.dumps({**paper, "qr": drawn.getvalue().decode()})},
            pdf_standards=["a-2a", "ua-1"],
            timestamp=1_800_000_000,
        )
    return time.process_time() - start


if __name__ == "__main__":
    main()
