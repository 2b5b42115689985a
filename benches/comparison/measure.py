"""What a command takes: seconds, processor time and peak memory, as the system counts them."""

import dataclasses
import os
import pathlib
import subprocess
import sys

DROP = ("CLAUSELINT", "GITHUB", "CI", "NO_COLOR", "FORCE_COLOR", "CLICOLOR", "LC_", "LANG")


class Failed(Exception):
    """A command that does not end as it should, or what it needs is not there."""


@dataclasses.dataclass
class Cost:
    """What a run took: seconds, seconds, MB."""

    wall: float
    cpu: float
    memory: float


@dataclasses.dataclass
class Command:
    """A command line, the status it ends with where all is well, and the bytes that it reads."""

    line: list
    fine: tuple = (0,)
    size: int = 0
    note: str = ""


def environment():
    """An environment with nothing of the caller's settings; the day decides findings."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(DROP)}
    return kept | {"LC_ALL": "C.UTF-8", "CLAUSELINT_TODAY": "2026-01-01"}


def run(command, folder):
    """Runs a command to its end; what it prints goes nowhere."""
    spawn = [sys.executable, "-I", "-S", pathlib.Path(__file__).with_name("spawn.py")]
    told = subprocess.run(
        [str(word) for word in [*spawn, *command.line]], cwd=folder, env=environment(),
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, check=True,
    )
    code, *cost = told.stdout.decode().split()
    if int(code) not in command.fine:
        raise Failed(f"{' '.join(map(str, command.line))} ended with {code}")
    return Cost(*map(float, cost))
