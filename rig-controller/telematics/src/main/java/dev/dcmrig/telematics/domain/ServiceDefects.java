// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.telematics.domain;

import java.util.List;

/** Deliberate faults of the stand-in service: they show that the rig notices a wrong service. */
public final class ServiceDefects {

  /**
   * One of them.
   *
   * @param requirement the one that it breaks for sure; its subject is the service
   * @param alsoBreaks others that may fail with it
   */
  public record ServiceDefect(
      String id, String requirement, String title, List<String> alsoBreaks) {}

  private static final List<ServiceDefect> ALL =
      List.of(
          defect("service-starts-without-report", "SVT-01", "tracks without a police report"),
          defect("service-starts-without-subscription", "SVT-01", "tracks unpaid", "SVT-11"),
          defect("service-believes-any-identity", "SVT-01", "tracks one of two named cars"),
          defect("service-hides-the-end", "SVT-09", "the owner never learns of the end", "SVT-05"),
          defect("service-shows-position-to-owner", "SVT-09", "the owner sees where the car is"),
          defect("service-keeps-positions-after-end", "SVT-09", "positions stay visible"),
          defect("service-adds-unverified-owner", "SUB-07", "anybody can add the car"));

  private ServiceDefects() {}

  private static ServiceDefect defect(
      String id, String requirement, String title, String... alsoBreaks) {
    return new ServiceDefect(id, requirement, title, List.of(alsoBreaks));
  }

  public static List<ServiceDefect> all() {
    return ALL;
  }
}
