// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.diagnostics;

import dev.dcmrig.can.CanBus;
import dev.dcmrig.can.CanNode;
import dev.dcmrig.can.Frame;
import dev.dcmrig.dcm.core.DcmContext;
import dev.dcmrig.dcm.core.DcmService;
import dev.dcmrig.dcm.indicator.SelfTest;
import dev.dcmrig.sim.Timer;
import dev.dcmrig.sim.pins.Line;
import dev.dcmrig.uds.DtcMemory;
import dev.dcmrig.uds.EcuDescription;
import dev.dcmrig.uds.UdsNode;
import dev.dcmrig.uds.UdsServer;
import dev.dcmrig.uds.data.CarDiagnostics;
import dev.dcmrig.uds.data.EcuFile;
import dev.dcmrig.uds.data.EcuFile.Origin;
import dev.dcmrig.uds.data.FileActions;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The DCM as an ECU that a tester asks (docs/DCM-INTERFACE.md, 1.1): identification and versions,
 * trouble codes of what the self-test finds, reset. Asleep it hears nobody; the frame of a request
 * wakes it as any other does.
 *
 * <p>Does not simulate: reprogramming by a tester, which the DCM does over the air.
 */
public final class DiagnosticsService implements DcmService, SelfTest.Results {
  /** From a request for a reset to the reset: the response goes out before. */
  private static final long RESET_AFTER_NANOS = 20_000_000;

  private static final double TEN_MILLIVOLTS = 0.01;

  /**
   * What it needs of its DCM.
   *
   * @param ecu how it is asked, and what it answers
   * @param node its controller; null while it is not connected
   * @param software what runs now
   * @param reset resets the DCM
   */
  public record Dependencies(
      CanBus bus,
      CarDiagnostics.Ecu ecu,
      Supplier<@Nullable CanNode> node,
      SoftwareIdentity software,
      Runnable reset) {}

  private final DcmContext dcm;
  private final DiagnosticRules rules;
  private final Dependencies dependencies;
  private final EcuFile file;
  private final EcuDescription description;
  private final StoredCodes stored;
  private final UdsNode node;
  private final Timer reset;
  private DtcMemory codes;
  private Actions actions;

  public DiagnosticsService(DcmContext dcm, DiagnosticRules rules, Dependencies dependencies) {
    this.dcm = dcm;
    this.rules = rules;
    this.dependencies = dependencies;
    this.file = dependencies.ecu().file();
    this.description = file.description();
    this.stored = new StoredCodes(dcm.memory());
    this.reset = dcm.timeline().timer(dependencies.reset());
    this.codes = new DtcMemory(description, rules::isCleared);
    this.actions = new Actions();
    this.node =
        new UdsNode(
            dcm.timeline(),
            dependencies.bus(),
            dependencies.ecu().alone(),
            dependencies.ecu().fromAll(),
            /* hearsItself= */ false,
            () -> new UdsServer(dcm.timeline(), description, actions, codes));
  }

  private final class Actions extends FileActions {
    Actions() {
      super(
          file,
          Map.of(
              Origin.VIN, () -> ascii(dcm.access().vin()),
              Origin.SESSION, () -> new byte[] {(byte) node.session()},
              Origin.SOFTWARE_VERSION,
                  () -> ascii(rules.toldVersion(dependencies.software().version())),
              Origin.RXSWIN, () -> ascii(rules.toldRxswin(dependencies.software().rxswin())),
              Origin.SUPPLY_VOLTAGE, DiagnosticsService.this::supply));
      for (EcuFile.Data data : file.data()) {
        if (!data.writableIn().isEmpty()) {
          stored.keptData(data.number()).ifPresent(kept -> restore(data.number(), kept));
        }
      }
    }

    @Override
    protected void keep(int identifier, byte[] value) {
      stored.keepData(identifier, value);
    }

    @Override
    public int wrongKeys() {
      return stored.wrongKeys();
    }

    @Override
    public void keepWrongKeys(int count) {
      stored.keepWrongKeys(count);
    }

    @Override
    public void reset(int type) {
      reset.armAfter(RESET_AFTER_NANOS);
    }
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private byte[] supply() {
    int raw = (int) Math.round(dcm.pins().supplyVolts() / TEN_MILLIVOLTS);
    return new byte[] {(byte) (raw >> 8), (byte) raw};
  }

  @Override
  public void boot() {
    codes = new DtcMemory(description, rules::isCleared);
    for (EcuDescription.Dtc dtc : description.dtcs()) {
      if (rules.isKept(dtc.code())) {
        stored.kept(dtc.code()).ifPresent(kept -> codes.restore(dtc.code(), kept));
      }
    }
    codes.onChange(code -> stored.keep(code, codes.kept(code)));
    actions = new Actions();
    wake();
  }

  @Override
  public void stop() {
    reset.cancel();
    node.disconnected();
  }

  @Override
  public void sleep() {
    node.disconnected();
  }

  @Override
  public void wake() {
    CanNode controller = dependencies.node().get();
    if (controller != null) {
      node.connected(controller);
    }
  }

  /** A frame of the bus; most are nothing to it. */
  public void frame(long timeNanos, Frame frame) {
    if (node.isAsked(frame)) {
      node.received(timeNanos, frame);
    }
  }

  @Override
  public void operationBegins() {
    codes.newOperation();
  }

  @Override
  public void tested(Line line, boolean failed) {
    Optional<EcuFile.Dtc> dtc = file.dtcOf(line.name().toLowerCase(Locale.ROOT));
    if (dtc.isEmpty()) {
      return;
    }
    int code = dtc.get().number();
    if (failed && rules.isStored(line)) {
      codes.failed(code, actions.snapshot());
    } else if (!failed && rules.isHealed(line)) {
      codes.passed(code);
    }
  }
}
