#!/usr/bin/env python3
"""Stands in for any instrument of a test: supply, indicator, faults, radio link."""
import json, os, sys, time

history, drawn, readings, coverage = [], 0.0, [], "GOOD"
port = "?"


def say(**line):
    print(json.dumps(line), flush=True)


for text in sys.stdin:
    line = json.loads(text)
    ask, call, pin, at = line.get("with", {}), line.get("call"), line.get("pin"), line["now"]
    value = None
    if call == "open":
        port = ask["port"]
        mode = ask["settings"].get("mode", "good")
        if mode == "leaves-a-child":
            if os.fork() == 0:
                os.setsid()
                time.sleep(600)
        said = ask["settings"].get("line")
        say(note="opened", port=port)
    elif mode == "says" and call:
        if said == "exit 0":
            sys.exit(0)
        if said == "flood":
            said = "\n".join(['{"note":"again"}'] * 20_000)
        print(said, flush=True)
        continue
    elif mode == call:
        if ask.get("volts") == 1:
            sys.exit("no mains")
        elif ask.get("volts") == 2:
            say(id=line["id"], error="over-current protection has tripped")
        elif ask.get("volts") == 3:
            print("12,6 V", flush=True)
        elif ask.get("volts") == 4:
            say(id=line["id"], value=None), say(pin="supply", volts=99)
        elif ask.get("volts") == 5:
            say(id=77)
        elif ask.get("volts") == 6:
            say(pin="horn", loud=True)
        elif ask.get("volts") == 7:
            print("x" * 70000, flush=True)
        elif ask.get("volts") == 8:
            say(broken="the fuse has blown")
        elif ask.get("volts") == 9:
            time.sleep(600)
        continue
    elif call == "volts":
        say(pin="supply", volts=ask["volts"])
    elif pin == "draw":
        drawn = line["amperes"]
        readings.append((at, drawn))
    elif call == "amperes":
        value = drawn
    elif call == "highestAmperes":
        before = [a for t, a in readings if t <= ask["from"]][-1:]
        value = max(before + [a for t, a in readings if ask["from"] <= t <= ask["to"]] + [0.0])
    elif pin == "lamp":
        history.append({"at": at, "lamp": line["lamp"], "brightness": line["brightness"]})
    elif call == "history":
        value = history
    elif call == "wiredSosSwitch":
        say(pin="sos", pressed=ask["pressed"])
    elif call in ("inject", "clear"):
        wires = {"ANTENNA": "CELLULAR_ANTENNA", "GNSS": "GNSS_ANTENNA", "CRASH_SENSOR_LINK": "CRASH_LINE"}
        item = ask["item"]
        fault = "MISSING" if item == "SIM" else "OPEN"
        say(pin="line", line=wires.get(item, item), condition=fault if call == "inject" else "OK")
    elif call == "coverage":
        coverage = ask["coverage"]
    elif call == "attempts":
        value = [{"started": 1.5, "ended": 2, "connected": coverage == "GOOD"}]
    elif call in ("http", "mqtt"):
        value = []
    say(id=line["id"], value=value)
