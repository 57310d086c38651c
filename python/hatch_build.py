"""Puts the script of the elements into what is built, and gives it the version of npm's package of that script."""

import json
import re
import shutil
from pathlib import Path

from hatchling.builders.hooks.plugin.interface import BuildHookInterface
from hatchling.metadata.plugin.interface import MetadataHookInterface

HERE = Path(__file__).parent
NPM = HERE.parent / "packages" / "attn-elements"

#: Where each file lies in the repository, and what it is called in a source distribution.
FILES = {
    "package.json": NPM / "package.json",
    "one.js": NPM / "cdn" / "one.js",
    "NOTICES.txt": NPM / "cdn" / "NOTICES.txt",
    "LICENSE": HERE.parent / "LICENSE",
}

#: Names of npm's pre-releases, and Python's letters for them (PEP 440).
PRE_RELEASES = {"alpha": "a", "beta": "b", "rc": "rc", "next": ".dev"}


def found(name: str) -> Path:
    """A file of the repository, or of the source distribution that was made of it."""
    for path in (FILES[name], HERE / name):
        if path.exists():
            return path
    raise FileNotFoundError(f"{name} is not there: `npm run build` makes it.")


def python_version(npm_version: str) -> str:
    """A version as Python writes it: `1.2.0-beta.3` is `1.2.0b3`."""
    match = re.fullmatch(r"(\d+\.\d+\.\d+)(?:-([a-z]+)\.(\d+))?", npm_version)
    if not match or (match[2] and match[2] not in PRE_RELEASES):
        raise ValueError(f"{npm_version} has no form in Python: a pre-release is one of {', '.join(PRE_RELEASES)}.")
    return match[1] + (PRE_RELEASES[match[2]] + match[3] if match[2] else "")


class VersionHook(MetadataHookInterface):
    """The version of npm's package."""

    PLUGIN_NAME = "custom"

    def update(self, metadata: dict) -> None:
        metadata["version"] = python_version(json.loads(found("package.json").read_text("utf-8"))["version"])
        for name in ("LICENSE", "NOTICES.txt"):
            if not (HERE / name).exists():
                shutil.copyfile(found(name), HERE / name)


class ScriptHook(BuildHookInterface):
    """The script inside of the package; in a source distribution what a wheel is made of without the repository."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict) -> None:
        include = build_data["force_include"]
        if self.target_name == "sdist":
            for name in FILES:
                include[str(found(name))] = name
        elif version != "editable":
            include[str(found("one.js"))] = "attn_elements/one.js"
