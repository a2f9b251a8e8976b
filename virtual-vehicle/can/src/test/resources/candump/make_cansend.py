#!/usr/bin/env python3
"""Writes cansend.tsv, the vectors that CansendGoldenTest holds this project's reader of frames to.

Each line: what cansend was given, and what candump -L then printed, from Debian's can-utils on vcan0 of a Linux
kernel. The notations are random with a fixed seed. Run it in .ci/kernel/run: make_cansend.py TARGET_FILE
"""
import random
import subprocess
import sys
import time

rng = random.Random(10)


def digits(count):
    return "".join(rng.choice("0123456789abcdefABCDEF") for _ in range(count))


def identifier():
    if rng.random() < 0.5:
        return "%03X" % rng.randrange(0x800)
    return "%08x" % rng.randrange(0x20000000)


def data(count):
    return "".join(rng.choice(["", "", "."]) * (n > 0) + digits(2) for n in range(count))


def notation():
    kind = rng.randrange(4)
    if kind == 0:
        return identifier() + "#" + rng.choice("Rr") + rng.choice(["", "0", "1", "5", "8"])
    if kind == 1:
        return identifier() + "##" + rng.choice("0123") + data(rng.randrange(65))
    return identifier() + "#" + data(rng.randrange(9))


notations = [notation() for _ in range(400)]
dump = subprocess.Popen(["candump", "-L", "-r", "4000000", "vcan0"], stdout=subprocess.PIPE, text=True)
time.sleep(1)
for each in notations:
    subprocess.run(["cansend", "vcan0", each], check=True)
with open(sys.argv[1], "w") as out:
    out.write("# given to cansend, printed by candump -L; see make_cansend.py\n")
    for each in notations:
        out.write(each + "\t" + dump.stdout.readline().split()[2] + "\n")
dump.kill()
