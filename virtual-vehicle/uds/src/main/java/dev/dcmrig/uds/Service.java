// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.uds;

import org.jspecify.annotations.Nullable;

/** The services that this product speaks (ISO 14229-1:2020, table 2 and clauses 10 to 15). */
public enum Service {
  DIAGNOSTIC_SESSION_CONTROL(0x10, "DiagnosticSessionControl", true),
  ECU_RESET(0x11, "ECUReset", true),
  CLEAR_DIAGNOSTIC_INFORMATION(0x14, "ClearDiagnosticInformation", false),
  READ_DTC_INFORMATION(0x19, "ReadDTCInformation", true),
  READ_DATA_BY_IDENTIFIER(0x22, "ReadDataByIdentifier", false),
  SECURITY_ACCESS(0x27, "SecurityAccess", true),
  COMMUNICATION_CONTROL(0x28, "CommunicationControl", true),
  AUTHENTICATION(0x29, "Authentication", true),
  WRITE_DATA_BY_IDENTIFIER(0x2E, "WriteDataByIdentifier", false),
  ROUTINE_CONTROL(0x31, "RoutineControl", true),
  REQUEST_DOWNLOAD(0x34, "RequestDownload", false),
  TRANSFER_DATA(0x36, "TransferData", false),
  REQUEST_TRANSFER_EXIT(0x37, "RequestTransferExit", false),
  REQUEST_FILE_TRANSFER(0x38, "RequestFileTransfer", false),
  TESTER_PRESENT(0x3E, "TesterPresent", true),
  CONTROL_DTC_SETTING(0x85, "ControlDTCSetting", true);

  /** A positive response begins with the request's identifier plus this. */
  static final int POSITIVE_OFFSET = 0x40;

  /** A negative response begins with it. */
  static final int NEGATIVE = 0x7F;

  private static final @Nullable Service[] BY_ID = new Service[0x100];

  static {
    for (Service service : values()) {
      BY_ID[service.id] = service;
    }
  }

  private final int id;
  private final String standardName;
  private final boolean subFunction;

  Service(int id, String standardName, boolean subFunction) {
    this.id = id;
    this.standardName = standardName;
    this.subFunction = subFunction;
  }

  /** Service identifier, SID. */
  public int id() {
    return id;
  }

  /** Whether its second byte is a sub-function with the suppress bit. */
  public boolean hasSubFunction() {
    return subFunction;
  }

  /** The service of an identifier, 0 to 255; null when this product speaks none such. */
  public static @Nullable Service of(int id) {
    return BY_ID[id & 0xFF];
  }

  @Override
  public String toString() {
    return standardName;
  }
}
