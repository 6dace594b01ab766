"""QR codes drawn in a page and on paper hold exactly their modules, and their label as text."""

import random
import re
import string

import pytest
import segno

from binakon.core import qr
from binakon.core.qr_matrix import MASK, matrix

LONG = "https://binakon.contoh.example/verifikasi/luring/#BK1" + "x1-Y_" * 50


def drawn(svg: str) -> set[tuple[int, int]]:
    """The modules that the lines of a drawing cover, as (column, row)."""
    lines = re.findall(r"M(\d+) (\d+)\.5h(\d+)", svg)
    return {(int(x) + step, int(y)) for x, y, many in lines for step in range(int(many))}


@pytest.mark.parametrize(("text", "error"), [("K7M3-9QXT", "m"), (LONG, "l")])
def test_a_drawing_holds_exactly_the_dark_modules_with_a_quiet_zone_of_four(
    text: str, error: str
) -> None:
    rows = list(segno.make(text, error=error, micro=False, mask=3).matrix_iter(border=4))
    dark = {(x, y) for y, row in enumerate(rows) for x, module in enumerate(row) if module}
    svg = qr.svg(text, error=error)
    assert drawn(svg) == dark
    assert f'viewBox="0 0 {len(rows)} {len(rows)}"' in svg


@pytest.mark.parametrize("error", ["l", "m", "q", "h"])
def test_every_module_is_where_segno_puts_it(error: str) -> None:
    source = random.Random(error)
    for length in (1, 7, 53, 106, 107, *(source.randrange(8, 400) for _each in range(6))):
        text = "".join(source.choices(string.ascii_letters + "/:#_-?", k=length - 1)) + "a"
        code = segno.make(text, error=error, micro=False, mask=MASK)
        assert matrix(text, error) == [bytes(row) for row in code.matrix], length


@pytest.mark.parametrize("text", ["", "é", "0123", "K7M3-9QXT"])
def test_other_texts_are_left_to_segno(text: str) -> None:
    code = segno.make(text, error="m", micro=False, mask=MASK)
    assert matrix(text, "m") == [bytes(row) for row in code.matrix]


def test_a_text_that_fits_into_no_code_is_refused() -> None:
    with pytest.raises(ValueError, match="3000 bytes fit into no QR code"):
        matrix("a" * 3000, "l")


def test_page_and_paper_show_the_same_code() -> None:
    page, paper = str(qr.drawing("K7M3-9QXT", "kode")), qr.svg("K7M3-9QXT")
    assert drawn(page) == drawn(paper)
    assert "style" not in page + paper


def test_a_label_is_written_as_text() -> None:
    assert 'aria-label="&lt;b&gt;"' in str(qr.drawing("x", "<b>"))
