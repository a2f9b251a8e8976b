// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.modem;

/** The modem can't reach what it was asked for: no coverage, no such name, or no working modem. */
public final class NoNetworkException extends Exception {
  private static final long serialVersionUID = 1L;

  public NoNetworkException(String why) {
    super(why);
  }

  public NoNetworkException(String why, Throwable cause) {
    super(why, cause);
  }
}
