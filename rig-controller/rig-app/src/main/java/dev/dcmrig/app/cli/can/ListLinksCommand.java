// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.cli.can;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.dcmrig.app.console.Console;
import dev.dcmrig.can.socketcan.CanLinks;
import dev.dcmrig.can.socketcan.link.BitTiming;
import dev.dcmrig.can.socketcan.link.CanLink;
import dev.dcmrig.can.socketcan.link.Controller;
import dev.dcmrig.can.socketcan.link.ControllerMode;
import dev.dcmrig.can.socketcan.link.ControllerStatistics;
import dev.dcmrig.can.socketcan.link.LinkStatistics;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code rig can list}. */
@Command(
    name = "list",
    description = "Lists the CAN interfaces of this machine, and the state they are in.",
    footer = {
      "",
      "Examples:",
      "  rig can list           a line each",
      "  rig can list --json    with the statistics, for programs"
    })
public final class ListLinksCommand implements Callable<Integer> {

  @Option(names = "--json", description = "Prints JSON, for programs.")
  private boolean json;

  private final Console console;

  public ListLinksCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    return LinkAction.run(console, this::print).number();
  }

  private void print(CanLinks links) throws IOException {
    List<CanLink> all = links.list();
    if (json) {
      ObjectMapper mapper =
          new ObjectMapper()
              .enable(SerializationFeature.INDENT_OUTPUT)
              .setDefaultPropertyInclusion(JsonInclude.Include.NON_NULL);
      console.line(mapper.writeValueAsString(all.stream().map(Row::of).toList()));
      return;
    }
    for (CanLink link : all) {
      String driver = CanLinks.driver(link).orElse(link.kind());
      console.line(String.format("%-15s %-12s %s", link.name(), driver, LinkText.of(link)));
    }
    if (all.isEmpty()) {
      console
          .err()
          .println(
              "no CAN interface; is the adapter plugged in and its driver loaded ('lsusb',"
                  + " 'dmesg')? 'ip link add vcan0 type vcan' makes a virtual one");
    }
  }

  /** An interface for programs: rates in bits per second, what nobody knows is left out. */
  private record Row(
      String name,
      int index,
      String kind,
      @Nullable String driver,
      @Nullable String device,
      boolean up,
      boolean carrier,
      String operationalState,
      int mtu,
      int transmitQueueLength,
      @Nullable String state,
      @Nullable Integer bitRate,
      @Nullable Double samplePoint,
      @Nullable Integer dataBitRate,
      @Nullable Double dataSamplePoint,
      @Nullable List<String> modes,
      @Nullable List<Integer> possibleBitRates,
      @Nullable Integer clockHertz,
      @Nullable Integer transmitErrors,
      @Nullable Integer receiveErrors,
      @Nullable Integer restartMillis,
      @Nullable Integer terminationOhms,
      @Nullable ControllerStatistics controllerStatistics,
      @Nullable LinkStatistics statistics) {

    static Row of(CanLink link) {
      Optional<Controller> controller = link.controller();
      Optional<BitTiming> timing = controller.flatMap(Controller::timing);
      Optional<BitTiming> data = controller.flatMap(Controller::dataTiming);
      return new Row(
          link.name(),
          link.index(),
          link.kind(),
          CanLinks.driver(link).orElse(null),
          link.device().isEmpty() ? null : link.device(),
          link.up(),
          link.carrier(),
          link.operationalState().words(),
          link.mtu(),
          link.transmitQueueLength(),
          controller.map(it -> it.state().words()).orElse(null),
          timing.map(BitTiming::bitRate).orElse(null),
          timing.map(Row::samplePoint).orElse(null),
          data.map(BitTiming::bitRate).orElse(null),
          data.map(Row::samplePoint).orElse(null),
          controller
              .map(it -> it.modes().stream().map(ControllerMode::words).toList())
              .orElse(null),
          controller.map(Controller::bitRates).filter(rates -> !rates.isEmpty()).orElse(null),
          controller.map(Controller::clockHertz).filter(hertz -> hertz > 0).orElse(null),
          number(controller.map(Controller::transmitErrors)),
          number(controller.map(Controller::receiveErrors)),
          controller.map(Controller::restartMillis).orElse(null),
          number(controller.map(Controller::terminationOhms)),
          controller.flatMap(Controller::statistics).orElse(null),
          link.statistics().orElse(null));
    }

    /** Of the bit, 0 to 1; null when the driver doesn't say. */
    private static @Nullable Double samplePoint(BitTiming timing) {
      return timing.samplePointPerMille() == 0 ? null : timing.samplePointPerMille() / 1000.0;
    }

    private static @Nullable Integer number(Optional<OptionalInt> value) {
      return value.isPresent() && value.get().isPresent() ? value.get().getAsInt() : null;
    }
  }
}
