// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.fleet;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.dcmrig.dcm.DcmRules;
import dev.dcmrig.dcm.DcmSettings;
import dev.dcmrig.dcm.core.DcmContext;
import dev.dcmrig.dcm.core.ModemAccess;
import dev.dcmrig.dcm.core.NonVolatileMemory;
import dev.dcmrig.dcm.exchange.RetryPlan;
import dev.dcmrig.dcm.flashing.TesterNode;
import dev.dcmrig.dcm.modem.Modem;
import dev.dcmrig.dcm.ota.EcuSide;
import dev.dcmrig.dcm.ota.FirmwareKeeper;
import dev.dcmrig.dcm.ota.OtaSettings;
import dev.dcmrig.dcm.ota.UpdateService;
import dev.dcmrig.dcm.ota.UserParts;
import dev.dcmrig.dcm.remote.BusRequests;
import dev.dcmrig.sim.Seed;
import dev.dcmrig.sim.Timeline;
import dev.dcmrig.sim.Timer;
import dev.dcmrig.sim.pins.PinBoard;
import dev.dcmrig.uds.data.CarDiagnostics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A DCM of which only the updates are there: the agent, flash and bootloader of the reference DCM,
 * as they are. It has no calls, so there is no emergency; a reset starts what its bootloader
 * chooses. On the timeline's thread.
 *
 * <p>Does not simulate: all other services of a DCM, sleep, Uptane (its factory has given it no
 * root metadata), ECUs behind it.
 */
public final class FleetDcm implements AutoCloseable {
  /** What the head unit shows while the user is asked. */
  private static final String ASKED = "OFFERED";

  private final String vin;
  private final Misfortune misfortune;
  private final FirmwareKeeper firmware;
  private final UpdateService service;
  private final Timer watchdog;
  private final long watchdogNanos;
  private final CarRadio radio;
  private final NonVolatileMemory memory;
  private final Timeline timeline;
  private final Timer user;
  private final List<String> shown = new ArrayList<>();
  private Duration agreesAfter = Duration.ZERO;
  private boolean supplied = true;
  private int starts;

  /** Where a DCM finds its server. */
  public record Server(String url, String token) {}

  FleetDcm(
      String vin,
      Misfortune misfortune,
      DcmSettings settings,
      Timeline timeline,
      FleetYard yard,
      CarRadio radio,
      Seed.Stream ids) {
    this(vin, misfortune, settings, timeline, yard, radio, ids, Map.of());
  }

  /**
   * A DCM that goes on with what another machine has kept of it.
   *
   * @param settings whose factory version is that of the firmware that was kept
   * @param cells of its memory
   */
  public FleetDcm(
      String vin,
      Misfortune misfortune,
      DcmSettings settings,
      Timeline timeline,
      FleetYard yard,
      CarRadio radio,
      Seed.Stream ids,
      Map<String, String> cells) {
    this.vin = vin;
    this.misfortune = misfortune;
    OtaSettings ota = settings.ota();
    DcmRules rules = misfortune == Misfortune.WEAK_PART ? new WeakPart() : DcmRules.REQUIRED;
    this.memory = new NonVolatileMemory(cells);
    DcmContext context =
        new DcmContext(timeline, yard.reader(), new PinBoard(timeline), access(vin), memory, ids);
    this.firmware = new FirmwareKeeper(ota, rules);
    this.service =
        new UpdateService(
            context,
            ota,
            rules,
            rules,
            new RetryPlan(context, settings.telematics(), rules),
            new Modem(context),
            radio,
            firmware,
            new UserParts(yard.car(), new HeadUnit()),
            new EcuSide(CarDiagnostics.NONE, new TesterNode(timeline, yard.bus(), () -> null)),
            new Neighbours());
    this.radio = radio;
    this.timeline = timeline;
    this.user = timeline.timer(() -> yard.agree(service::frame));
    this.watchdog = timeline.timer(this::boot);
    this.watchdogNanos = ota.watchdog().toNanos();
  }

  /** The part is out of order when the new firmware tests it; the old one never does. */
  private static final class WeakPart implements DcmRules {
    @Override
    public boolean isKept(boolean selfTestPassed) {
      return false;
    }
  }

  /** Without a folder of certificates: its factory has given it no root metadata of Uptane. */
  static ModemAccess access(String vin) {
    return new ModemAccess("", 0, "", "", "", vin, Path.of("no-certificates"));
  }

  private final class HeadUnit implements BusRequests {
    @Override
    public void gnss() {}

    @Override
    public void locks(String word) {}

    @Override
    public void updateStatus(String word, int version, int minutes) {
      if (shown.isEmpty() || !shown.get(shown.size() - 1).equals(word)) {
        shown.add(word);
        if (word.equals(ASKED)) {
          user.armAfter(agreesAfter.toNanos());
        }
      }
    }
  }

  private final class Neighbours implements UpdateService.Dependencies {
    @Override
    public boolean isEmergency() {
      return false;
    }

    @Override
    public boolean isDataRestricted() {
      return false;
    }

    @Override
    public void restart() {
      service.stop();
      boot();
    }
  }

  /** Begins, and is told where updates come from. */
  public void start(Server server) {
    boot();
    service.serverConfigured(
        JsonNodeFactory.instance
            .objectNode()
            .put("url", server.url())
            .put("token", server.token()));
  }

  /** Its user agrees to an update so long after being asked. */
  void userAgreesAfter(Duration span) {
    agreesAfter = span;
  }

  /** Without coverage from now on, for so long. */
  void loseCoverage(Duration span) {
    radio.covered(false);
    timeline.after(span.toNanos(), () -> radio.covered(true));
  }

  /** Without supply from now on, for so long: what is being written is cut at the byte. */
  void loseSupply(Duration span) {
    supplied = false;
    watchdog.cancel();
    user.cancel();
    service.stop();
    timeline.after(
        span.toNanos(),
        () -> {
          supplied = true;
          boot();
        });
  }

  private void boot() {
    if (!supplied) {
      return;
    }
    starts++;
    if (firmware.start()) {
      service.boot();
    } else {
      watchdog.armAfter(watchdogNanos);
    }
  }

  /** What is kept of it elsewhere; empty while something is under way that would be lost. */
  public Optional<Keepsake> keepsake() {
    return service.isSettled()
        ? Optional.of(new Keepsake(firmware.running(), memory.cells()))
        : Optional.empty();
  }

  String vin() {
    return vin;
  }

  Misfortune misfortune() {
    return misfortune;
  }

  /** The version that runs, as its bootloader started it. */
  public String running() {
    return firmware.running();
  }

  /** How often a firmware was started. */
  int starts() {
    return starts;
  }

  /** What its head unit has shown, without repetitions. */
  List<String> shown() {
    return List.copyOf(shown);
  }

  @Override
  public void close() {
    watchdog.cancel();
    user.cancel();
    supplied = false;
    service.stop();
  }
}
