# SPDX-License-Identifier: Apache-2.0
# A workshop's tester by python3-scapy (ISOTPSoftSocket, UDS) on a kernel's bus: reads, writes, clears, gives new software.
#   scapy_tester.py BUS REQUEST-ID RESPONSE-ID SECRET
# Prints what the ECU says, a line for each request: service and value, or the name of the refusal.
import hashlib
import hmac
import os
import sys
import time
import zlib

from scapy.config import conf

conf.contribs["CANSocket"] = {"use-python-can": False}
conf.contribs["ISOTP"] = {"use-can-isotp-kernel-module": False}

from scapy.contrib.automotive.uds import (
    UDS, UDS_CDTCI, UDS_CDTCS, UDS_DSC, UDS_ER, UDS_NR, UDS_RC, UDS_RD, UDS_RDBI, UDS_RDTCI, UDS_RTE, UDS_SA, UDS_TD,
    UDS_TP, UDS_WDBI)
from scapy.contrib.cansocket import NativeCANSocket
from scapy.contrib.isotp import ISOTPSoftSocket
from scapy.packet import Raw

BOUND_SECONDS = 15  # no machine is so busy that this is not enough
SOFTWARE = b"V07.00.00 DR-NAV-HW-1\n" + bytes(range(256)) * 4

bus, request, response, secret = sys.argv[1], int(sys.argv[2], 16), int(sys.argv[3], 16), sys.argv[4].encode()
# The car's other messages would keep it busy.
wire = NativeCANSocket(bus, can_filters=[{"can_id": response, "can_mask": 0x7FF}])
ecu = ISOTPSoftSocket(wire, tx_id=request, rx_id=response, basecls=UDS, padding=True)


def ask(what, packet, value=lambda answer: ""):
    answer = ecu.sr1(UDS() / packet, timeout=BOUND_SECONDS, verbose=False)
    if answer is None:
        print(what, "no answer", flush=True)
        os._exit(1)
    elif UDS_NR in answer:
        nr = answer[UDS_NR]
        print(what, nr.get_field("negativeResponseCode").i2repr(nr, nr.negativeResponseCode))
    else:
        print(what, value(answer))
    sys.stdout.flush()
    return answer


def text(answer):
    return bytes(answer[Raw].load).decode("ascii")


def code(answer):
    return bytes(answer)[1:].hex()


ask("session 3", UDS_DSC(diagnosticSessionType=3), lambda a: bytes(a.sessionParameterRecord).hex())
ask("VIN", UDS_RDBI(identifiers=[0xF190]), text)
ask("version", UDS_RDBI(identifiers=[0xF189]), text)
ask("unknown", UDS_RDBI(identifiers=[0x1234]), text)
ask("write", UDS_WDBI(dataIdentifier=0xF198) / Raw(b"SCAPY-0001"))
ask("written", UDS_RDBI(identifiers=[0xF198]), text)
ask("clear", UDS_CDTCI(groupOfDTCHighByte=0xFF, groupOfDTCMiddleByte=0xFF, groupOfDTCLowByte=0xFF))
ask("codes", UDS_RDTCI(reportType=2, DTCStatusMask=0x08), code)
ask("present", UDS_TP(subFunction=0))
ask("erase", UDS_RC(routineControlType=1, routineIdentifier=0xFF00), code)
ask("setting", UDS_CDTCS(DTCSettingType=2))
ask("session 2", UDS_DSC(diagnosticSessionType=2), lambda a: bytes(a.sessionParameterRecord).hex())
ask("locked", UDS_RC(routineControlType=1, routineIdentifier=0xFF00), code)
seed = ask("seed", UDS_SA(securityAccessType=1), lambda a: str(len(a.securitySeed)))
key = hmac.new(secret, bytes(seed.securitySeed), hashlib.sha256).digest()[:4]
ask("wrong key", UDS_SA(securityAccessType=2, securityKey=bytes(4)))
seed = ask("seed", UDS_SA(securityAccessType=1), lambda a: str(len(a.securitySeed)))
key = hmac.new(secret, bytes(seed.securitySeed), hashlib.sha256).digest()[:4]
ask("key", UDS_SA(securityAccessType=2, securityKey=key))
ask("erase", UDS_RC(routineControlType=1, routineIdentifier=0xFF00), code)
begun = ask(
    "download",
    UDS_RD(
        dataFormatIdentifier=0, memorySizeLen=4, memoryAddressLen=4, memoryAddress4=0x10000, memorySize4=len(SOFTWARE)))
longest = int.from_bytes(begun.maxNumberOfBlockLength, "big") - 2
blocks = [SOFTWARE[at:at + longest] for at in range(0, len(SOFTWARE), longest)]
for number, block in enumerate(blocks, 1):
    ask("block", UDS_TD(blockSequenceCounter=number, transferRequestParameterRecord=block), code)
ask("exit", UDS_RTE())
crc = zlib.crc32(SOFTWARE).to_bytes(4, "big")
ask("checksum", UDS_RC(routineControlType=1, routineIdentifier=0x0202) / Raw(crc), code)
ask("dependencies", UDS_RC(routineControlType=1, routineIdentifier=0xFF01), code)
ask("reset", UDS_ER(resetType=1))
version = ""
for _ in range(20):
    # It starts: until then it says blanks, or nothing.
    time.sleep(0.5)
    answer = ecu.sr1(UDS() / UDS_RDBI(identifiers=[0xF189]), timeout=2, verbose=False)
    version = "" if answer is None else text(answer).strip()
    if version:
        break
print("version", version, flush=True)
os._exit(0)  # scapy's own threads would go on
