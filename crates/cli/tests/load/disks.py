"""A disk that is really full, one that is read-only, and a run without a network."""

import os
import pathlib
import re
import shutil
import subprocess

from measure import Missing, check, environment

SCRIPT = """
set -eu
cd "$1"
mkdir -p full
mount -t tmpfs -o size=256k tmpfs full
cd full
cp "$3" PRIVACY.md
for n in 1 2 3 4 5 6 7 8 9; do cp "$3" privacy-$n.md; done
printf 'the old report' >report.json
dd if=/dev/zero of=ballast bs=1k count=1024 2>/dev/null || true
ls -A | sort >../before
sha256sum *.md report.json >../sums
for arguments in "--fix --unsafe-fixes --no-cache" "--update-baseline" "--add-suppressions=x" \
    "--output-format=html=report.json --no-cache" "--exit-zero --output-format=concise"; do
    echo "== $arguments"
    status=0
    "$2" check $arguments >../out 2>&1 || status=$?
    echo "status $status"
    grep -o 'cannot be written: .*\\|no results can be kept there: .*\\|panicked.*' ../out | sort -u || true
done
ls -A | grep -v '^.clauselint-cache$' | sort | cmp - ../before && echo "same names"
sha256sum --quiet --check ../sums && echo "same files"
cd ..
mount -o remount,ro full
echo "== read-only"
status=0
"$2" check --fix --no-cache full/PRIVACY.md >out 2>&1 || status=$?
echo "status $status"
grep -o 'cannot be written: .*' out | sort -u || true
"$2" check --quiet full >/dev/null 2>&1 || echo "linted $?"
umount full
"""


def in_namespace(*command):
    """A command that may mount what it likes, for itself."""
    own = ["unshare", "--mount"] if os.getuid() == 0 else ["unshare", "--map-root-user", "--mount"]
    return [*own, *command]


def full(binary, folder, scale):
    """Nothing half-written on a disk without room, and none of it changed."""
    probe = in_namespace("mount", "-t", "tmpfs", "tmpfs", str(folder))
    if not shutil.which("unshare") or subprocess.run(probe, capture_output=True).returncode:
        raise Missing("the right to mount a small disk")
    policy = pathlib.Path(folder, "policy.md")
    corpus = pathlib.Path(__file__).parents[4] / "corpus/small-app.md"
    policy.write_text(corpus.read_text() + "\nSee [our page](http://ads.acme.org/privacy).\n" * 3)
    command = in_namespace("sh", "-c", SCRIPT, "sh", str(folder), str(binary), str(policy))
    done = subprocess.run(command, capture_output=True, text=True, env=environment(), timeout=120)
    told = done.stdout
    check(done.returncode == 0, told + done.stderr)
    check("panicked" not in told, told)
    for words in ("same names", "same files", "linted 1"):
        check(words in told, f"no {words!r}: {told}")
    parts = {part.split("\n")[0].strip(): part for part in told.split("== ")[1:]}
    for arguments, part in parts.items():
        expected = "status 0" if arguments.startswith("--exit-zero") else "status 2"
        check(expected in part, f"{arguments}: {part}")
        words = "read-only" if arguments == "read-only" else "No space left"
        check(words in part, f"{arguments}: {part}")
    return "fixes, suppressions, baseline, report and cache: all as it was"


def offline(binary, folder, scale):
    """No system call of a run is about a network."""
    if not shutil.which("strace"):
        raise Missing("strace")
    policy = pathlib.Path(folder, "PRIVACY.md")
    policy.write_text("# Privacy\n\nSee https://acme.test/, write to a@acme.test.\n")
    for arguments in (
        ["check", "--select=all", "--output-format=sarif"], ["check", "--fix", "--unsafe-fixes"],
        ["coverage", "."], ["outline", "PRIVACY.md"], ["explain", "stale-policy"], ["rules"],
        ["init", "new"], ["lsp"],
    ):
        log = pathlib.Path(folder, "calls")
        pathlib.Path(folder, "new").mkdir(exist_ok=True)
        command = ["strace", "-f", "-qq", "-e", "trace=%network,execve", "-o", str(log), str(binary), *arguments]
        done = subprocess.run(command, cwd=folder, env=environment(), capture_output=True, input=b"")
        traced = log.read_text() if log.exists() else ""
        if "execve(" not in traced:
            raise Missing("the right to trace a process")
        check(done.returncode in (0, 1), f"{arguments}: exit status {done.returncode}")
        calls = re.findall(r"^\d+ +(\w+)\(", traced, re.M)
        # A pair of sockets is how signals are handed on within the process.
        own = {"execve", "socketpair", "sendto", "recvfrom"}
        check(set(calls) <= own, f"{arguments}: {sorted(set(calls) - own)}")
    return "no call"
