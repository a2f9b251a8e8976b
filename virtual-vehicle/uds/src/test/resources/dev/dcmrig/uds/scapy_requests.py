# SPDX-License-Identifier: Apache-2.0
# Writes requests as python3-scapy (Debian 2.5.0) builds them from their fields, each under a name that RequestTest knows:
#   /usr/bin/python3 scapy_requests.py > scapy-2.5.0.txt
# Without CommunicationControl: scapy 2.5.0 has the halves of communicationType the other way round (ISO 14229-1, table B.1).
from scapy.contrib.automotive import uds
from scapy.contrib.automotive.uds import UDS

DTC = dict(DTCHighByte=0x12, DTCMiddleByte=0x34, DTCLowByte=0x56)
REQUESTS = {
    "extended session": uds.UDS_DSC(diagnosticSessionType=3),
    "soft reset": uds.UDS_ER(resetType=3),
    "clear all": uds.UDS_CDTCI(groupOfDTCHighByte=0xFF, groupOfDTCMiddleByte=0xFF, groupOfDTCLowByte=0xFF),
    "count": uds.UDS_RDTCI(reportType=1, DTCStatusMask=0x08),
    "list": uds.UDS_RDTCI(reportType=2, DTCStatusMask=0x2F),
    "snapshot": uds.UDS_RDTCI(reportType=4, DTCSnapshotRecordNumber=0xFF, **DTC),
    "extended data": uds.UDS_RDTCI(reportType=6, DTCExtendedDataRecordNumber=1, **DTC),
    "supported": uds.UDS_RDTCI(reportType=0x0A),
    "read two": uds.UDS_RDBI(identifiers=[0xF190, 0x0100]),
    "seed": uds.UDS_SA(securityAccessType=1),
    "key": uds.UDS_SA(securityAccessType=2, securityKey=b"\xee\xfe"),
    "write": uds.UDS_WDBI(dataIdentifier=0x0100) / b"\x02\x03",
    "erase": uds.UDS_RC(routineControlType=1, routineIdentifier=0xFF00) / b"\x01",
    "download": uds.UDS_RD(
        dataFormatIdentifier=0, memorySizeLen=4, memoryAddressLen=4, memoryAddress4=0x1000, memorySize4=0x23
    ),
    "block": uds.UDS_TD(blockSequenceCounter=1, transferRequestParameterRecord=b"\xa5\x5a"),
    "exit": uds.UDS_RTE(),
    "file": uds.UDS_RFT(
        modeOfOperation=1,
        filePathAndName=b"a.bin",
        compressionMethod=0,
        encryptingMethod=0,
        fileSizeParameterLength=4,
        fileSizeUnCompressed=b"\0\0\x01\x2c",
        fileSizeCompressed=b"\0\0\x01\x2c",
    ),
    "present": uds.UDS_TP(subFunction=0),
    "present, silent": uds.UDS_TP(subFunction=0x80),
    "setting off": uds.UDS_CDTCS(DTCSettingType=2),
}
print("# Written by scapy_requests.py with python3-scapy 2.5.0 (Debian): name | bytes")
for name, request in REQUESTS.items():
    print(name, "|", bytes(UDS() / request).hex().upper())
