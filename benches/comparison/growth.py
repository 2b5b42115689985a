"""Row 9: one file, ever larger.

A small file takes no time that could be measured, so as many are checked at once
as make 4 MB. What a run and a file cost whatever their size is left out: told is
what each byte costs by which one size is larger than the one before.
"""

import statistics

from tables import Row, markdown

SIZES = {"1 KB": 1 << 10, "16 KB": 1 << 14, "256 KB": 1 << 18, "4 MB": 1 << 22, "64 MB": 1 << 26}
TOTAL = 1 << 22


def row(lab):
    """The steepest step from one size to the next, against the middle one."""
    lab.rounds({name: lab.check(made(lab, bytes)) for name, bytes in SIZES.items()})
    rounds = range(lab.options.runs)
    worst = sorted(max(steps) / statistics.median(steps) for steps in (steps_of(lab, at) for at in rounds))
    what = "a file of 1 KB growing to 64 MB: CPU of a byte more, the dearest step against the middle"
    return Row(9, what, worst, 1.2, 1.2)


def made(lab, bytes):
    folder = lab.scratch / f"growth-{bytes}"
    lab.task("policies", folder, "--count", files(bytes), "--bytes", bytes)
    return folder


def files(bytes):
    """How many of a size are checked at once."""
    return max(TOTAL // bytes, 1)


def steps_of(lab, at):
    """Nanoseconds of each further byte, from each size to the next, in a round."""
    points = [
        (lab.commands[name].size / files(bytes), lab.costs[name][at].cpu / files(bytes))
        for name, bytes in SIZES.items()
    ]
    pairs = zip(points, points[1:])
    return [1e9 * (cpu - cpu_before) / (now - before) for (before, cpu_before), (now, cpu) in pairs]


def table(lab):
    """Each size by itself."""
    steps = [steps_of(lab, at) for at in range(lab.options.runs)]
    lines = []
    for at, (name, bytes) in enumerate(SIZES.items()):
        cpu = statistics.median(cost.cpu for cost in lab.costs[name])
        memory = max(cost.memory for cost in lab.costs[name])
        step = f"{statistics.median(step[at - 1] for step in steps):.1f}" if at else ""
        each = f"{1e9 * cpu / lab.commands[name].size:.1f}"
        lines.append([name, files(bytes), each, step, f"{memory:.0f}"])
    return markdown(["size", "files", "ns a byte", "ns a further byte", "peak MB"], lines)
