"""`python -m bench [--out FILE] [--only PART]`: every measure beside its floor and its budget."""

import argparse
import json
import os
import platform
from datetime import UTC, datetime
from pathlib import Path

from bench import (
    allocation,
    attendance,
    backup,
    certificates,
    duplicates,
    guesses,
    killed,
    known,
    lists,
    load_plan,
    pages,
    papers,
    people_import,
    planning,
    race,
    registrations,
    rush,
    scenario,
    served,
    start,
    uploads,
)
from bench.report import table

PARTS = {
    "served": served.measure,
    "pages": pages.measure,
    "load_plan": load_plan.measure,
    "planning": planning.measure,
    "allocation": allocation.measure,
    "lists": lists.measure,
    "registrations": registrations.measure,
    "rush": rush.measure,
    "race": race.measure,
    "known": known.measure,
    "attendance": attendance.measure,
    "print": papers.measure,
    "start": start.measure,
    "backup": backup.measure,
    "uploads": uploads.measure,
    "certificates": certificates.measure,
    "guesses": guesses.measure,
    "killed": killed.measure,
    "people_import": people_import.measure,
    "duplicates": duplicates.measure,
    "scenario": scenario.measure,
}


def main() -> None:
    """Measure, print a table, perhaps write JSON."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--out", type=Path, help="write the figures as JSON")
    parser.add_argument("--only", choices=PARTS, action="append", help="one part; may be repeated")
    options = parser.parse_args()
    rows = [row for part in options.only or PARTS for row in PARTS[part]()]
    print(table(rows))
    if options.out:
        found = {
            "on": datetime.now(UTC).date().isoformat(),
            "cores": os.cpu_count(),
            "python": platform.python_version(),
            "rows": [row.as_json() for row in rows],
        }
        options.out.write_text(json.dumps(found, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
