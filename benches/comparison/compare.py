"""clauselint against the machine's limit and against other tools, as the tables of
docs/speed.md.

    benches/compare [--policies FOLDER] [--runs N] [--scale 0.1] [PART...]

Builds what it measures. Policies are generated, or taken from a folder and copied
as often as it needs. Each command runs N times, 5 unless told, and the commands of
a part take turns, so that a busy machine slows all of them alike. Tools that are not
installed are left out, in words.
"""

import argparse
import json
import pathlib
import sys
import tempfile

import growth
import machine
import rows
import single
import tables
import tools
from lab import Lab
from measure import Failed

PARTS = ("files", "tools", "pages", "one", "server", "growth")


def main():
    options = parsed()
    try:
        measured(options)
    except Failed as failed:
        sys.exit(f"compare: {failed}")


def measured(options):
    """Measures and prints, with scratch files that go again."""
    with tempfile.TemporaryDirectory(prefix="clauselint-speed-") as scratch:
        lab = Lab(options, pathlib.Path(scratch))
        print(machine.facts(lab) + "\n", flush=True)
        told(lab, options.parts or PARTS)
        if options.json:
            pathlib.Path(options.json).write_text(json.dumps(lab.costs, indent=1, default=vars))


def parsed():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--policies", help="Markdown policies; generated where not given")
    parser.add_argument("--pages", help="HTML pages; generated where not given")
    parser.add_argument("--runs", type=int, default=5, help="of each command")
    parser.add_argument("--scale", type=float, default=1.0, help="a part of the 11,500 files")
    parser.add_argument("--seconds", type=float, default=10, help="that a slow tool may take for a run")
    parser.add_argument("--profile", default="release", help="of Cargo, to build with")
    parser.add_argument("--no-build", action="store_true", help="take programs as they were built before")
    parser.add_argument("--json", help="a file for all figures")
    parser.add_argument("parts", nargs="*", choices=[[], *PARTS], metavar="PART", help=", ".join(PARTS))
    options = parser.parse_args()
    if not sys.platform.startswith("linux"):
        parser.error("figures are those of Linux: peak memory has another unit elsewhere")
    return options


def told(lab, parts):
    """Measures and prints both tables, as far as they were asked for."""
    measures = []
    over_files = {"files", "tools"} & set(parts)
    if over_files:
        commands = dict(rows.commands(lab))
        commands |= dict(tools.commands(lab)) if "tools" in parts else {}
        lab.rounds(commands)
    if "files" in parts:
        measures += rows.rows(lab)
    singles = {"pages": single.pages, "one": single.one, "server": single.server, "growth": growth.row}
    measures += [measure(lab) for name, measure in singles.items() if name in parts]
    if measures:
        print(tables.targets(sorted(measures, key=lambda row: row.number)))
    if "growth" in parts:
        print(growth.table(lab))
    if over_files:
        print(tools.table(lab))


if __name__ == "__main__":
    main()
