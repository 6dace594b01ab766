"""`python -m bench [--out FILE]`: every measure beside its floor and its budget."""

import argparse
import json
from pathlib import Path

from bench import load_plan, pages, start

# The budgets in milliseconds hold on a machine whose empty Django view costs this much.
REFERENCE_MS = 0.34


def main() -> None:
    """Measure, print a table, perhaps write JSON."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--out", type=Path, help="write the figures as JSON")
    options = parser.parse_args()
    found = {"pages": pages.measure(), "load_plan": load_plan.measure(), "start": start.measure()}
    floor = found["pages"]["floor"]
    print(f"empty Django view          {floor:7.2f} CPU ms, served")
    for name, cost in found["pages"].items():
        if name != "floor":
            allowed = (3 if name.endswith(" cached") else 10) / REFERENCE_MS
            print(
                f"{name:26} {cost:7.2f} CPU ms {cost / floor:6.1f} x floor of {allowed:.1f} allowed"
            )
    load = found["load_plan"]
    print(
        f"load-plan, 5,000           {load['load']:7.2f} CPU s   {load['load'] / load['floor']:6.1f} x floor; 10 s allowed"
    )
    print(f"load-plan, unchanged       {load['again']:7.2f} CPU s")
    begun = found["start"]
    print(f"start                      {begun['seconds']:7.2f} s of 5 allowed")
    print(
        f"idle memory                {begun['pss']:7.1f} MiB PSS of 300 allowed, {begun['processes']} processes"
    )
    if options.out:
        options.out.write_text(json.dumps(found, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
