"""QR codes as drawings that stand in a page or on paper: no file, no script, no inline style."""

import re

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from binakon.core.qr_matrix import matrix

_QUIET = 4
_DARK = re.compile(b"\x01+")


def svg(text: str, *, error: str = "m") -> str:
    """The QR code for paper, with its quiet zone; "l" keeps the squares of a long text large enough to be scanned."""
    size, path = _drawn(text, error)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{size}" height="{size}" viewBox="0 0 {size} {size}">'
        f'<path d="{path}" stroke="#000"/></svg>'
    )


def drawing(text: str, label: str) -> SafeString:
    """The QR code for a page, dark on white in every theme; `label` says to a screen reader what it is."""
    size, path = _drawn(text, "m")
    return format_html(
        '<svg role="img" aria-label="{}" viewBox="0 0 {} {}" shape-rendering="crispEdges">'
        '<rect width="{}" height="{}" fill="#fff"/><path d="{}" stroke="#000"/></svg>',
        label,
        size,
        size,
        size,
        size,
        mark_safe(path),  # noqa: S308 - digits and the letters M and h
    )


def _drawn(text: str, error: str) -> tuple[int, str]:
    """Edge in modules with the quiet zone, and a line through each run of dark modules."""
    rows = matrix(text, error)
    path = "".join(
        f"M{_QUIET + run.start()} {_QUIET + y}.5h{run.end() - run.start()}"
        for y, row in enumerate(rows)
        for run in _DARK.finditer(row)
    )
    return len(rows) + 2 * _QUIET, path
