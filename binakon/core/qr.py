"""QR codes as drawings that stand in a page: no file, no script, no inline style."""

import segno
from django.utils.html import format_html
from django.utils.safestring import SafeString

_QUIET = 4


def modules(text: str) -> list[list[bool]]:
    """The dark and light modules of a text, with the quiet zone around them."""
    code = segno.make(text, error="m", micro=False)
    return [[bool(dark) for dark in row] for row in code.matrix_iter(border=_QUIET)]


def drawing(text: str, label: str) -> SafeString:
    """The QR code as SVG, dark on white in every theme; `label` says to a screen reader what it is."""
    rows = modules(text)
    path = "".join(_runs(row, y) for y, row in enumerate(rows))
    size = len(rows)
    return format_html(
        '<svg role="img" aria-label="{}" viewBox="0 0 {} {}" shape-rendering="crispEdges">'
        '<rect width="{}" height="{}" fill="#fff"/><path d="{}" fill="#000"/></svg>',
        label,
        size,
        size,
        size,
        size,
        path,
    )


def _runs(row: list[bool], y: int) -> str:
    """The dark runs of one row."""
    drawn, start = [], None
    for x, is_dark in enumerate([*row, False]):
        if is_dark and start is None:
            start = x
        elif not is_dark and start is not None:
            drawn.append(f"M{start} {y}h{x - start}v1h-{x - start}z")
            start = None
    return "".join(drawn)
