// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.bench.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A bench as its file in {@code hil-configs/benches/} describes it, checked.
 *
 * @param file as messages name it
 * @param virtualTime false: the wall clock
 * @param busUri for instance {@code emulated:vehicle}
 * @param bitRate of the arbitration phase, bit/s
 * @param dataBitRate of an FD frame's data phase, bit/s; equal to {@code bitRate} on a classic bus
 * @param reconnectWithin how long a scenario waits for a kernel's interface that an earlier one has
 *     lost; zero: not at all
 * @param dcmDriver {@code emulated}, {@code process} or {@code real}
 * @param dcmCommand what starts a DCM of driver {@code process}, in the rig's folder; else empty
 * @param features areas of features that this bench runs, for instance {@code sos}
 * @param tags expression of the scenarios that this bench can run; empty: all
 * @param drivers driver of each instrument and service
 */
public record BenchFile(
    String file,
    String name,
    Kind kind,
    boolean virtualTime,
    String busUri,
    int bitRate,
    int dataBitRate,
    Duration reconnectWithin,
    Path vehicle,
    String dcmDriver,
    List<String> dcmCommand,
    Path profile,
    List<String> features,
    String tags,
    Map<String, String> drivers) {

  /** {@code dcm.driver} of a DCM in a process of its own. */
  public static final String PROCESS = "process";

  /** A driver that runs in the rig's own process. */
  public static final String EMULATED = "emulated";

  /** The service that carries orders and commands. */
  public static final String BROKER = "broker";

  /** {@code services.broker.driver}: Eclipse Mosquitto, a process of its own. */
  public static final String MOSQUITTO = "mosquitto";

  /** Whether the broker is Eclipse Mosquitto instead of the rig's own. */
  public boolean usesMosquitto() {
    return MOSQUITTO.equals(drivers.get(BROKER));
  }

  /** Whether this bus is an interface of the operating system's kernel. */
  public static boolean isKernelBus(String busUri) {
    return busUri.startsWith("socketcan:");
  }

  /** The bus as traces call it: {@code vehicle} of {@code emulated:vehicle}, {@code vcan0}, ... */
  public String channel() {
    return busUri.substring(busUri.indexOf(':') + 1);
  }

  /** What a bench is made of. */
  public enum Kind {
    EMULATED,
    CONTAINER,
    HARDWARE
  }
}
