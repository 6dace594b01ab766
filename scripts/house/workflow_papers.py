"""Prints every workflow for `docs/workflows/`, from the same tables that the ledger obeys.

Run `BINAKON_MODE=test .venv/bin/python -m scripts.house.workflow_papers` after changing a table in some `states.py`.
"""

import os
import re
from pathlib import Path

import django
from django.apps import apps
from django.db.models import Model
from django.utils import translation

from binakon.core.workflow import Workflow

FOLDER = Path(__file__).parents[2] / "docs" / "workflows"


def models_with_workflow() -> dict[str, type[Model]]:
    """Every model that lives through a workflow, by the name of its paper: `plan-version`."""
    found = {}
    for model in apps.get_models():
        if isinstance(getattr(model, "workflow", None), Workflow):
            found[re.sub(r"(?<=[a-z])(?=[A-Z])", "-", model.__name__).lower()] = model
    return found


def paper(model: type[Model]) -> str:
    """The whole paper of one workflow: what it is, its diagram, its states and its moves."""
    workflow: Workflow = model.workflow  # type: ignore[attr-defined]
    home = workflow.states.__module__.replace(".", "/")
    with translation.override("id"):
        states = [f"| `{state.value}` | {state.label} |" for state in workflow.states]
    moves = []
    for name, (sources, target) in workflow.moves.items():
        origins = ", ".join(f"`{state.value}`" for state in workflow.states if state in sources)
        moves.append(f"| `{name}` | {origins} | `{target.value}` |")
    return "\n".join(
        [
            f"# The workflow of {model.__name__}",
            "",
            f"{workflow.states.__doc__}",
            "",
            f"Printed from `{home}.py` by `scripts/house/workflow_papers.py`; a house test keeps it fresh. Only",
            "`core/ledger.py` carries a move out: it checks the state it starts from, changes it and writes one line of",
            "history, or refuses.",
            "",
            "```mermaid",
            f"{workflow.mermaid()}```",
            "",
            "| state | on pages |",
            "|---|---|",
            *states,
            "",
            "| move | from | to |",
            "|---|---|---|",
            *moves,
            "",
        ]
    )


def print_papers() -> None:
    """Write every paper."""
    for name, model in models_with_workflow().items():
        (FOLDER / f"{name}.md").write_text(paper(model), encoding="utf-8")


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "binakon.config.settings")
    django.setup()
    print_papers()
