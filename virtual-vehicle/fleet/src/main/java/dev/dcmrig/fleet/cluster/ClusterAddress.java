// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.fleet.cluster;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a process of a cluster listens, or is found.
 *
 * @param host an IPv4 address of this machine or another
 * @param port TCP, 1 to 65534; the one above it carries the event bus
 */
public record ClusterAddress(String host, int port) {
  private static final Pattern FORM = Pattern.compile("([0-9.]{7,15}):([0-9]{1,5})");
  private static final int HIGHEST = 65_534;

  public ClusterAddress {
    if (port < 1 || port > HIGHEST) {
      throw new IllegalArgumentException(
          "port " + port + ": one from 1 to " + HIGHEST + " is needed, the next one is taken, too");
    }
  }

  /**
   * Reads {@code 192.0.2.7:7800}.
   *
   * @throws IllegalArgumentException with what would be right
   */
  public static ClusterAddress of(String text) {
    Matcher parts = FORM.matcher(text);
    if (!parts.matches()) {
      throw new IllegalArgumentException(
          "'" + text + "' is no address; write it like 127.0.0.1:7800");
    }
    return new ClusterAddress(parts.group(1), Integer.parseInt(parts.group(2)));
  }

  /** As JGroups writes it. */
  String jgroups() {
    return host + "[" + port + "]";
  }

  @Override
  public String toString() {
    return host + ":" + port;
  }
}
