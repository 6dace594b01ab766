"""Every workflow of the house, by app and name, as its chapter's vocabulary declares it."""

from importlib import import_module
from pkgutil import iter_modules

import binakon
from binakon.core.workflow import Workflow

CHAPTERS = [f"binakon.{module.name}" for module in iter_modules(binakon.__path__) if module.ispkg]
WORKFLOWS = {
    f"{chapter.removeprefix('binakon.')}-{name.lower()}": value
    for chapter in CHAPTERS
    if any(module.name == "states" for module in iter_modules(import_module(chapter).__path__))
    for name, value in vars(import_module(f"{chapter}.states")).items()
    if isinstance(value, Workflow)
}
