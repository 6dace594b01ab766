"""Backup and restore: rows and files, online, with a manifest that proves what came back (decision 0015).

Call `make`, `check` and `restore` from these modules; `binakon/cli/backups.py` words what they answer.
"""

from binakon.core.backup.make import make
from binakon.core.backup.restore import Restored, check, restore

__all__ = ["Restored", "check", "make", "restore"]
