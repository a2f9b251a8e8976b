// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.bus;

import dev.dcmrig.bench.config.ConfigurationException;
import dev.dcmrig.bench.config.Problem;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The address of a bus: {@code socketcan:can0}, {@code emulated:vehicle}; a name without a scheme
 * is an interface of this machine.
 *
 * @param name what the scheme calls it: the interface, or any name
 */
public record BusAddress(Scheme scheme, String name) {

  /** A kind of bus. */
  public enum Scheme {
    /** An interface of a Linux kernel. */
    SOCKETCAN("an interface of this machine's kernel, as socketcan:can0, or can0 for short"),
    /** A bus in memory; nobody outside of this process is on it. */
    EMULATED("a bus in this process only, as emulated:test");

    private final String meaning;

    Scheme(String meaning) {
      this.meaning = meaning;
    }

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * Reads an address.
   *
   * @throws ConfigurationException when there is no such scheme, or the name is missing
   */
  public static BusAddress parse(String text) {
    int colon = text.indexOf(':');
    String word = colon < 0 ? Scheme.SOCKETCAN.word() : text.substring(0, colon);
    String name = text.substring(colon + 1);
    for (Scheme scheme : Scheme.values()) {
      if (scheme.word().equals(word)) {
        if (name.isEmpty()) {
          throw wrong(text, "the name of the bus is missing");
        }
        return new BusAddress(scheme, name);
      }
    }
    throw wrong(text, "there is no kind of bus '" + word + "'");
  }

  private static ConfigurationException wrong(String text, String what) {
    String schemes =
        Arrays.stream(Scheme.values())
            .map(scheme -> scheme.word() + ":NAME is " + scheme.meaning)
            .collect(Collectors.joining("; "));
    return new ConfigurationException(new Problem("bus '" + text + "'", 0, what, schemes));
  }

  /** Whether nobody outside of this process can be on it. */
  public boolean isPrivate() {
    return scheme == Scheme.EMULATED;
  }

  @Override
  public String toString() {
    return scheme.word() + ":" + name;
  }
}
