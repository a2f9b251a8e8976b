# SPDX-License-Identifier: Apache-2.0
"""pytest runs the rig's scenarios: each is one test, and its verdict that of the rig.

Put this file where Python finds it, and name it in conftest.py: pytest_plugins = ["pytest_dcmrig"]. Then
collect scenarios by a file that ends with .dcmrig.json, the options of `rig run`:

    {"tags": "@IND-06", "seed": 7, "options": ["--retry-failed"]}

The rig runs once for each such file. Of the verdicts only passed is a pass. Not verified and known failures are
skipped; failed, flaky, inconclusive and error fail, each with its word and its reason. One test more is the run's own
exit code: it fails when that is not 0 though no scenario says why, as with a known failure that has expired, or with
evidence that was lost. Options of pytest: --rig (the command, default ./rig), --rig-out (where run folders go).
"""
import json
import pathlib
import shlex
import subprocess
import tempfile
import xml.etree.ElementTree as xml

import pytest

USAGE = 2
NOT_PASSED = ("failure", "flakyFailure", "error")


def pytest_addoption(parser):
    group = parser.getgroup("dcmrig")
    group.addoption("--rig", default="./rig", help="command that starts the rig")
    group.addoption("--rig-out", default=None, help="folder for run folders; default: a temporary one")


def pytest_collect_file(file_path, parent):
    if file_path.name.endswith(".dcmrig.json"):
        return Selection.from_parent(parent, path=file_path)
    return None


class RigError(Exception):
    """The rig did not run at all."""


class Selection(pytest.File):
    """A file of options: one run of the rig."""

    def collect(self):
        options = json.loads(self.path.read_text(encoding="utf-8"))
        parent = self.config.getoption("--rig-out")
        base = pathlib.Path(parent) if parent else pathlib.Path(tempfile.mkdtemp(prefix="dcmrig-"))
        base.mkdir(parents=True, exist_ok=True)
        out = base / self.path.name.removesuffix(".dcmrig.json")
        command = shlex.split(self.config.getoption("--rig")) + ["run", "--out", str(out)]
        for key in ("bench", "tags", "seed"):
            if key in options:
                command += ["--" + key, str(options[key])]
        command += options.get("options", [])
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        report = out / "junit.xml"
        if done.returncode == USAGE or not report.exists():
            raise RigError(f"{shlex.join(command)} ended with {done.returncode}:\n{done.stdout}{done.stderr}")
        cases = list(xml.parse(report).iter("testcase"))
        told = any(case.find(word) is not None for case in cases for word in NOT_PASSED)
        code = 0 if told else done.returncode
        yield WholeRun.from_parent(self, name="the run as a whole", code=code, said=done.stdout + done.stderr)
        for case in cases:
            name = f"{case.get('classname')}: {case.get('name')}"
            yield Scenario.from_parent(self, name=name, case=case, folder=out)


class WholeRun(pytest.Item):
    """What no scenario tells: the exit code of the rig."""

    def __init__(self, *, code, said, **others):
        super().__init__(**others)
        self.code = code
        self.said = said

    def runtest(self):
        if self.code != 0:
            raise RigError(f"no scenario failed, and the rig ended with {self.code}:\n{self.said}")

    def repr_failure(self, excinfo, style=None):
        return str(excinfo.value) if isinstance(excinfo.value, RigError) else super().repr_failure(excinfo, style)

    def reportinfo(self):
        return self.path, None, self.name


class Scenario(pytest.Item):
    """A scenario with its verdict."""

    def __init__(self, *, case, folder, **others):
        super().__init__(**others)
        self.case = case
        self.folder = folder

    def runtest(self):
        for word in NOT_PASSED:
            found = self.case.find(word)
            if found is not None:
                raise NotPassed(found.get("type", word) if word != "flakyFailure" else "flaky", found.get("message"))
        skipped = self.case.find("skipped")
        if skipped is not None:
            pytest.skip(skipped.get("message") or "not verified")

    def repr_failure(self, excinfo, style=None):
        if isinstance(excinfo.value, NotPassed):
            return f"{excinfo.value}\nevidence: {self.folder / 'report.html'}"
        return super().repr_failure(excinfo, style)

    def reportinfo(self):
        return self.path, None, self.name


class NotPassed(Exception):
    """What the rig says of a scenario that has not passed."""

    def __init__(self, verdict, reason):
        super().__init__(f"{verdict}: {reason}")
