// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.uds;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What an ECU speaks, and under which conditions: data, no code.
 *
 * @param sessions its sessions by type; 1 is always there
 * @param services what it speaks, and where
 * @param data its data identifiers
 * @param routines its routines
 * @param dtcs the trouble codes that it knows
 * @param securityLevels odd sub-functions of SecurityAccess that it has
 * @param statusAvailability status bits of DTCs that it keeps (DTCStatusAvailabilityMask)
 * @param maxIdentifiers data identifiers that one request may ask for, 1 up
 * @param maxResponse longest response in bytes, 1 up
 */
public record EcuDescription(
    Map<Integer, Session> sessions,
    Map<Service, Rule> services,
    List<DataIdentifier> data,
    List<Routine> routines,
    List<Dtc> dtcs,
    Set<Integer> securityLevels,
    int statusAvailability,
    int maxIdentifiers,
    int maxResponse) {

  public static final int DEFAULT_SESSION = 1;
  public static final int PROGRAMMING_SESSION = 2;
  public static final int EXTENDED_SESSION = 3;

  /** No security level is needed. */
  public static final int NO_LEVEL = 0;

  /**
   * Times of a session (ISO 14229-2, table 4).
   *
   * @param p2Millis until a response begins, 0 to 65535
   * @param p2StarMillis until the next one after "response pending", 0 to 655350, whole tens
   * @param from where it can be entered from
   */
  public record Session(String name, int p2Millis, int p2StarMillis, Rule from) {}

  /**
   * Where something can be had.
   *
   * @param sessions in which
   * @param level security level that must be unlocked; 0: none
   */
  public record Rule(Set<Integer> sessions, int level) {
    public Rule {
      sessions = Set.copyOf(sessions);
    }
  }

  /**
   * @param id 0 to 65535
   * @param length in bytes; 0: any
   * @param read where it can be read; no session: nowhere
   * @param write where it can be written; no session: nowhere
   */
  public record DataIdentifier(int id, String name, int length, Rule read, Rule write) {}

  /**
   * @param id 0 to 65535
   * @param actions of 1 start, 2 stop, 3 results
   * @param optionLength bytes that start takes
   */
  public record Routine(int id, String name, Rule rule, Set<Integer> actions, int optionLength) {}

  /**
   * @param code 24 bits
   */
  public record Dtc(int code, String name) {}

  public EcuDescription {
    sessions = Map.copyOf(sessions);
    services = Map.copyOf(services);
    data = List.copyOf(data);
    routines = List.copyOf(routines);
    dtcs = List.copyOf(dtcs);
    securityLevels = Set.copyOf(securityLevels);
    if (!sessions.containsKey(DEFAULT_SESSION)) {
      throw new IllegalArgumentException("an ECU without a default session (1)");
    }
  }
}
