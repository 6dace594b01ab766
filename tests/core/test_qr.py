"""QR codes drawn in a page hold exactly their modules, and their label as text."""

from binakon.core import qr


def test_the_drawing_holds_exactly_the_dark_modules() -> None:
    rows = qr.modules("K7M3-9QXT")
    svg = str(qr.drawing("K7M3-9QXT", "kode"))
    dark = sum(
        int(part.split("h")[1].split("v")[0])
        for part in svg.split('d="')[1].split('"')[0].split("M")[1:]
    )
    assert dark == sum(map(sum, rows))


def test_a_label_is_written_as_text() -> None:
    assert 'aria-label="&lt;b&gt;"' in str(qr.drawing("x", "<b>"))
