"""A client of python-can's interface 'socketcand', for PythonCanTest.

Arguments: port, number of frames to read. Says "ready", prints each frame that it reads as ID#DATA, and then sends
what it gets on its standard input, one ID#DATA a line.
"""
import sys

import can

BOUND_SECONDS = 60

bus = can.Bus(interface="socketcand", channel="can0", host="127.0.0.1", port=int(sys.argv[1]))
print("ready", flush=True)
for _ in range(int(sys.argv[2])):
    message = bus.recv(BOUND_SECONDS)
    if message is None:
        print("nothing came", flush=True)
        sys.exit(1)
    print(f"{message.arbitration_id:X}#{bytes(message.data).hex().upper()}", flush=True)
for line in sys.stdin:
    identifier, data = line.strip().split("#")
    bus.send(can.Message(arbitration_id=int(identifier, 16), data=bytes.fromhex(data)))
print("sent", flush=True)
sys.stdin.close()
bus.shutdown()
