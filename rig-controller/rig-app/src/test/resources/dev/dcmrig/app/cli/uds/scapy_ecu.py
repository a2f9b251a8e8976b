# SPDX-License-Identifier: Apache-2.0
# An ECU by python3-scapy (ISOTPSoftSocket, EcuAnsweringMachine) on a kernel's bus. It takes new software.
#   scapy_ecu.py BUS REQUEST-ID RESPONSE-ID SECRET
# Prints "ready" when it answers. Ends with standard input.
import hashlib
import hmac
import sys
import threading
import zlib

from scapy.config import conf

conf.contribs["CANSocket"] = {"use-python-can": False}
conf.contribs["ISOTP"] = {"use-can-isotp-kernel-module": False}

from scapy.contrib.automotive.ecu import EcuAnsweringMachine, EcuResponse
from scapy.contrib.automotive.uds import (
    UDS, UDS_CCPR, UDS_CDTCIPR, UDS_CDTCSPR, UDS_DSCPR, UDS_ERPR, UDS_NR, UDS_RC, UDS_RCPR, UDS_RDBIPR, UDS_RDPR,
    UDS_RDTCI, UDS_RDTCIPR, UDS_RTEPR, UDS_SA, UDS_SAPR, UDS_TD, UDS_TDPR, UDS_TPPR, UDS_WDBI, UDS_WDBIPR)
import scapy.contrib.automotive.uds_ecu_states  # its responses change its state
from scapy.contrib.cansocket import NativeCANSocket
from scapy.contrib.isotp import ISOTPSoftSocket
from scapy.packet import Raw

P2 = bytes.fromhex("07D003E8")  # 2 s and 10 s: a busy machine is no fault of either end
SEED = bytes.fromhex("C0FFEE01")

bus, request, response, secret = sys.argv[1], int(sys.argv[2], 16), int(sys.argv[3], 16), sys.argv[4].encode()
wire = NativeCANSocket(bus, can_filters=[{"can_id": request, "can_mask": 0x7FF}])
link = ISOTPSoftSocket(wire, tx_id=response, rx_id=request, basecls=UDS)

software = bytearray()


def within(session, responses, fits=lambda answer, asked: answer.answers(asked), level=0):
    """A response that is given in one session only, with a security level unlocked."""
    return EcuResponse(
        responses=responses,
        answers=lambda answer, asked: machine.state.session == session
        and getattr(machine.state, "security_level", 0) >= level
        and fits(answer, asked))


def programmed(responses, fits=lambda answer, asked: answer.answers(asked)):
    return within(2, responses, fits, 2)


def data(identifier, value):
    return EcuResponse(responses=UDS() / UDS_RDBIPR(dataIdentifier=identifier) / Raw(value))


version = UDS() / UDS_RDBIPR(dataIdentifier=0xF189) / Raw(b"V05.00.00")
shop = UDS() / UDS_RDBIPR(dataIdentifier=0xF198) / Raw(b"----------")
stored = UDS() / UDS_RDTCIPR(
    reportType=2, DTCStatusAvailabilityMask=0x7F, DTCAndStatusRecord=bytes.fromhex("9B01960A"))


def writes(answer, asked):
    if UDS_WDBI not in asked or asked.dataIdentifier != 0xF198:
        return False
    shop[Raw].load = bytes(asked[Raw].load)
    return True


def codes(answer, asked):
    return UDS_RDTCI in asked and asked.reportType == 2


def cleared(answer, asked):
    if asked.service != 0x14:
        return False
    stored.DTCAndStatusRecord = b""
    return True


def unlocks(answer, asked):
    key = hmac.new(secret, SEED, hashlib.sha256).digest()[:4]
    return UDS_SA in asked and asked.securityAccessType == 2 and bytes(asked.securityKey) == key


def takes(answer, asked):
    if UDS_TD not in asked:
        return False
    software.extend(asked.transferRequestParameterRecord)
    answer.blockSequenceCounter = asked.blockSequenceCounter
    return True


def checks(answer, asked):
    if UDS_RC not in asked or asked.routineIdentifier != 0x0202:
        return False
    right = bytes(asked[Raw].load) == zlib.crc32(bytes(software)).to_bytes(4, "big")
    answer[Raw].load = b"\x00" if right else b"\x01"
    return True


def starts(answer, asked):
    if asked.service != 0x11:
        return False
    version[Raw].load = bytes(software[:9])
    return True


def session(number):
    return UDS() / UDS_DSCPR(diagnosticSessionType=number, sessionParameterRecord=P2)


def routine(identifier):
    return UDS() / UDS_RCPR(routineControlType=1, routineIdentifier=identifier) / Raw(b"\x00")


pending = UDS() / UDS_NR(requestServiceId=0x31, negativeResponseCode=0x78)
answers = [
    *(EcuResponse(responses=session(number)) for number in (1, 2, 3)),
    data(0xF190, b"JTSCAPYVIN0000001"),
    EcuResponse(responses=version),
    EcuResponse(responses=shop),
    within(3, UDS() / UDS_WDBIPR(dataIdentifier=0xF198), writes),
    EcuResponse(responses=stored, answers=codes),
    EcuResponse(responses=UDS() / UDS_CDTCIPR(), answers=cleared),
    within(3, UDS() / UDS_CDTCSPR(DTCSettingType=2)),
    within(3, UDS() / UDS_CCPR(controlType=3)),
    EcuResponse(responses=UDS() / UDS_TPPR()),
    within(2, UDS() / UDS_SAPR(securityAccessType=1, securitySeed=SEED)),
    within(2, UDS() / UDS_SAPR(securityAccessType=2), unlocks),
    programmed([pending, routine(0xFF00)]),
    programmed(UDS() / UDS_RDPR(memorySizeLen=2, maxNumberOfBlockLength=b"\x01\x02")),
    programmed(UDS() / UDS_TDPR(), takes),
    programmed(UDS() / UDS_RTEPR()),
    programmed(routine(0x0202), checks),
    programmed(routine(0xFF01)),
    programmed(UDS() / UDS_ERPR(resetType=1), starts),
]
machine = EcuAnsweringMachine(supported_responses=answers, main_socket=link, basecls=UDS, verbose=False)
threading.Thread(target=machine, daemon=True).start()
print("ready", flush=True)
sys.stdin.read()
