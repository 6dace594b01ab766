"""`python -m binakon …` is the `binakon` command."""

import sys

from binakon.cli import main

if __name__ == "__main__":
    sys.exit(main())
