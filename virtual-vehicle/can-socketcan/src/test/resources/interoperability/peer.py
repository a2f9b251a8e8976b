"""Reads and writes frames through python-can, for InteroperabilityTest.

Says "ready", prints as many frames as the first argument says, and sends those that it gets on its standard
input, one a line, as soon as a line "go" comes: id extended remote fd brs esi length data.
"""
import socket
import sys
import threading

import can

BOUND_SECONDS = 60
ROOM_BYTES = 4_000_000


def text(message):
    flags = [message.is_extended_id, message.is_remote_frame, message.is_fd,
             message.bitrate_switch, message.error_state_indicator]
    data = "" if message.is_remote_frame else bytes(message.data).hex()
    length = message.dlc if message.is_remote_frame else len(message.data)
    return " ".join([f"{message.arbitration_id:x}", *(str(int(flag)) for flag in flags), str(length), data]).strip()


def message(line):
    words = line.split()
    extended, remote, fd, brs, esi = (word == "1" for word in words[1:6])
    return can.Message(
        arbitration_id=int(words[0], 16), is_extended_id=extended, is_remote_frame=remote, is_fd=fd,
        bitrate_switch=brs, error_state_indicator=esi, dlc=int(words[6]),
        data=None if remote else bytes.fromhex(words[7] if len(words) > 7 else ""), check=True)


def read(bus, count):
    for _ in range(count):
        received = bus.recv(BOUND_SECONDS)
        print("nothing came" if received is None else text(received), flush=True)
        if received is None:
            return


def with_room(bus):
    """As the other readers have it: what a busy machine reads late is kept. The first is SO_RCVBUFFORCE, for root."""
    for option in (33, socket.SO_RCVBUF):
        try:
            bus.socket.setsockopt(socket.SOL_SOCKET, option, ROOM_BYTES)
            return bus
        except PermissionError:
            continue
    return bus


reading = with_room(can.Bus(interface="socketcan", channel="vcan0", fd=True))
writing = can.Bus(interface="socketcan", channel="vcan0", fd=True)
reader = threading.Thread(target=read, args=(reading, int(sys.argv[1])))
reader.start()
print("ready", flush=True)
frames = []
for line in sys.stdin:
    if line.strip() == "go":
        for frame in frames:
            writing.send(frame, BOUND_SECONDS)
        break
    frames.append(message(line))
reader.join()
