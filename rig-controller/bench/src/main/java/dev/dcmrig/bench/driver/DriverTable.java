// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.bench.driver;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The drivers that a bench file can name. Immutable. */
public final class DriverTable {
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");

  private final List<DriverFactory<?>> factories;

  private DriverTable(List<DriverFactory<?>> factories) {
    this.factories = List.copyOf(factories);
  }

  /**
   * A table of these.
   *
   * @throws IllegalArgumentException when two have the same port and name, or one has a name that
   *     YAML can't have; the message is a sentence
   */
  public static DriverTable of(List<? extends DriverFactory<?>> factories) {
    return new DriverTable(List.of()).and(factories);
  }

  /** These drivers, too; otherwise as {@link #of}. */
  public DriverTable and(List<? extends DriverFactory<?>> more) {
    List<DriverFactory<?>> all = new ArrayList<>(factories);
    for (DriverFactory<?> factory : more) {
      check(factory, all);
      all.add(factory);
    }
    return new DriverTable(all);
  }

  /** With this driver in the place of the one of the same port and name. */
  public DriverTable with(DriverFactory<?> other) {
    List<DriverFactory<?>> all = new ArrayList<>(factories);
    all.removeIf(each -> each.port().equals(other.port()) && each.name().equals(other.name()));
    all.add(other);
    return new DriverTable(all);
  }

  private static void check(DriverFactory<?> factory, List<DriverFactory<?>> before) {
    String name = factory.name();
    Port<?> port = factory.port();
    String who = factory.getClass().getName();
    if (!Port.ALL.contains(port)) {
      throw new IllegalArgumentException(
          who
              + " serves port '"
              + port
              + "', and a bench has no such port; there are: "
              + Port.ALL);
    }
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          who + " is named '" + name + "'; a driver's name is small letters, digits and hyphens");
    }
    for (DriverFactory<?> other : before) {
      if (other.port().equals(port) && other.name().equals(name)) {
        throw new IllegalArgumentException(
            who
                + " and "
                + other.getClass().getName()
                + " are both driver '"
                + name
                + "' of port '"
                + port
                + "'; give one of them another name");
      }
    }
  }

  public List<DriverFactory<?>> all() {
    return factories;
  }

  /** The names of a port's drivers, in the table's order. */
  public List<String> names(Port<?> port) {
    return factories.stream()
        .filter(factory -> factory.port().equals(port))
        .map(DriverFactory::name)
        .toList();
  }

  /** The driver of that name. */
  @SuppressWarnings("unchecked") // A factory's port has the factory's own type.
  public <P> Optional<DriverFactory<P>> find(Port<P> port, String name) {
    return factories.stream()
        .filter(factory -> factory.port().equals(port) && factory.name().equals(name))
        .map(factory -> (DriverFactory<P>) factory)
        .findFirst();
  }
}
