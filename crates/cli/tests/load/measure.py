"""What a run takes: processor time and peak memory, as the system counts them."""

import dataclasses
import os
import pathlib
import subprocess
import tempfile
import threading

DROP = ("CLAUSELINT", "GITHUB", "CI", "NO_COLOR", "FORCE_COLOR", "CLICOLOR")


class Missing(Exception):
    """Something that this machine does not have."""


class Fault(Exception):
    """Something that is not as it should be."""


def check(fits, words):
    """Tells what does not fit."""
    if not fits:
        raise Fault(words)


@dataclasses.dataclass
class Cost:
    """What a run took."""

    status: int
    seconds: float
    peak: int
    output: pathlib.Path
    errors: str


def environment(**more):
    """An environment with nothing of the caller's settings."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(DROP)}
    return kept | {"CLAUSELINT_TODAY": "2025-02-28"} | more


def run(binary, *arguments, cwd=None, seconds=300, threads=2, output=None, before=None):
    """Runs the command to its end, or to that of its time. Its output goes to a
    file, so that nothing of it counts as ours: the peak of a run is never less than
    what we take ourselves when we start it."""
    with tempfile.TemporaryFile() as errors, open(output or os.devnull, "wb") as out:
        child = subprocess.Popen(
            [binary, "--threads", str(threads), *map(str, arguments)],
            cwd=cwd, env=environment(), stdin=subprocess.DEVNULL, stdout=out, stderr=errors,
            preexec_fn=before,
        )
        clock = threading.Timer(seconds, child.kill)
        clock.start()
        _, status, usage = os.wait4(child.pid, 0)
        clock.cancel()
        child.returncode = os.waitstatus_to_exitcode(status)
        errors.seek(0)
        told = errors.read(100_000).decode(errors="replace")
    return Cost(child.returncode, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024, output, told)


def resident(pid):
    """Bytes of a process that are in memory."""
    fields = pathlib.Path(f"/proc/{pid}/statm").read_text().split()
    return int(fields[1]) * os.sysconf("SC_PAGE_SIZE")


def descriptors(pid):
    """How many files a process holds open."""
    return len(os.listdir(f"/proc/{pid}/fd"))


def megabytes(size):
    """A size as people read it."""
    return f"{size / 2**20:.0f} MiB"
