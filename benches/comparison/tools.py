"""clauselint and other tools over the same files, as ratios to `wc -w`."""

import os
import shutil
import statistics
import sys

import rows
from lab import size
from measure import Command, Failed, run
from tables import markdown

# Of a tool that is slow, how many files are tried first.
FEW = 10

VALE = """StylesPath = styles
MinAlertLevel = suggestion
[*.md]
BasedOnStyles = Policy
"""

# Six rules of the kinds that ours are.
VALE_RULES = {
    "Vague": ["third parties", "trusted partners", "affiliates"],
    "Forever": ["as long as necessary", "indefinitely"],
    "Absolute": ["100% secure", "completely secure"],
    "Placeholder": [r"\[insert [^\]]+\]", "lorem ipsum"],
    "Outdated": ["Privacy Shield", "Safe Harbor"],
    "Consent": ["by using (?:this|our) (?:site|service)"],
}

# Command lines that a folder follows, and what they end with where they find something.
TOOLS = {
    "ripgrep, one phrase": (["rg", "-c", "third parties"], (0, 1)),
    "rumdl": (["rumdl", "check", "--no-cache"], (0, 1)),
    "typos": (["typos"], (0, 2)),
    "Vale, six rules": (["vale", "--no-exit", "--config=.vale.ini"], (0,)),
    "proselint": (["proselint", "check"], (0, 1)),
}


def commands(lab):
    """The tools that are there, each over as many files as it gets through in time."""
    vale_rules(lab.scratch)
    for name, (line, fine) in TOOLS.items():
        if not shutil.which(line[0]):
            print(f"{line[0]} is not installed, and left out", file=sys.stderr)
            continue
        try:
            yield name, over_as_many(lab, line, fine)
        except Failed as failed:
            print(f"left out: {failed}", file=sys.stderr)


def over_as_many(lab, line, fine):
    """The command over all files, or over as many as it has time for."""
    few = part(lab, FEW)
    seconds = run(Command([*line, few], fine), lab.scratch).wall
    count = max(int(FEW * lab.options.seconds / seconds), FEW)
    if count >= sum(1 for _ in lab.files.rglob("*.md")):
        return Command([*line, lab.files], fine, size(lab.files))
    some = part(lab, count)
    return Command([*line, some], fine, size(some), f"{count:,}")


def part(lab, count):
    """The first of the files, in a folder of their own."""
    folder = lab.scratch / f"part-{count}"
    if not folder.exists():
        folder.mkdir()
        for at, path in enumerate(sorted(lab.files.rglob("*.md"))[:count]):
            os.link(path, folder / f"{at:05}-{path.name}")
    return folder


def vale_rules(scratch):
    styles = scratch / "styles/Policy"
    styles.mkdir(parents=True)
    (scratch / ".vale.ini").write_text(VALE)
    for name, tokens in VALE_RULES.items():
        lines = ["extends: existence", "message: '%s'", "ignorecase: true", "tokens:"]
        lines += [f"  - '{token}'" for token in tokens]
        (styles / f"{name}.yml").write_text("\n".join(lines) + "\n")


def table(lab):
    """What each took for a byte, in parts of what `wc -w` did."""
    head = ["what", "files", "CPU, times `wc -w`: best, median, worst", "wall, times `wc -w`", "MB/s of CPU", "peak MB"]
    names = [name for name in (*rows.SHOWN, *TOOLS) if name in lab.costs]
    return markdown(head, [line(lab, name) for name in names])


def line(lab, name):
    command, costs = lab.commands[name], lab.costs[name]
    cpu = statistics.median(cost.cpu for cost in costs)
    return [
        name, command.note or "all", ratio(lab, name, "cpu"), ratio(lab, name, "wall"),
        f"{command.size / 1e6 / cpu:.0f}", f"{max(cost.memory for cost in costs):.0f}",
    ]


def ratio(lab, name, kind):
    """Best, median and worst; of a part of the files, byte for byte."""
    share = lab.commands[rows.WORDS].size / lab.commands[name].size
    values = [share * value for value in lab.ratios(name, rows.WORDS, kind)]
    return ", ".join(f"{value:.2f}" for value in (values[0], statistics.median(values), values[-1]))
