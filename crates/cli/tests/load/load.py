"""Loads that take long, and faults that need a disk, a terminal or a tracer of
their own; no part of `cargo test`. Prints a line a trial, with its figures; what
this machine cannot do is skipped, in words.

    python3 load.py [--bin target/debug/clauselint] [--scale 0.1] [TRIAL...]
"""

import argparse
import pathlib
import signal
import sys
import tempfile
import time

import disks
import editors
import linear
import many
import watching
from measure import Fault, Missing

ROOT = pathlib.Path(__file__).resolve().parents[4]
TRIALS = {
    "offline": disks.offline,
    "full": disks.full,
    "terminals": watching.terminals,
    "hail": editors.hail,
    "day": watching.day,
    "commands": linear.commands,
    "linear": linear.linear,
    "many": many.many,
    "enormous": linear.enormous,
}


def main():
    # What starts this in the background has it ignored, here and in all children.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--bin", default=str(ROOT / "target/debug/clauselint"))
    arguments.add_argument("--scale", type=float, default=1.0, help="a part of the full load")
    arguments.add_argument("trials", nargs="*", choices=[[], *TRIALS], metavar="TRIAL")
    asked = arguments.parse_args()
    binary = pathlib.Path(asked.bin).resolve()
    if not sys.platform.startswith("linux"):
        sys.exit("skipped: these trials read /proc, which Linux alone has")
    failed = 0
    for name in asked.trials or TRIALS:
        began = time.monotonic()
        with tempfile.TemporaryDirectory(prefix="clauselint-load-") as folder:
            try:
                told = "ok: " + TRIALS[name](binary, pathlib.Path(folder), asked.scale)
            except Missing as missing:
                told = f"skipped: there is not {missing}"
            except Fault as fault:
                told, failed = f"FAILED: {fault}", failed + 1
        print(f"{name}, {time.monotonic() - began:.0f} s: {told}", flush=True)
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
