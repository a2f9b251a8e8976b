import json, sys

names, sessions = {}, {}  # Of a connection its client; of a client what it left.

def say(number, **what):
    print(json.dumps({"connection": number, **what}))

def string(data, at):  # MQTT 3.1.1, 1.5.3; and where it ends.
    end = at + 2 + int.from_bytes(data[at:at + 2], "big")
    return data[at + 2:end], end

def packet(first, rest):  # The remaining length has seven bits a byte (2.2.3).
    left, length = len(rest), []
    while left > 127:
        length.append(left % 128 | 128)
        left //= 128
    return (bytes([first, *length, left]) + rest).hex()

def deliver(session, identifier):  # With DUP if it was sent before (3.3.1.1).
    message = session["waiting"][identifier]
    rest = len(message["topic"]).to_bytes(2, "big") + message["topic"]
    rest += identifier.to_bytes(2, "big") + message["payload"]
    say(session["number"], packet=packet(0x3A if message["sent"] else 0x32, rest))
    message["sent"] = True

def connected(number, name, clean):
    old = sessions.get(name)
    if old and old["number"]:  # 3.1.4-2
        say(old["number"], closed=True)
    present = bool(old) and not clean and not old["clean"]
    session = old if present else {"filters": set(), "waiting": {}, "last": 0}
    sessions[name] = session
    session.update(number=number, clean=clean)
    say(number, packet="2002%02x00" % present)
    for identifier in session["waiting"]:
        deliver(session, identifier)

def received(number, name, data):
    kind, at = data[0] >> 4, 1
    while data[at] & 128:
        at += 1
    rest = data[at + 1:]
    session = sessions.get(name)
    if kind == 1:  # CONNECT
        connected(number, name, bool(rest[7] & 2))
    elif kind == 4:  # PUBACK
        session["waiting"].pop(int.from_bytes(rest[:2], "big"), None)
    elif kind == 8:  # SUBSCRIBE: own topics only, always with QoS 1
        granted, end = b"", 2
        while end < len(rest):
            topic, end = string(rest, end)
            own = topic.startswith(b"dcmrig/v1/vehicles/%s/" % name.encode())
            session["filters"] |= {topic} if own else set()
            granted += b"\x01" if own else b"\x80"
            end += 1
        say(number, packet=packet(0x90, rest[:2] + granted))
    elif kind == 10:  # UNSUBSCRIBE
        end = 2
        while end < len(rest):
            topic, end = string(rest, end)
            session["filters"].discard(topic)
        say(number, packet=packet(0xB0, rest[:2]))
    elif kind == 12:  # PINGREQ
        say(number, packet="d000")

for text in sys.stdin:
    line = json.loads(text)
    ask = line.get("with", {})
    number = ask.get("connection")
    if line["call"] == "connect":
        names[number] = ask["name"]
    elif line["call"] == "packet":
        received(number, names[number], bytes.fromhex(ask["packet"]))
    elif line["call"] == "close":
        session = sessions.get(names[number])
        if session and session["number"] == number:
            session["number"] = 0
    elif line["call"] == "publish":
        for session in sessions.values():
            if ask["topic"].encode() in session["filters"] and not (session["clean"] and not session["number"]):
                session["last"] = identifier = session["last"] % 65535 + 1
                session["waiting"][identifier] = {
                    "topic": ask["topic"].encode(), "payload": bytes.fromhex(ask["payload"]), "sent": False}
                if session["number"]:
                    deliver(session, identifier)
    print(json.dumps({"id": line["id"]}), flush=True)
