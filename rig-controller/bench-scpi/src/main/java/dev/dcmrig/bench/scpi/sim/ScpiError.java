// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.bench.scpi.sim;

/** What an instrument puts into its queue of errors (SCPI-1999 volume 2, 21.8). */
final class ScpiError extends Exception {
  private static final long serialVersionUID = 1L;

  private final int code;

  private ScpiError(int code, String text) {
    super(text);
    this.code = code;
  }

  static ScpiError syntax() {
    return new ScpiError(-102, "Syntax error");
  }

  static ScpiError dataType() {
    return new ScpiError(-104, "Data type error");
  }

  static ScpiError parameterNotAllowed() {
    return new ScpiError(-108, "Parameter not allowed");
  }

  static ScpiError missingParameter() {
    return new ScpiError(-109, "Missing parameter");
  }

  static ScpiError undefinedHeader(String header) {
    return new ScpiError(-113, "Undefined header;" + header.replace('"', '\''));
  }

  static ScpiError invalidSuffix() {
    return new ScpiError(-131, "Invalid suffix");
  }

  static ScpiError settingsConflict() {
    return new ScpiError(-221, "Settings conflict");
  }

  static ScpiError outOfRange() {
    return new ScpiError(-222, "Data out of range");
  }

  static ScpiError queueOverflow() {
    return new ScpiError(-350, "Queue overflow");
  }

  /** As {@code SYSTem:ERRor?} says it. */
  String line() {
    return code + ",\"" + getMessage() + "\"";
  }
}
