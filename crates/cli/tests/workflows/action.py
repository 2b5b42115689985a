"""The steps of action.yml, run as GitHub runs them, as far as one can without it.

Actions that it uses are taken as done: the cache misses, the upload succeeds."""

import json
import os
import pathlib
import re

from scratch import ROOT, Fault, module, run, tool

EXPRESSION = re.compile(r"\$\{\{(.*?)\}\}")


def metadata():
    return module("yaml").safe_load((ROOT / "action.yml").read_text())


def value(expression, context):
    """The value of an expression: `&&`, `==`, `!=`, literals and names with dots."""
    if "&&" in expression:
        parts = [value(part, context) for part in expression.split("&&")]
        return next((part for part in parts if not part), parts[-1])
    for sign, same in (("==", True), ("!=", False)):
        if sign in expression:
            left, right = (value(part, context) for part in expression.split(sign))
            return (left == right) is same
    expression = expression.strip()
    if expression.startswith("'"):
        return expression[1:-1]
    at = context
    for name in expression.split("."):
        at = at.get(name, "") if isinstance(at, dict) else ""
    return at


def filled(text, context):
    """A text with the values of its expressions."""
    return EXPRESSION.sub(lambda found: str(value(found[1], context)), str(text))


def holds(condition, context):
    return bool(value(EXPRESSION.sub(lambda found: found[1], condition), context))


class Job:
    """What steps share: the workspace, the environment and the runner's files."""

    def __init__(self, workspace, env):
        self.workspace = workspace
        self.temp = workspace.parent / f"{workspace.name}-runner"
        self.temp.mkdir(exist_ok=True)
        self.env = env | {"CI": "true", "GITHUB_ACTIONS": "true", "GITHUB_WORKSPACE": str(workspace),
                          "RUNNER_TEMP": str(self.temp), "RUNNER_OS": "Linux", "RUNNER_ARCH": "X64"}
        self.summary = self.temp / "summary.md"
        self.log = ""

    def script(self, text, env, folder):
        """Runs a script as `shell: bash` does; its outputs, and its exit status."""
        files = {name: self.temp / name.lower() for name in ("GITHUB_OUTPUT", "GITHUB_PATH")}
        for file in files.values():
            file.write_text("")
        self.summary.touch()
        path = self.temp / "step.sh"
        path.write_text(text)
        runner = {name: str(file) for name, file in files.items()}
        runner["GITHUB_STEP_SUMMARY"] = str(self.summary)
        command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", path]
        done = run(command, folder, self.env | runner | env)
        self.log += done.stdout
        for line in files["GITHUB_PATH"].read_text().splitlines():
            self.env["PATH"] = f"{line}{os.pathsep}{self.env['PATH']}"
        lines = files["GITHUB_OUTPUT"].read_text().splitlines()
        return dict(line.split("=", 1) for line in lines), done.returncode

    def action(self, given, cached=False):
        """Runs the steps of action.yml; its outputs, and whether all passed."""
        action = metadata()
        unknown = set(given) - set(action["inputs"])
        if unknown:
            raise Fault(f"action.yml has no inputs {sorted(unknown)}")
        inputs = {name: told["default"] for name, told in action["inputs"].items()} | given
        context = {"inputs": inputs, "steps": {}}
        self.env["GITHUB_ACTION_PATH"] = str(ROOT)
        passed, self.used = True, []
        for step in action["runs"]["steps"]:
            if not passed or not holds(step.get("if", "'yes'"), context):
                continue
            outputs = {}
            if "uses" in step:
                told = {name: filled(text, context) for name, text in step["with"].items()}
                self.used.append((step["uses"], told))
                outputs = {"cache-hit": "true" if cached else ""}
            else:
                env = {name: filled(text, context) for name, text in step.get("env", {}).items()}
                folder = self.workspace / filled(step.get("working-directory", "."), context)
                outputs, status = self.script(step["run"], env, folder)
                passed = status == 0
            if "id" in step:
                context["steps"][step["id"]] = {"outputs": outputs}
        outputs = {name: filled(told["value"], context) for name, told in action["outputs"].items()}
        return outputs, passed


def judged(world):
    """The schema of actions, and shellcheck of each script; inputs are no part of one."""
    run([tool("check-jsonschema"), "--builtin-schema", "vendor.github-actions", ROOT / "action.yml"],
        ROOT, world.env(), "pass")
    for step in metadata()["runs"]["steps"]:
        if EXPRESSION.search(step.get("run", "")):
            raise Fault(f"{step['name']}: an expression in a script")
        if "run" in step:
            script = world.folder / "action.sh"
            script.write_text("#!/usr/bin/env bash\nset -eo pipefail\n" + step["run"])
            run([tool("shellcheck"), script], ROOT, world.env(), "pass")


def expect(job, given, status, cached=False):
    outputs, passed = job.action(given, cached)
    if outputs["exit-code"] != str(status) or passed != (status == 0):
        raise Fault(f"{given}: {outputs}, passed {passed}:\n{job.log[-2000:]}")
    return outputs


def built(world):
    """Builds, fails, and after a mend passes with what is cached."""
    folder = world.repository("action", "bad")
    job = Job(folder, world.env())
    outputs = expect(job, {"upload-sarif": "true"}, 1)
    if "::error file=PRIVACY.md" not in job.log or "missing-retention-period" not in job.summary.read_text():
        raise Fault(f"no annotation or summary:\n{job.log}")
    results = json.loads(pathlib.Path(outputs["sarif-file"]).read_text())["runs"][0]["results"]
    place = results[0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    uploads = [told for uses, told in job.used if "upload-sarif" in uses]
    if place != "PRIVACY.md" or uploads[0]["sarif_file"] != outputs["sarif-file"]:
        raise Fault(f"{place}: {uploads}")
    cache = next(told for uses, told in job.used if "cache" in uses)
    key = re.fullmatch(r"clauselint-Linux-X64-[0-9a-f]{40}", cache["key"])
    if not key or not os.path.isdir(cache["path"]):
        raise Fault(f"{cache}")
    world.write(folder, "good")
    expect(job, {}, 0, cached=True)


def inputs(world):
    """Each input does what it says, and none is shell."""
    folder = world.repository("in puts", "bad")
    (folder / "sub dir").mkdir()
    world.write(folder, "bad")
    (folder / "sub dir/terms.md").write_bytes((folder / "PRIVACY.md").read_bytes())
    (folder / "strict.toml").write_text('fail-on = "note"\n')
    job = Job(folder, world.with_binary())
    taken = {"install": "false"}
    expect(job, taken | {"fail-on": "never"}, 0)
    expect(job, taken | {"select": "missing-contact-address"}, 0)
    expect(job, taken | {"args": "--ignore\nmissing-retention-period,missing-child-privacy-clause\n"}, 0)
    expect(job, taken | {"paths": "README.md\n  sub dir/terms.md\n"}, 1)
    expect(job, taken | {"paths": "terms.md", "working-directory": "sub dir"}, 1)
    expect(job, taken | {"paths": "README.md", "config": "strict.toml"}, 1)
    if expect(job, taken | {"paths": "none.md"}, 2)["exit-code"] != "2":
        raise Fault("a file that is not there")
    mark = folder / "mark"
    for name in ("paths", "config", "select", "fail-on", "args"):
        for text in (f'"; touch "{mark}"; "', f"$(touch '{mark}')", f"`touch '{mark}'`"):
            job.action(taken | {name: text})
    if mark.exists():
        raise Fault("an input was run")


CHECKS = [judged, built, inputs]
