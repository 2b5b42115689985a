"""Completions as real shells read them, manual pages as groff does, and the progress
bar on a terminal."""

import os
import pty
import re
import select
import time

from scratch import POLICIES, ROOT, SECONDS, Fault, run, tool

# What a shell is asked: the completions of `clauselint <TAB>`, one a line.
BASH = """
source %s
COMP_WORDS=(clauselint %s) COMP_CWORD=%d
_clauselint clauselint "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD-1]}"
printf '%%s\\n' "${COMPREPLY[@]}"
"""
ELVISH = """
var completion: = (ns [&arg-completer=[&]])
var edit: = (ns [&completion:=$completion: &complex-candidate~={|text &display=''| put $text }])
%s
each {|word| echo $word } [($edit:completion:arg-completer[clauselint] clauselint '')]
"""
# zsh completes on a terminal only: one of its own, in which it lists what it finds.
ZSH = """
zmodload zsh/zpty
zpty -b shell 'TERM=dumb zsh -f'
zpty -w shell "fpath=(%s \\$fpath); autoload -Uz compinit; compinit -u -D; setopt no_beep; LISTMAX=0"
zpty -w shell "PS1=ready; zstyle ':completion:*' list-prompt ''"
sleep 2
zpty -n -w shell $'clauselint \\t'
sleep 2
zpty -r shell output '*ready*'
while zpty -r -t shell part; do print -r -- "$part"; done
zpty -d shell
"""
BAR = re.compile(r"[━╸─]{30} [\d,]+ of [\d,]+ files *")


def script(world, shell):
    """A completion script, in a file named as the shell wants it."""
    names = {"zsh": "_clauselint"}
    folder = world.folder / f"completions-{shell}"
    folder.mkdir(exist_ok=True)
    file = folder / names.get(shell, f"clauselint.{shell}")
    file.write_text(run(["clauselint", "completions", shell], ROOT, world.with_binary(), 0).stdout)
    return file


def commands(world):
    help = run(["clauselint", "-h"], ROOT, world.with_binary(), 0).stdout
    return re.findall(r"^  ([a-z][a-z-]*) ", help, re.M)


def offers(told, wanted, shell):
    lost = [word for word in wanted if not re.search(rf"(?<![\w-]){re.escape(word)}(?![\w-])", told)]
    if lost:
        raise Fault(f"{shell} does not offer {lost}:\n{told[:1500]}")


def bash(world):
    file = script(world, "bash")
    run([tool("bash"), "-n", file], ROOT, world.env(), "pass")

    def ask(words, at):
        command = BASH % (file, words, at)
        return run([tool("bash"), "--norc", "-c", command], ROOT, world.env(), "pass").stdout

    offers(ask("''", 1), commands(world), "bash")
    offers(ask("explain missing-ret", 2), ["missing-retention-period"], "bash")
    offers(ask("check --output-format ''", 3), ["sarif", "json-lines"], "bash")


def zsh(world):
    file = script(world, "zsh")
    run([tool("zsh"), "-n", file], ROOT, world.env(), "pass")
    told = run([tool("zsh"), "-f", "-c", ZSH % file.parent], ROOT, world.env()).stdout
    offers(told, commands(world), "zsh")


def fish(world):
    file = script(world, "fish")
    run([tool("fish"), "--no-execute", file], ROOT, world.env(), "pass")

    def ask(line):
        command = f"source {file}; complete -C '{line}'"
        return run([tool("fish"), "--no-config", "-c", command], ROOT, world.env(), "pass").stdout

    offers(ask("clauselint "), commands(world), "fish")
    offers(ask("clauselint explain missing-ret"), ["missing-retention-period"], "fish")
    offers(ask("clauselint check --fail-on "), ["warning", "never"], "fish")
    offers(ask("clauselint completions "), ["elvish"], "fish")
    offers(ask("clauselint man c"), ["check", "coverage"], "fish")


def elvish(world):
    text = script(world, "elvish").read_text()
    uses = "".join(re.findall(r"^use .*\n", text, re.M))
    body = text.replace(uses, "")
    told = run([tool("elvish"), "-norc", "-c", uses + ELVISH % body], ROOT, world.env(), "pass").stdout
    offers(told, commands(world), "elvish")


def powershell(world):
    file = script(world, "powershell")
    ask = f". '{file}'; (TabExpansion2 'clauselint ' 11).CompletionMatches.CompletionText"
    told = run([tool("pwsh"), "-NoProfile", "-Command", ask], ROOT, world.env(), "pass").stdout
    offers(told, commands(world), "PowerShell")


def manual(world):
    """groff has no warning for any page, and there is one a command."""
    folder = world.folder / "man"
    run(["clauselint", "man", "--out-dir", folder], ROOT, world.with_binary(), 0)
    pages = {page.name for page in folder.iterdir()}
    wanted = {f"clauselint-{name}.1" for name in commands(world)} - {"clauselint-help.1"}
    if pages != wanted | {"clauselint.1"}:
        raise Fault(f"{sorted(pages ^ wanted)}")
    for page in sorted(pages):
        done = run([tool("groff"), "-man", "-Tutf8", "-ww", "-z", folder / page], ROOT, world.env(), "pass")
        if done.stdout:
            raise Fault(f"{page}: {done.stdout[:500]}")
        command = [tool("groff"), "-man", "-Tascii", "-P-cbou", folder / page]
        shown = run(command, ROOT, world.env(), "pass").stdout
        offers(shown, ["NAME", "SYNOPSIS", "DESCRIPTION", "OPTIONS"], page)


def documented(world):
    """What docs/install.md says can be typed, in a home that has the folders."""
    home = world.folder / "home"
    page = (ROOT / "docs/install.md").read_text()
    env = world.with_binary(HOME=str(home), PROFILE=str(home / "profile.ps1"))
    for command, place in re.findall(r"`(clauselint completions \w+ >+ (\S+))`", page):
        place = home / place.replace("~/", "").replace("$PROFILE", "profile.ps1")
        place.parent.mkdir(parents=True, exist_ok=True)
        run([tool("bash"), "-c", command], ROOT, env, "pass")
        offers(place.read_text(), commands(world), command)
    (command,) = re.findall(r"^\$ (clauselint man .*)$", page, re.M)
    run([tool("bash"), "-c", command], ROOT, env, "pass")
    pages = {"MANPATH": str(home / ".local/share/man")}
    run([tool("man"), "-w", "clauselint-check"], ROOT, env | pages, "pass")


def terminal(world, *arguments, both=True, **variables):
    """What a terminal gets from a run, on standard error at least."""
    env = world.with_binary(TERM="xterm", **variables)
    ours, theirs = pty.openpty()
    child = os.fork()
    if child == 0:
        os.dup2(theirs, 2)
        os.dup2(theirs if both else os.open(os.devnull, os.O_WRONLY), 1)
        os.chdir(world.folder / "many")
        os.execvpe("clauselint", ["clauselint", "check", "--exit-zero", *arguments], env)
    os.close(theirs)
    told, end = b"", time.monotonic() + SECONDS
    while time.monotonic() < end and select.select([ours], [], [], SECONDS)[0]:
        try:
            part = os.read(ours, 65536)
        except OSError:  # Nobody has it open any more.
            break
        told += part
    os.close(ours)
    os.waitpid(child, 0)
    return told.decode()


def progress(world):
    """A long run shows a bar on a terminal and wipes it; a short one, CI and files get none."""
    folder = world.folder / "many"
    folder.mkdir()
    text = POLICIES["good"].read_text()
    long = ["--threads", "1", "--color", "never", "--no-cache"]
    # As many files as take three seconds.
    files, began = 50, time.monotonic()
    for at in range(files):
        (folder / f"privacy-{at}.md").write_text(text)
    terminal(world, *long, CI="true")
    for at in range(files, min(9000, int(files * 3 / (time.monotonic() - began)))):
        (folder / f"privacy-{at}.md").write_text(text)
    bare = terminal(world, *long, CI="true")
    told = terminal(world, *long)
    if BAR.sub("", told).replace("\x1b[2K", "").replace("\r", "") != bare.replace("\r", ""):
        raise Fault(f"more than a bar differs: {told[-500:]!r}")
    if not BAR.search(told) or not re.search(r"files *\r\x1b\[2K[^\n]*in \d+ files", told):
        raise Fault(f"no bar, or one that is left behind: {told[-500:]!r}")
    if not BAR.search(terminal(world, *long, both=False)):
        raise Fault("no bar where standard output is no terminal")
    hidden = {
        "CI": bare,
        "--quiet": terminal(world, "--quiet", *long),
        "a short run": terminal(world, "privacy-1.md"),
        "JSON to the terminal": terminal(world, "--output-format", "json", *long),
    }
    faults = [name for name, told in hidden.items() if BAR.search(told)]
    if faults:
        raise Fault(f"a bar: {faults}")


CHECKS = [bash, zsh, fish, elvish, powershell, manual, documented, progress]
