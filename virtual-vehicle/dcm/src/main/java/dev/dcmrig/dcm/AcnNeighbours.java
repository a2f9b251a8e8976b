// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm;

import dev.dcmrig.dcm.acn.AcnService;
import dev.dcmrig.dcm.call.CrashData;

/** What the crash notification asks of the others, and tells them. */
final class AcnNeighbours implements AcnService.Dependencies {
  private final DcmServices services;
  private final Runnable refresh;

  AcnNeighbours(DcmServices services, Runnable refresh) {
    this.services = services;
    this.refresh = refresh;
  }

  @Override
  public boolean isEmergencyCallEnabled() {
    return services.telematics.isEmergencyCallEnabled() && services.isServedWhileInstalling();
  }

  @Override
  public boolean isSubscribed() {
    return services.telematics.isSubscribed();
  }

  @Override
  public boolean isDataRestricted() {
    return services.telematics.isDataRestricted();
  }

  @Override
  public void stopSosRetries() {
    services.sos.stop();
  }

  @Override
  public void report(CrashData about, String state, int attempt) {
    services.telematics.report(about.incident(), "acn", state, attempt);
  }

  @Override
  public void activityChanged() {
    refresh.run();
  }
}
