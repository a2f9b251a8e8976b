// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm;

import dev.dcmrig.dcm.ota.UpdateService;

/** What updates ask of the rest of the DCM, and do to it. */
final class UpdateNeighbours implements UpdateService.Dependencies {
  private final DcmServices services;
  private final Runnable restart;

  UpdateNeighbours(DcmServices services, Runnable restart) {
    this.services = services;
    this.restart = restart;
  }

  @Override
  public boolean isEmergency() {
    return services.sos.isActive() || services.acn.isActive() || services.calls.isCallActive();
  }

  @Override
  public boolean isDataRestricted() {
    return services.telematics.isDataRestricted();
  }

  @Override
  public void restart() {
    restart.run();
  }
}
