// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm;

/** A DCM profile says something that no DCM can do; the message gives path, value and the fix. */
public final class DcmSettingsException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public DcmSettingsException(String profile, String path, String what) {
    super("DCM profile " + profile + ": " + path + ": " + what);
  }
}
