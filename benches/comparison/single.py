"""The rows that stand alone: pages (3), one policy in a cold process (4), the language server (7)."""

import pathlib
import re
import subprocess

from lab import ROOT, size
from measure import Command
from tables import Row


def pages(lab):
    """HTML, in MB a second."""
    folder = lab.options.pages
    if not folder:
        folder = lab.scratch / "pages"
        lab.task("policies", folder, "--count", 114, "--html")
    folder = pathlib.Path(folder).resolve()
    lab.rounds({"pages": lab.check(folder)})
    count = sum(1 for _ in folder.rglob("*.html"))
    speeds = sorted((size(folder) / 1e6 / cost.cpu for cost in lab.costs["pages"]), reverse=True)
    what = f"{count} HTML pages, {size(folder) / 1e6:.1f} MB, one core: MB/s"
    return Row(3, what, speeds, 40, 80, digits=0, more_is_better=True)


def one(lab):
    """A policy of 20 KB from start to end, and what any program takes for that."""
    folder = lab.scratch / "one"
    lab.task("policies", folder, "--count", 1, "--bytes", 20_000)
    commands = {"one policy": lab.check(folder / "privacy-policy-00000.md"), "`true`": Command(["true"])}
    lab.rounds(commands, 10 * lab.options.runs)
    walls = sorted(1000 * cost.wall for cost in lab.costs["one policy"])
    least = sorted(1000 * cost.wall for cost in lab.costs["`true`"])
    what = f"one policy of 20 KB, cold process: wall (`true` takes {least[len(least) // 2]:.1f} ms)"
    return Row(4, what, walls, 5, 3, "ms", digits=1)


def server(lab):
    """From an edit to its diagnostics, the 99th percentile of each run."""
    program = lab.built("examples/latency", "--package", "clauselint-lsp", "--example", "latency")
    slow = []
    for _ in range(lab.options.runs):
        told = subprocess.run([program, "100", "300"], capture_output=True, text=True, check=True, cwd=ROOT)
        slow.append(float(re.search(r"p99 ([\d.]+) ms", told.stdout)[1]))
    what = "language server, 100 KB: edit to diagnostics, 99th percentile"
    return Row(7, what, sorted(slow), 10, 3, "ms", digits=1)
