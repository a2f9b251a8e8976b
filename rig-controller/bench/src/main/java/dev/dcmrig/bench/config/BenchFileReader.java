// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.bench.config;

import dev.dcmrig.bench.driver.Choice;
import dev.dcmrig.bench.driver.DriverTable;
import dev.dcmrig.bench.driver.Port;
import dev.dcmrig.bench.driver.Trait;
import dev.dcmrig.evidence.measurement.DecisionRule;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Reads and checks {@code hil-configs/benches/*.yaml}. */
public final class BenchFileReader {
  private static final String EXAMPLE = "vehicles/reference.yaml";

  static final String GUARD_BAND = "guard-band";

  /** Words of {@link DecisionRule}. */
  static final List<String> RULES = List.of("simple-acceptance", GUARD_BAND);

  /** Keys of {@code dcm} that are not its driver's. */
  private static final List<String> DCM_KEYS = List.of("profile");

  private final RigHome home;
  private final DriverTable table;
  private final Problems problems;
  private final UnaryOperator<@Nullable String> environment;

  /**
   * @param table the drivers that a file can name
   */
  public BenchFileReader(RigHome home, DriverTable table, Problems problems) {
    this(home, table, problems, System::getenv);
  }

  /**
   * @param environment the value of a variable, or null
   */
  BenchFileReader(
      RigHome home,
      DriverTable table,
      Problems problems,
      UnaryOperator<@Nullable String> environment) {
    this.home = home;
    this.table = table;
    this.problems = problems;
    this.environment = environment;
  }

  /** Empty when something is wrong; the problems say what. */
  public Optional<BenchFile> read(Path file) {
    String shown = home.shown(file);
    int before = problems.all().size();
    BenchNodes nodes = new BenchNodes(home, environment, problems);
    Optional<BenchFile> bench =
        nodes.read(file).flatMap(root -> bench(file, shown, root, nodes.bases()));
    return problems.all().size() == before ? bench : Optional.empty();
  }

  private Optional<BenchFile> bench(Path file, String shown, YamlMap root, List<Path> bases) {
    Optional<String> name = root.text("name");
    refuseKind(root);
    Optional<String> time = root.oneOf("time", List.of("virtual", "real"));
    ChoiceReader choices = new ChoiceReader(root, table);
    Map<Port<?>, Choice<?>> chosen = new LinkedHashMap<>();
    Optional<BusReader.Bus> bus =
        root.map("bus").map(map -> new BusReader(choices, table).read(map));
    bus.flatMap(BusReader.Bus::choice).ifPresent(choice -> chosen.put(Port.BUS, choice));
    Optional<Path> vehicle = existing(file, root, "vehicle");
    Optional<YamlMap> dcm = root.map("dcm");
    Optional<Path> profile = dcm.flatMap(map -> existing(file, map, "profile"));
    Optional<Path> specification =
        root.keys().contains("specification") ? existing(file, root, "specification") : profile;
    List<Path> catalogues = catalogues(file, root);
    DecisionRule rule = decisionRule(root);
    dcm.flatMap(map -> choices.named(Port.DCM, map, DCM_KEYS))
        .ifPresent(choice -> chosen.put(Port.DCM, choice));
    List<String> features = root.texts("features");
    checkFeatures(file, root, features);
    Optional<String> tags = root.keys().contains("tags") ? root.text("tags") : Optional.of("");
    section(root, Port.Section.INSTRUMENTS, choices, chosen);
    section(root, Port.Section.SERVICES, choices, chosen);
    root.noOtherKeys();
    checkTime(root, time.orElse(""), chosen);
    bus.ifPresent(map -> checkReach(root, map.uri(), chosen));
    if (name.isEmpty()
        || time.isEmpty()
        || vehicle.isEmpty()
        || profile.isEmpty()
        || specification.isEmpty()
        || !chosen.keySet().containsAll(Port.ALL)) {
      return Optional.empty();
    }
    return Optional.of(
        new BenchFile(
            shown,
            file,
            name.get(),
            time.get().equals("virtual"),
            bus.orElseThrow().uri(),
            bus.get().bitRate(),
            bus.get().dataBitRate(),
            bus.get().reconnectWithin(),
            vehicle.get(),
            profile.get(),
            specification.get(),
            catalogues,
            rule,
            features,
            tags.orElse(""),
            bases,
            chosen));
  }

  /** Beside the bench file, or in hil-configs; the rig's own is always read. */
  private List<Path> catalogues(Path file, YamlMap root) {
    List<Path> found = new ArrayList<>();
    if (!root.keys().contains("catalogues")) {
      return found;
    }
    for (String name : root.texts("catalogues")) {
      Optional<Path> catalogue = home.named(file, name);
      if (catalogue.isEmpty()) {
        root.problem(
            "catalogues",
            "'catalogues' names " + name + ", and there is no such file",
            "a path counts from the bench file, for instance './my-requirements.yaml'");
      } else if (found.contains(catalogue.get())) {
        root.problem("catalogues", name + " stands here twice", "remove one of the two");
      } else {
        found.add(catalogue.get());
      }
    }
    return found;
  }

  private static DecisionRule decisionRule(YamlMap root) {
    if (!root.keys().contains("decisionRule")) {
      return DecisionRule.SIMPLE_ACCEPTANCE;
    }
    return root.oneOf("decisionRule", RULES)
        .filter(GUARD_BAND::equals)
        .map(word -> DecisionRule.GUARD_BAND)
        .orElse(DecisionRule.SIMPLE_ACCEPTANCE);
  }

  /** A bench is what its file names; what it was called before said nothing, and could be wrong. */
  private static void refuseKind(YamlMap root) {
    if (root.keys().contains("kind")) {
      root.ignore("kind");
      root.problem(
          "kind",
          "'kind' can't be typed: it follows from the drivers",
          "remove the line; 'rig check' shows the kind");
    }
  }

  private static void section(
      YamlMap root, Port.Section section, ChoiceReader choices, Map<Port<?>, Choice<?>> chosen) {
    Optional<YamlMap> map =
        root.keys().contains(section.key()) ? root.map(section.key()) : Optional.empty();
    for (Port<?> port : Port.of(section)) {
      Optional<? extends Choice<?>> choice =
          map.isPresent() && map.get().keys().contains(port.name())
              ? map.get().map(port.name()).flatMap(entry -> choices.named(port, entry, List.of()))
              : choices.usual(port);
      choice.ifPresent(taken -> chosen.put(port, taken));
    }
    map.ifPresent(YamlMap::noOtherKeys);
  }

  /** A thing with a clock of its own can't make 24 hours pass at once. */
  private static void checkTime(YamlMap root, String time, Map<Port<?>, Choice<?>> chosen) {
    if (!time.equals("virtual")) {
      return;
    }
    chosen.forEach(
        (port, choice) -> {
          if (choice.has(Trait.REAL_TIME)) {
            root.problem(
                "time",
                "driver '"
                    + choice.name()
                    + "' of '"
                    + port
                    + "' (line "
                    + choice.line()
                    + ") "
                    + Trait.REAL_TIME.meaning()
                    + ": no virtual time with it",
                "write 'time: real', or use another driver");
          }
        });
  }

  /** A real DCM must be able to reach the bus; a program is bridged to it. */
  private static void checkReach(YamlMap root, String uri, Map<Port<?>, Choice<?>> chosen) {
    Choice<?> dcm = chosen.get(Port.DCM);
    Choice<?> bus = chosen.get(Port.BUS);
    if (dcm == null || bus == null) {
      return;
    }
    if (dcm.has(Trait.HARDWARE) && !bus.has(Trait.SHARED)) {
      root.problemAt(
          "dcm.driver",
          "a DCM that " + Trait.HARDWARE.meaning() + " can't be reached over '" + uri + "'",
          "use the bus that it is plugged into, for instance 'socketcan:can0'");
    }
    Choice<?> wiring = chosen.get(Port.WIRING);
    if (!dcm.has(Trait.HARDWARE) && (wiring == null || !wiring.has(Trait.SIMULATED))) {
      checkWired(root, chosen);
    }
  }

  /** What sets and sees the pins of a real DCM would hang in the air beside a program. */
  private static void checkWired(YamlMap root, Map<Port<?>, Choice<?>> chosen) {
    for (Port<?> port : List.of(Port.SUPPLY, Port.FAULTS, Port.INDICATOR)) {
      Choice<?> instrument = chosen.get(port);
      if (instrument != null && instrument.has(Trait.HARDWARE)) {
        root.problemAt(
            port.path() + ".driver",
            "'"
                + instrument.name()
                + "' "
                + Trait.HARDWARE.meaning()
                + ", and the DCM is a program",
            "bind a DCM that has pins, 'dcm: {driver: remote, face: pins, ...}', or wire a"
                + " simulator");
      }
    }
  }

  private void checkFeatures(Path file, YamlMap root, List<String> features) {
    if (root.keys().contains("features") && features.isEmpty()) {
      root.problem("features", "no area of features is named", "name one, for instance 'sos'");
    }
    Map<String, String> names = new LinkedHashMap<>();
    for (String name : features) {
      Optional<Path> suite = suite(file, name);
      if (suite.isEmpty() || !Files.isDirectory(suite.get())) {
        root.problem(
            "features",
            name.contains("/")
                ? "there is no folder " + name
                : "there is no folder features/" + name,
            name.contains("/")
                ? "a path counts from the bench file"
                : Nearest.to(name, areas())
                    .map(near -> "did you mean '" + near + "'?")
                    .orElse("name folders of features/, for instance 'sos', or './my-suite'"));
        continue;
      }
      String other = names.put(String.valueOf(suite.get().getFileName()), name);
      if (other != null) {
        root.problem(
            "features",
            "'" + other + "' and '" + name + "' have one name, and scenarios' ids begin with it",
            "rename one of the folders");
      }
    }
  }

  private Optional<Path> suite(Path file, String name) {
    try {
      return Optional.of(BenchFile.suite(home, file, name));
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  private List<String> areas() {
    try (var folders = Files.list(home.features())) {
      return folders
          .filter(Files::isDirectory)
          .map(folder -> String.valueOf(folder.getFileName()))
          .sorted()
          .toList();
    } catch (java.io.IOException e) {
      return List.of();
    }
  }

  /** A file named in a bench file: looked up beside that file, then in hil-configs. */
  private Optional<Path> existing(Path benchFile, YamlMap map, String key) {
    Optional<String> text = map.text(key);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    Optional<Path> found = home.named(benchFile, text.get());
    if (found.isPresent()) {
      return found;
    }
    map.problem(
        key,
        "'" + key + "' names " + text.get() + ", and there is no such file",
        "name a file in " + home.shown(home.configs()) + ", for instance " + example(text.get()));
    return Optional.empty();
  }

  private String example(String missing) {
    Optional<Path> folder = TextFile.path(home.configs(), missing).map(Path::getParent);
    if (folder.isPresent() && Files.isDirectory(folder.get())) {
      try (var entries = Files.list(folder.get())) {
        Optional<Path> first = entries.filter(Files::isRegularFile).sorted().findFirst();
        if (first.isPresent()) {
          return home.configs().relativize(first.get()).toString();
        }
      } catch (java.io.IOException e) {
        return EXAMPLE;
      }
    }
    return EXAMPLE;
  }
}
