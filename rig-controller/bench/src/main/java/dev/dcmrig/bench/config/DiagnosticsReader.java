// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.bench.config;

import dev.dcmrig.can.dbc.Dbc;
import dev.dcmrig.can.dbc.Message;
import dev.dcmrig.sim.settings.RecordReader;
import dev.dcmrig.sim.settings.SettingsProblem;
import dev.dcmrig.uds.data.CarDiagnostics;
import dev.dcmrig.uds.data.DiagnosticsSection;
import dev.dcmrig.uds.data.EcuFile;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads section {@code diagnostics} of a vehicle file and the files of its ECUs. No identifier may
 * stand for two things, nor be one of the car's own messages.
 */
final class DiagnosticsReader {
  private static final String PATH = VehicleFile.DIAGNOSTICS;

  private final RigHome home;
  private final Path vehicleFile;
  private final YamlMap root;
  private final Problems problems;
  private final Map<Integer, String> taken = new TreeMap<>();

  DiagnosticsReader(RigHome home, Path vehicleFile, YamlMap root, Problems problems) {
    this.home = home;
    this.vehicleFile = vehicleFile;
    this.root = root;
    this.problems = problems;
  }

  /** What could be read; the problems say what is wrong with the rest. */
  CarDiagnostics read(Map<String, Object> section, Dbc dbc) {
    RecordReader.Reading<DiagnosticsSection> reading =
        RecordReader.read(DiagnosticsSection.class, section, PATH);
    reading.problems().forEach(this::problem);
    return reading.value().map(read -> car(read, dbc)).orElse(CarDiagnostics.NONE);
  }

  private void problem(SettingsProblem wrong) {
    root.problemAt(
        wrong.path(),
        "'" + wrong.path() + "' " + wrong.what(),
        wrong.wanted().isEmpty() ? "" : "write " + wrong.wanted());
  }

  private CarDiagnostics car(DiagnosticsSection section, Dbc dbc) {
    for (Message message : dbc.messages()) {
      if (!message.isExtended()) {
        taken.put(message.id(), "message " + message.name() + " of " + dbc.fileName());
      }
    }
    take(PATH + ".toAll", section.toAllId(), "requests to all");
    Map<String, CarDiagnostics.Ecu> ecus = new LinkedHashMap<>();
    section
        .ecus()
        .forEach(
            (name, address) -> {
              String at = PATH + ".ecus." + name;
              take(at + ".request", address.requestId(), "requests to " + name);
              take(at + ".response", address.responseId(), "responses of " + name);
              ecu(at, address.file())
                  .ifPresent(
                      file ->
                          ecus.put(
                              name,
                              new CarDiagnostics.Ecu(
                                  name,
                                  section.toAllId(),
                                  address.requestId(),
                                  address.responseId(),
                                  file)));
            });
    return new CarDiagnostics(section.toAllId(), ecus);
  }

  private void take(String at, int id, String by) {
    @Nullable String before = taken.putIfAbsent(id, by);
    if (before != null) {
      root.problemAt(
          at,
          String.format("'%s' is 0x%03X, which belongs to %s", at, id, before),
          "give each direction an identifier of its own");
    }
  }

  private Optional<EcuFile> ecu(String at, String named) {
    Optional<Path> found = home.named(vehicleFile, named);
    if (found.isEmpty()) {
      root.problemAt(
          at + ".file",
          "'" + at + ".file' names " + named + ", and there is no such file",
          "name a file in " + home.shown(home.configs().resolve("ecus")));
      return Optional.empty();
    }
    return EcuFiles.read(home, found.get(), problems);
  }
}
