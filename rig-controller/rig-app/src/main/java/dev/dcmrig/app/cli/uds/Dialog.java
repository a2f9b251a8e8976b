// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.cli.uds;

import dev.dcmrig.app.cli.can.CanSession;
import dev.dcmrig.app.console.Console;
import dev.dcmrig.app.console.ExitCode;
import dev.dcmrig.can.CanBus;
import dev.dcmrig.isotp.IsoTpStack;
import dev.dcmrig.uds.EcuDescription;
import dev.dcmrig.uds.Nrc;
import dev.dcmrig.uds.Request;
import dev.dcmrig.uds.Response;
import dev.dcmrig.uds.UdsAnswer;
import dev.dcmrig.uds.UdsClient;
import dev.dcmrig.uds.UdsNode;
import dev.dcmrig.uds.data.CarDiagnostics;
import dev.dcmrig.uds.data.EcuFile;
import dev.dcmrig.uds.data.SeedAndKey;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * A dialog with one ECU, question by question, on the command's own thread. What can't go on ends
 * it with a sentence.
 */
final class Dialog implements AutoCloseable {
  /** Ends the dialog; the session knows how. */
  static final class Over extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  /** What a tool does. */
  interface Talk {
    void with(Dialog dialog);
  }

  private final CanSession session;
  private final CanBus bus;
  private final CarDiagnostics.Ecu ecu;
  private final CompletableFuture<UdsClient> client = new CompletableFuture<>();

  private Dialog(CanSession session, CanBus bus, CarDiagnostics.Ecu ecu, long marginNanos) {
    this.session = session;
    this.bus = bus;
    this.ecu = ecu;
    session
        .timeline()
        .post(
            "tester",
            () -> {
              IsoTpStack stack = new IsoTpStack(bus, session.timeline(), "rig uds", 0);
              client.complete(
                  new UdsClient(
                      session.timeline(),
                      listener -> stack.open(ecu.asked(), UdsNode.OPTIONS, listener),
                      marginNanos));
            });
  }

  /** Has a dialog with an ECU of a car, to its exit code. */
  static int run(Console console, Car car, String name, Talk talk) {
    CarDiagnostics.Ecu ecu = car.ecu(name);
    try (CanSession session = new CanSession(console, CanSession.CtrlC.INTERRUPTS)) {
      CanBus bus = car.open(session);
      try (Dialog dialog = new Dialog(session, bus, ecu, car.marginNanos())) {
        talk.with(dialog);
        session.end(ExitCode.PASSED);
      } catch (Over over) {
        // The session says how it ended.
      }
      return session.await(() -> {}).number();
    }
  }

  CarDiagnostics.Ecu ecu() {
    return ecu;
  }

  EcuDescription description() {
    return ecu.file().description();
  }

  /** Ends the dialog with what is wrong: exit code 3. */
  Over fail(String what) {
    session.fail("rig: " + what);
    return new Over();
  }

  private <T> T wait(CompletableFuture<T> future) {
    return session.until(future).orElseThrow(Over::new);
  }

  /** Asks; a refusal is an answer, silence ends the dialog. */
  UdsAnswer ask(Request request) {
    UdsClient tester = wait(client);
    CompletableFuture<UdsAnswer> answer = new CompletableFuture<>();
    session.timeline().post("ask", () -> tester.request(request, answer::complete));
    UdsAnswer got = wait(answer);
    if (got instanceof UdsAnswer.Positive || got instanceof UdsAnswer.Negative) {
      return got;
    }
    throw fail(silence(got));
  }

  private String silence(UdsAnswer got) {
    String who =
        String.format(
            "%s (0x%03X, answers by 0x%03X) on %s",
            ecu.name(), ecu.requestId(), ecu.responseId(), bus.uri());
    if (got instanceof UdsAnswer.Broken broken) {
      return who
          + ": "
          + got.service()
          + " got stuck on its way ("
          + broken.reason()
          + "); is anybody on the bus to acknowledge, and is the bit rate right?";
    }
    if (got instanceof UdsAnswer.EndlessPending) {
      return who + " says 'response pending' again and again to " + got.service();
    }
    return who
        + " does not answer "
        + got.service()
        + "; is the bus awake (ignition on)? 'rig uds scan "
        + bus.uri()
        + "' shows who answers";
  }

  /** Asks for what must be had: a refusal ends the dialog. */
  byte[] need(String doing, Request request) {
    UdsAnswer answer = ask(request);
    if (answer instanceof UdsAnswer.Positive positive) {
      return positive.data();
    }
    throw fail(ecu.name() + " refused while " + doing + ": " + refusal(answer));
  }

  /** The name of a refusal, and what to do about it. */
  static String refusal(UdsAnswer answer) {
    int code = answer instanceof UdsAnswer.Negative negative ? negative.code() : 0;
    String name = Nrc.nameOf(code);
    String advice =
        switch (code) {
          case 0x31 -> "; it has no such thing, or not in this session";
          case 0x7E, 0x7F -> "; 'rig uds session' shows which sessions it has";
          case 0x33 -> "; it wants SecurityAccess first";
          case 0x35 -> "; is 'secret' of its file the ECU's?";
          case 0x36, 0x37 -> "; wait 10 s before the next try";
          case 0x22 -> "; its conditions don't hold now";
          default -> "";
        };
    return String.format("%s (0x%02X)%s", name, code, advice);
  }

  /** Reads a positive response. */
  Response read(UdsAnswer.Positive positive) {
    return Response.read(positive, description());
  }

  /** Enters a session, and stays in it for as long as the dialog lasts. */
  void enter(int type) {
    need("entering session " + type, new Request.SessionControl(type, false));
    UdsClient tester = wait(client);
    session.timeline().post("keep", () -> tester.keepSession(true));
  }

  /** Unlocks a level of SecurityAccess; 0 is none. */
  void unlock(int level) {
    if (level == EcuDescription.NO_LEVEL) {
      return;
    }
    byte[] data = need("asking for a seed", new Request.SecurityAccess(level, new byte[0]));
    byte[] seed = java.util.Arrays.copyOfRange(data, 1, data.length);
    Optional<String> secret =
        ecu.file().security().stream()
            .filter(one -> one.level() == level)
            .map(EcuFile.SecurityLevel::secret)
            .findFirst();
    byte[] key = SeedAndKey.key(secret.orElse(""), seed);
    need("unlocking level " + level, new Request.SecurityAccess(level + 1, key));
  }

  /** Lets real time pass, or the session end. */
  void pause(long nanos) {
    CompletableFuture<Boolean> over = new CompletableFuture<>();
    session
        .timeline()
        .post("pause", () -> session.timeline().after(nanos, () -> over.complete(true)));
    wait(over);
  }

  @Override
  public void close() {
    if (client.isDone()) {
      session.timeline().post("end", client.join()::close);
    }
  }
}
