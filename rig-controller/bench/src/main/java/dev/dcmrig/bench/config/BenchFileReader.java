// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.bench.config;

import dev.dcmrig.bench.config.BenchFile.Kind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads and checks {@code hil-configs/benches/*.yaml}. */
public final class BenchFileReader {

  /** Instruments that every bench has, each with the drivers that this version knows. */
  public static final List<String> INSTRUMENTS =
      List.of("vehicle", "supply", "indicator", "voice", "faults", "radioLink");

  /** Services outside of the car. */
  public static final List<String> SERVICES =
      List.of("centre", "telematics", BenchFile.BROKER, "mail");

  private static final List<String> EMULATED_ONLY = List.of(BenchFile.EMULATED);
  private static final List<String> BROKER_DRIVERS =
      List.of(BenchFile.EMULATED, BenchFile.MOSQUITTO);

  /** What a bench file need not name has this driver. */
  private static final List<String> EMULATED_UNLESS_NAMED = List.of(BenchFile.BROKER, "mail");

  private static final List<String> DCM_DRIVERS = List.of("emulated", BenchFile.PROCESS, "real");
  private static final Pattern RATE = Pattern.compile("([0-9]{1,7})([kM]?)");

  /** ISO 11898-2 ends at 1 Mbit/s for the arbitration phase and 8 Mbit/s for the data phase. */
  private static final int MAX_BIT_RATE = 1_000_000;

  private static final int MAX_DATA_BIT_RATE = 8_000_000;
  private static final int MIN_BIT_RATE = 10_000;

  /** How long later scenarios wait for an interface that was lost. */
  private static final String RECONNECT = "reconnectWithin";

  private static final Pattern SECONDS = Pattern.compile("([0-9]{1,4})s");
  private static final int MAX_RECONNECT_SECONDS = 600;

  private static final String EXAMPLE = "vehicles/reference.yaml";

  private final RigHome home;
  private final Problems problems;

  public BenchFileReader(RigHome home, Problems problems) {
    this.home = home;
    this.problems = problems;
  }

  /** Empty when something is wrong; the problems say what. */
  public Optional<BenchFile> read(Path file) {
    String shown = home.shown(file);
    int before = problems.all().size();
    Optional<BenchFile> bench =
        YamlFile.read(file, shown, problems).flatMap(root -> bench(file, shown, root));
    return problems.all().size() == before ? bench : Optional.empty();
  }

  private Optional<BenchFile> bench(Path file, String shown, YamlMap root) {
    Optional<String> name = root.text("name");
    Optional<String> kind = root.oneOf("kind", List.of("emulated", "container", "hardware"));
    Optional<String> time = root.oneOf("time", List.of("virtual", "real"));
    Optional<YamlMap> bus = root.map("bus");
    Optional<String> busUri = bus.flatMap(map -> map.text("uri"));
    busUri.ifPresent(uri -> checkUri(bus.orElseThrow(), uri));
    int bitRate = bus.map(map -> rate(map, "bitrate", MAX_BIT_RATE)).orElse(MIN_BIT_RATE);
    int dataBitRate =
        bus.filter(map -> map.keys().contains("dataBitrate"))
            .map(map -> rate(map, "dataBitrate", MAX_DATA_BIT_RATE))
            .orElse(bitRate);
    Duration reconnectWithin =
        bus.filter(map -> map.keys().contains(RECONNECT))
            .map(map -> reconnectWithin(map, busUri.orElse("")))
            .orElse(Duration.ZERO);
    Optional<Path> vehicle = existing(file, root, "vehicle");
    Optional<YamlMap> dcm = root.map("dcm");
    Optional<String> driver = dcm.flatMap(map -> map.oneOf("driver", DCM_DRIVERS));
    Optional<Path> profile = dcm.flatMap(map -> existing(file, map, "profile"));
    List<String> command = new DcmCommandReader(root).read(dcm, driver, time, busUri);
    List<String> features = root.texts("features");
    checkFeatures(root, features);
    Optional<String> tags = root.keys().contains("tags") ? root.text("tags") : Optional.of("");
    Map<String, String> drivers = new LinkedHashMap<>();
    root.map("instruments").ifPresent(map -> drivers(map, INSTRUMENTS, drivers));
    root.map("services").ifPresent(map -> drivers(map, SERVICES, drivers));
    EMULATED_UNLESS_NAMED.forEach(service -> drivers.putIfAbsent(service, BenchFile.EMULATED));
    if (busUri.isPresent()
        && BenchFile.isKernelBus(busUri.get())
        && time.orElse("").equals("virtual")) {
      root.problem(
          "time",
          "a kernel's CAN bus keeps its own time, and '" + busUri.get() + "' is one",
          "write 'time: real', or an emulated bus");
    }
    if (driver.isPresent() && driver.get().equals("real")) {
      checkRealDcm(root, dcm.orElseThrow(), time.orElse(""));
    }
    bus.ifPresent(YamlMap::noOtherKeys);
    dcm.ifPresent(YamlMap::noOtherKeys);
    root.noOtherKeys();
    if (name.isEmpty()
        || kind.isEmpty()
        || time.isEmpty()
        || busUri.isEmpty()
        || vehicle.isEmpty()
        || driver.isEmpty()
        || profile.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new BenchFile(
            shown,
            name.get(),
            Kind.valueOf(kind.get().toUpperCase(Locale.ROOT)),
            time.get().equals("virtual"),
            busUri.get(),
            bitRate,
            dataBitRate,
            reconnectWithin,
            vehicle.get(),
            driver.get(),
            command,
            profile.get(),
            List.copyOf(features),
            tags.orElse(""),
            drivers));
  }

  /** A thing of the real world has its own clock: nobody can make 24 hours of it pass at once. */
  private static void checkRealDcm(YamlMap root, YamlMap dcm, String time) {
    if (time.equals("virtual")) {
      root.problem(
          "time",
          "a bench with a real DCM (line " + dcm.line("driver") + ") can't run on virtual time",
          "write 'time: real'");
    }
    dcm.problem(
        "driver",
        "this version has no driver for a real DCM",
        "write 'driver: emulated', or use a version with hardware drivers");
  }

  private static void checkUri(YamlMap bus, String uri) {
    if (!uri.matches("emulated:[A-Za-z0-9_-]+|socketcan:[A-Za-z0-9_.-]{1,15}")) {
      bus.problem(
          "uri",
          "'bus.uri' is '" + uri + "'",
          "write an emulated bus, for instance 'emulated:vehicle', or a kernel's, for instance"
              + " 'socketcan:can0'");
    }
  }

  private static Duration reconnectWithin(YamlMap bus, String uri) {
    String text = bus.text(RECONNECT).orElse("");
    if (!BenchFile.isKernelBus(uri)) {
      bus.problem(
          RECONNECT,
          "'" + uri + "' can't be lost",
          "leave '" + RECONNECT + "' out, or use a kernel's bus");
      return Duration.ZERO;
    }
    Matcher matcher = SECONDS.matcher(text);
    int seconds = matcher.matches() ? Integer.parseInt(matcher.group(1)) : 0;
    if (seconds < 1 || seconds > MAX_RECONNECT_SECONDS) {
      bus.problem(
          RECONNECT,
          "'" + RECONNECT + "' is '" + text + "'",
          "write 1s to " + MAX_RECONNECT_SECONDS + "s, for instance '30s'");
    }
    return Duration.ofSeconds(seconds);
  }

  private void checkFeatures(YamlMap root, List<String> features) {
    if (root.keys().contains("features") && features.isEmpty()) {
      root.problem("features", "no area of features is named", "name one, for instance 'sos'");
    }
    for (String area : features) {
      if (!area.matches("[a-z0-9-]+") || !Files.isDirectory(home.features().resolve(area))) {
        root.problem(
            "features",
            "there is no folder features/" + area,
            "name folders of features/, for instance 'sos'");
      }
    }
  }

  private static void drivers(YamlMap map, List<String> names, Map<String, String> drivers) {
    for (String name : names) {
      if (EMULATED_UNLESS_NAMED.contains(name) && !map.keys().contains(name)) {
        continue;
      }
      map.map(name)
          .ifPresent(
              entry -> {
                entry
                    .oneOf("driver", name.equals(BenchFile.BROKER) ? BROKER_DRIVERS : EMULATED_ONLY)
                    .ifPresent(driver -> drivers.put(name, driver));
                entry.noOtherKeys();
              });
    }
    map.noOtherKeys();
  }

  private static int rate(YamlMap bus, String key, int max) {
    Optional<String> text = bus.text(key);
    if (text.isEmpty()) {
      return max;
    }
    Matcher matcher = RATE.matcher(text.get());
    if (matcher.matches()) {
      long unit =
          matcher.group(2).equals("k") ? 1_000 : matcher.group(2).equals("M") ? 1_000_000 : 1;
      long rate = Long.parseLong(matcher.group(1)) * unit;
      if (rate >= MIN_BIT_RATE && rate <= max) {
        return (int) rate;
      }
    }
    bus.problem(
        key,
        "'" + key + "' is '" + text.get() + "'",
        "write a bit rate from 10k to " + max / 1_000 + "k, for instance '500k'");
    return max;
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
