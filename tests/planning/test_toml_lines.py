"""Every key and every table of a TOML text is found on its line."""

import tomllib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from binakon.planning.sheets.toml_lines import DEEPEST, line_index

TEXT = '''\
# A comment with [[brackets]] and key = "value"
top = 1

[programme] # the office
office = "63"
note = """
[not.a.table]
key = "not a key" \\"""
"""
"quoted key" = 'a # b' # c
'literal.key' = 2
"esc\\u0061ped" = 3
dotted . name = 4
dotted.other = 5

[[version]]
stage = "murni"
inline = { people = 1, list = [ 1, { deep = 2 } ] }

  [[version.target]]
  people = 200

  [[version.target]]
  people = 60

[[version]]
lines = \'\'\'
x = 1
\'\'\'
many = [
  "a, ]", # one
  "b",

  [
    "c" ],
]
  [[version.target]]
  people = 7
  [version.about]
  word = 2026-01-27T10:00:00
'''
LINES = {
    ("top",): 2,
    ("programme",): 4,
    ("programme", "office"): 5,
    ("programme", "note"): 6,
    ("programme", "quoted key"): 10,
    ("programme", "literal.key"): 11,
    ("programme", "escaped"): 12,
    ("programme", "dotted"): 13,
    ("programme", "dotted", "name"): 13,
    ("programme", "dotted", "other"): 14,
    ("version",): 16,
    ("version", 0): 16,
    ("version", 0, "stage"): 17,
    ("version", 0, "inline"): 18,
    ("version", 0, "inline", "people"): 18,
    ("version", 0, "inline", "list"): 18,
    ("version", 0, "inline", "list", 0): 18,
    ("version", 0, "inline", "list", 1): 18,
    ("version", 0, "inline", "list", 1, "deep"): 18,
    ("version", 0, "target"): 20,
    ("version", 0, "target", 0): 20,
    ("version", 0, "target", 0, "people"): 21,
    ("version", 0, "target", 1): 23,
    ("version", 0, "target", 1, "people"): 24,
    ("version", 1): 26,
    ("version", 1, "lines"): 27,
    ("version", 1, "many"): 30,
    ("version", 1, "many", 0): 31,
    ("version", 1, "many", 1): 32,
    ("version", 1, "many", 2): 34,
    ("version", 1, "many", 2, 0): 35,
    ("version", 1, "target"): 37,
    ("version", 1, "target", 0): 37,
    ("version", 1, "target", 0, "people"): 38,
    ("version", 1, "about"): 39,
    ("version", 1, "about", "word"): 40,
}


def paths_of(values, path=()):
    """Every path of parsed values, as deep as the index goes."""
    members = values.items() if isinstance(values, dict) else enumerate(values)
    for name, value in members:
        here = (*path, name)
        if len(here) <= DEEPEST:
            yield here
            if isinstance(value, dict | list):
                yield from paths_of(value, here)


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_each_path_is_found_on_its_line(newline):
    assert line_index(TEXT.replace("\n", newline)).lines == LINES


def test_the_example_names_every_path_that_tomllib_reads():
    assert set(paths_of(tomllib.loads(TEXT))) == set(LINES)


def test_a_path_without_a_line_has_the_line_of_its_nearest_parent():
    index = line_index(TEXT)
    assert index.line(("version", 1, "target", 0, "unit")) == 37
    assert index.line(("version", 1, "many", 2, 9, "x")) == 34
    assert index.line(("activity", 0)) == 1
    assert index.line(()) == 1


def test_depth_and_long_keys_do_not_break_the_index():
    deep = "a = " + "[" * 50_000 + "]" * 50_000 + "\nb" + ".b" * 50_000 + " = 1\nc = 2\n"
    index = line_index(deep)
    assert [index.line((name,)) for name in "abc"] == [1, 2, 3]


KEYS = st.sampled_from(["a", "b", "c-d", '"q.x"', "'l'", "a.b", 'b . "\\u0063"', "1", '""'])
SCALARS = st.sampled_from(
    [
        "1",
        "-2.5e3",
        "true",
        "2026-01-27",
        "2026-01-27 10:00:00",
        '"x # \\" ]"',
        "'}, '",
        '"""\n"" = [ \\""" \\\\"""',
        '"""a"""""',
        "'''\n[a]\n'' '''",
        '""',
        '""""""',
        "[]",
        "{}",
        "[ # ]\n]",
    ]
)


def nested(values):
    lists = st.lists(values, max_size=3).map(
        lambda members: "[\n" + ", # x\n".join(members) + "\n]"
    )
    pairs = st.lists(st.tuples(KEYS, values), max_size=3)
    tables = pairs.map(
        lambda found: f"{{ {', '.join(f'{key} = {value}' for key, value in found)} }}"
    )
    return lists | tables


VALUES = st.recursive(SCALARS, nested, max_leaves=6)
STATEMENTS = st.one_of(
    st.builds("{} = {}".format, KEYS, VALUES),
    KEYS.map("[{}]".format),
    KEYS.map(" [[ {} ]] # [x]".format),
    st.sampled_from(["", "# a = [", "\t"]),
)


@settings(max_examples=400)
@given(st.lists(STATEMENTS, max_size=8), st.sampled_from(["\n", "\r\n"]))
def test_whatever_tomllib_reads_has_a_line_for_every_path(statements, newline):
    kept = ""
    for statement in statements:
        longer = kept + statement.replace("\n", newline) + newline
        try:
            tomllib.loads(longer)
        except tomllib.TOMLDecodeError:
            continue
        kept = longer
    lines = line_index(kept).lines
    assert set(lines) == set(paths_of(tomllib.loads(kept)))
    assert all(1 <= line <= kept.count("\n") for line in lines.values())


@settings(max_examples=400)
@given(st.text(alphabet="ab.=[]{}\"'#\\, \n1", max_size=30))
def test_any_text_is_indexed_and_completely_where_tomllib_reads_it(text):
    lines = line_index(text).lines
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return
    assert set(lines) == set(paths_of(values))
