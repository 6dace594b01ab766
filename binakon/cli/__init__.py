"""The `binakon` command: exit 0 success, 1 refused or no such data, 2 usage."""

import argparse
import os
import sys
from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; stdout holds only the answer, problems and logs go to stderr."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "binakon.config.settings")
    options = _parser().parse_args(arguments)
    # Settings must be known before anything that reads them is imported.
    import django  # noqa: PLC0415

    from binakon.config.env import BadSetting  # noqa: PLC0415

    try:
        django.setup()
    except BadSetting as error:
        print(f"binakon: {error}", file=sys.stderr)
        return 1
    from binakon.cli import commands  # noqa: PLC0415

    try:
        return commands.run(options)
    except BrokenPipeError:
        # The reader of our answer left (`binakon figures … | head`); nothing is lost.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def _parser() -> argparse.ArgumentParser:
    from binakon.cli.arguments import parser  # noqa: PLC0415

    return parser()
