"""A program that is a supply, an indicator and a network simulator, each in a process of its own."""
import json, sys

history, drawn, coverage, told = [], 0.0, "GOOD", []
for text in sys.stdin:
    line = json.loads(text)
    ask, call, pin, value = line.get("with", {}), line.get("call"), line.get("pin"), None
    if call == "volts":
        print(json.dumps({"pin": "supply", "volts": ask["volts"]}))
    elif pin == "draw":
        drawn = line["amperes"]
    elif call == "amperes":
        value = drawn
    elif call == "highestAmperes":
        value = drawn
    elif pin == "lamp":
        history.append({"at": line["now"], "lamp": line["lamp"], "brightness": line["brightness"]})
    elif call == "history":
        value = history
    elif call == "coverage":
        coverage = ask["coverage"]
        told.append({"started": line["now"], "connected": coverage != "NONE"})
    elif call == "attempts":
        value = told
    elif call in ("http", "mqtt"):
        value = []
    print(json.dumps({"id": line["id"], "value": value}), flush=True)
