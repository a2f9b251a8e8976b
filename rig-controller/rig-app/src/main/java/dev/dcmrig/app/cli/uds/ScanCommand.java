// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.cli.uds;

import dev.dcmrig.app.cli.can.CanSession;
import dev.dcmrig.app.console.Console;
import dev.dcmrig.app.console.ExitCode;
import dev.dcmrig.can.CanBus;
import dev.dcmrig.can.CanNode;
import dev.dcmrig.can.Frame;
import dev.dcmrig.sim.Timeline;
import dev.dcmrig.uds.data.CarDiagnostics;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code rig uds scan}. */
@Command(
    name = "scan",
    description = "Looks for ECUs that answer: 'tester present' to one identifier after the other.",
    footer = {
      "",
      "Examples:",
      "  rig uds scan can0                    identifiers 0x600 to 0x7FF",
      "  rig uds scan can0 --range 700-73F",
      "",
      "It sends what any ECU may get. Do it on a car that stands."
    })
public final class ScanCommand implements Callable<Integer> {
  private static final Pattern RANGE =
      Pattern.compile("(?:0x)?([0-9A-Fa-f]{1,3})-(?:0x)?([0-9A-Fa-f]{1,3})");

  /** Per identifier: an ECU answers within P2, 50 ms. */
  private static final long LISTEN_NANOS = 60_000_000;

  /** A machine that was held up so long may have held up the answer: it is listened for again. */
  private static final long HELD_UP_NANOS = 10_000_000;

  private static final int MAX_LOOKS = 100;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private Car car = new Car();

  @Option(
      names = "--range",
      paramLabel = "FROM-TO",
      description = "Identifiers of 11 bits, hexadecimal; 600-7FF without it.")
  private String range = "600-7FF";

  private final Console console;
  private final Map<Integer, Integer> found = new TreeMap<>();
  private int asked = -1;

  public ScanCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    Matcher matcher = RANGE.matcher(range);
    int from = matcher.matches() ? Integer.parseInt(matcher.group(1), 16) : -1;
    int to = matcher.matches() ? Integer.parseInt(matcher.group(2), 16) : -1;
    if (from < 0 || to > Frame.MAX_BASE_ID || from > to) {
      throw new ParameterException(
          spec.commandLine(), "--range '" + range + "': write FROM-TO within 0-7FF, as 700-7FF");
    }
    CarDiagnostics known = car.file().diagnostics();
    try (CanSession session = new CanSession(console, CanSession.CtrlC.INTERRUPTS)) {
      CanBus bus = car.open(session);
      if (scan(session, bus, known, from, to)) {
        console.line(found.size() + (found.size() == 1 ? " ECU answers" : " ECUs answer"));
        if (found.isEmpty()) {
          session.fail("rig: nobody answers on " + bus.uri() + "; is the bus awake (ignition on)?");
        }
        session.end(ExitCode.PASSED);
      }
      return session.await(() -> {}).number();
    }
  }

  /** False when the session ended before it. */
  private boolean scan(CanSession session, CanBus bus, CarDiagnostics known, int from, int to) {
    CompletableFuture<CanNode> node = new CompletableFuture<>();
    session
        .timeline()
        .post(
            "scan",
            () -> node.complete(bus.connect("rig uds scan", (time, frame) -> heard(frame))));
    if (session.until(node).isEmpty()) {
      return false;
    }
    for (int id = from; id <= to; id++) {
      console.status(String.format("0x%03X of 0x%03X, %d found", id, to, found.size()));
      // Requests to all would make everybody answer at once, under the wrong number.
      if (id == known.toAllId() || isResponse(known, id)) {
        continue;
      }
      int now = id;
      CompletableFuture<Integer> heard = new CompletableFuture<>();
      session
          .timeline()
          .post(
              "ask",
              () -> {
                ask(node.join(), now);
                listen(session.timeline(), now, heard, MAX_LOOKS);
              });
      int response = session.until(heard).orElse(-2);
      if (response == -2) {
        return false;
      }
      if (response >= 0) {
        console.line(
            String.format("0x%03X -> 0x%03X  %s", id, response, name(known, id, response)));
      }
    }
    return true;
  }

  private void listen(Timeline timeline, int id, CompletableFuture<Integer> heard, int looks) {
    long due = timeline.nowNanos() + LISTEN_NANOS;
    timeline.after(
        LISTEN_NANOS,
        () -> {
          boolean heldUp = timeline.nowNanos() - due > HELD_UP_NANOS;
          if (heldUp && looks > 0 && !found.containsKey(id)) {
            listen(timeline, id, heard, looks - 1);
          } else {
            heard.complete(found.getOrDefault(id, -1));
          }
        });
  }

  private void ask(CanNode node, int id) {
    asked = id;
    byte fill = (byte) 0xCC;
    node.send(Frame.classic(id, (byte) 2, (byte) 0x3E, (byte) 0, fill, fill, fill, fill, fill));
  }

  /** "Tester present" answered, or refused by whoever knows what that is. */
  private void heard(Frame frame) {
    boolean answers =
        !frame.isExtended()
            && frame.length() >= 3
            && ((frame.at(0) == 2 && frame.at(1) == 0x7E)
                || (frame.at(0) == 3 && frame.at(1) == 0x7F && frame.at(2) == 0x3E));
    if (answers && asked >= 0) {
      found.putIfAbsent(asked, frame.id());
    }
  }

  private static boolean isResponse(CarDiagnostics known, int id) {
    return known.ecus().values().stream().anyMatch(ecu -> ecu.responseId() == id);
  }

  private static String name(CarDiagnostics known, int request, int response) {
    return known.ecus().values().stream()
        .filter(ecu -> ecu.requestId() == request && ecu.responseId() == response)
        .map(ecu -> ecu.name() + ", " + ecu.file().title())
        .findFirst()
        .orElse("not in the vehicle file");
  }
}
