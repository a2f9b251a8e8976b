# SPDX-License-Identifier: Apache-2.0
# Writes what python3-scapy (Debian 2.5.0) cuts messages into, with 00 01 02 ... FF 00 ... as their bytes:
#   /usr/bin/python3 scapy_fragments.py > scapy-2.5.0.txt
# One line a message: identifier, extended address or -, length, frames.
import sys

from scapy.contrib.isotp import ISOTP

print("# Written by scapy_fragments.py with python3-scapy 2.5.0 (Debian): identifier, address byte, length, data of frames")
for identifier, address in ((0x7E0, None), (0x18DA10F1, None), (0x6F1, 0x12)):
    for length in (1, 2, 5, 6, 7, 8, 12, 13, 14, 62, 100, 117, 118, 255, 4095, 4096, 5000):
        message = ISOTP(bytes(n & 0xFF for n in range(length)), rx_id=identifier, rx_ext_address=address)
        frames = [bytes(frame.data).hex().upper() for frame in message.fragment()]
        if length > 255:
            frames = frames[:3] + ["..."] + frames[-2:]
        print("%X" % identifier, "-" if address is None else "%02X" % address, length, *frames)
