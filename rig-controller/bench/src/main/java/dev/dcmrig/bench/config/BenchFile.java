// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.bench.config;

import dev.dcmrig.bench.driver.Choice;
import dev.dcmrig.bench.driver.Port;
import dev.dcmrig.bench.driver.Trait;
import dev.dcmrig.evidence.measurement.DecisionRule;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A bench as its file in {@code hil-configs/benches/} describes it, checked.
 *
 * @param file as messages name it
 * @param path where it lies
 * @param virtualTime false: the wall clock
 * @param busUri for instance {@code emulated:vehicle}
 * @param bitRate of the arbitration phase, bit/s
 * @param dataBitRate of an FD frame's data phase, bit/s; equal to {@code bitRate} on a classic bus
 * @param reconnectWithin how long a scenario waits for a bus that an earlier one has lost; zero:
 *     not at all
 * @param profile what the DCM under test is given; nothing is judged by it
 * @param specification the specified profile, whose numbers the scenarios and checks take
 * @param catalogues of requirements of one's own, beside the rig's
 * @param decisionRule how values become verdicts
 * @param features areas of features that this bench runs, for instance {@code sos}, or folders of
 *     one's own by their path from the bench file: {@code ./my-suite}
 * @param tags expression of the scenarios that this bench can run; empty: all
 * @param bases files that it extends
 * @param choices the driver of every port
 */
public record BenchFile(
    String file,
    Path path,
    String name,
    boolean virtualTime,
    String busUri,
    int bitRate,
    int dataBitRate,
    Duration reconnectWithin,
    Path vehicle,
    Path profile,
    Path specification,
    List<Path> catalogues,
    DecisionRule decisionRule,
    List<String> features,
    String tags,
    List<Path> bases,
    Map<Port<?>, Choice<?>> choices) {

  /** A driver that runs in the rig's own process. */
  public static final String EMULATED = "emulated";

  /** The name of one of the rig's own areas. */
  private static final Pattern AREA = Pattern.compile("[a-z0-9-]+");

  public BenchFile {
    catalogues = List.copyOf(catalogues);
    features = List.copyOf(features);
    bases = List.copyOf(bases);
    choices = Map.copyOf(choices);
  }

  /** The folders of {@link #features}. */
  public List<Path> suites(RigHome home) {
    return features.stream().map(name -> suite(home, path, name)).toList();
  }

  /** A word is one of the rig's areas; a path counts from the bench file. */
  static Path suite(RigHome home, Path benchFile, String name) {
    if (AREA.matcher(name).matches()) {
      return home.features().resolve(name);
    }
    return benchFile.toAbsolutePath().resolveSibling(name).normalize();
  }

  /** What fills a port. */
  @SuppressWarnings("unchecked") // Choices are kept by their own port.
  public <P> Choice<P> choice(Port<P> port) {
    Choice<?> choice = choices.get(port);
    if (choice == null) {
      throw new IllegalStateException(file + " has nothing for port " + port);
    }
    return (Choice<P>) choice;
  }

  /** The driver of the DCM, for instance {@code emulated} or {@code process}. */
  public String dcmDriver() {
    return choice(Port.DCM).name();
  }

  /** Whether the DCM is a real one; every other is a program that stands in for one. */
  public boolean hasRealDcm() {
    return choice(Port.DCM).has(Trait.HARDWARE);
  }

  /** Whether a service that a verdict may be about is a stand-in of the rig's own. */
  public boolean hasStandInService() {
    return Port.of(Port.Section.SERVICES).stream()
        .anyMatch(port -> choice(port).name().equals(EMULATED));
  }

  /** Whether others than one scenario may be on its bus. */
  public boolean isBusShared() {
    return choice(Port.BUS).has(Trait.SHARED);
  }

  /** A part that is there once for all scenarios, so that two at a time would meet on it. */
  public Optional<String> sharedPart() {
    return isBusShared()
        ? Optional.of(busUri)
        : Port.ALL.stream()
            .filter(port -> choice(port).has(Trait.SHARED))
            .findFirst()
            .map(port -> port.path() + ": " + choice(port).name());
  }

  /** The bus as traces call it: {@code vehicle} of {@code emulated:vehicle}, {@code vcan0}, ... */
  public String channel() {
    return busUri.substring(busUri.indexOf(':') + 1);
  }

  /** What the bench is made of: it follows from the drivers. */
  public Kind kind() {
    boolean simulated = choices.values().stream().anyMatch(it -> it.has(Trait.SIMULATED));
    if (!simulated && choices.values().stream().anyMatch(it -> it.has(Trait.HARDWARE))) {
      return Kind.HARDWARE;
    }
    return choices.values().stream().anyMatch(choice -> choice.has(Trait.OWN_PROCESS))
        ? Kind.CONTAINER
        : Kind.EMULATED;
  }

  /** What a bench is made of. */
  public enum Kind {
    /** Everything in the rig's own process. */
    EMULATED,
    /** Programs beside the rig. */
    CONTAINER,
    /** Something real. */
    HARDWARE;

    /** As people read it. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
