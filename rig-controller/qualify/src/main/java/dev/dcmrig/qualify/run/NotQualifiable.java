// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.qualify.run;

/**
 * Nothing can be said about the suite: it does not pass where nothing is wrong, or does not run.
 */
public final class NotQualifiable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public NotQualifiable(String message) {
    super(message);
  }
}
