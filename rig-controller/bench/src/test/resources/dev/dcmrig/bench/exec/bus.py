import json, sys

due = [(5.0, "456#0102")]  # Frames of somebody on this side, and when in seconds.
for text in sys.stdin:
    line = json.loads(text)
    while due and due[0][0] <= line["now"]:
        print(json.dumps({"frame": due.pop(0)[1]}))
    if line.get("frame") == "666#":  # Here the wire has an error: a bus error, of can/error.h.
        print(json.dumps({"frame": "20000020#0000000000000000"}))
    taken = line.get("frame") != "667#"  # Here there was no room.
    print(json.dumps({"id": line["id"], "value": taken}), flush=True)
