"""What a run takes: processor time and peak memory, as the system counts them."""

import dataclasses
import os
import subprocess
import threading


@dataclasses.dataclass
class Cost:
    """What a run took."""

    status: int
    seconds: float
    peak: int
    output: bytes
    errors: bytes


def run(binary, *arguments, cwd=None, seconds=300, threads=2, keep=True, env=None):
    """Runs the command to its end, or to that of its time."""
    env = {k: v for k, v in os.environ.items() if not k.startswith(("CLAUSELINT", "GITHUB", "CI"))} | (env or {})
    out = subprocess.PIPE if keep else subprocess.DEVNULL
    child = subprocess.Popen(
        [binary, "--threads", str(threads), *map(str, arguments)],
        cwd=cwd, env=env | {"CLAUSELINT_TODAY": "2025-02-28"},
        stdin=subprocess.DEVNULL, stdout=out, stderr=subprocess.PIPE,
    )
    clock = threading.Timer(seconds, child.kill)
    clock.start()
    held = {}
    readers = [
        threading.Thread(target=lambda name=name, pipe=pipe: held.update({name: pipe.read()}))
        for name, pipe in (("out", child.stdout), ("err", child.stderr)) if pipe
    ]
    for reader in readers:
        reader.start()
    _, status, usage = os.wait4(child.pid, 0)
    clock.cancel()
    child.returncode = os.waitstatus_to_exitcode(status)
    for reader in readers:
        reader.join()
    return Cost(
        child.returncode, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024,
        held.get("out", b""), held.get("err", b""),
    )
