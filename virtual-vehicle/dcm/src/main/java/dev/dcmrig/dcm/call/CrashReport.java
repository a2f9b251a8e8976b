// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.call;

/**
 * A crash that is reported in a call that is about something else (ACN-14). Somebody has heard of
 * it once the INFO with its data was accepted <em>and</em> the call was answered; when the call is
 * over before that, nobody has.
 */
final class CrashReport {
  private final CallManager.ReportResult result;
  private int firstInfo;
  private boolean accepted;
  private boolean connected;
  private boolean told;

  /**
   * @param connected whether the call has been answered already
   */
  CrashReport(CallManager.ReportResult result, boolean connected) {
    this.result = result;
    this.connected = connected;
  }

  /** An INFO with the newest data goes out: of this call the {@code number}th, from 1. */
  void sent(int number) {
    if (firstInfo == 0) {
      firstInfo = number;
    }
  }

  /** Whether no INFO that carried it has been accepted yet. */
  boolean isUnheard() {
    return !accepted;
  }

  boolean isUnsent() {
    return firstInfo == 0;
  }

  /** The answer to the {@code number}th INFO. */
  void answered(int number, int status) {
    if (firstInfo != 0 && number >= firstInfo && status >= 200 && status < 300) {
      accepted = true;
      tellIfHeard();
    }
  }

  /** Somebody has answered the call. */
  void connected() {
    connected = true;
    tellIfHeard();
  }

  private void tellIfHeard() {
    if (accepted && connected && !told) {
      told = true;
      result.reported(true);
    }
  }

  /** The call is over. */
  void over() {
    if (!told) {
      told = true;
      result.reported(false);
    }
  }
}
