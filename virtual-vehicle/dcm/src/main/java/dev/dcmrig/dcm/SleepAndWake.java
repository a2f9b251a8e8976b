// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm;

import dev.dcmrig.dcm.core.DcmService;
import dev.dcmrig.dcm.sleep.SleepService;

/** Sleep of the whole DCM: who is against it, and what it does to everybody. */
final class SleepAndWake implements SleepService.Dependencies {
  private final DcmServices services;
  private final Runnable refresh;

  SleepAndWake(DcmServices services, Runnable refresh) {
    this.services = services;
    this.refresh = refresh;
  }

  @Override
  public boolean isKeptAwake() {
    return services.power.isOnBackup()
        || services.inOrder.stream().anyMatch(DcmService::isKeepingAwake);
  }

  @Override
  public void putToSleep() {
    services.reversed.forEach(DcmService::sleep);
    refresh.run();
  }

  @Override
  public void wakeAll() {
    services.inOrder.forEach(DcmService::wake);
    refresh.run();
  }
}
