"""The two databases: SQLite tuned so that acknowledged means durable, and PostgreSQL."""

from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from binakon.config.env import BadSetting

# WAL lets readers go on while one writes; FULL makes every acknowledged commit survive a power cut;
# IMMEDIATE queues writers at the start of a transaction instead of failing them in the middle. They wait in no order,
# so in a rush of ten thousand somebody may wait long; whoever waits longer is told so (503) and loses nothing.
SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 60,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
}


def database(url: str) -> dict[str, Any]:
    """Django's settings for `sqlite:////absolute/path` or `postgresql://user:password@host:port/name`."""
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        path = Path(unquote(parts.path.removeprefix("/")))
        if not path.is_absolute():
            raise BadSetting(
                f"BINAKON_DATABASE_URL={url}: tulis sqlite:////jalur/mutlak/ke/berkas.sqlite3."
            )
        path.parent.mkdir(parents=True, exist_ok=True)
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": str(path),
            # Opening the file and preparing its connection costs more than a page; each thread keeps its own.
            "CONN_MAX_AGE": None,
            "OPTIONS": SQLITE_OPTIONS,
        }
    if parts.scheme in {"postgresql", "postgres"}:
        options = dict(parse_qsl(parts.query))
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(parts.path.removeprefix("/")),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": options.pop("host", unquote(parts.hostname or "")),
            "PORT": str(parts.port or ""),
            "OPTIONS": {**options, "pool": {"min_size": 0, "max_size": 8}},
        }
    raise BadSetting(
        f"BINAKON_DATABASE_URL: pakai sqlite:////… atau postgresql://…, bukan {parts.scheme}://."
    )
