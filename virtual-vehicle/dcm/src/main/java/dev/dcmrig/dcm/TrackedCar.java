// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm;

import dev.dcmrig.dcm.car.CarState;
import dev.dcmrig.dcm.remote.RemoteService;
import dev.dcmrig.dcm.svt.SvtService;

/** What tracking and remote services ask of the car, of data and of each other. */
final class TrackedCar implements SvtService.Dependencies, RemoteService.Dependencies {
  private final DcmServices services;
  private final CarState car;
  private final long silenceNanos;
  private final Runnable refresh;

  TrackedCar(DcmServices services, CarState car, long silenceNanos, Runnable refresh) {
    this.services = services;
    this.car = car;
    this.silenceNanos = silenceNanos;
    this.refresh = refresh;
  }

  @Override
  public boolean isBusSilent() {
    return car.isBusSilentFor(silenceNanos);
  }

  @Override
  public boolean isIgnitionOn() {
    return car.isIgnitionOn();
  }

  @Override
  public boolean isDataRestricted() {
    return services.telematics.isDataRestricted();
  }

  @Override
  public void begun() {
    if (services.svt.isOrdered() && services.svt.areFeaturesOff()) {
      services.remote.withholdPositions("tracking-active");
    }
    refresh.run();
  }

  @Override
  public void fetchConfiguration() {
    services.telematics.fetchNow();
  }

  @Override
  public boolean isTracked() {
    return services.svt.isOrdered();
  }

  @Override
  public boolean areFeaturesOff() {
    return services.svt.areFeaturesOff();
  }
}
