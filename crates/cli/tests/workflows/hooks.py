"""The hooks, with the real pre-commit and prek."""

import json
import re

import recipes
from scratch import ROOT, Fault, module, run, tool


def manifest(world):
    """pre-commit's own word on the manifest."""
    run([tool("pre-commit"), "validate-manifest", ROOT / ".pre-commit-hooks.yaml"], ROOT, world.env(), "pass")


def names(world):
    """A file is a hook's if a search of its folder would find it."""
    files = [
        "PRIVACY.md", "privacy-policy.html", "a/Privacy Policy.txt", "privacy/index.html",
        "privacy-notice/index.md", "datenschutz.md", "data_protection.md", "dataprotection.md",
        "data-policy.md", "cookie_policy.html", "PrivacyPolicy.de.md", "README.md", "index.html",
        "privacy/other.md", "policy.md", "a/index.privacy.md", "privately.md",
    ]
    folder = world.folder / "names"
    for file in files:
        path = folder / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("# Privacy\n")
    report = world.folder / "names.json"
    command = ["clauselint", "check", "--exit-zero", "--output-format", f"json={report}"]
    run(command, folder, world.with_binary(), 0)
    found = {file["path"] for file in json.loads(report.read_text())["files"]}
    hooks = module("yaml").safe_load((ROOT / ".pre-commit-hooks.yaml").read_text())
    for hook in hooks:
        matched = {file for file in files if re.search(hook["files"], file)}
        if matched != found:
            raise Fault(f"{hook['id']}: {sorted(matched ^ found)}")


def from_source(runner):
    """The hook that builds, as docs/ci.md configures it, from a fresh clone."""
    def check(world):
        whole(world, runner, recipes.hooks(), world.env())
    check.__name__ = f"{runner}_from_source"
    check.__doc__ = "The hook that builds, from a fresh clone."
    return check


def installed(runner):
    """The hook that takes what is installed."""
    def check(world):
        text = recipes.hooks().replace("id: clauselint", "id: clauselint-system")
        whole(world, runner, text, world.with_binary())
    check.__name__ = f"{runner}_installed"
    return check


def whole(world, runner, text, env):
    """A run over all files, and commits, that fail and pass."""
    program = tool(runner)
    folder = world.repository(f"{runner}-{len(list(world.folder.iterdir()))}", "bad")
    (folder / ".pre-commit-config.yaml").write_text(text)
    world.commit(folder, "Hooks")
    done = run([program, "run", "--all-files"], folder, env, "fail")
    if "missing-retention-period" not in done.stdout or "PRIVACY.md" not in done.stdout:
        raise Fault(f"no finding is shown:\n{done.stdout}")
    if "README.md" in done.stdout or "drafts" in done.stdout:
        raise Fault(f"too much is linted:\n{done.stdout}")
    world.write(folder, "good")
    run(["git", "add", "--all"], folder, env, "pass")
    run([program, "run", "--all-files"], folder, env, "pass")
    run([program, "install"], folder, env, "pass")
    world.commit(folder, "A good policy", "pass", env)
    before = head(folder, env)
    world.write(folder, "bad")
    done = world.commit(folder, "A bad policy", "fail", env)
    if "missing-retention-period" not in done.stdout or head(folder, env) != before:
        raise Fault(f"a bad policy was committed:\n{done.stdout}")
    world.write(folder, "good")
    with (folder / "PRIVACY.md").open("a") as policy:
        policy.write("\nThank you for reading.\n")
    world.commit(folder, "Mended", "pass", env)
    if head(folder, env) == before:
        raise Fault("a mended policy was not committed")


def head(folder, env):
    return run(["git", "rev-parse", "HEAD"], folder, env, "pass").stdout


CHECKS = [
    manifest, names,
    *(make(runner) for make in (installed, from_source) for runner in ("pre-commit", "prek")),
]
