// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.api;

/** The bench can't go on: a verdict of error, with the cause, never a failed DCM. */
public final class BenchBroken extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public BenchBroken(String what, Throwable cause) {
    super(what, cause);
  }

  public BenchBroken(String what) {
    super(what);
  }
}
