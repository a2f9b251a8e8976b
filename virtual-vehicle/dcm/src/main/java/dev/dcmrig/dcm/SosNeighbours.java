// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm;

import dev.dcmrig.dcm.call.CrashData;
import dev.dcmrig.dcm.sos.SosService;

/** What the SOS service asks of the others, and tells them. */
final class SosNeighbours implements SosService.Dependencies {
  private final DcmServices services;

  SosNeighbours(DcmServices services) {
    this.services = services;
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
  public boolean isTracked() {
    return services.svt.isOrdered();
  }

  @Override
  public boolean isCollisionActive() {
    return services.acn.isActive();
  }

  @Override
  public void report(CrashData about, String state, int attempt) {
    services.telematics.report(about.incident(), "sos", state, attempt);
  }
}
