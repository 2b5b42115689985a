"""A day of `check --watch`, and Ctrl+C on terminals."""

import os
import pathlib
import pty
import re
import select
import signal
import subprocess
import time

from measure import Fault, check, descriptors, environment, megabytes, resident

POLICY = "# Privacy policy\n\nWe share your data with our partners.\n"
WAITING = b"watching for changes"


def until(read, words, count, seconds=60):
    """What is read until it holds some words so many times."""
    held, end = b"", time.monotonic() + seconds
    while held.count(words) < count:
        if not select.select([read], [], [], max(0, end - time.monotonic()))[0]:
            raise Fault(f"no {words!r}: {held[-500:]!r}")
        try:
            part = os.read(read, 1 << 16)
        except OSError:
            part = b""
        if not part:
            raise Fault(f"ends without {words!r}: {held[-500:]!r}")
        held += part
    return held


def day(binary, folder, scale):
    """Some thousands of changes: memory stays, and so do open files."""
    policy = pathlib.Path(folder, "PRIVACY.md")
    policy.write_text(POLICY)
    read, write = os.pipe()
    child = subprocess.Popen(
        [binary, "check", "--watch", "--output-format=concise", "--output-format=html=report.html"],
        cwd=folder, env=environment(), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=write,
    )
    os.close(write)
    try:
        until(read, WAITING, 1)
        figures, changes = [], int(2000 * scale)
        for at in range(1, changes + 1):
            if at % 3 == 0:
                # As many editors do: a new file in the old one's place.
                beside = pathlib.Path(folder, "PRIVACY.md~")
                beside.write_text(POLICY + f"We keep it for {at} days.\n")
                beside.replace(policy)
            else:
                policy.write_text(POLICY + f"We keep it for {at} days.\n" * (at % 7))
            until(read, WAITING, 1)
            if at % 10 == 0:
                pathlib.Path(folder, f"notes-{at}.txt").write_text("nothing to do with it")
                pathlib.Path(folder, f"notes-{at}.txt").unlink()
            if at in (changes // 5, changes):
                figures.append((resident(child.pid), descriptors(child.pid)))
        (early, open_early), (late, open_late) = figures
        # One may be open for a moment; one a change would be hundreds.
        check(open_late <= open_early + 3, f"{open_early} open files, and {open_late} at the end")
        check(late <= early * 1.2 + (4 << 20), f"{megabytes(early)}, and {megabytes(late)} at the end")
        child.send_signal(signal.SIGINT)
        check(child.wait(10) == -signal.SIGINT, f"ends with {child.returncode}")
        check(not list(pathlib.Path(folder).glob(".clauselint-[!c]*")), "leaves something behind")
        return f"{changes} changes: {megabytes(early)} and {open_early} files, {megabytes(late)} and {open_late}"
    finally:
        child.kill()
        child.wait()
        os.close(read)


def on_terminal(binary, folder, *arguments):
    """A run with a terminal of its own; its side that we read, and the process."""
    pid, terminal = pty.fork()
    if pid == 0:
        os.chdir(folder)
        os.execve(binary, [binary, *arguments], environment(TERM="xterm"))
    return pid, terminal


def drained(terminal):
    held = b""
    try:
        while part := os.read(terminal, 1 << 16):
            held += part
    except OSError:
        pass
    return held


def interrupted(pid, terminal):
    """What comes after Ctrl+C, and how the run ends; as a shell calls it."""
    os.write(terminal, b"\x03")
    held = drained(terminal)
    _, status = os.waitpid(pid, 0)
    code = os.waitstatus_to_exitcode(status)
    return held, 128 - code if code < 0 else code


def terminals(binary, folder, scale):
    """Ctrl+C with the bar on its way, and while watching: 130, and a line of its own."""
    count = int(4000 * scale) + 2000
    sentence = "We share your data with our partners. "
    for at in range(count):
        pathlib.Path(folder, f"privacy-{at}.md").write_text(f"# Privacy {at}\n\n{sentence * 400}")
    pid, terminal = on_terminal(
        binary, folder, "check", "--threads=1", "--no-cache", "--output-file=report.txt"
    )
    held = until(terminal, b" files", 1)
    check(b"of" in held, f"no bar: {held!r}")
    time.sleep(0.3)
    after, status = interrupted(pid, terminal)
    check(status == 130, f"exit status {status}")
    shown = screen(held + after)
    check(not any("files" in line for line in shown), f"the bar stays: {shown[-3:]}")
    check(not [p for p in pathlib.Path(folder).iterdir() if p.name.startswith(".clauselint-")],
          "an unfinished file stays")
    for path in pathlib.Path(folder).glob("privacy-*.md"):
        path.unlink()
    pathlib.Path(folder, "PRIVACY.md").write_text(POLICY)
    pid, terminal = on_terminal(binary, folder, "check", "--watch")
    until(terminal, WAITING, 1)
    _, status = interrupted(pid, terminal)
    check(status == 130, f"--watch: exit status {status}")
    # A diff goes to a terminal without what commands it.
    path = pathlib.Path(folder, "PRIVACY.md")
    path.write_text(POLICY + "\n\x1b[2J\x9b31m See [x](http://acme.org/privacy).\n")
    pid, terminal = on_terminal(binary, folder, "check", "--diff", "--color=never")
    held = drained(terminal).decode()
    os.waitpid(pid, 0)
    check("https://acme.org/privacy" in held, f"no diff: {held!r}")
    check(not re.search("[\x1b\x9b]", held), f"commands a terminal: {held!r}")
    return "130, no bar and no file left"


def screen(written):
    """The lines of a terminal after all of it, as far as a bar needs one."""
    lines, at = [""], 0
    for part in re.findall(r"\x1b\[\d*[A-Za-z]|\r|\n|[^\x1b\r\n]+", written.decode(errors="replace")):
        if part == "\n":
            at += 1
            if at == len(lines):
                lines.append("")
        elif part.startswith("\x1b["):
            number = int(part[2:-1] or 1)
            if part[-1] == "K":
                lines[at] = ""
            elif part[-1] == "A":
                at = max(0, at - number)
        elif part != "\r":
            lines[at] = part
    return lines
