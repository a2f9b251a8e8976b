#!/usr/bin/env python3
"""Writes golden.dbc and golden.tsv, the vectors that DbcGoldenTest holds this project's codec to.

The values come from cantools (https://github.com/cantools/cantools), not from this project.
Usage: make_golden.py TARGET_FOLDER [OTHER.dbc ...]
"""
import os
import random
import sys

import cantools

MESSAGES = 60
FD_LENGTHS = [12, 16, 20, 24, 32, 48, 64]


def bits_of(start, length, motorola):
    """Bit numbers (byte * 8 + bit) that a signal takes."""
    if not motorola:
        return [start + i for i in range(length)]
    taken, bit = [], start
    for _ in range(length):
        taken.append(bit)
        bit = bit - 1 if bit % 8 else bit + 15
    return taken


def signals(rng, length):
    free, found = set(range(length * 8)), []
    for _ in range(400):
        if len(found) == 6:
            break
        motorola = rng.random() < 0.5
        kind = rng.choice(["int"] * 8 + ["float", "double"])
        bits = {"float": 32, "double": 64}.get(kind) or rng.choice(
            [1, 2, 3, 5, 7, 8, 9, 12, 15, 16, 17, 24, 31, 32, 33, 48, 63, 64])
        start = rng.randrange(length * 8)
        taken = bits_of(start, bits, motorola)
        if not free.issuperset(taken):
            continue
        free.difference_update(taken)
        signed = kind != "int" or rng.random() < 0.5
        factor, offset = rng.choice(
            [("1", "0"), ("0.1", "0"), ("0.25", "-40"), ("2", "10"), ("-0.5", "3"), ("1E-07", "0")])
        if kind != "int":
            factor, offset = "1", "0"
        found.append((f"S{len(found)}", start, bits, motorola, signed, factor, offset, kind))
    return found


def write_dbc(path):
    rng = random.Random(20260601)
    lines, types = ['VERSION ""', "", "NS_ :", "", "BS_:", "", "BU_: A B", ""], []
    for number in range(MESSAGES):
        extended = number % 5 == 4
        length = rng.choice(FD_LENGTHS) if number % 6 == 5 else rng.randint(1, 8)
        frame = 0x100 + number | (0x80000000 if extended else 0)
        lines.append(f"BO_ {frame} M{number}: {length} A")
        for name, start, bits, motorola, signed, factor, offset, kind in signals(rng, length):
            lines.append(
                f' SG_ {name} : {start}|{bits}@{0 if motorola else 1}{"-" if signed else "+"}'
                f' ({factor},{offset}) [0|0] "" B')
            if kind != "int":
                types.append(f"SIG_VALTYPE_ {frame} {name} : {1 if kind == 'float' else 2};")
        lines.append("")
    with open(path, "w") as out:
        out.write("\n".join(lines + types) + "\n")


def write_vectors(database, name, out):
    rng = random.Random(7)
    for message in database.messages:
        for _ in range(4):
            data = bytes(rng.randrange(256) for _ in range(message.length))
            raw = message.decode(data, decode_choices=False, scaling=False, allow_truncated=False)
            physical = message.decode(data, decode_choices=False, scaling=True)
            for signal in message.signals:
                if signal.name in raw and (not signal.is_multiplexer):
                    value = float(physical[signal.name])
                    if value != value or value in (float("inf"), float("-inf")):
                        continue
                    out.write(f"{name}\t{message.name}\t{signal.name}\t{data.hex()}\t"
                              f"{raw[signal.name]!r}\t{value!r}\n")


def main():
    target = sys.argv[1]
    golden = os.path.join(target, "golden.dbc")
    write_dbc(golden)
    with open(os.path.join(target, "golden.tsv"), "w") as out:
        out.write("# made by make_golden.py with cantools; file, message, signal, data, raw, physical\n")
        for path in [golden] + sys.argv[2:]:
            write_vectors(cantools.database.load_file(path), os.path.basename(path), out)


main()
