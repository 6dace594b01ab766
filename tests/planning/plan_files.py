"""A plan file for tests, whole and changed."""

from pathlib import Path

PUBLISHED = Path("data/kalsel-2026.toml")


PLAN = """\
[programme]
office = "63"
year = 2026
name = "Program"

[[version]]
stage = "murni"
dated = 2026-01-27

  [[version.target]]
  indicator = "trained"
  people = 200

[[goal]]
label = "ideal"
people = 375
year = 2026

[[activity]]
code = "bimtek-1"
kind = "bimtek"
title = "BIMTEK"
window = "2026-02"
levels = [7, 8]
partners = ["HPJI"]
regions = ["63.01"]

[[history]]
year = 2025
indicator = "trained"

[stated]
goal = 375
"""
