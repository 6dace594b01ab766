"""Who may bring in files of people."""

from binakon.people.rules import ENROLLERS, Viewer


def can_import(viewer: Viewer, office_code: str) -> bool:
    """May this viewer bring files of people into the register for this office?"""
    return bool(viewer.roles_at(office_code) & ENROLLERS)
