// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.ecus;

import dev.dcmrig.can.CanBus;
import dev.dcmrig.can.CanNode;
import dev.dcmrig.can.Frame;
import dev.dcmrig.sim.Timeline;
import dev.dcmrig.sim.Timer;
import dev.dcmrig.uds.DtcMemory;
import dev.dcmrig.uds.Nrc;
import dev.dcmrig.uds.Outcome;
import dev.dcmrig.uds.UdsNode;
import dev.dcmrig.uds.UdsServer;
import dev.dcmrig.uds.data.CarDiagnostics;
import dev.dcmrig.uds.data.EcuFile;
import dev.dcmrig.uds.data.EcuFile.Origin;
import dev.dcmrig.uds.data.FlashActions;
import dev.dcmrig.uds.data.FlashFaults;
import dev.dcmrig.uds.data.TrustData;
import dev.dcmrig.uptane.verify.Rejection;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What one ECU answers a tester: what its file says, its trouble codes, a reset. Its trouble codes
 * and what was written outlive a loss of supply; a session does not.
 */
final class EcuDiagnostics {
  /** From a request for a reset to the reset: the response goes out before. */
  private static final long RESET_AFTER_NANOS = 20_000_000;

  private static final double TEN_MILLIVOLTS = 0.01;

  /** controlType of CommunicationControl (ISO 14229-1:2020, table 54): 0 to 3, a bit each. */
  private static final int NO_SENDING = 1;

  private static final int NO_RECEIVING = 2;

  /** communicationType (table B.1): bit 0. */
  private static final int NORMAL_MESSAGES = 1;

  /** What a tester allows of normal communication. */
  @FunctionalInterface
  interface Communication {
    void control(boolean sends, boolean receives);
  }

  private final EcuFile file;
  private final DtcMemory memory;
  private final UdsNode node;
  private final Actions actions;
  private final Timer reset;
  private Runnable resets = () -> {};
  private Communication communication = (sends, receives) -> {};
  private final byte[] delivered;
  private final @Nullable Supplier<EcuTrust> trust;
  private @Nullable Secondary secondary;
  private double supplyVolts;
  private long readyNanos;
  private boolean on;

  /**
   * @param trust what the factory has put into it, asked for once; null: it verifies nothing
   */
  EcuDiagnostics(
      CarDiagnostics.Ecu ecu,
      String vin,
      Timeline timeline,
      CanBus bus,
      @Nullable Supplier<EcuTrust> trust) {
    this.file = trust == null ? TrustData.takenOut(ecu.file()) : ecu.file();
    this.trust = trust;
    var description = file.description();
    this.delivered =
        file.data().stream()
            .filter(data -> data.from().filter(Origin.SOFTWARE_VERSION::equals).isPresent())
            .findFirst()
            .map(EcuFile.Data::value)
            .orElse(new byte[0]);
    this.memory = new DtcMemory(description);
    this.reset = timeline.timer(() -> resets.run());
    this.actions =
        new Actions(
            file,
            Map.of(
                Origin.VIN,
                () -> vin.getBytes(StandardCharsets.US_ASCII),
                Origin.SESSION,
                this::session,
                Origin.SOFTWARE_VERSION,
                this::version,
                Origin.SUPPLY_VOLTAGE,
                this::supply,
                Origin.TIME_NONCE,
                () -> secondary().nonce().getBytes(StandardCharsets.US_ASCII),
                Origin.VERSION_REPORT,
                () -> secondary().report(hasSoftware())));
    this.node =
        new UdsNode(
            timeline,
            bus,
            ecu.alone(),
            ecu.fromAll(),
            /* hearsItself= */ true,
            () -> new UdsServer(timeline, description, actions, memory));
  }

  private final class Actions extends FlashActions {
    Actions(EcuFile file, Map<Origin, Supplier<byte[]>> origins) {
      super(file, origins);
    }

    @Override
    public Outcome write(int identifier, byte[] value) {
      try {
        switch (identifier) {
          case TrustData.TIME -> secondary().time(value);
          case TrustData.ROOT -> secondary().root(value);
          case TrustData.TARGETS -> secondary().targets(value);
          default -> {
            return super.write(identifier, value);
          }
        }
        return Outcome.done();
      } catch (Rejection rejection) {
        // Why stands in the report: 2E has one refusal for data that are not believed.
        return Outcome.refused(Nrc.REQUEST_OUT_OF_RANGE);
      }
    }

    @Override
    protected boolean mayErase() {
      return trust == null || secondary().mayErase();
    }

    @Override
    protected boolean isTrusted(byte[] software) {
      return trust == null || secondary().isTrusted(software);
    }

    @Override
    protected void started() {
      if (trust != null) {
        secondary().started();
      }
    }

    @Override
    public void reset(int type) {
      reset.armAfter(RESET_AFTER_NANOS);
    }

    @Override
    public void communication(int type, int messages) {
      if ((messages & NORMAL_MESSAGES) != 0) {
        communication.control((type & NO_SENDING) == 0, (type & NO_RECEIVING) == 0);
      }
    }
  }

  private Secondary secondary() {
    Secondary made = secondary;
    if (made == null) {
      // Only an ECU with trust has data that lead here.
      made = new Secondary(Objects.requireNonNull(trust).get());
      secondary = made;
    }
    return made;
  }

  private byte[] session() {
    return new byte[] {(byte) node.session()};
  }

  private byte[] version() {
    return actions
        .running()
        .map(running -> running.getBytes(StandardCharsets.US_ASCII))
        .orElseGet(() -> delivered);
  }

  private boolean hasSoftware() {
    return actions.running().filter(String::isEmpty).isEmpty();
  }

  private byte[] supply() {
    int raw = (int) Math.round(supplyVolts / TEN_MILLIVOLTS);
    return new byte[] {(byte) (raw >> 8), (byte) raw};
  }

  /** Runs when a tester asks for a reset. */
  void onReset(Runnable action) {
    resets = action;
  }

  /** Told of what a tester allows; all of it again when the session ends. */
  void onCommunication(Communication action) {
    communication = action;
  }

  /** What goes wrong on purpose while it takes software. */
  FlashFaults faults() {
    return actions.faults();
  }

  void supplyVolts(double volts) {
    supplyVolts = volts;
  }

  /** Works from now on, and answers from {@code fromNanos} on. */
  void on(CanNode controller, long fromNanos) {
    if (!on) {
      on = true;
      memory.newOperation();
      actions.boots();
    }
    readyNanos = fromNanos;
    node.connected(controller);
  }

  /** Sleeps, or has no supply: it hears nobody, and a session is over. */
  void off() {
    on = false;
    reset.cancel();
    node.disconnected();
  }

  /** A frame with an identifier of this ECU, or of all. */
  void frame(long timeNanos, Frame frame) {
    if (!on || timeNanos < readyNanos) {
      return;
    }
    if (node.isAsked(frame)) {
      node.received(timeNanos, frame);
    } else {
      node.sent(timeNanos, frame);
    }
  }

  /** A test of the ECU's own has ended; one that its file has no trouble code for is nothing. */
  void tested(String test, boolean failed) {
    Optional<EcuFile.Dtc> dtc = file.dtcOf(test);
    if (dtc.isPresent() && failed) {
      memory.failed(dtc.get().number(), actions.snapshot());
    } else {
      dtc.ifPresent(passed -> memory.passed(passed.number()));
    }
  }
}
