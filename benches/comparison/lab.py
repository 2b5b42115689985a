"""The programs that are measured, what they are given, and what they took."""

import pathlib
import shutil
import subprocess
import sys

from measure import Command, Failed, run

ROOT = pathlib.Path(__file__).resolve().parents[2]
FILES = 11_500
SETTINGS = 'include = ["**/*.md", "**/*.html"]\nextend-select = ["gdpr"]\nmax-file-size = "256 MiB"\n'


class Lab:
    """Where it all happens: scratch files and the costs of all runs, by command."""

    def __init__(self, options, scratch):
        self.options, self.scratch = options, scratch
        self.commands, self.costs = {}, {}
        self.binary = self.built("clauselint", "--bin", "clauselint")
        self.xtask = self.built("xtask", "--package", "xtask")
        self.settings = scratch / "clauselint.toml"
        self.settings.write_text(SETTINGS)
        self.files = scratch / "policies"

    def built(self, name, *what):
        """The path of a program, built where it is not yet."""
        profile = self.options.profile
        command = ["cargo", "build", "--quiet", "--profile", profile, *what]
        if not self.options.no_build:
            subprocess.run(command, check=True, cwd=ROOT, stdout=sys.stderr)
        program = ROOT / "target" / profile / name
        if not program.exists():
            raise Failed(f"{program} is not built")
        return program

    def task(self, *arguments):
        """Has `cargo xtask` write something."""
        subprocess.run([self.xtask, *map(str, arguments)], check=True, stdout=subprocess.DEVNULL)

    def policies(self, folder, count):
        """Fills a folder: copies of the policies that were given, or generated ones."""
        given = self.options.policies
        if given:
            copied(sorted(pathlib.Path(given).resolve().rglob("*.md")), folder, count)
        else:
            self.task("policies", folder, "--count", count)

    def check(self, folder, *arguments, threads=1, cache=False, settings=None):
        """The command that checks a folder with core and gdpr."""
        line = [self.binary, "check", "--quiet", "--exit-zero", "--threads", threads]
        line += ["--config", settings or self.settings, *arguments]
        line += [] if cache else ["--no-cache"]
        return Command([*line, folder], size=size(folder))

    def rounds(self, commands, runs=None):
        """Runs all commands once a round."""
        self.commands |= commands
        for at in range(runs or self.options.runs):
            for name, command in commands.items():
                print(f"\rround {at + 1}: {name:40}", end="", file=sys.stderr, flush=True)
                self.costs.setdefault(name, []).append(run(command, self.scratch))
        print("\r" + " " * 60, end="\r", file=sys.stderr)

    def ratios(self, one, other, kind="cpu"):
        """What a command took as parts of what another did, round by round, best first."""
        pairs = zip(self.costs[one], self.costs[other])
        return sorted(getattr(a, kind) / max(getattr(b, kind), 1e-6) for a, b in pairs)


def copied(files, folder, count):
    """The files again and again, a folder for each time."""
    if not files:
        raise Failed("there are no Markdown files in the folder of --policies")
    for at in range(count):
        again, which = divmod(at, len(files))
        place = folder / f"{again:04}"
        place.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(files[which], place / f"{which:04}-{files[which].name}")


def size(folder):
    """Bytes of a file or of all files below a folder."""
    path = pathlib.Path(folder)
    paths = [path] if path.is_file() else path.rglob("*")
    return sum(path.stat().st_size for path in paths if path.is_file())
