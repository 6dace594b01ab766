"""The process that computes one answer: a question as JSON comes in, the answer goes out; it knows no database.

Run as `python -m binakon.planning.rules.scenario_worker`, so that OR-Tools never enters a web or worker process.
Exit 0 with the answer, 1 with a refusal on standard error.
"""

import json
import sys

from binakon.planning.rules.scenario_codec import packed, question_of
from binakon.planning.rules.scenarios.engine import Unsolved
from binakon.planning.rules.scenarios.solve import solve
from binakon.planning.rules.scenarios.verify import UnsoundAnswer


def main() -> int:
    """Answer the question on standard input."""
    question = question_of(json.load(sys.stdin))
    try:
        found = solve(question)
    except (ValueError, Unsolved, UnsoundAnswer) as refused:
        sys.stderr.write(f"{type(refused).__name__}: {refused}\n")
        return 1
    json.dump(packed(found), sys.stdout, ensure_ascii=False)
    return 0


if __name__ == "__main__":
    sys.exit(main())
