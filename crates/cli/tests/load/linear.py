"""Four times the text takes at most eight times the time, and memory in proportion."""

import pathlib

import inputs
from measure import Fault, check, megabytes, run

# Less is lost in the noise of starting up.
LEAST = 0.02
# What a run of nothing takes, and bytes for each byte of the text.
BASE = 48 << 20
EACH = 200

TALK = (
    "We collect your email address. We use your data to run the service. "
    "We share your data with our partners. You may write to us."
)
PARTS = {"md": "\n\n", "txt": "\n\n", "html": "<p>"}


def behind(make, part):
    """The text as a whole behind as much of a policy."""
    def text(size):
        head = "# Privacy Policy" if part != "<p>" else "<h1>Privacy Policy</h1>"
        talk = (part + TALK) * (size // 2 // len(TALK))
        return head + talk + part + make(size // 2)
    return text


def texts(scale):
    """All of them, alone and as part of a policy; of a smaller load half."""
    for at, (ending, name, make) in enumerate(inputs.ALL):
        if scale >= 1 or at % 2:
            yield ending, name, make
        if scale >= 1 or not at % 2:
            yield ending, f"{name}, behind a policy", behind(make, PARTS[ending])


def measured(binary, folder, ending, text, seconds):
    path = pathlib.Path(folder, f"privacy.{ending}")
    path.write_text(text)
    cost = run(
        binary, "check", "--select=all", "--no-config", "--no-cache", "--output-format=json", path,
        seconds=seconds, output=pathlib.Path(folder, "report"),
    )
    check(cost.status in (0, 1, 2), f"exit status {cost.status}: {cost.errors[:200]}")
    check("panicked" not in cost.errors, cost.errors[:400])
    return cost


def one(binary, folder, ending, make, size):
    """The figures of one text, small and large."""
    small = measured(binary, folder, ending, make(size), 60)
    text = make(4 * size)
    large = measured(binary, folder, ending, text, 120)
    times = large.seconds / max(small.seconds, LEAST)
    if times > 8:
        # A machine that is busy with something else measures too much once.
        small = measured(binary, folder, ending, make(size), 60)
        large = measured(binary, folder, ending, text, 120)
        times = large.seconds / max(small.seconds, LEAST)
    check(times <= 8, f"{small.seconds:.2f} s, and {large.seconds:.2f} s for four times as much")
    most = BASE + EACH * len(text.encode())
    check(large.peak <= most, f"takes {megabytes(large.peak)} for {len(text)} characters")
    return large


def linear(binary, folder, scale):
    """All texts; tells the slowest and the largest."""
    size = max(int(120_000 * scale), 20_000)
    faults, figures = [], []
    for ending, name, make in texts(scale):
        try:
            cost = one(binary, folder, ending, make, size)
            figures.append((cost.seconds, cost.peak, f"{name} ({ending})"))
        except Fault as fault:
            faults.append(f"{name} ({ending}): {fault}")
    slowest, largest = max(figures), max(figures, key=lambda figure: figure[1])
    check(not faults, "\n".join(faults))
    return (
        f"{len(figures)} texts of {4 * size >> 10} KiB: slowest {slowest[0]:.2f} s, {slowest[2]}; "
        f"largest {megabytes(largest[1])}, {largest[2]}"
    )


REPORTS = (
    "text concise json json-lines sarif github gitlab junit checkstyle rdjson rdjsonl markdown html"
).split()
COMMANDS = {
    **{name: ["check", f"--output-format={name}"] for name in REPORTS},
    "statistics": ["check", "--statistics"],
    "diff of fixes": ["check", "--diff", "--unsafe-fixes"],
    "fixes": ["check", "--fix", "--unsafe-fixes"],
    "suppressions": ["check", "--add-suppressions=later"],
    "new baseline": ["check", "--update-baseline"],
    "outline": ["outline"],
    "outline as JSON": ["outline", "--output-format=json"],
    "concepts": ["outline", "--concepts"],
    "coverage": ["coverage"],
    "diff": ["diff", "old.md"],
}


def commands(binary, folder, scale):
    """Every command and report on a policy with many findings, and on four times as many."""
    def seconds(arguments, count):
        says = "We share your address {at} with our {whom} for marketing. Write to [NAME {at}].\n\n"
        for name, whom in (("old.md", "affiliates"), ("privacy.md", "partners")):
            text = "".join(says.format(at=at, whom=whom) for at in range(count))
            pathlib.Path(folder, name).write_text(f"# Privacy Policy\n\n{text}")
        cost = run(binary, *arguments, "privacy.md", cwd=folder, output=pathlib.Path(folder, "report"))
        check(cost.status in (0, 1), f"{arguments}: exit status {cost.status}: {cost.errors[:300]}")
        return cost.seconds
    count, slowest = max(int(3000 * scale), 300), (0, "")
    for name, arguments in COMMANDS.items():
        times = 9
        for _ in range(2):
            if times > 8:
                small, large = seconds(arguments, count), seconds(arguments, 4 * count)
                times = large / max(small, LEAST)
        check(times <= 8, f"{name}: {small:.2f} s, and {large:.2f} s for four times as much")
        slowest = max(slowest, (large, name))
    return f"{len(COMMANDS)} ways, {4 * count} findings: slowest {slowest[0]:.2f} s, {slowest[1]}"


def enormous(binary, folder, scale):
    """What is beyond any policy, read because a configuration asks for it."""
    pathlib.Path(folder, "clauselint.toml").write_text('max-file-size = "256 MiB"\n')
    count, megabyte = int(1_000_000 * scale), int(64 * scale) << 20
    sentence = inputs.SAYS.strip() + " "
    suppression = "<!-- clauselint-disable-next-line vague-third-party-sharing -->\n"
    told = []
    for name, text in (
        ("one line of sentences", sentence * (megabyte // len(sentence))),
        ("one word", "x" * megabyte),
        ("headings", "# Data\n\nWe keep it.\n\n" * count),
        ("suppressions", f"{suppression}{sentence}\n\n" * count),
    ):
        path = pathlib.Path(folder, "privacy.md")
        path.write_text(text)
        size = path.stat().st_size
        cost = run(binary, "check", "--quiet", "--no-cache", "--output-format=json", "privacy.md",
                   cwd=folder, seconds=540)
        check(cost.status in (0, 1), f"{name}: exit status {cost.status}: {cost.errors[:300]}")
        check(cost.peak <= BASE + EACH * size, f"{name}: takes {megabytes(cost.peak)}")
        told.append(f"{name} {megabytes(size)}: {cost.seconds:.1f} s, {megabytes(cost.peak)}")
    pathlib.Path(folder, "clauselint.toml").unlink()
    return "; ".join(told)
