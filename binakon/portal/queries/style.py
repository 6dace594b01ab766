"""What the style page shows that stands nowhere else: the icons of the sprite, by name."""

import re
from functools import lru_cache

from django.conf import settings

_SYMBOL = re.compile(r'<symbol id="i-([a-z0-9-]+)"')


@lru_cache(maxsize=1)
def icon_names() -> tuple[str, ...]:
    """The icons that a page may use."""
    sprite = (settings.BASE_DIR / "static" / "icons.svg").read_text(encoding="utf-8")
    return tuple(sorted(_SYMBOL.findall(sprite)))
