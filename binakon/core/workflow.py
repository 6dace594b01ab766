"""How a workflow is declared: states, and the named moves between them."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext as _

from binakon.core.problems import IllegalMove


@dataclass(frozen=True, slots=True)
class Workflow:
    """States, the state of birth and the moves as `name: (from-states, to-state)`; fits on one screen."""

    states: type[TextChoices]
    start: TextChoices
    moves: Mapping[str, tuple[frozenset[TextChoices], TextChoices]]

    def target(self, move: str, state: str) -> TextChoices:
        """The state that `move` leads to from `state`; `IllegalMove` when it does not start there."""
        sources, target = self.moves[move]
        if state not in sources:
            raise IllegalMove(
                _(
                    "Langkah ini tidak bisa dimulai dari keadaan “%(state)s”. Muat ulang halaman, lalu lihat lagi."
                )
                % {"state": self.states(state).label}
            )
        return target

    def moves_from(self, state: str) -> list[str]:
        """The names of the moves that start from `state`; buttons come from here."""
        return [name for name, (sources, _target) in self.moves.items() if state in sources]

    def mermaid(self) -> str:
        """The workflow as a Mermaid state diagram for `docs/workflows/`."""
        lines = ["stateDiagram-v2", f"    [*] --> {self.start.value}"]
        for name, (sources, target) in self.moves.items():
            order = [state for state in self.states if state in sources]
            lines += [f"    {source.value} --> {target.value}: {name}" for source in order]
        return "\n".join(lines) + "\n"
