// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.cli.can;

import dev.dcmrig.app.bus.BusAddress;
import dev.dcmrig.app.console.Console;
import dev.dcmrig.app.console.ExitCode;
import dev.dcmrig.can.CanBus;
import dev.dcmrig.can.CanNode;
import dev.dcmrig.can.Frame;
import dev.dcmrig.can.candump.FrameText;
import dev.dcmrig.can.emulated.BitRates;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rig can send}. */
@Command(
    name = "send",
    description = "Sends one frame or several, in cansend's notation.",
    footer = {
      "",
      "A frame is ID#DATA, ID#R[LENGTH] for a remote frame, ID##FLAGS[DATA] for FD (flags: 1 BRS,",
      "2 ESI); hexadecimal, three digits make an identifier of 11 bits, eight one of 29.",
      "",
      "Examples:",
      "  rig can send can0 5A1#11.2233.44556677.88",
      "  rig can send can0 123#DEADBEEF 123#R4 1F334455#01 213##311223344"
    })
public final class SendCommand implements Callable<Integer> {

  /** How long a full queue is waited out, in milliseconds. */
  private static final long PATIENCE_MILLIS = 200;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(index = "0", paramLabel = "BUS", description = "socketcan:can0, can0, emulated:NAME.")
  private String bus = "";

  @Parameters(index = "1..*", arity = "1..*", paramLabel = "FRAME", description = "What to send.")
  private List<String> texts = List.of();

  @Option(names = "--echo", description = "Shows what another node on the bus receives.")
  private boolean echo;

  private final Console console;

  public SendCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    BusAddress address = BusAddress.parse(bus);
    List<Frame> frames = new ArrayList<>();
    for (String text : texts) {
      frames.add(parse(text));
    }
    try (CanSession session = new CanSession(console, CanSession.CtrlC.INTERRUPTS)) {
      CanBus open = session.open(address, BitRates.DEFAULT);
      CanNode node = open.connect("rig can send", (time, frame) -> {});
      Transmission transmission =
          new Transmission(
              session,
              Echo.of(session, open, address, echo),
              new Outgoing(node, session.timeline(), PATIENCE_MILLIS),
              address);
      session.timeline().post("send", () -> transmission.send(frames, 0));
      return session
          .await(
              () -> {
                long cut = session.closeBuses();
                if (cut > 0) {
                  session.incomplete();
                  console.problem("rig: " + cut + " frames NOT SENT: the queue was full");
                }
              })
          .number();
    }
  }

  private Frame parse(String text) {
    try {
      Frame frame = FrameText.parse(text);
      if (frame.isError()) {
        throw new IllegalArgumentException(
            "'"
                + text
                + "' can't be sent: it is an error frame (bit 29), and a controller makes those;"
                + " an identifier ends with 1FFFFFFF");
      }
      return frame;
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()));
    }
  }

  /** Frames on their way, one after the other. */
  private record Transmission(
      CanSession session, Echo echo, Outgoing outgoing, BusAddress address) {
    void send(List<Frame> frames, int from) {
      for (int index = from; index < frames.size(); index++) {
        int at = index;
        switch (outgoing.offer(frames.get(index))) {
          case TAKEN -> {}
          case FULL -> {
            session.timeline().after(Outgoing.RETRY_NANOS, () -> send(frames, at));
            return;
          }
          case GIVEN_UP -> {
            session.fail(Outgoing.givenUp(address));
            return;
          }
        }
      }
      outgoing.drain(() -> echo.await(frames.size(), () -> session.end(ExitCode.PASSED)));
    }
  }
}
