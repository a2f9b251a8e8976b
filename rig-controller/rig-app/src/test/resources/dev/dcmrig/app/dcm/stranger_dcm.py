# SPDX-License-Identifier: Apache-2.0
"""A DCM by a stranger, written from docs/DCM-INTERFACE.md alone, on virtual time (section 0, the clock protocol). It has the
indicator with its self-test, and the manual call with MSD, voice and the registration behind it. It has no HTTPS, no MQTT,
no diagnostics and no crash detection, and does not claim scenarios about those."""
import base64, os, re, select, socket, struct, sys, zlib

SECOND = 10**9
FAULTLESS = "OK"
ALPHABET = "0123456789ABCDEFGHJKLMNPRSTUVWXYZ"  # of VINs (EN 15722)
def address(name):
    host, port = os.environ[name].rsplit(":", 1)
    return host, int(port)

class Rig:
    """The electrical socket: lines both ways, turns from the rig, and the time of the present one."""
    def __init__(self):
        self.socket = socket.create_connection(address("DCM_ELECTRICAL"))
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.bytes, self.now, self.numbers, self.tasks = b"", 0, 0, {}
    def say(self, *lines): self.socket.sendall("".join(line + "\n" for line in lines).encode())
    def receive(self):
        more = self.socket.recv(65536)
        if not more: sys.exit(0)
        self.bytes += more
    def line(self):
        while b"\n" not in self.bytes: self.receive()
        line, self.bytes = self.bytes.split(b"\n", 1)
        return line.decode()
    def after(self, nanos, task):
        self.say("arm %d %d" % (self.keep(task), self.now + nanos))
        return self.numbers
    def keep(self, task):
        self.numbers += 1
        self.tasks[self.numbers] = task
        return self.numbers
    def cancel(self, number):
        if self.tasks.pop(number, None): self.say("disarm %d" % number)
    def post(self, source, task): self.say("post %s %d" % (source, self.keep(task)))
    def run(self, number): self.tasks.pop(number)()
    def wrote(self, kind, local, remote, count):
        self.say("wrote %s %d %d %d" % (kind, local, remote, count))
        assert self.line() == "go"
    def sound(self):
        self.say("hear")
        return self.line().split()[1]

class Connection:
    """One TCP connection of the modem: SOCKS5 with the SIM as user name."""
    open = set()
    def __init__(self, rig, command, host, port, received, closed):
        self.rig, self.received, self.closed = rig, received, closed
        self.socket = socket.create_connection(address("DCM_PROXY"))
        self.local, self.remote = self.socket.getsockname()[1], self.socket.getpeername()[1]
        user, name = os.environ["DCM_IMSI"].encode(), host.encode()
        self.socket.sendall(
            b"\5\1\2" + b"\1" + bytes([len(user)]) + user + b"\3sim"
            + bytes([5, command, 0, 3, len(name)]) + name + struct.pack(">H", port))
        before, head = self.exactly(4), self.exactly(5)
        bound = self.exactly({1: 3, 4: 15}.get(head[3], head[4]) + 2) if head else b""
        if before != b"\5\2\1\0" or len(head) < 5 or head[1] != 0:
            self.socket.close()
            raise OSError("no network")
        self.bound = struct.unpack(">H", bound[-2:])[0]
        Connection.open.add(self)
    def exactly(self, count): return self.socket.recv(count, socket.MSG_WAITALL)
    def send(self, data):
        if self in Connection.open:
            self.rig.wrote("TCP", self.local, self.remote, len(data))
            self.socket.sendall(data)
    def close(self):
        if self in Connection.open:
            Connection.open.remove(self)
            self.rig.wrote("TCP", self.local, self.remote, 1)
            self.socket.close()
            self.rig.say("gone TCP %d %d" % (self.local, self.remote))
    def fileno(self): return self.socket.fileno()
    def ready(self):
        data = self.socket.recv(65536)
        if data:
            self.rig.post("stranger/%05d" % self.local, lambda: self.received(data))
            self.rig.say("read TCP %d %d %d" % (self.local, self.remote, len(data)))
        else:
            Connection.open.remove(self)
            self.socket.close()
            self.rig.post("stranger/%05d" % self.local, self.closed)
            self.rig.say("read TCP %d %d 1" % (self.local, self.remote), "gone TCP %d %d" % (self.local, self.remote))

class Voice:
    """RTP both ways through the proxy: a second of sound, then 200 ms each 5 s."""
    def __init__(self, rig, far):
        self.rig, self.far = rig, far
        self.control = Connection(rig, 3, "0.0.0.0", 0, lambda data: None, lambda: None)
        self.socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.socket.bind(("127.0.0.1", 0))
        self.local, self.remote = self.socket.getsockname()[1], self.control.bound
        self.socket.connect(("127.0.0.1", self.remote))
        self.sequence, self.stamp, self.left = 1, 0, 50
        self.timer = rig.after(0, self.packet)
        Connection.open.add(self)
    def packet(self):
        block = self.rig.sound()
        samples = struct.unpack("<160h", base64.b64decode(block))
        head = struct.pack(">BBHII", 0x80, 0, self.sequence & 0xFFFF, self.stamp & 0xFFFFFFFF, 0x5354524E)
        relay = b"\0\0\0\1" + socket.inet_aton(self.far[0]) + struct.pack(">H", self.far[1])
        self.rig.wrote("UDP", self.local, self.remote, 1)
        self.socket.send(relay + head + bytes(map(ulaw, samples)))
        self.sequence += 1
        self.left -= 1
        pause = 240 if self.left <= 0 else 0
        self.left = self.left or 10
        self.stamp += 160 * (1 + pause)
        self.timer = self.rig.after((1 + pause) * SECOND // 50, self.packet)
    def fileno(self): return self.socket.fileno()
    def ready(self):
        data = self.socket.recv(2048)
        self.rig.post("stranger/%05d/udp" % self.local, lambda: self.play(data[22:]))
        self.rig.say("read UDP %d %d 1" % (self.local, self.remote))
    def play(self, coded):
        samples = struct.pack("<%dh" % len(coded), *map(linear, coded))
        self.rig.say("speaker " + base64.b64encode(samples).decode())
    def close(self):
        self.rig.cancel(self.timer)
        Connection.open.discard(self)
        self.socket.close()
        self.rig.say("lost UDP %d %d" % (self.remote, self.local))
        self.control.close()
def ulaw(sample):
    sign, size = (0x80, -sample) if sample < 0 else (0, sample)
    size = min(size, 32635) + 132
    exponent = size.bit_length() - 8
    return ~(sign | exponent << 4 | size >> exponent + 3 & 15) & 0xFF
def linear(code):
    code = ~code & 0xFF
    size = ((code & 15) << 3) + 132 << (code >> 4 & 7)
    return 132 - size if code & 0x80 else size - 132
def crc8(data):
    crc = 0
    for byte in data:
        crc ^= byte
        for _ in range(8): crc = crc << 1 ^ 0x11D if crc & 0x80 else crc << 1
    return crc

class Dcm:
    def __init__(self, rig):
        self.rig = rig
        self.pins, self.lamps, self.drawn = {}, {}, ""
        self.alarms, self.counters = {}, {}
        self.call, self.panel, self.passengers = None, 0, 15
        self.off()
    def off(self):
        for number in list(self.alarms.values()): self.rig.cancel(number)
        self.alarms = {}
        self.ignition, self.position, self.fix, self.track = 0, None, 0, []
        self.direction, self.pressed, self.testing, self.fault, self.phase = 0, False, False, False, 0
        self.busy = False
    def powered(self): return self.pins.get("supply", 0.0) >= 6.0
    def arm(self, name, nanos, task):
        self.disarm(name)
        self.alarms[name] = self.rig.after(nanos, lambda: (self.alarms.pop(name), task()))
    def disarm(self, name):
        if name in self.alarms: self.rig.cancel(self.alarms.pop(name))

    # What the rig tells.
    def pins_changed(self):
        if not self.powered():
            self.reset(False)
            return self.show()
        if not self.drawn or self.drawn == "0.000": self.boot()
        self.button()
        self.show()
    def boot(self): self.arm("sample", SECOND, self.sample)
    def reset(self, again=True):
        for each in list(Connection.open): each.close()
        self.call = None
        self.off()
        if again and self.powered(): self.boot()
        self.show()
    def sample(self):
        self.arm("sample", SECOND, self.sample)
        if self.position and self.fix: self.track = (self.track + [(self.rig.now, self.position)])[-32:]
    def frame(self, text):
        if not self.powered(): return
        identifier, data = text.split("#", 1)
        if identifier in ("110", "120"):
            data = bytes.fromhex(data)
            if crc8(bytes([int(identifier[1:], 16), 1]) + data[1:]) != data[0]: return
            counter, before = data[1] & 15, self.counters.get(identifier)
            self.counters[identifier] = counter
            if before is None or (counter - before) % 15 not in (1, 2): return
            if identifier == "110" and (data[2] & 3) != self.ignition:
                was, self.ignition = self.ignition, data[2] & 3
                if not was or not self.ignition: self.turned()
            elif identifier == "120":
                self.panel = data[2] & 1
                self.button()
        elif identifier == "050": self.passengers = int(data[6], 16)
        elif identifier == "300":
            latitude, longitude = struct.unpack("<ii", bytes.fromhex(data))
            self.position = round(latitude * 0.36), round(longitude * 0.36)
        elif identifier == "301":
            raw = int.from_bytes(bytes.fromhex(data), "little")
            self.fix, self.direction = raw & 3, raw >> 8 & 0xFFF

    # Indicator.
    def turned(self):
        for name in ("test", "again", "phase"): self.disarm(name)
        self.testing = bool(self.ignition)
        if self.testing:
            self.phase = 0
            self.arm("test", 5 * SECOND, self.tested)
            self.arm("phase", SECOND // 2, self.next_phase)
        self.show()
    def next_phase(self):
        self.phase ^= 1
        self.arm("phase", SECOND // 2, self.next_phase)
        self.show()
    def tested(self):
        self.testing = False
        self.fault = any(state != FAULTLESS for name, state in self.pins.items() if name.isupper())
        if not self.call: self.disarm("phase")
        self.arm("again", 60 * SECOND, lambda: self.arm("test", 5 * SECOND, self.tested))
        self.show()
    def show(self):
        green = red = 0
        if self.powered() and self.ignition:
            if self.call: green = 1 - self.phase
            elif self.testing: red, green = 1 - self.phase, self.phase
            else: red, green = (1, 0) if self.fault else (0, 1)
        for lamp, level in (("GREEN", green), ("RED", red)):
            if self.lamps.get(lamp, 0) != level:
                self.lamps[lamp] = level
                self.rig.say("lamp %s %d" % (lamp, level))
        drawn = "0.000" if not self.powered() else "0.650" if self.call else "0.120"
        if drawn != self.drawn:
            self.drawn = drawn
            self.rig.say("draw " + drawn)

    # The button.
    def button(self):
        pressed = bool(self.panel) or (self.pins.get("sos") == "pressed" and self.pins.get("SOS_SWITCH") == FAULTLESS)
        if pressed and not self.pressed: self.arm("hold", SECOND // 2, self.held)
        elif not pressed: self.disarm("hold")
        self.pressed = pressed
    def held(self):
        if self.ignition >= 2 and not self.busy:
            self.busy, self.attempts, self.message = True, 0, 0
            self.pressed_at = self.rig.now
            self.attempt()
    def attempt(self):
        self.attempts += 1
        try:
            self.call = Call(self)
        except OSError:
            return self.over(False)
        self.phase = 0
        self.arm("phase", SECOND // 2, self.next_phase)
        self.show()
    def over(self, connected):
        self.call = None
        if not self.testing: self.disarm("phase")
        if not connected and self.attempts < 3: self.arm("gap", 30 * SECOND, self.attempt)
        else: self.busy = False
        self.show()
    def msd(self):
        self.message = min(255, self.message + 1)
        self.sample()
        here = self.track[-1] if self.track else None
        past = []
        for seconds in (5, 10):
            old = [fix for fix in self.track if fix[0] <= here[0] - seconds * SECOND] if here else []
            past.append((old[-1] if old else self.track[0])[1] if here else None)
        seats = [(self.passengers, 8)] if self.passengers < 15 else []
        bits = [(2, 8), (0, 8), (0, 3), (1, 1), (1, 1), (len(seats), 1), (self.message, 8), (0, 2)]
        bits += [(int(bool(here) and self.rig.now - here[0] <= 5 * SECOND), 1), (0, 5)]
        bits += [(ALPHABET.index(each), 6) for each in os.environ["DCM_VIN"]]
        bits += [(0, 1), (0b1000000, 7), (1, 1), (1780300800 + self.pressed_at // SECOND, 32)]
        for value in here[1] if here else (2147483647, 2147483647): bits.append((value + 2**31, 32))
        bits.append((round(self.direction / 20) % 180 if here else 255, 8))
        last = here[1] if here else (0, 0)
        for each in past:
            each = each or last
            bits += [(max(-512, min(511, int((a - b) / 100))) + 512, 10) for a, b in zip(each, last)]
            last = each
        text = "".join(format(value, "0%db" % width) for value, width in bits + seats)
        text += "0" * (-len(text) % 8)
        made = bytearray(int(text[i:i + 8], 2) for i in range(0, len(text), 8))
        made[1] = len(made) - 2
        return bytes(made)

class Call:
    """One attempt: INVITE with SDP and MSD, then voice until somebody ends it."""
    def __init__(self, dcm):
        self.dcm, self.rig, self.data, self.voice, self.up, self.sequence = dcm, dcm.rig, b"", None, False, 1
        self.target = "sip:+61800555911@assist.dcmrig.example;user=phone"
        self.own, self.tag = os.environ["DCM_ADDRESS"], self.token()
        self.id, self.to = self.token() + "@" + self.own, ""
        self.remote = self.target
        self.connection = Connection(self.rig, 1, "assist.dcmrig.example", 5060, self.received, self.lost)
        sdp = ("v=0|o=- 1 1 IN IP4 %s|s=-|c=IN IP4 %s|t=0 0|m=audio 40000 RTP/AVP 0|a=rtpmap:0 PCMU/8000|a=ptime:20|"
               "a=sendrecv|" % (self.own, self.own)).replace("|", "\r\n").encode()
        cid = self.token() + "@" + self.own
        body = (b"--b\r\nContent-Type: application/sdp\r\n\r\n" + sdp + b"\r\n--b\r\n"
                b"Content-Type: application/EmergencyCallData.eCall.MSD\r\nContent-ID: <" + cid.encode() + b">\r\n"
                b"Content-Disposition: by-reference;handling=optional\r\n\r\n" + dcm.msd() + b"\r\n--b--\r\n")
        self.branch = self.token()
        self.request("INVITE", self.branch, [
            "Call-Info: <cid:%s>; purpose=EmergencyCallData.eCall.MSD" % cid, "Recv-Info: EmergencyCallData.eCall.MSD",
            "Accept: application/sdp, application/EmergencyCallData.Control+xml, multipart/mixed",
            'Content-Type: multipart/mixed;boundary="b"'], body)
        self.timeout = self.rig.after(30 * SECOND, self.cancel)

    count = 0
    def token(self):
        Call.count += 1
        return "%08x" % zlib.crc32(("%s %d" % (os.environ["DCM_SEED"], Call.count)).encode())
    def request(self, method, branch, headers=(), body=b"", sequence=None):
        uri, user = os.environ["DCM_SUBSCRIBER_URI"], os.environ["DCM_SUBSCRIBER_URI"].split("@")[0]
        lines = ["%s %s SIP/2.0" % (method, self.remote), "Via: SIP/2.0/TCP %s:5060;branch=z9hG4bK%s" % (self.own, branch),
                 "Max-Forwards: 70", "From: <%s>;tag=%s" % (uri, self.tag), "To: <%s>%s" % (self.target, self.to),
                 "Call-ID: " + self.id, "CSeq: %d %s" % (sequence or self.sequence, method),
                 "Contact: <%s@%s:5060;transport=tcp>" % (user, self.own), *headers, "Content-Length: %d" % len(body)]
        self.connection.send("\r\n".join(lines).encode() + b"\r\n\r\n" + body)
    def received(self, data):
        self.data += data
        while b"\r\n\r\n" in self.data:
            head, rest = self.data.split(b"\r\n\r\n", 1)
            length = int(re.search(rb"(?im)^Content-Length: *(\d+)", head).group(1))
            if len(rest) < length: return
            self.data = rest[length:]
            self.message(head.decode(), rest[:length].decode("latin-1"))
    def message(self, head, body):
        field = lambda name: re.search(r"(?im)^%s: *(.*?)\r?$" % name, head).group(1)
        if head.startswith("SIP/2.0 "):
            if field("CSeq").endswith(" INVITE"): self.answered(int(head[8:11]), field, body)
            return
        method = head.split(" ")[0]
        if method != "ACK":
            copied = ["%s: %s" % (name, field(name)) for name in ("Via", "From", "To", "Call-ID", "CSeq")]
            self.connection.send("\r\n".join(["SIP/2.0 200 OK", *copied, "Content-Length: 0", "", ""]).encode())
        if method == "BYE": self.end(True)
        elif method == "INFO" and "send-data" in body:
            self.sequence += 1
            self.request("INFO", self.token(), [
                "Info-Package: EmergencyCallData.eCall.MSD", "Content-ID: <%s@%s>" % (self.token(), self.own),
                "Content-Disposition: Info-Package", "Content-Type: application/EmergencyCallData.eCall.MSD"], self.dcm.msd())
    def answered(self, status, field, body):
        if status < 200 or self.up: return
        self.to = re.sub(r"^.*?(;tag=.*)$", r"\1", field("To"))
        if status >= 300:
            self.request("ACK", self.branch, sequence=1)
            return self.end(False)
        self.rig.cancel(self.timeout)
        self.up = True
        self.remote = re.search("<(.*?)>", field("Contact")).group(1)
        self.request("ACK", self.token(), sequence=1)
        host = re.search(r"c=IN IP4 (\S+)", body).group(1)
        self.voice = Voice(self.rig, (host, int(re.search(r"m=audio (\d+)", body).group(1))))
    def cancel(self):
        self.request("CANCEL", self.branch, sequence=1)
        self.end(False)
    def lost(self): self.end(self.up)
    def end(self, connected):
        if self.dcm.call is not self: return
        self.rig.cancel(self.timeout)
        if self.voice: self.voice.close()
        self.rig.after(SECOND, self.connection.close)
        self.dcm.over(connected)
def main():
    assert os.environ.get("DCM_CLOCK") == "1", "this DCM runs on virtual time only"
    rig = Rig()
    rig.say("hello stranger-dcm 0.1", "clock 1")
    dcm = Dcm(rig)
    while True:
        while b"\n" not in rig.bytes:
            for each in select.select([rig.socket, *Connection.open], [], [])[0]:
                rig.receive() if each is rig.socket else each in Connection.open and each.ready()
        word, *rest = rig.line().split(" ")
        if word == "supply": dcm.pins["supply"] = float(rest[0])
        elif word == "sos": dcm.pins["sos"] = rest[0]
        elif word == "line": dcm.pins[rest[0]] = rest[1]
        elif word != "epoch":
            rig.now = int(rest[0])
            if word == "pins": dcm.pins_changed()
            elif word == "frame": dcm.frame(rest[1])
            elif word == "run": rig.run(int(rest[1]))
            elif word == "reset": dcm.reset()
            elif word == "off":
                dcm.reset(False)
                rig.say("done")
                return
            rig.say("done")

main()
