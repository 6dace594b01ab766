"""Whether a scenario can be asked: what must still be said, all at once and never guessed."""

from django.utils.translation import gettext as _

from binakon.core.problems import Problem
from binakon.planning.rules.scenarios.checks import question_problems
from binakon.planning.rules.scenarios.facts import Question


def ask_problems(question: Question) -> list[Problem]:
    """Everything that keeps a question from being asked, each with where to say it."""
    problems = []
    if not question.ceilings:
        problems.append(
            Problem("ceiling", _("Pagu belum diisi. Isi pagunya atau pagu andaian di Batas."))
        )
    if not question.goals:
        problems.append(Problem("goal", _("Kebutuhan belum diisi. Isi jumlah orangnya di Batas.")))
    return [*problems, *question_problems(question)]
