"""What the figures were taken on, and with."""

import os
import pathlib
import platform
import shutil
import subprocess

VERSIONS = {
    "wc": ["wc", "--version"],
    "ripgrep": ["rg", "--version"],
    "rumdl": ["rumdl", "--version"],
    "typos": ["typos", "--version"],
    "Vale": ["vale", "--version"],
    "proselint": ["proselint", "version"],
}


def facts(lab):
    """Cores, model, system and versions, as a paragraph."""
    versions = [first_line([lab.binary, "--version"])]
    versions += [first_line(line) for line in VERSIONS.values() if shutil.which(line[0])]
    tools = ", ".join(version for version in versions if version)
    return (
        f"{os.cpu_count()} cores, {model()}, {platform.system()} {platform.release()}; "
        f"{tools}. {lab.options.runs} runs."
    )


def model():
    """The processor's name."""
    lines = pathlib.Path("/proc/cpuinfo").read_text().splitlines()
    names = [line.split(":")[1].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.machine()


def first_line(line):
    told = subprocess.run(line, capture_output=True, text=True, check=False).stdout
    return told.splitlines()[0].strip() if told.strip() else ""
