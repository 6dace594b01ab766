"""Templates stay within their chapter and their length, carry no inline code, and lead to addresses that exist."""

import re
from collections.abc import Mapping

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from tests.house import template_checks as checks
from tests.house.tree import OWN_WORDS, ROOT, TEMPLATES, Rule, faults, hold, place, room

FOLDER = ROOT / "templates"
# Words of a mail and chapters' papers are templates too.
EVERY_TEMPLATE = sorted(path for path in FOLDER.rglob("*.*") if path.suffix in {".html", ".txt"})
# Mail programs know no stylesheet but one that stands in the mail itself.
PAGES = [path for path in TEMPLATES if path.relative_to(FOLDER).parts[0] != "email"]
# Papers are printed by typst; the look of all of them is in print/cloth.typ.
PAPERS = sorted(FOLDER.rglob("*.typ"))
CLOTH = FOLDER / "print" / "cloth.typ"

RULES = [
    Rule(
        checks.length_faults,
        EVERY_TEMPLATE + PAPERS,
        "Move a part of the page to a template of its own whose name begins with _, or to a component in ui/.",
        ("<p></p>\n" * 201,),
        "<p></p>\n" * 200,
    ),
    Rule(
        checks.inline_faults,
        PAGES,
        "Put style into static/css/ and behaviour into static/js/: the policy of the site refuses both inline.",
        (
            '<p style="color: red">',
            "<p class='x' style = 'color: red'>",
            "<style>p {}</style>",
            "<script>alert()</script>",
            '<script type="module">alert()</script>',
            '<script src="/x.js">alert()</script>',
            '<a onclick="x()">',
            "<body ONLOAD=x()>",
            '<a href="javascript:x()">',
        ),
        '<p data-style="x" class="onward"><script src="/static/x.js" defer></script> on time = soon',
    ),
    Rule(
        checks.paper_faults,
        PAPERS,
        "Send every word in the data, and show it as text: what a person typed must never become typst's own language.",
        (
            "#eval(data.title)",
            '#read("/print/x.csv")',
            '#plugin("x.wasm")',
            "#text[Rencana kegiatan]",
            '#text("Rencana kegiatan")',
        ),
        '#set text(font: "Plus Jakarta Sans") // read("x") [words]\n#text(data.title) #table([], [#data.x])',
    ),
    Rule(
        checks.paper_colour_faults,
        [path for path in PAPERS if path != CLOTH],
        "Take a colour of print/cloth.typ by its name.",
        ('#text(fill: rgb("#ff0000"), data.x)', "#rect(fill: luma(20%))"),
        "#text(fill: ink-soft, data.x)",
    ),
]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_every_template_keeps_the_rule(rule: Rule) -> None:
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
def test_the_rule_lets_a_good_template_be(rule: Rule) -> None:
    assert list(rule.check(rule.fine)) == []


def test_a_template_includes_only_components_and_its_own_folder() -> None:
    found = []
    for path in EVERY_TEMPLATE:
        parts = path.relative_to(FOLDER).parts
        folder = parts[0] if len(parts) > 1 else ""
        found += [
            f"{place(path)}:{fault}" for fault in checks.reach_faults(path.read_text(), folder)
        ]
    hold(found, "Make it a component in templates/ui/, or let reports compose the page.")


@pytest.mark.parametrize(
    ("source", "folder", "count"),
    [
        ('{% include "portal/_events.html" %}', "reports", 1),
        ('{% include "portal/_events.html" with cards=cards %}', "ui", 1),
        ("{% include name %}", "portal", 1),
        ('{% extends "portal/home.html" %}', "reports", 1),
        ('{% include "portal/_events.html" %}', "", 1),
        ('{% include "shells/desk.html" %}', "reports", 1),
        ('{% extends "shells/desk.html" %}{% include "ui/brand.html" %}', "reports", 0),
        ('{% include "reports/_decision.html" %}{# {% include "portal/x.html" %} #}', "reports", 0),
    ],
)
def test_reaching_into_another_chapter_is_caught(source: str, folder: str, count: int) -> None:
    assert len(list(checks.reach_faults(source, folder))) == count


def test_a_paper_imports_only_what_all_papers_share_and_its_own_folder() -> None:
    found = []
    for path in PAPERS:
        folder = path.relative_to(FOLDER).parts[0]
        found += [
            f"{place(path)}:{fault}"
            for fault in checks.paper_reach_faults(path.read_text(), folder)
        ]
    hold(found, "Move it to templates/print/; packages would be fetched from the network.")


@pytest.mark.parametrize(
    ("source", "count"),
    [
        ('#import "@preview/cetz:0.3.1"', 1),
        ('#import "/coordination/letter.typ": *', 1),
        ('#include "../planning/plan.typ"', 1),
        ("#import data.file", 1),
        (
            '#import "/print/base.typ": * // import "@preview/x"\n#import "/planning/rows.typ": rows',
            0,
        ),
    ],
)
def test_a_paper_that_reaches_too_far_is_caught(source: str, count: int) -> None:
    assert len(list(checks.paper_reach_faults(source, "planning"))) == count


def test_the_colours_of_papers_are_those_of_the_pages() -> None:
    tokens = (ROOT / "static" / "css" / "tokens.css").read_text(encoding="utf-8")
    light = dict(re.findall(r"--([\w-]+):\s*light-dark\((#\w+)", tokens))
    printed = dict(re.findall(r'#let ([\w-]+) = rgb\("(#\w+)"\)', CLOTH.read_text()))
    assert len(printed) > 5
    assert {name: light.get(name) for name in printed} == printed


def addresses(
    resolver: URLResolver, prefix: str = "", taken: frozenset[str] = frozenset()
) -> Mapping[str, set[frozenset[str]]]:
    """Every name of an address with the arguments that it takes."""
    found: dict[str, set[frozenset[str]]] = {}
    for entry in resolver.url_patterns:
        arguments = taken | frozenset(entry.pattern.converters)
        if isinstance(entry, URLPattern):
            if entry.name:
                found.setdefault(prefix + entry.name, set()).add(arguments)
            continue
        inner = f"{prefix}{entry.namespace}:" if entry.namespace else prefix
        for name, sets in addresses(entry, inner, arguments).items():
            found.setdefault(name, set()).update(sets)
    return found


def test_every_url_of_a_template_leads_somewhere() -> None:
    known = addresses(get_resolver())
    assert known["portal:activity_detail"] == {frozenset({"slug"})}
    found = [
        f"{place(path)}:{fault}"
        for path in EVERY_TEMPLATE
        for fault in checks.url_faults(path.read_text(), known)
    ]
    hold(found, "Use a name of some urls.py with the arguments that its path takes.")


@pytest.mark.parametrize(
    ("source", "count"),
    [
        ('{% url "portal:nowhere" %}', 1),
        ('{% url "portal:activity_detail" %}', 1),
        ('{% url "portal:activity_detail" code=x %}', 1),
        ("{% url name %}", 1),
        ('{% url "portal:activity_detail" activity.slug|default:"x y" as there %}', 0),
        ('{% url "portal:activity_detail" slug=activity.slug %}{% url "portal:home" %}', 0),
    ],
)
def test_an_address_that_does_not_exist_is_caught(source: str, count: int) -> None:
    known = {"portal:activity_detail": {frozenset({"slug"})}, "portal:home": {frozenset[str]()}}
    assert len(list(checks.url_faults(source, known))) == count


def test_a_page_has_one_name_as_view_address_and_template() -> None:
    found = []
    for path in room("views"):
        app = path.relative_to(ROOT / "binakon").parts[0]
        found += [
            f"{place(path)}:{fault}" for fault in checks.page_name_faults(path.read_text(), app)
        ]
    hold(found, "Call the template after the view: templates/<app>/<view>.html.")
    hold(faults(checks.url_name_faults, room("urls")), "Call the address after the view.")


@pytest.mark.parametrize(
    ("source", "count"),
    [
        ("def home(request):\n    return render(request, 'portal/start.html')\n", 1),
        ("def home(request):\n    return render(request, 'reports/home.html')\n", 1),
        ("def home(request):\n    return render(request, name)\n", 1),
        ("def home(request):\n    return render(request, 'portal/home.html', {})\n", 0),
    ],
)
def test_a_page_of_another_name_is_caught(source: str, count: int) -> None:
    assert len(list(checks.page_name_faults(source, "portal"))) == count


@pytest.mark.parametrize(
    ("source", "count"),
    [
        ("path('', views.home, name='start')\n", 1),
        ("path('', views.home)\n", 1),
        ("path('', views.home, name='home')\npath('x', include('a.urls'))\n", 0),
    ],
)
def test_an_address_of_another_name_is_caught(source: str, count: int) -> None:
    assert len(list(checks.url_name_faults(source))) == count


def test_every_page_template_is_shown_by_a_view() -> None:
    """A page that no view renders is dead; parts begin with _ and belong to their page."""
    shown = {
        f"{path.relative_to(ROOT / 'binakon').parts[0]}/{name}.html"
        for path in room("views")
        for name in checks.view_names(path.read_text())
    }
    chapters = {path.parent.name for path in room("views")}
    pages = {
        path.relative_to(FOLDER).as_posix()
        for path in TEMPLATES
        if path.parent.name in chapters and not path.name.startswith("_")
    }
    hold(sorted(pages - shown), "Delete the template, or write the view that shows it.")
    assert checks.view_names("def home(request): ...\n") == {"home"}


def test_a_message_is_a_folder_of_three_papers() -> None:
    posted = set().union(*(checks.posted_messages(path.read_text()) for path in OWN_WORDS))
    told = "outbox.post('hello', to=x)\npost('other')\noutbox.written('later', to=x)\n"
    assert checks.posted_messages(told) == {"hello", "later"}
    kept = {
        folder.name: {path.name for path in folder.iterdir()}
        for folder in (FOLDER / "email").iterdir()
    }
    wanted = {name: {"subject.txt", "body.txt", "body.html"} for name in posted}
    assert kept == wanted, (
        "Each message posted is templates/email/<name>/ with these three papers, and no other."
    )
