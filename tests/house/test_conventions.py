"""The house rules hold in every Python file; each rule catches its violations and lets good code be."""

import pytest

from tests.house import checks
from tests.house.tree import OWN_WORDS, ROOT, SOURCES, Rule, faults, hold, place, room

LEDGER = ROOT / "binakon" / "core" / "ledger.py"
ENVIRONMENT = ROOT / "binakon" / "config" / "env.py"
# Files in which a function may import, and why.
INLINE_IMPORTS = {
    "binakon/cli/__init__.py": "settings must be known before anything that reads them is imported",
}

RULES = [
    Rule(
        checks.length_faults,
        OWN_WORDS,
        "A file that grows too long becomes a package of the same name; a function, several with names.",
        (
            "def long() -> None:\n" + "    x = 1\n" * 50,
            "x = 1\n" * 301,
            "x = 1\n" * 401,
            "async def long() -> None:\n" + "    x = 1\n" * 50,
        ),
        "def short() -> None:\n" + "    x = 1\n" * 49 + "x = 1\n" * 250,
    ),
    Rule(
        checks.docstring_faults,
        OWN_WORDS,
        "Open the module with one sentence that says what it is for.",
        ("x = 1\n", "# a comment is no docstring\n", ""),
        '"""What it is for."""\n',
    ),
    Rule(
        checks.state_faults,
        [path for path in SOURCES if path != LEDGER],
        "Only the ledger moves a state: call core.ledger.move, so that the move is checked and written down.",
        (
            "version.state = 'ratified'\n",
            "rows.update(state='ratified')\n",
            "rows.update(**{'state': 'ratified'})\n",
            "setattr(version, 'state', 'ratified')\n",
            "version.save(update_fields=['state'])\n",
            "PlanVersion.objects.bulk_update(rows, ['state'])\n",
            "PlanVersion.objects.create(state='ratified')\n",
        ),
        "ledger.move(version, 'ratify', by=by, sentence='…')\nVersionFact(state=row.state)\n",
    ),
    Rule(
        checks.boolean_faults,
        SOURCES,
        "Put the boolean after `*` and pass it by its name.",
        (
            "def load(plan, is_dry_run: bool): ...\n",
            "def load(plan, is_dry_run=False): ...\n",
            "load(plan, True)\n",
        ),
        "def load(plan, *, is_dry_run: bool = False): ...\nload(plan, is_dry_run=True)\ngetattr(plan, 'x', False)\n",
    ),
    Rule(
        checks.purity_faults,
        room("rules"),
        "A rule judges facts it is given: let a query fetch them and the action pass them in, the day too.",
        (
            "from django.db import models\n",
            "from django.http import HttpRequest\n",
            "from binakon.planning.queries import activity\n",
            "from binakon.core.calendar import today\n",
            "rows = Activity.objects.all()\n",
            "late = end < date.today()\n",
            "late = end < timezone.localdate()\n",
        ),
        "from binakon.core.problems import Problem\nlate = end < day\n",
    ),
    Rule(
        checks.actor_faults,
        room("actions"),
        "Give the action a keyword-only `by: Actor`; what only helps another action begins with `_`.",
        (
            "def commit(activity): ...\n",
            "def commit(activity, by): ...\n",
            "def commit(activity) -> LoadResult: ...\n",
        ),
        "def commit(activity, *, by): ...\ndef judge(plan) -> list[Problem]: ...\ndef _carry(row): ...\n",
    ),
    Rule(
        checks.inline_import_faults,
        [path for path in SOURCES if place(path) not in INLINE_IMPORTS],
        "Import at the top; where that makes a circle, one of the two stands in the wrong chapter.",
        ("def f():\n    import json\n", "def f():\n    from binakon.core import clock\n"),
        "import json\nif TYPE_CHECKING:\n    from binakon.people.models import User\n",
    ),
    Rule(
        checks.environment_faults,
        [path for path in SOURCES if path != ENVIRONMENT],
        "Read the variable in config/settings.py through config.env, and explain it in docs/operate/settings.md.",
        (
            "x = os.environ['BINAKON_MODE']\n",
            "x = os.environ.get('BINAKON_MODE')\n",
            "x = os.getenv('BINAKON_MODE', 'local')\n",
        ),
        "MODE = env.text('BINAKON_MODE')\n",
    ),
    Rule(
        checks.utc_day_faults,
        SOURCES,
        "Take core.calendar.today(), the day where the office is, or timezone.localdate(moment).",
        ("day = clock.now().date()\n", "day = timezone.now().date()\n"),
        "day = today()\nother = timezone.localdate(clock.now())\n",
    ),
]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_every_file_keeps_the_rule(rule: Rule) -> None:
    assert len(rule.files) > 1
    hold(faults(rule.check, rule.files), rule.advice)


CAUGHT = [
    pytest.param(rule, source, id=f"{rule.name}-{number}")
    for rule in RULES
    for number, source in enumerate(rule.caught)
]


@pytest.mark.parametrize(("rule", "source"), CAUGHT)
def test_the_rule_catches_its_violation(rule: Rule, source: str) -> None:
    assert list(rule.check(source)) != []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_the_rule_lets_good_code_be(rule: Rule) -> None:
    assert list(rule.check(rule.fine)) == []


def test_a_file_over_the_last_limit_is_told_so_in_other_words() -> None:
    assert [
        next(checks.length_faults("x = 1\n" * lines)).split(":")[0] for lines in (301, 401)
    ] == [
        "301 lines, more than 300",
        "401 lines, more than 400",
    ]


def test_every_reasoned_inline_import_still_exists() -> None:
    without = [
        path
        for path in INLINE_IMPORTS
        if not list(checks.inline_import_faults((ROOT / path).read_text(encoding="utf-8")))
    ]
    hold(
        without,
        "Take the file out of INLINE_IMPORTS: it imports nothing inside a function any more.",
    )


def test_there_is_no_junk_drawer() -> None:
    found = [
        f"{place(path)}:{fault}"
        for path in SOURCES
        for fault in checks.junk_drawer_faults(place(path))
    ]
    hold(found, "Name the module after what is in it, or move each function to where it is used.")
    assert list(checks.junk_drawer_faults("binakon/core/utils.py")) != []
    assert list(checks.junk_drawer_faults("binakon/helpers/dates.py")) != []
    assert list(checks.junk_drawer_faults("binakon/core/calendar.py")) == []
