"""Questions and answers of scenarios as the JSON that is stored, and the digest that tells whether a question has changed."""

import hashlib
import json
from typing import Any

from binakon.planning.rules.scenarios import codec
from binakon.planning.rules.scenarios.answers import Solution
from binakon.planning.rules.scenarios.facts import Question


def packed(fact: Question | Solution) -> dict[str, Any]:
    """A question or an answer as it is stored."""
    found: dict[str, Any] = json.loads(codec.written(fact))
    return found


def question_of(value: Any) -> Question:
    """A stored question."""
    return codec.read(Question, json.dumps(value))


def solution_of(value: Any) -> Solution:
    """A stored answer."""
    return codec.read(Solution, json.dumps(value))


def digest_of(value: Any) -> str:
    """The SHA-256 of a stored question: the same facts have the same one, however the database orders them."""
    text = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()
