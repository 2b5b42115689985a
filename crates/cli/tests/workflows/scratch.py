"""What the tests stand on: programs, scratch repositories, and an environment with
nothing of the caller's settings."""

import os
import pathlib
import shutil
import subprocess
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[3]
PLACE = ROOT / "target/workflows"
MODULES = PLACE / "node_modules"
ORIGIN = "https://github.com/clauselint/clauselint"
TAG = "v0.1.0"
POLICIES = {"bad": ROOT / "corpus/small-app.md", "good": ROOT / "corpus/near-perfect.md"}
SECONDS = 600

# A release in a fraction of the time; dependencies are built once for all.
LIGHT = {
    "CARGO_PROFILE_RELEASE_OPT_LEVEL": "0",
    "CARGO_PROFILE_RELEASE_LTO": "off",
    "CARGO_PROFILE_RELEASE_CODEGEN_UNITS": "16",
    "CARGO_TARGET_DIR": str(PLACE / "target"),
    "CARGO_NET_GIT_FETCH_WITH_CLI": "true",
}
# With --quick nothing is built: what is asked for is put there.
STUB = """#!/usr/bin/env bash
root=${CARGO_INSTALL_ROOT:-}
while [ $# -gt 0 ]; do
    if [ "$1" = --root ]; then root=$2; fi
    shift
done
mkdir -p "$root/bin" && cp "$CLAUSELINT_STUB" "$root/bin/clauselint"
"""


class Missing(Exception):
    """A program or module that is not installed."""


class Fault(Exception):
    """Something that is not as it should be."""


def tool(name):
    """The program of that name."""
    found = shutil.which(name, path=f"{PLACE / 'venv/bin'}{os.pathsep}{os.environ['PATH']}")
    if not found:
        raise Missing(name)
    return found


def run(command, cwd, env, expect=None, **more):
    """Runs a command; `expect` is "pass", "fail" or the exit status that it has to end with."""
    done = subprocess.run(
        [str(word) for word in command], cwd=cwd, env=env, text=True, timeout=SECONDS,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL, **more,
    )
    code = done.returncode
    fits = {"pass": code == 0, "fail": code != 0, None: True}.get(expect, code == expect)
    if not fits:
        tail = "\n".join(done.stdout.splitlines()[-30:])
        raise Fault(f"{' '.join(map(str, command))[:120]}: exit status {code}, not {expect}:\n{tail}")
    return done


class World:
    """A folder with a clone of this repository that stands for its origin."""

    def __init__(self, binary, quick):
        self.binary = pathlib.Path(binary).resolve()
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="clauselint-workflows-"))
        self.bin = self.folder / "bin"
        self.bin.mkdir()
        if quick:
            stub = self.bin / "cargo"
            stub.write_text(STUB)
            stub.chmod(0o755)
        self.clone = self.folder / "origin"
        settings = self.folder / "config/git/config"
        settings.parent.mkdir(parents=True)
        settings.write_text(
            f'[url "file://{self.clone}"]\n\tinsteadOf = {ORIGIN}\n'
            "[user]\n\tname = A Reader\n\temail = reader@example.org\n"
            "[init]\n\tdefaultBranch = main\n[advice]\n\tdetachedHead = false\n"
        )
        run(["git", "clone", "--quiet", ROOT, self.clone], ROOT, self.env(), "pass")
        run(["git", "tag", "--force", TAG], self.clone, self.env(), "pass")

    def env(self, **more):
        """The environment of a machine on which clauselint is not installed."""
        drop = ("CLAUSELINT", "GITHUB_", "GIT_", "CI", "PRE_COMMIT", "PREK", "RUSTFLAGS", "CARGO_")
        keep = ("CARGO_HOME", "CARGO_REGISTRIES", "CARGO_SOURCE", "CARGO_NET", "CARGO_HTTP")
        kept = {
            name: value for name, value in os.environ.items()
            if name.startswith(keep) or not name.startswith(drop)
        }
        return kept | LIGHT | {
            "CLAUSELINT_STUB": str(self.binary),
            "CLAUSELINT_TODAY": "2025-02-28",
            "XDG_CONFIG_HOME": str(self.folder / "config"),
            "PRE_COMMIT_HOME": str(self.folder / "pre-commit"),
            "PREK_HOME": str(self.folder / "prek"),
            "PATH": f"{self.bin}{os.pathsep}{os.environ['PATH']}",
        } | more

    def with_binary(self, **more):
        """The environment of a machine on which clauselint is installed."""
        installed = self.folder / "installed"
        if not installed.exists():
            installed.mkdir()
            (installed / "clauselint").symlink_to(self.binary)
        env = self.env(**more)
        return env | {"PATH": f"{installed}{os.pathsep}{env['PATH']}"}

    def repository(self, name, policy):
        """A repository with a policy, and files that are none of clauselint's business."""
        folder = self.folder / name
        (folder / "drafts").mkdir(parents=True)
        run(["git", "init", "--quiet"], folder, self.env(), "pass")
        (folder / "README.md").write_text("# Read me\n\nWe share your data with our partners.\n")
        (folder / "clauselint.toml").write_text('exclude = ["drafts/"]\n')
        shutil.copy(POLICIES["bad"], folder / "drafts/PRIVACY.md")
        self.commit(folder, "All but the policy")
        run(["git", "update-ref", "refs/remotes/origin/main", "HEAD"], folder, self.env(), "pass")
        self.write(folder, policy)
        self.commit(folder, "Policy")
        return folder

    def write(self, folder, policy):
        """Puts a policy in its place."""
        shutil.copy(POLICIES[policy], folder / "PRIVACY.md")

    def commit(self, folder, message, expect="pass", env=None):
        """Commits all that is there."""
        env = env or self.env()
        run(["git", "add", "--all"], folder, env, "pass")
        return run(["git", "commit", "--quiet", "-m", message], folder, env, expect)

    def close(self):
        """Leaves nothing behind."""
        shutil.rmtree(self.folder, ignore_errors=True)


def module(name):
    """A Python module."""
    try:
        return __import__(name)
    except ImportError:
        raise Missing(f"the Python module {name}") from None
