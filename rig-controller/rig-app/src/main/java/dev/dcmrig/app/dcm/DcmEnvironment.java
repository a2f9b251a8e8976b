// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.dcm;

import dev.dcmrig.bench.config.ConfigurationException;
import dev.dcmrig.bench.config.Problem;
import dev.dcmrig.dcm.core.ModemAccess;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a DCM is told by the variables of its environment (docs/DCM-INTERFACE.md, section 0).
 *
 * @param can address of the bus, {@code socketcan:vcan0}
 * @param electrical where the rig listens
 * @param defects ids of the seeded defects that it is to have
 * @param isClocked whether the rig wants virtual time
 */
record DcmEnvironment(
    String can,
    ModemAccess modem,
    InetSocketAddress electrical,
    Path profile,
    Path vehicle,
    long seed,
    Set<String> defects,
    boolean isClocked) {

  private static final Pattern ADDRESS = Pattern.compile("(.+):([0-9]{1,5})");
  private static final int MAX_PORT = 65_535;

  /**
   * @throws ConfigurationException for a variable that is missing or wrong
   */
  static DcmEnvironment of(Map<String, String> variables) {
    InetSocketAddress proxy = address(variables, "DCM_PROXY");
    return new DcmEnvironment(
        text(variables, "DCM_CAN"),
        new ModemAccess(
            proxy.getHostString(),
            proxy.getPort(),
            text(variables, "DCM_IMSI"),
            text(variables, "DCM_ADDRESS"),
            text(variables, "DCM_SUBSCRIBER_URI"),
            text(variables, "DCM_VIN"),
            Path.of(text(variables, "DCM_CERTIFICATES"))),
        address(variables, "DCM_ELECTRICAL"),
        Path.of(text(variables, "DCM_PROFILE")),
        Path.of(text(variables, "DCM_VEHICLE")),
        seed(variables),
        defects(variables.getOrDefault("DCM_DEFECTS", "")),
        !variables.getOrDefault("DCM_CLOCK", "").isEmpty());
  }

  private static String text(Map<String, String> variables, String name) {
    String text = variables.get(name);
    if (text == null || text.isBlank()) {
      throw wrong(name, "is not set");
    }
    return text;
  }

  private static InetSocketAddress address(Map<String, String> variables, String name) {
    String text = text(variables, name);
    Matcher matcher = ADDRESS.matcher(text);
    if (!matcher.matches() || Integer.parseInt(matcher.group(2)) > MAX_PORT) {
      throw wrong(name, "is '" + text + "' and not HOST:PORT");
    }
    return new InetSocketAddress(matcher.group(1), Integer.parseInt(matcher.group(2)));
  }

  private static long seed(Map<String, String> variables) {
    String text = text(variables, "DCM_SEED");
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw wrong("DCM_SEED", "is '" + text + "' and no 64-bit number");
    }
  }

  private static Set<String> defects(String text) {
    return text.isBlank() ? Set.of() : new TreeSet<>(List.of(text.split(",", -1)));
  }

  private static ConfigurationException wrong(String name, String what) {
    return new ConfigurationException(
        new Problem(
            "environment variable " + name,
            0,
            what,
            "'rig dcm' is started by a bench with 'driver: process'; docs/DCM-INTERFACE.md, section"
                + " 0, lists what it needs"));
  }
}
