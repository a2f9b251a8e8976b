// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.uptane;

import dev.dcmrig.dcm.flashing.TesterNode;
import dev.dcmrig.uds.EcuDescription;
import dev.dcmrig.uds.Request;
import dev.dcmrig.uds.UdsAnswer;
import dev.dcmrig.uds.UdsClient;
import dev.dcmrig.uds.data.CarDiagnostics;
import dev.dcmrig.uds.data.TrustData;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The primary's way to the ECUs that verify by themselves, by UDS (docs/DCM-INTERFACE.md, 1.3). One
 * question at a time. Which ECUs those are the car's data say; one that refuses is none. On the
 * timeline's thread.
 */
public final class Secondaries {
  private static final int DID_BYTES = 2;

  private final CarDiagnostics car;
  private final TesterNode tester;
  private final BooleanSupplier mayAsk;
  private @Nullable UdsClient client;
  private String connected = "";
  private boolean refused;

  /** Counts what was begun: an answer to what was ended is nobody's. */
  private int conversation;

  /** Who asks. */
  interface Inquirer {
    /** An emergency suspends it; nothing more is asked. */
    void suspended();
  }

  /**
   * @param car its ECUs
   * @param mayAsk whether the bus may be used now: not in an emergency
   */
  public Secondaries(CarDiagnostics car, TesterNode tester, BooleanSupplier mayAsk) {
    this.car = car;
    this.tester = tester;
    this.mayAsk = mayAsk;
  }

  /** Names of the ECUs that verify by themselves, as the car's data say. */
  List<String> names() {
    return car.ecus().values().stream()
        .filter(ecu -> TrustData.isIn(ecu.file()))
        .map(CarDiagnostics.Ecu::name)
        .toList();
  }

  /** Whether the last answer was a refusal: the ECU is there, and has no such thing. */
  boolean hasRefused() {
    return refused;
  }

  /** The value of a data identifier; empty when the ECU does not say it. */
  void read(String ecu, int identifier, Inquirer who, Consumer<Optional<byte[]>> then) {
    ask(
        ecu,
        new Request.ReadData(List.of(identifier)),
        who,
        answer ->
            then.accept(
                answer instanceof UdsAnswer.Positive positive && positive.data().length > DID_BYTES
                    ? Optional.of(
                        Arrays.copyOfRange(positive.data(), DID_BYTES, positive.data().length))
                    : Optional.empty()));
  }

  /** Opens the session in which documents can be written. */
  void open(String ecu, Inquirer who, Consumer<Written> then) {
    write(ecu, new Request.SessionControl(EcuDescription.EXTENDED_SESSION, false), who, then);
  }

  /** Hands over one document. */
  void write(String ecu, int identifier, byte[] document, Inquirer who, Consumer<Written> then) {
    write(ecu, new Request.WriteData(identifier, document), who, then);
  }

  private void write(String ecu, Request request, Inquirer who, Consumer<Written> then) {
    ask(
        ecu,
        request,
        who,
        answer ->
            then.accept(
                answer instanceof UdsAnswer.Positive
                    ? Written.TAKEN
                    : answer instanceof UdsAnswer.Negative ? Written.REFUSED : Written.UNANSWERED));
  }

  /** What became of a document. */
  enum Written {
    TAKEN,
    REFUSED,
    UNANSWERED
  }

  private void ask(String ecu, Request request, Inquirer who, Consumer<@Nullable UdsAnswer> then) {
    if (!mayAsk.getAsBoolean()) {
      close();
      who.suspended();
      return;
    }
    UdsClient open = client;
    if (open == null || !connected.equals(ecu)) {
      open = car.ecu(ecu).flatMap(tester::open).orElse(null);
      client = open;
      connected = ecu;
    }
    if (open == null) {
      // The DCM is not on the bus: nobody answers.
      refused = false;
      then.accept(null);
      return;
    }
    int mine = conversation;
    open.request(
        request,
        answer -> {
          if (conversation == mine) {
            refused = answer instanceof UdsAnswer.Negative;
            then.accept(answer);
          }
        });
  }

  /** Ends what is under way; nobody is told. */
  void close() {
    conversation++;
    if (client != null) {
      client = null;
      connected = "";
      tester.close();
    }
  }
}
