// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.uds;

/** Negative response codes, with the standard's names (ISO 14229-1:2020, table A.1). */
public enum Nrc {
  GENERAL_REJECT(0x10, "generalReject"),
  SERVICE_NOT_SUPPORTED(0x11, "serviceNotSupported"),
  SUB_FUNCTION_NOT_SUPPORTED(0x12, "subFunctionNotSupported"),
  INCORRECT_LENGTH(0x13, "incorrectMessageLengthOrInvalidFormat"),
  RESPONSE_TOO_LONG(0x14, "responseTooLong"),
  BUSY_REPEAT_REQUEST(0x21, "busyRepeatRequest"),
  CONDITIONS_NOT_CORRECT(0x22, "conditionsNotCorrect"),
  REQUEST_SEQUENCE_ERROR(0x24, "requestSequenceError"),
  NO_RESPONSE_FROM_SUBNET(0x25, "noResponseFromSubnetComponent"),
  FAILURE_PREVENTS_EXECUTION(0x26, "failurePreventsExecutionOfRequestedAction"),
  REQUEST_OUT_OF_RANGE(0x31, "requestOutOfRange"),
  SECURITY_ACCESS_DENIED(0x33, "securityAccessDenied"),
  AUTHENTICATION_REQUIRED(0x34, "authenticationRequired"),
  INVALID_KEY(0x35, "invalidKey"),
  EXCEEDED_ATTEMPTS(0x36, "exceedNumberOfAttempts"),
  REQUIRED_TIME_DELAY(0x37, "requiredTimeDelayNotExpired"),
  UPLOAD_DOWNLOAD_NOT_ACCEPTED(0x70, "uploadDownloadNotAccepted"),
  TRANSFER_DATA_SUSPENDED(0x71, "transferDataSuspended"),
  GENERAL_PROGRAMMING_FAILURE(0x72, "generalProgrammingFailure"),
  WRONG_BLOCK_SEQUENCE_COUNTER(0x73, "wrongBlockSequenceCounter"),
  RESPONSE_PENDING(0x78, "requestCorrectlyReceived-ResponsePending"),
  SUB_FUNCTION_NOT_IN_SESSION(0x7E, "subFunctionNotSupportedInActiveSession"),
  SERVICE_NOT_IN_SESSION(0x7F, "serviceNotSupportedInActiveSession"),
  RPM_TOO_HIGH(0x81, "rpmTooHigh"),
  RPM_TOO_LOW(0x82, "rpmTooLow"),
  ENGINE_IS_RUNNING(0x83, "engineIsRunning"),
  ENGINE_IS_NOT_RUNNING(0x84, "engineIsNotRunning"),
  VEHICLE_SPEED_TOO_HIGH(0x88, "vehicleSpeedTooHigh"),
  VEHICLE_SPEED_TOO_LOW(0x89, "vehicleSpeedTooLow"),
  VOLTAGE_TOO_HIGH(0x92, "voltageTooHigh"),
  VOLTAGE_TOO_LOW(0x93, "voltageTooLow");

  private static final Nrc[] BY_CODE = new Nrc[0x100];

  static {
    for (Nrc nrc : values()) {
      BY_CODE[nrc.code] = nrc;
    }
  }

  private final int code;
  private final String standardName;

  Nrc(int code, String standardName) {
    this.code = code;
    this.standardName = standardName;
  }

  public int code() {
    return code;
  }

  /** What a code is called; of a code that the standard does not name: its number. */
  public static String nameOf(int code) {
    Nrc nrc = code >= 0 && code < BY_CODE.length ? BY_CODE[code] : null;
    return nrc == null ? String.format("0x%02X", code) : nrc.toString();
  }

  /** Not sent to a request that went to all: somebody else may know it (7.5.5). */
  boolean silentToAll() {
    return switch (this) {
      case SERVICE_NOT_SUPPORTED,
          SUB_FUNCTION_NOT_SUPPORTED,
          REQUEST_OUT_OF_RANGE,
          SUB_FUNCTION_NOT_IN_SESSION,
          SERVICE_NOT_IN_SESSION ->
          true;
      default -> false;
    };
  }

  /** As the standard writes it, for instance {@code requestOutOfRange}. */
  @Override
  public String toString() {
    return standardName;
  }
}
