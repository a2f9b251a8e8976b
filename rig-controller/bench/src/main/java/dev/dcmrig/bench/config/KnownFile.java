// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.bench.config;

import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads a list of known failures; {@code schema/known.schema.json} is its form. */
public final class KnownFile {

  /** Of an id: that of a requirement or a scenario. */
  static final String ID_FORM = "[A-Za-z0-9][A-Za-z0-9._,/: -]{0,299}";

  /** A day, as ISO 8601 writes it. */
  static final String DAY_FORM = "[0-9]{4}-[0-9]{2}-[0-9]{2}";

  /**
   * An entry.
   *
   * @param id of a requirement or a scenario
   * @param dut a text that is found in what the device says that it is
   * @param expires the last day on which it counts
   */
  public record Entry(String id, String dut, String ticket, LocalDate expires) {}

  private KnownFile() {}

  /**
   * Reads it.
   *
   * @throws ConfigurationException with all that is wrong
   */
  public static List<Entry> read(RigHome home, Path file) {
    Problems problems = new Problems();
    List<Entry> entries = new ArrayList<>();
    YamlFile.read(file, home.shown(file), problems)
        .ifPresent(
            root -> {
              for (YamlMap entry : root.maps("known")) {
                entry(entry, entries).ifPresent(entries::add);
              }
              root.noOtherKeys();
            });
    problems.throwIfAny();
    return List.copyOf(entries);
  }

  private static Optional<Entry> entry(YamlMap entry, List<Entry> before) {
    Optional<String> id = entry.text("id");
    Optional<String> dut = entry.text("dut");
    Optional<String> ticket = entry.text("ticket");
    Optional<String> expires = entry.text("expires");
    entry.noOtherKeys();
    if (id.isEmpty() || dut.isEmpty() || ticket.isEmpty() || expires.isEmpty()) {
      return Optional.empty();
    }
    if (!id.get().matches(ID_FORM)) {
      entry.problem("id", "'" + id.get() + "' is no id", "write that of a requirement or scenario");
    }
    if (before.stream().anyMatch(it -> it.id().equals(id.get()) && it.dut().equals(dut.get()))) {
      entry.problem("id", id.get() + " stands here for the second time", "remove one of the two");
    }
    try {
      return Optional.of(
          new Entry(id.get(), dut.get(), ticket.get(), LocalDate.parse(expires.get())));
    } catch (DateTimeException e) {
      entry.problem("expires", "'" + expires.get() + "' is no day", "write it as 2027-01-31");
      return Optional.empty();
    }
  }
}
