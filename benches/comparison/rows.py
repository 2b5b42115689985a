"""The rows that are measured over all files: 1, 2, 5, 6 and 8."""

import os

from lab import FILES, size
from measure import Command, run
from tables import Row

WORDS, ONE, TWO = "`wc -w`", "clauselint, 1 thread", "clauselint, 2 threads"
JSON, WARM, HASH = "clauselint, JSON", "clauselint, warm cache", "reading and hashing"
CONCISE = "clauselint, warm cache, concise"
PACK, TENTH, JSON_TENTH = "clauselint, 1,000 more rules", "a tenth, text", "a tenth, JSON"
SHOWN = (WORDS, ONE, TWO, JSON, WARM)


def commands(lab):
    """The commands over the files, by name."""
    count = max(int(FILES * lab.options.scale), 20)
    files, tenth = lab.files, lab.scratch / "tenth"
    lab.policies(files, count)
    lab.policies(tenth, count // 10)
    listed = lab.scratch / "listed"
    paths = sorted(str(path) for path in files.rglob("*.md"))
    listed.write_text("\0".join(paths) + "\0")
    json = ["--output-format", "json"]
    yield WORDS, Command(["wc", "-w", f"--files0-from={listed}"], size=size(files))
    yield ONE, lab.check(files)
    if os.cpu_count() > 1:
        yield TWO, lab.check(files, threads=2)
    yield JSON, lab.check(files, *json)
    yield TENTH, lab.check(tenth)
    yield JSON_TENTH, lab.check(tenth, *json)
    yield PACK, lab.check(files, settings=with_pack(lab))
    warm = lab.check(files, cache=True)
    run(warm, lab.scratch)
    yield HASH, Command([lab.xtask, "hash", files], size=size(files))
    yield WARM, warm
    yield CONCISE, lab.check(files, "--output-format", "concise", cache=True)


def with_pack(lab):
    """A configuration with a pack of a thousand phrase rules besides."""
    lab.task("pack", lab.scratch / "thousand")
    settings = lab.scratch / "with-pack.toml"
    settings.write_text('packs = ["thousand"]\n' + lab.settings.read_text())
    return settings


def rows(lab):
    """What the runs come to."""
    count = sum(1 for _ in lab.files.rglob("*.md"))
    over = f"{count:,} files, {size(lab.files) / 1e6:.0f} MB"
    yield Row(1, f"`check` of core and gdpr, {over}: CPU, times `wc -w`", lab.ratios(ONE, WORDS), 2.5, 1.5)
    if TWO in lab.costs:
        yield Row(2, "two threads against one: wall", lab.ratios(TWO, ONE, "wall"), 0.55, 0.52)
    for name, tenth, words in ((ONE, TENTH, "text"), (JSON, JSON_TENTH, "JSON")):
        peaks = sorted(cost.memory for cost in lab.costs[name])
        yield Row(5, f"peak memory, {words}", peaks, 40, 25, "MB", digits=1)
        grown = lab.ratios(name, tenth, "memory")
        yield Row(5, f"peak memory, {words}, all files against a tenth of them", grown, 1.1, 1.0)
    yield Row(6, "1,000 phrase rules more: CPU, times that without", lab.ratios(PACK, ONE), 1.5, 1.2)
    warm = "warm cache, nothing changed: CPU, times that of reading and hashing"
    yield Row(8, warm, lab.ratios(WARM, HASH), 1.3, 1.1)
    yield Row(8, "the same, `concise` output", lab.ratios(CONCISE, HASH), 1.3, 1.1)
