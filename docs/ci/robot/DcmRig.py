# SPDX-License-Identifier: Apache-2.0
"""A library of Robot Framework (4 and later): runs the rig's scenarios, and holds their verdicts.

    *** Settings ***
    Library    DcmRig    ./rig

    *** Test Cases ***
    The indicator says whether SOS can be relied on
        Run Scenarios    @IND-01    seed=7
        Requirement Should Have Passed    IND-01

It is thin: `rig run` judges, and what it leaves in its folder is read. `rig` may be a list of words, as in
``java -cp ... dev.dcmrig.app.Main``.
"""
import json
import os
import shlex
import subprocess
import tempfile

ROBOT_LIBRARY_SCOPE = "SUITE"
ROBOT_LIBRARY_VERSION = "1"

WORDS = {0: "passed", 1: "failed", 2: "wrong usage", 3: "not shown", 4: "flaky", 130: "interrupted"}


class DcmRig(object):
    ROBOT_LIBRARY_SCOPE = "SUITE"

    def __init__(self, rig="./rig", out=None):
        self._rig = shlex.split(rig)
        self._out = out or tempfile.mkdtemp(prefix="dcmrig-")
        self._runs = 0
        self._folder = None

    def run_scenarios(self, tags="", bench="", seed="1", *options):
        """Runs scenarios, and returns the word of the exit code. Fails only if the rig could not run."""
        self._runs += 1
        self._folder = os.path.join(self._out, "run-%d" % self._runs)
        command = self._rig + ["run", "--seed", str(seed), "--out", self._folder]
        command += ["--tags", tags] if tags else []
        command += ["--bench", bench] if bench else []
        command += list(options)
        done = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        said = done.communicate()[0].decode("utf-8", "replace")
        print(said)
        word = WORDS.get(done.returncode, "exit code %d" % done.returncode)
        if done.returncode in (2, 130) or not os.path.exists(self._file("requirements.json")):
            raise AssertionError("the rig did not run: %s\n%s" % (word, said))
        return word

    def requirement_should_have_passed(self, requirement):
        """Fails with the rig's verdict unless it is 'passed'."""
        verdict = self.verdict_of(requirement)
        if verdict != "passed":
            raise AssertionError("%s: %s; see %s" % (requirement, verdict, self._file("report.html")))

    def verdict_of(self, requirement):
        """The rig's word for a requirement: passed, failed, flaky, inconclusive, error, not verified."""
        for entry in self._requirements()["requirements"]:
            if entry["id"] == requirement:
                return entry["verdict"]
        raise AssertionError("the catalogue has no %s" % requirement)

    def headline(self):
        """The run in one sentence."""
        return self._requirements()["headline"]

    def evidence_digest(self):
        """The number over the evidence."""
        return self._requirements()["digest"]

    def run_folder(self):
        """Where report and evidence lie."""
        return self._folder

    def _file(self, name):
        return os.path.join(self._folder, name)

    def _requirements(self):
        if self._folder is None:
            raise AssertionError("nothing was run yet: 'Run Scenarios' comes first")
        with open(self._file("requirements.json"), "rb") as file:
            return json.loads(file.read().decode("utf-8"))
