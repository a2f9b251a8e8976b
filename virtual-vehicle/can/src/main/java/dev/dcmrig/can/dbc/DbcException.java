// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.can.dbc;

/** A DBC file that can't be used: where, what is wrong with it, and what to do. */
public final class DbcException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String fileName;
  private final int line;
  private final String what;
  private final String remedy;

  DbcException(String fileName, int line, String what, String remedy) {
    super(fileName + ":" + line + ": " + what + "; " + remedy);
    this.fileName = fileName;
    this.line = line;
    this.what = what;
    this.remedy = remedy;
  }

  /** What is wrong, without the place. */
  public String what() {
    return what;
  }

  /** What to do. */
  public String remedy() {
    return remedy;
  }

  public String fileName() {
    return fileName;
  }

  /** Counted from 1. */
  public int line() {
    return line;
  }
}
