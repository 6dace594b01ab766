"""`python -m binakon.planning.rules.scenarios.run`: a question as JSON on the input, its solution as JSON on the output.

A process of its own, because the solver stays in memory once it is loaded.
"""

import sys

from binakon.planning.rules.scenarios.codec import read, written
from binakon.planning.rules.scenarios.facts import Question
from binakon.planning.rules.scenarios.solve import solve


def main() -> None:
    """Answer the question on the input."""
    sys.stdout.write(written(solve(read(Question, sys.stdin.read()))))


if __name__ == "__main__":
    main()
