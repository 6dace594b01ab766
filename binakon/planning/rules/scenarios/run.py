"""`python -m binakon.planning.rules.scenarios.run`: a question as JSON on the input, its solution as JSON on the output.

A process of its own, because the solver stays in memory once it is loaded.
"""

import os
import signal
import sys

from binakon.planning.rules.scenarios.codec import read, written
from binakon.planning.rules.scenarios.facts import Question
from binakon.planning.rules.scenarios.solve import solve

OUTPUT, ERRORS = 1, 2


def main() -> None:
    """Answer the question on the input; after so many seconds as the argument says the process is over."""
    if len(sys.argv) > 1:
        signal.alarm(int(sys.argv[1]))
    # HiGHS writes lines of its own to the output now and then; they go where errors go.
    answers = os.fdopen(os.dup(OUTPUT), "w", encoding="utf-8")
    os.dup2(ERRORS, OUTPUT)
    with answers:
        answers.write(written(solve(read(Question, sys.stdin.buffer.read().decode()))))


if __name__ == "__main__":
    main()
