// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.cli.can;

import dev.dcmrig.app.console.Console;
import dev.dcmrig.can.socketcan.CanLinks;
import dev.dcmrig.can.socketcan.link.CanLink;
import dev.dcmrig.can.socketcan.link.ControllerMode;
import dev.dcmrig.can.socketcan.link.LinkSettings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rig can up}. */
@Command(
    name = "up",
    description = {
      "Sets a CAN interface and brings it up, without another program.",
      "One that is up is taken down first. A way of working that is not named is switched off."
    },
    footer = {
      "",
      "Examples:",
      "  sudo rig can up can0 --bitrate 500k",
      "  sudo rig can up can0 --bitrate 500k --dbitrate 2M --fd --restart-ms 100",
      "  sudo rig can up can0 --bitrate 500k --listen-only    looks on, disturbs nobody",
      "  sudo rig can up vcan0 --fd                           virtual: MTU 72, no bit rate"
    })
public final class UpCommand implements Callable<Integer> {
  private static final int MAX_OHMS = 65_535;
  private static final int MIN_XL_MTU = 76;
  private static final int MAX_XL_MTU = 2_060;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "INTERFACE", description = "Such as can0; 'rig can list' lists them.")
  private String name = "";

  @Option(
      names = "--bitrate",
      paramLabel = "RATE",
      converter = RateConverter.class,
      description = "Bit rate of the bus: 500k, 500000.")
  private @Nullable Integer bitRate;

  @Option(
      names = "--sample-point",
      paramLabel = "PART",
      converter = SamplePointConverter.class,
      description = "Where a bit is read: 0.875; otherwise the kernel chooses.")
  private @Nullable Integer samplePoint;

  @Option(names = "--fd", description = "CAN FD; a controller needs --dbitrate, too.")
  private boolean fd;

  @Option(
      names = "--dbitrate",
      paramLabel = "RATE",
      converter = RateConverter.class,
      description = "Bit rate of FD's data phase: 2M.")
  private @Nullable Integer dataBitRate;

  @Option(
      names = "--dsample-point",
      paramLabel = "PART",
      converter = SamplePointConverter.class,
      description = "Where a bit of the data phase is read.")
  private @Nullable Integer dataSamplePoint;

  @Option(
      names = "--restart-ms",
      paramLabel = "MILLIS",
      description = "From bus-off to the next try; 0: stays off.")
  private @Nullable Integer restartMillis;

  @Option(names = "--listen-only", description = "Sends nothing, not even acknowledgements.")
  private boolean listenOnly;

  @Option(names = "--loopback", description = "What it sends comes back within the controller.")
  private boolean loopback;

  @Option(names = "--one-shot", description = "A frame that fails is not sent again.")
  private boolean oneShot;

  @Option(names = "--berr-reporting", description = "Each error on the bus: an error frame.")
  private boolean busErrorReporting;

  @Option(
      names = "--termination",
      paramLabel = "OHMS",
      description = "Switches the adapter's own resistor: 120; 0: off.")
  private @Nullable Integer termination;

  @Option(
      names = "--txqueuelen",
      paramLabel = "FRAMES",
      description = "Frames that may wait to be sent.")
  private @Nullable Integer transmitQueueLength;

  @Option(
      names = "--mtu",
      paramLabel = "BYTES",
      description = "16 classic, 72 FD; follows from --fd.")
  private @Nullable Integer mtu;

  private final Console console;

  public UpCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    LinkSettings settings = settings();
    return LinkAction.run(console, links -> bringUp(links, settings)).number();
  }

  private void bringUp(CanLinks links, LinkSettings settings) {
    CanLink before = links.find(LinkAction.name(name));
    List<String> meaningless = before.controller().isPresent() ? List.of() : ofControllers();
    if (!meaningless.isEmpty()) {
      console.line(
          before.name()
              + ": is virtual and has no controller: "
              + String.join(", ", meaningless)
              + (meaningless.size() == 1 ? " means" : " mean")
              + " nothing to it");
    }
    CanLink link = links.up(before.name(), settings);
    if (before.up()) {
      console.line(link.name() + ": was up; taken down, set, and brought up again");
    }
    console.line(link.name() + ": " + LinkText.of(link));
    link.controller()
        .flatMap(controller -> controller.timing())
        .filter(timing -> bitRate != null && timing.bitRate() != bitRate)
        .ifPresent(
            timing ->
                console.line(
                    link.name()
                        + ": its clock does not give "
                        + bitRate
                        + " bit/s; the nearest is "
                        + timing.bitRate()));
  }

  /** The options given that only a controller understands. */
  private List<String> ofControllers() {
    Set<String> forAll = Set.of("--fd", "--txqueuelen", "--mtu", "--help", "--version", "--debug");
    List<String> given = new ArrayList<>();
    for (OptionSpec option : spec.commandLine().getParseResult().matchedOptionsSet()) {
      if (!forAll.contains(option.longestName())) {
        given.add(option.longestName());
      }
    }
    return given;
  }

  /**
   * What the command line says.
   *
   * @throws ParameterException when it contradicts itself
   */
  LinkSettings settings() {
    require(
        samplePoint == null || bitRate != null, "--sample-point belongs to --bitrate; give both");
    require(dataBitRate == null || fd, "--dbitrate is the data phase's of FD; add --fd");
    require(
        dataSamplePoint == null || dataBitRate != null,
        "--dsample-point belongs to --dbitrate; give both");
    require(
        dataBitRate == null || bitRate == null || dataBitRate >= bitRate,
        "--dbitrate is lower than --bitrate; FD's data phase is at least as fast");
    require(atLeast(0, restartMillis), "--restart-ms is 0 or more milliseconds");
    require(
        atLeast(0, termination) && (termination == null || termination <= MAX_OHMS),
        "--termination is 0 to 65535 ohms");
    require(atLeast(1, transmitQueueLength), "--txqueuelen is 1 or more frames");
    require(
        mtu == null
            || mtu == CanLink.CLASSIC_MTU
            || mtu == CanLink.FD_MTU
            || (mtu >= MIN_XL_MTU && mtu <= MAX_XL_MTU),
        "--mtu is 16 (classic), 72 (FD) or 76 to 2060 (XL)");
    require(
        mtu == null || !fd || mtu != CanLink.CLASSIC_MTU,
        "--mtu 16 carries no FD frames; leave --mtu or --fd out");
    return new LinkSettings(
        optional(bitRate),
        optional(samplePoint),
        optional(dataBitRate),
        optional(dataSamplePoint),
        optional(restartMillis),
        modes(),
        optional(termination),
        optional(mtu),
        optional(transmitQueueLength));
  }

  private Set<ControllerMode> modes() {
    Set<ControllerMode> modes = EnumSet.noneOf(ControllerMode.class);
    add(modes, fd, ControllerMode.FD);
    add(modes, listenOnly, ControllerMode.LISTEN_ONLY);
    add(modes, loopback, ControllerMode.LOOPBACK);
    add(modes, oneShot, ControllerMode.ONE_SHOT);
    add(modes, busErrorReporting, ControllerMode.BUS_ERROR_REPORTING);
    return modes;
  }

  private static void add(Set<ControllerMode> modes, boolean wanted, ControllerMode mode) {
    if (wanted) {
      modes.add(mode);
    }
  }

  private static boolean atLeast(int least, @Nullable Integer value) {
    return value == null || value >= least;
  }

  private static OptionalInt optional(@Nullable Integer value) {
    return value == null ? OptionalInt.empty() : OptionalInt.of(value);
  }

  private void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new ParameterException(spec.commandLine(), otherwise);
    }
  }
}
