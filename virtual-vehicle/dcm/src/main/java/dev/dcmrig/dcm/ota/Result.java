// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.ota;

/** How an update ended, told to the server once, and again after what may have lost it. */
final class Result {
  private final Reports reports;
  private boolean sent;

  Result(Reports reports) {
    this.reports = reports;
  }

  /** It is on its way no more: what was sent may be lost. */
  void again() {
    sent = false;
  }

  /** Tells it, unless it is on its way. */
  void tell(Action action, Runnable told) {
    if (!sent) {
      sent = true;
      reports.result(action.offer.action(), action.success, action.details, told);
    }
  }
}
