# SPDX-License-Identifier: Apache-2.0
# One end of an ISO-TP connection by python3-scapy's ISOTPSoftSocket: sends each message back that it gets.
#   scapy_peer.py SENT-ID RECEIVED-ID SENT-ADDRESS|- RECEIVED-ADDRESS|- BLOCK-SIZE STMIN PADDING(0|1)
# Frames go through standard input and output, one a line, as candump writes them: 7E0#0102.
import collections
import sys
import threading

from scapy.config import conf

conf.contribs["CANSocket"] = {"use-python-can": False}

from scapy.contrib.isotp import ISOTPSoftSocket
from scapy.layers.can import CAN
from scapy.supersocket import SuperSocket

NO_LIMIT_SECONDS = 60  # of its own timers: a busy machine is no fault of either end


class Pipe(SuperSocket):
    def __init__(self):
        self.closed = False
        self.frames = collections.deque()
        threading.Thread(target=self.read, daemon=True).start()

    def read(self):
        for line in sys.stdin:
            identifier, data = line.strip().split("#")
            number = int(identifier, 16)
            flags = "extended" if len(identifier) == 8 else 0
            self.frames.append(CAN(identifier=number, flags=flags, data=bytes.fromhex(data)))
        self.closed = True

    def recv(self, x=None):
        return self.frames.popleft() if self.frames else None

    def send(self, frame):
        width = "%08X" if frame.flags == "extended" else "%03X"
        sys.stdout.write(width % frame.identifier + "#" + bytes(frame.data).hex().upper() + "\n")
        sys.stdout.flush()

    def close(self):
        self.closed = True

    @staticmethod
    def select(sockets, remain=None):
        return [socket for socket in sockets if socket.frames]


def address(text):
    return None if text == "-" else int(text, 16)


pipe = Pipe()
arguments = sys.argv[1:]
link = ISOTPSoftSocket(
    pipe,
    tx_id=int(arguments[0], 16),
    rx_id=int(arguments[1], 16),
    ext_address=address(arguments[2]),
    rx_ext_address=address(arguments[3]),
    bs=int(arguments[4]),
    stmin=int(arguments[5]),
    padding=arguments[6] == "1",
)
link.impl.fc_timeout = NO_LIMIT_SECONDS
link.impl.cf_timeout = NO_LIMIT_SECONDS
print("ready", flush=True)
while not pipe.closed:
    if ISOTPSoftSocket.select([link], 0.2):
        message = link.recv()
        if message is not None:
            link.send(bytes(message.data))
