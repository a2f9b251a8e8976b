// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm;

import dev.dcmrig.can.CanBus;
import dev.dcmrig.can.CanNode;
import dev.dcmrig.can.Frame;
import dev.dcmrig.can.binding.DomainReader;
import dev.dcmrig.can.binding.DomainValue;
import dev.dcmrig.can.binding.VehicleBinding;
import dev.dcmrig.dcm.acn.AcnService;
import dev.dcmrig.dcm.call.CallDesk;
import dev.dcmrig.dcm.call.CrashData;
import dev.dcmrig.dcm.call.Incident;
import dev.dcmrig.dcm.modem.Modem;
import dev.dcmrig.dcm.net.CommandChannel;
import dev.dcmrig.dcm.net.DcmCertificates;
import dev.dcmrig.dcm.net.HttpsExchanges;
import dev.dcmrig.dcm.net.MqttChannel;
import dev.dcmrig.dcm.net.Paging;
import dev.dcmrig.dcm.net.ServerTrust;
import dev.dcmrig.dcm.net.ServiceExchanges;
import dev.dcmrig.dcm.net.SmsChannel;
import dev.dcmrig.dcm.net.Trust;
import dev.dcmrig.dcm.orders.OrderVerifier;
import dev.dcmrig.dcm.position.PositionKeeper;
import dev.dcmrig.dcm.power.PowerSupply;
import dev.dcmrig.dcm.remote.BusRequests;
import dev.dcmrig.dcm.remote.FrameRequests;
import dev.dcmrig.dcm.remote.RemoteService;
import dev.dcmrig.dcm.selftest.IndicatorDriver;
import dev.dcmrig.dcm.selftest.IndicatorDriver.Show;
import dev.dcmrig.dcm.selftest.SelfTest;
import dev.dcmrig.dcm.sleep.SleepService;
import dev.dcmrig.dcm.sos.SosService;
import dev.dcmrig.dcm.svt.SvtService;
import dev.dcmrig.dcm.telematics.TelematicsClient;
import dev.dcmrig.sim.Seed;
import dev.dcmrig.sim.Timeline;
import dev.dcmrig.sim.Timer;
import dev.dcmrig.sim.pins.DcmPins;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * An emulated DCM in the rig's process, on the thread of its timeline: the services, and what they
 * share. It sees frames, its modem and its pins, nothing else.
 *
 * <p>Does not simulate: boot time, processor load, the radio, in-band modems.
 */
public final class EmulatedDcm implements AutoCloseable {
  private static final long SUPERVISION_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
  private static final long LONG_AGO = Long.MIN_VALUE / 2;
  private static final int SUPERVISIONS_PER_SAMPLE = 10;
  private static final String INCIDENTS = "incidents";
  private static final double AMPERES_ASLEEP = 0.005;
  private static final double AMPERES_IDLE = 0.12;
  private static final double AMPERES_IN_CALL = 0.65;

  private final DcmContext dcm;
  private final CanBus bus;
  private final Modem modem;
  private final CallDesk desk;
  private final SosService sos;
  private final AcnService acn;
  private final SelfTest selfTest;
  private final IndicatorDriver indicator;
  private final PositionKeeper position;
  private final PowerSupply power;
  private final TelematicsClient telematics;
  private final ServiceExchanges exchanges;
  private final CommandChannel commands;
  private final Paging paging;
  private final BusRequests requests;
  private final SvtService svt;
  private final RemoteService remote;
  private final SleepService sleep;
  private final Timer supervision;
  private @Nullable CanNode node;
  private int supervisions;
  private boolean running;
  private boolean ignitionForIndicator;
  private boolean ignitionForServices;
  private long ignitionLostNanos = LONG_AGO;
  private long frameNanos = LONG_AGO;

  /**
   * @param binding the vehicle's language; the DCM follows its own node
   * @param ids where Call-IDs, tags and the like come from
   * @param defects ids of {@link SeededDefects}
   */
  public EmulatedDcm(
      DcmSettings settings,
      Timeline timeline,
      CanBus bus,
      VehicleBinding binding,
      DcmPins pins,
      ModemAccess access,
      NonVolatileMemory memory,
      Seed.Stream ids,
      Set<String> defects) {
    this(
        new DcmContext(
            settings,
            timeline,
            binding.reader(timeline),
            pins,
            access,
            memory,
            ids,
            Set.copyOf(defects)),
        bus,
        DcmCertificates.read(access.certificates(), timeline::now, lapses(defects)),
        (context, node) -> new FrameRequests(context, binding, node));
  }

  /** Makes what the DCM sends its requests with. */
  @FunctionalInterface
  interface Requests {
    BusRequests of(DcmContext context, Supplier<@Nullable CanNode> node);
  }

  EmulatedDcm(DcmContext dcm, CanBus bus, Trust trust, Requests makesRequests) {
    this.bus = bus;
    this.dcm = dcm;
    this.modem = new Modem(dcm);
    this.position = new PositionKeeper(dcm);
    this.indicator = new IndicatorDriver(dcm);
    this.selfTest = new SelfTest(dcm, this::refresh);
    this.exchanges = new HttpsExchanges(dcm, modem, trust);
    this.requests = makesRequests.of(dcm, () -> node);
    OrderVerifier verifier = new OrderVerifier(dcm, trust.ordersKey());
    TrackingSurroundings tracking = new TrackingSurroundings();
    this.svt = new SvtService(dcm, exchanges, verifier, position, requests, tracking);
    this.telematics =
        new TelematicsClient(dcm, exchanges, svt::featuresConfigured, this::configured);
    this.remote =
        new RemoteService(
            dcm, exchanges, verifier, position, requests, tracking, svt::securityEvent);
    this.commands = new MqttChannel(dcm, modem, trust, new Commands());
    this.paging = new SmsChannel(dcm, modem, this::sms);
    this.sleep = new SleepService(dcm, new SleepSurroundings());
    this.desk = new CallDesk(dcm, modem, this::refresh);
    this.power = new PowerSupply(dcm, new PowerEvents());
    this.sos = new SosService(dcm, desk, () -> new Incident(take(false)), new SosSurroundings());
    this.acn = new AcnService(dcm, desk, () -> take(true), new AcnSurroundings());
    this.supervision = dcm.timeline().timer(this::supervise);
  }

  private static ServerTrust.Lapses lapses(Set<String> defects) {
    return new ServerTrust.Lapses(
        defects.contains("certificate-date-ignored"),
        defects.contains("certificate-name-ignored"),
        defects.contains("certificate-issuer-ignored"));
  }

  /** Connects to bus and pins; boots when there is supply. */
  public void start() {
    node = bus.connect("dcm", this::frame);
    dcm.pins().onChange(this::pinsChanged);
    pinsChanged();
  }

  /** A reset as by a watchdog: what is volatile is lost. */
  public void reset() {
    if (power.isPowered()) {
      off();
      boot();
    }
  }

  @Override
  public void close() {
    off();
    dcm.pins().onChange(() -> {});
    CanNode connected = node;
    if (connected != null) {
      connected.close();
    }
  }

  private CrashData take(boolean automatic) {
    int number = 1 + dcm.memory().get(INCIDENTS).map(Integer::parseInt).orElse(0);
    dcm.memory().put(INCIDENTS, Integer.toString(number));
    int seats =
        dcm.reader().has(DomainValue.PASSENGERS)
            ? (int) dcm.reader().number(DomainValue.PASSENGERS)
            : CrashData.UNKNOWN_PASSENGERS;
    return new CrashData(
        number,
        automatic,
        dcm.timeline().nowNanos(),
        position.now(),
        seats > 14 ? CrashData.UNKNOWN_PASSENGERS : seats);
  }

  // Power.

  private final class PowerEvents implements PowerSupply.Listener {
    @Override
    public void on() {
      boot();
    }

    @Override
    public void off() {
      EmulatedDcm.this.off();
    }

    @Override
    public void backupEmpty() {
      acn.endForGood();
    }
  }

  private void boot() {
    running = true;
    dcm.reader().forget();
    position.boot();
    ignitionForIndicator = false;
    ignitionForServices = false;
    ignitionLostNanos = LONG_AGO;
    sos.boot();
    supervision.armAfter(SUPERVISION_NANOS);
    desk.boot();
    acn.boot();
    exchanges.on();
    paging.on();
    commands.open();
    svt.boot();
    sleep.boot();
    refresh();
  }

  private void off() {
    // What stops below asks for nothing any more, least of all on the way to a reset.
    running = false;
    position.persist();
    supervision.cancel();
    sos.stop();
    acn.stop();
    telematics.off();
    svt.stop();
    sleep.stop();
    requests.stop();
    commands.off();
    paging.off();
    exchanges.off();
    desk.off();
    selfTest.stop();
    indicator.show(Show.DARK);
    dcm.pins().draw(0);
  }

  private void pinsChanged() {
    power.supplyChanged();
    if (power.isPowered()) {
      sleep.pin();
      svt.supplyChanged();
    }
    refresh();
    if (power.isPowered()) {
      sos.buttonChanged();
    }
  }

  // CAN.

  private void frame(long timeNanos, Frame frame) {
    if (!power.isPowered()) {
      return;
    }
    sleep.frame();
    frameNanos = timeNanos;
    DomainReader reader = dcm.reader();
    int failures = reader.failuresRunning(DomainValue.AIRBAG_DEPLOYED);
    reader.onFrame(timeNanos, frame);
    if (reader.receivedNanos(DomainValue.GNSS_FIX) == timeNanos
        || reader.receivedNanos(DomainValue.LATITUDE) == timeNanos
        || reader.receivedNanos(DomainValue.LONGITUDE) == timeNanos) {
      svt.fixReceived();
    }
    if (reader.receivedNanos(DomainValue.AIRBAG_DEPLOYED) == timeNanos) {
      acn.airbagFrame();
    } else if (reader.failuresRunning(DomainValue.AIRBAG_DEPLOYED) != failures) {
      selfTest.superviseCrashLink(ignitionForServices);
      if (dcm.has("acn-wrong-crc-accepted")) {
        acn.badAirbagFrame();
      }
    } else if (reader.receivedNanos(DomainValue.SOS_BUTTON) == timeNanos) {
      sos.buttonChanged();
    } else if (reader.receivedNanos(DomainValue.IGNITION) == timeNanos) {
      ignitionChanged();
    }
  }

  private void ignitionChanged() {
    boolean services = dcm.ignitionIs(dcm.settings().words("acn.ignition"));
    if (ignitionForServices && !services) {
      ignitionLostNanos = dcm.timeline().nowNanos();
    }
    sleep.ignition(!dcm.ignitionIs(List.of("OFF")));
    boolean began = services && !ignitionForServices;
    boolean ended = !services && ignitionForServices;
    ignitionForServices = services;
    if (began) {
      telematics.start();
    } else if (ended) {
      telematics.stop();
    }
    boolean shown = dcm.ignitionIs(dcm.settings().words("indicator.ignition"));
    if (shown != ignitionForIndicator) {
      ignitionForIndicator = shown;
      if (shown) {
        selfTest.ignitionOn();
      } else {
        selfTest.stop();
      }
    }
  }

  private void supervise() {
    supervision.armAfter(SUPERVISION_NANOS);
    selfTest.superviseCrashLink(ignitionForServices && !power.isOnBackup());
    if (++supervisions % SUPERVISIONS_PER_SAMPLE == 0) {
      position.sample();
    }
  }

  // What depends on several services.

  private void refresh() {
    if (!running) {
      return;
    }
    power.need(
        (acn.isActive() || isAcnCallBackOpen()) && !dcm.has("acn-no-backup-battery"),
        desk.isCallActive());
    if (!running) {
      return;
    }
    indicator.show(wanted());
    dcm.pins().draw(amperes());
  }

  private double amperes() {
    if (sleep.isAsleep()) {
      return AMPERES_ASLEEP;
    }
    return desk.isCallActive() ? AMPERES_IN_CALL : AMPERES_IDLE;
  }

  private boolean isAcnCallBackOpen() {
    return desk.isCallBackForCrashOpen() || (desk.isCallForCrash() && power.isOnBackup());
  }

  private Show wanted() {
    if (desk.isCallActive()) {
      return Show.FLASHING_GREEN;
    }
    if (dcm.has("green-flashes-without-call") && (sos.isActive() || acn.isActive())) {
      return Show.FLASHING_GREEN;
    }
    if (!ignitionForIndicator || power.isOnBackup()) {
      return dcm.has("lit-with-ignition-off") ? Show.GREEN : Show.DARK;
    }
    if (selfTest.isFirstRunning() && !dcm.has("no-alternation")) {
      return Show.ALTERNATING;
    }
    boolean fault = selfTest.isFaulty() && !dcm.has("green-in-spite-of-fault");
    boolean disabled = !telematics.isEmergencyCallEnabled() && !dcm.has("green-in-spite-of-fault");
    if (fault || disabled) {
      return Show.RED;
    }
    boolean between = sos.isActive() || acn.isActive();
    return between && dcm.settings().text("indicator.betweenAttempts").equals("dark")
        ? Show.DARK
        : Show.GREEN;
  }

  private void configured() {
    if (telematics.isDataRestricted() && !dcm.has("restricted-position-leaves")) {
      remote.withholdPositions("data-restricted");
    }
    refresh();
  }

  private void sms(String sender, String text) {
    if (sleep.sms()) {
      svt.ask();
    }
  }

  private final class Commands implements CommandChannel.Listener {
    @Override
    public void connected() {
      svt.ask();
    }

    @Override
    public void message(String topic, byte[] payload) {
      if (topic.equals("orders")) {
        svt.order(payload);
      } else {
        remote.command(payload);
      }
    }
  }

  private final class TrackingSurroundings
      implements SvtService.Surroundings, RemoteService.Surroundings {
    @Override
    public boolean isBusSilent() {
      return dcm.timeline().nowNanos() - frameNanos > dcm.settings().nanos("position.trustedAge");
    }

    @Override
    public boolean isIgnitionOn() {
      return ignitionForServices;
    }

    @Override
    public boolean isDataRestricted() {
      return telematics.isDataRestricted();
    }

    @Override
    public void changed() {
      if (svt.isOrdered() && svt.areFeaturesOff()) {
        remote.withholdPositions("tracking-active");
      }
      refresh();
    }

    @Override
    public void fetchConfiguration() {
      telematics.fetchNow();
    }

    @Override
    public boolean isTracked() {
      return svt.isOrdered();
    }

    @Override
    public boolean areFeaturesOff() {
      return svt.areFeaturesOff();
    }
  }

  private final class SleepSurroundings implements SleepService.Surroundings {
    @Override
    public boolean isKeptAwake() {
      return desk.isBusy()
          || desk.isCallBackOpen()
          || sos.isActive()
          || acn.isActive()
          || svt.isOrdered()
          || exchanges.isBusy()
          || power.isOnBackup();
    }

    @Override
    public void sleep() {
      supervision.cancel();
      commands.close();
      exchanges.sleep();
      refresh();
    }

    @Override
    public void wake() {
      supervision.armAfter(SUPERVISION_NANOS);
      commands.open();
      refresh();
    }
  }

  private final class SosSurroundings implements SosService.Surroundings {
    @Override
    public boolean isEmergencyCallEnabled() {
      return telematics.isEmergencyCallEnabled();
    }

    @Override
    public boolean isSubscribed() {
      return telematics.isSubscribed();
    }

    @Override
    public boolean isDataRestricted() {
      return telematics.isDataRestricted();
    }

    @Override
    public boolean isTracked() {
      return svt.isOrdered();
    }

    @Override
    public boolean isCollisionActive() {
      return acn.isActive();
    }

    @Override
    public void report(CrashData about, String state, int attempt) {
      telematics.report(about.incident(), "sos", state, attempt);
    }
  }

  private final class AcnSurroundings implements AcnService.Surroundings {
    @Override
    public boolean isEmergencyCallEnabled() {
      return telematics.isEmergencyCallEnabled();
    }

    @Override
    public boolean isIgnitionOnOrJustLost() {
      long grace = dcm.settings().nanos("acn.ignitionGrace");
      return ignitionForServices || dcm.timeline().nowNanos() - ignitionLostNanos <= grace;
    }

    @Override
    public void stopSosRetries() {
      sos.stop();
    }

    @Override
    public void report(CrashData about, String state, int attempt) {
      telematics.report(about.incident(), "acn", state, attempt);
    }

    @Override
    public void activityChanged() {
      refresh();
    }
  }
}
