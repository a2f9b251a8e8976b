// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.bench.config;

import dev.dcmrig.bench.driver.Choice;
import dev.dcmrig.bench.driver.DriverFactory;
import dev.dcmrig.bench.driver.DriverTable;
import dev.dcmrig.bench.driver.Port;
import dev.dcmrig.sim.settings.RecordReader;
import dev.dcmrig.sim.settings.SettingsProblem;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads which driver fills a port, and the driver's own options. */
final class ChoiceReader {
  static final String DRIVER = "driver";

  private final YamlMap root;
  private final DriverTable table;

  ChoiceReader(YamlMap root, DriverTable table) {
    this.root = root;
    this.table = table;
  }

  /** What a port gets that the file does not name. */
  <P> Optional<Choice<P>> usual(Port<P> port) {
    Optional<DriverFactory<P>> factory = table.find(port, port.usual());
    if (factory.isEmpty()) {
      root.problem(
          port.name(),
          "port '" + port + "' has no driver '" + port.usual() + "'",
          "name one of: " + String.join(", ", table.names(port)));
    }
    return factory.flatMap(
        found ->
            RecordReader.read(found.options(), Map.of())
                .value()
                .map(options -> new Choice<>(found, options, 0)));
  }

  /** An entry with {@code driver} and its options. */
  <P> Optional<Choice<P>> named(Port<P> port, YamlMap entry, List<String> others) {
    return entry.oneOf(DRIVER, table.names(port)).flatMap(name -> read(port, name, entry, others));
  }

  /**
   * The driver of this name, with the options of a section.
   *
   * @param others keys of the section that are no options
   */
  <P> Optional<Choice<P>> read(Port<P> port, String name, YamlMap section, List<String> others) {
    DriverFactory<P> factory = table.find(port, name).orElseThrow();
    List<String> keys =
        Arrays.stream(factory.options().getRecordComponents())
            .map(RecordComponent::getName)
            .toList();
    section.ignore(DRIVER);
    others.forEach(section::ignore);
    keys.forEach(section::ignore);
    if (keys.isEmpty()) {
      section.noOtherKeys("driver '" + name + "' has no options");
    } else {
      section.noOtherKeys();
    }
    Map<String, Object> options = new LinkedHashMap<>(section.plain());
    options.keySet().retainAll(keys);
    RecordReader.Reading<? extends Record> reading =
        RecordReader.read(factory.options(), options, port.path());
    reading.problems().forEach(problem -> complain(port, problem));
    return reading.value().map(value -> new Choice<>(factory, value, section.line(DRIVER)));
  }

  private void complain(Port<?> port, SettingsProblem problem) {
    String path = problem.path();
    boolean missing = problem.what().equals("is missing") && path.startsWith(port.path() + ".");
    root.problemAt(
        path,
        missing
            ? "key '"
                + path.substring(port.path().length() + 1)
                + "' is missing in '"
                + port.path()
                + "'"
            : "'" + path + "' " + problem.what(),
        problem.wanted().isEmpty() || problem.wanted().startsWith("write ")
            ? problem.wanted()
            : "write " + problem.wanted());
  }
}
