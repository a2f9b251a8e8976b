"""A program that fills any port of a contract test: what it answers follows from what it was told."""
import json, sys

port, coverage, now, hung_up = "?", "GOOD", 0.0, None
SPOKEN = 620
MSD = {
    "received": 11, "version": 2, "messageIdentifier": 1, "automatic": False, "testCall": False, "trusted": True,
    "vehicleType": 1, "vin": "DCMR0REF000000001", "propulsion": ["gasoline-tank"], "timestamp": "2026-06-01T08:00:10Z",
    "position": {"latitude": -33.8688, "longitude": 151.2093}, "direction": None, "recent": [],
    "passengers": None,
}


def attempts():
    """A call is placed ten seconds after the start, as the tests press the button."""
    if now < 10:
        return []
    good = coverage != "NONE"
    return [{"started": 10, "invited": 10.5 if good else None, "connected": good}]


def calls():
    if now < 10:
        return []
    return [{
        "vin": MSD["vin"], "isCallBack": False, "started": 10, "connected": 13, "dialled": "urn:service:sos.ecall.manual",
        "ended": hung_up, "endedBy": None if hung_up is None else "centre",
        "data": [MSD], "payloadTypes": [8],
    }]


for text in sys.stdin:
    line = json.loads(text)
    ask, call, now, value = line.get("with", {}), line.get("call"), line["now"], None
    if call == "open":
        port = ask["port"]
    elif call == "coverage":
        coverage = ask["coverage"]
    elif call == "hangUp":
        hung_up = now
    elif call == "attempts":
        value = attempts()
    elif call == "calls":
        value = calls()
    elif call in ("http", "mqtt", "incidents", "wrongs"):
        value = []
    elif call == "doorsLocked":
        value = False
    elif call == "hears":
        value = now > 10 and ask["hertz"] == SPOKEN
    elif call == "setEmergencyCall":
        value = 403
    print(json.dumps({"id": line["id"], "value": value}), flush=True)
