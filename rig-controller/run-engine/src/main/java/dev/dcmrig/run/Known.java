// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.run;

import dev.dcmrig.bench.config.KnownFile;
import dev.dcmrig.bench.config.RigHome;
import dev.dcmrig.evidence.KnownFailures;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Predicate;

/**
 * A list of known failures, as a user names it.
 *
 * @param file YAML
 * @param today by the calendar of whoever runs
 */
public record Known(Path file, LocalDate today) {

  /** Its folder under {@code inputs/}. */
  static final String INPUTS = "known";

  /**
   * As a run folder keeps it.
   *
   * @param exists whether a requirement or scenario has an id
   * @throws dev.dcmrig.bench.config.ConfigurationException when the file can't be used
   */
  KnownFailures read(RigHome home, Predicate<String> exists) {
    List<KnownFailures.Entry> entries =
        KnownFile.read(home, file).stream()
            .map(
                entry ->
                    new KnownFailures.Entry(
                        entry.id(),
                        entry.dut(),
                        entry.ticket(),
                        entry.expires().toString(),
                        exists.test(entry.id())))
            .toList();
    return new KnownFailures(today.toString(), entries);
  }

  /** Its name under {@code inputs/}. */
  String input() {
    return INPUTS + "/" + RunInputs.fileName(file.toString());
  }
}
