"""A DCM by a stranger, who has read docs/DCM-INTERFACE.md, section 0, and nothing else: green with supply, and it blinks
red when it is reset, or when its SOS switch is pressed. It plays back what its microphone hears while it is pressed."""
import os
import socket
import sys

host, port = os.environ["DCM_ELECTRICAL"].rsplit(":", 1)
rig = socket.create_connection((host, int(port)))


def say(line):
    rig.sendall(line.encode("utf-8") + b"\n")


for name in ("CAN", "PROXY", "IMSI", "ADDRESS", "SUBSCRIBER_URI", "VIN", "PROFILE", "VEHICLE", "SEED"):
    if not os.environ.get("DCM_" + name):
        sys.exit("DCM_" + name + " is not set")
handed = [defect for defect in os.environ["DCM_DEFECTS"].split(",") if defect]
say("hello stranger 0.1")
if handed:
    say("defects red-for-green deaf")
    say("defects forgetful")
    say("defects")
green = "RED" if "red-for-green" in handed else "GREEN"
for line in rig.makefile("r", encoding="utf-8", newline="\n"):
    words = line.split()
    if words[0] == "supply":
        on = float(words[1]) >= 6.0
        say("lamp " + green + (" 1.0" if on else " 0.0"))
        say("draw 0.120" if on else "draw 0")
    elif words[0] == "sos":
        say("audio on" if words[1] == "pressed" else "audio off")
    elif words[0] == "line" and words[1:] == ["SIM", "OPEN"]:
        sys.exit("this DCM can't live without a SIM")
    elif words[0] == "microphone":
        say("speaker " + words[1])
    elif words[0] == "reset":
        say("lamp RED 1.0")
    elif words[0] == "off":
        sys.exit(0)
sys.exit("the rig went away")
