// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.bench.config;

import dev.dcmrig.can.binding.BindingException;
import dev.dcmrig.can.binding.VehicleBinding;
import dev.dcmrig.can.dbc.Dbc;
import dev.dcmrig.can.dbc.DbcException;
import dev.dcmrig.ecus.NetworkManagement;
import dev.dcmrig.uds.data.CarDiagnostics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A vehicle of {@code hil-configs/vehicles/}, checked against its DBC file.
 *
 * @param file as messages name it
 * @param vin vehicle identification number (ISO 3779), 17 characters
 * @param busSleepAfter from the last thing that happened in the car to silence, ignition off
 * @param diagnostics how its ECUs are asked; without the key nobody answers
 */
public record VehicleFile(
    String file,
    String name,
    String vin,
    VehicleBinding binding,
    Duration busSleepAfter,
    CarDiagnostics diagnostics) {

  private static final String SLEEP = "busSleepAfter";
  static final String DIAGNOSTICS = "diagnostics";
  private static final Pattern SECONDS = Pattern.compile("([0-9]{1,4})s");

  /** Letters and digits of a VIN: no I, O or Q (ISO 3779). */
  static final String VIN = "[A-HJ-NPR-Z0-9]{17}";

  /** Empty when something is wrong; the problems say what. */
  public static Optional<VehicleFile> read(RigHome home, Path file, Problems problems) {
    String shown = home.shown(file);
    int before = problems.all().size();
    return YamlFile.read(file, shown, problems)
        .flatMap(root -> vehicle(home, file, shown, root, problems))
        .filter(vehicle -> problems.all().size() == before);
  }

  private static Optional<VehicleFile> vehicle(
      RigHome home, Path file, String shown, YamlMap root, Problems problems) {
    String name = String.valueOf(file.getFileName()).replaceFirst("\\.yaml$", "");
    Optional<String> vin = root.text("vin");
    if (vin.isPresent() && !vin.get().matches(VIN)) {
      root.problem(
          "vin",
          "'" + vin.get() + "' is no vehicle identification number",
          "write 17 capital letters and digits, without I, O and Q");
    }
    Duration sleepAfter =
        root.keys().contains(SLEEP) ? sleepAfter(root) : NetworkManagement.DEFAULT_SLEEP_AFTER;
    Optional<Dbc> dbc = root.text("dbc").flatMap(text -> dbc(home, file, root, text, problems));
    Map<String, Object> bindings = root.map("bindings").map(YamlMap::plain).orElse(Map.of());
    Optional<Map<String, Object>> asked =
        root.keys().contains(DIAGNOSTICS)
            ? root.map(DIAGNOSTICS).map(YamlMap::plain)
            : Optional.empty();
    root.noOtherKeys();
    if (vin.isEmpty() || dbc.isEmpty() || bindings.isEmpty()) {
      return Optional.empty();
    }
    try {
      VehicleBinding binding = VehicleBinding.of(shown, dbc.get(), bindings);
      CarDiagnostics diagnostics =
          asked
              .map(
                  section ->
                      new DiagnosticsReader(home, file, root, problems).read(section, dbc.get()))
              .orElse(CarDiagnostics.NONE);
      return Optional.of(new VehicleFile(shown, name, vin.get(), binding, sleepAfter, diagnostics));
    } catch (BindingException e) {
      String what = String.valueOf(e.getMessage());
      String prefix = shown + ": ";
      problems.add(
          shown,
          root.lineOfPath(e.path()),
          what.startsWith(prefix) ? what.substring(prefix.length()) : what,
          "");
      return Optional.empty();
    }
  }

  /** 1 s to 9,999 s; the default beside a problem. */
  private static Duration sleepAfter(YamlMap root) {
    Optional<String> text = root.text(SLEEP);
    Matcher matcher = SECONDS.matcher(text.orElse(""));
    int seconds = matcher.matches() ? Integer.parseInt(matcher.group(1)) : 0;
    if (text.isPresent() && seconds == 0) {
      root.problem(
          SLEEP,
          "'" + SLEEP + "' is '" + text.get() + "'",
          "write 1s to 9999s, for instance '60s'");
    }
    return seconds == 0 ? NetworkManagement.DEFAULT_SLEEP_AFTER : Duration.ofSeconds(seconds);
  }

  private static Optional<Dbc> dbc(
      RigHome home, Path vehicleFile, YamlMap root, String named, Problems problems) {
    Optional<Path> found = home.named(vehicleFile, named);
    if (found.isEmpty()) {
      root.problem(
          "dbc",
          "'dbc' names " + named + ", and there is no such file",
          "name a file in " + home.shown(home.configs().resolve("dbc")));
      return Optional.empty();
    }
    Path file = found.get();
    String shown = home.shown(file);
    Optional<String> text = TextFile.read(file, shown, TextFile.MAX_DBC_BYTES, problems);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(Dbc.parse(shown, text.get()));
    } catch (DbcException e) {
      String what = String.valueOf(e.getMessage());
      String prefix = shown + ":" + e.line() + ": ";
      problems.add(
          shown, e.line(), what.startsWith(prefix) ? what.substring(prefix.length()) : what, "");
      return Optional.empty();
    }
  }
}
