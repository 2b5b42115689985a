"""Many files in one run: memory does not follow their number."""

import pathlib
import shutil

from measure import check, megabytes, run

POLICY = """# Privacy policy {at}

We collect your email address to run the service, and keep it for {at} days.
We share your data with our partners. Write to privacy@acme.test.
"""
# Paths and places in reports, for each file more.
EACH = 1500


def files(folder, count):
    """So many policies, a thousand a folder."""
    for at in range(count):
        place = folder / f"{at // 1000:03}"
        if at % 1000 == 0:
            place.mkdir(parents=True)
        (place / f"privacy-{at}.md").write_text(POLICY.format(at=at))


WAYS = {
    "text": ["--output-format=text"],
    "json": ["--output-format=json"],
    "cache, cold": ["--output-format=json"],
    "cache, warm": ["--output-format=json"],
    "sarif": ["--output-format=sarif"],
    "github": ["--output-format=github"],
    "junit": ["--output-format=junit"],
    "statistics": ["--statistics"],
}


def many(binary, folder, scale):
    """Ten times as many files, in memory that is about the same; of a smaller load
    the first ways alone."""
    few, lots = int(10_000 * scale), int(100_000 * scale)
    files(folder / "few", few)
    files(folder / "lots", lots)
    told, faults = [], []
    for name, arguments in list(WAYS.items())[:len(WAYS) if scale >= 1 else 4]:
        cached = [] if name.startswith("cache") else ["--no-cache"]
        costs = [
            run(binary, "check", ".", "--exit-zero", *arguments, *cached, cwd=folder / place, seconds=580)
            for place in ("few", "lots")
        ]
        for cost in costs:
            check(cost.status == 0, f"{name}: exit status {cost.status}: {cost.errors[:300]}")
        small, large = costs
        more = (large.peak - small.peak) / (lots - few)
        told.append(
            f"{name} {large.seconds:.1f} s, {megabytes(small.peak)} and {megabytes(large.peak)}"
        )
        if more > EACH:
            faults.append(f"{name}: {more:.0f} bytes for each file more: {told[-1]}")
    for place in ("few", "lots"):
        shutil.rmtree(folder / place)
    check(not faults, "\n".join(faults))
    return f"{few} and {lots} files: " + "; ".join(told)
