"""Runs what people set up around clauselint, with the real programs.

Hooks are taken from a clone of this repository at its last commit, the action and
the recipes as they stand. Installs nothing: `install` beside this file does. A
check whose program is missing is skipped, in words.

    python3 workflows.py [--bin target/debug/clauselint] [--quick] [NAME ...]
"""

import argparse
import subprocess
import sys
import time

import action
import hooks
import recipes
import shells
from scratch import ROOT, Fault, Missing, World

CHECKS = [
    (f"{part.__name__}.{check.__name__}", check)
    for part in (shells, recipes, action, hooks) for check in part.CHECKS
]


def outcome(check, world):
    """What came of a check, with a word on it."""
    try:
        check(world)
    except Missing as missing:
        return "skipped", f"{missing} not found"
    except subprocess.TimeoutExpired as late:
        return "failed", f"no end after {late.timeout:.0f} s: {late.cmd}"
    except Fault as fault:
        return "failed", str(fault)
    except Exception as error:  # Of any check, so that the others run.
        return "failed", f"{type(error).__name__}: {error}"
    return "passed", ""


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--bin", default=str(ROOT / "target/debug/clauselint"))
    arguments.add_argument("--quick", action="store_true", help="take --bin wherever clauselint would be built")
    arguments.add_argument("names", nargs="*", help="checks to run, by a part of their names")
    asked = arguments.parse_args()
    counts = {"passed": 0, "failed": 0, "skipped": 0}
    world = World(asked.bin, asked.quick)
    try:
        for name, check in CHECKS:
            if asked.names and not any(part in name for part in asked.names):
                continue
            began = time.monotonic()
            kind, word = outcome(check, world)
            counts[kind] += 1
            word = word.replace("\n", "\n    ")
            print(f"{kind}: {name} ({time.monotonic() - began:.0f} s) {word}".rstrip(), flush=True)
    finally:
        world.close()
    print("workflows: " + ", ".join(f"{count} {kind}" for kind, count in counts.items()))
    sys.exit(1 if counts["failed"] else 0)


if __name__ == "__main__":
    main()
