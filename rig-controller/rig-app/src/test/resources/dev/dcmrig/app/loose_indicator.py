"""An indicator whose green light is not seen in the first scenario: a loose contact. Its argument is a file to remember by."""
import json, pathlib, sys

memory = pathlib.Path(sys.argv[1])
loose = not memory.exists()
memory.touch()
history = []
for text in sys.stdin:
    line = json.loads(text)
    value = None
    if line.get("pin") == "lamp":
        seen = 0 if loose and line["lamp"].lower() == "green" else line["brightness"]
        history.append({"at": line["now"], "lamp": line["lamp"], "brightness": seen})
    elif line.get("call") == "history":
        value = history
    print(json.dumps({"id": line["id"], "value": value}), flush=True)
