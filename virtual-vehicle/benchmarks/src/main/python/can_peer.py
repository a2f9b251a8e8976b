"""python-can on the same interface: send COUNT, drain COUNT, latency COUNT (see ../c/can_peer.c)."""
import logging
import struct
import sys
import threading
import time

import can

DRAIN = 250  # as many as its default receive buffer holds


def bus():
    return can.Bus(interface="socketcan", channel="vcan0", local_loopback=True)


def message(payload):
    return can.Message(arbitration_id=0x123, is_extended_id=False, data=struct.pack("<q", payload))


def row(what, value, unit):
    print(f"{what} | python-can | {value:.0f} {unit}", flush=True)


def send(count):
    out = bus()
    start = time.perf_counter_ns()
    for n in range(count):
        out.send(message(n))
    row("send, one frame a call", count * 1e9 / (time.perf_counter_ns() - start), "frames/s")


def drain(count):
    reader, out = bus(), bus()
    spent = 0
    done = 0
    while done < count:
        for n in range(DRAIN):
            out.send(message(n))
        start = time.perf_counter_ns()
        for _ in range(DRAIN):
            assert reader.recv(1) is not None
        spent += time.perf_counter_ns() - start
        done += DRAIN
    row("receive, draining a filled queue", done * 1e9 / spent, "frames/s")


def latency(count):
    reader, out = bus(), bus()
    taken = []

    def read():
        for _ in range(count):
            got = reader.recv(10)
            taken.append(time.monotonic_ns() - struct.unpack("<q", got.data)[0])

    thread = threading.Thread(target=read)
    thread.start()
    for _ in range(count):
        time.sleep(0.001)
        out.send(message(time.monotonic_ns()))
    thread.join()
    taken.sort()
    row("write to read, median", taken[count // 2], "ns")
    row("write to read, 99 %", taken[count // 100 * 99], "ns")


logging.disable(logging.WARNING)
{"send": send, "drain": drain, "latency": latency}[sys.argv[1]](int(sys.argv[2]))
