// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.sim;

/** The run was interrupted (Ctrl-C) while it waited for an exchange. */
public final class TimelineInterruptedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public TimelineInterruptedException(InterruptedException cause) {
    super("interrupted while waiting for an exchange to end", cause);
  }
}
