// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm;

import dev.dcmrig.can.CanBus;
import dev.dcmrig.can.CanNode;
import dev.dcmrig.can.Frame;
import dev.dcmrig.can.binding.DomainValue;
import dev.dcmrig.can.binding.VehicleBinding;
import dev.dcmrig.dcm.acn.AcnService;
import dev.dcmrig.dcm.call.CallManager;
import dev.dcmrig.dcm.call.CallParts;
import dev.dcmrig.dcm.call.CrashData;
import dev.dcmrig.dcm.call.Incident;
import dev.dcmrig.dcm.car.CarState;
import dev.dcmrig.dcm.core.DcmContext;
import dev.dcmrig.dcm.core.DcmService;
import dev.dcmrig.dcm.core.ModemAccess;
import dev.dcmrig.dcm.core.NonVolatileMemory;
import dev.dcmrig.dcm.exchange.HttpsExchanges;
import dev.dcmrig.dcm.exchange.RetryPlan;
import dev.dcmrig.dcm.indicator.IndicatorDriver;
import dev.dcmrig.dcm.indicator.IndicatorDriver.Show;
import dev.dcmrig.dcm.indicator.IndicatorPolicy;
import dev.dcmrig.dcm.indicator.SelfTest;
import dev.dcmrig.dcm.modem.Modem;
import dev.dcmrig.dcm.mqtt.MqttChannel;
import dev.dcmrig.dcm.orders.OrderVerifier;
import dev.dcmrig.dcm.position.PositionKeeper;
import dev.dcmrig.dcm.power.PowerSupply;
import dev.dcmrig.dcm.remote.BusRequests;
import dev.dcmrig.dcm.remote.FrameRequests;
import dev.dcmrig.dcm.remote.RemoteService;
import dev.dcmrig.dcm.sleep.SleepService;
import dev.dcmrig.dcm.sms.SmsChannel;
import dev.dcmrig.dcm.sos.SosService;
import dev.dcmrig.dcm.svt.SvtService;
import dev.dcmrig.dcm.svt.TrackingMessages;
import dev.dcmrig.dcm.telematics.TelematicsClient;
import dev.dcmrig.dcm.telematics.TelematicsMessages;
import dev.dcmrig.dcm.tls.DcmCertificates;
import dev.dcmrig.dcm.tls.Trust;
import dev.dcmrig.sim.Seed;
import dev.dcmrig.sim.Timeline;
import dev.dcmrig.sim.pins.DcmPins;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * An emulated DCM in the rig's process, on the thread of its timeline: the services, and what they
 * tell each other. It sees frames, its modem and its pins, nothing else.
 *
 * <p>Does not simulate: boot time, processor load, the radio, in-band modems.
 */
public final class EmulatedDcm implements AutoCloseable {
  private static final String INCIDENTS = "incidents";

  /** More seats than that no message says; a bus that does is not believed. */
  private static final int MOST_PASSENGERS = 14;

  private static final double AMPERES_ASLEEP = 0.005;
  private static final double AMPERES_IDLE = 0.12;
  private static final double AMPERES_IN_CALL = 0.65;

  private final DcmContext dcm;
  private final CanBus bus;
  private final PowerSupply power;
  private final IndicatorDriver indicator;
  private final IndicatorPolicy indicatorPolicy;
  private final PositionKeeper position;
  private final SelfTest selfTest;
  private final SleepService sleep;
  private final TelematicsClient telematics;
  private final CallManager calls;
  private final SosService sos;
  private final AcnService acn;
  private final SvtService svt;
  private final RemoteService remote;

  /** In the order in which they are told; stopped the other way round. */
  private final List<DcmService> services;

  private final List<DcmService> servicesReversed;
  private @Nullable CanNode node;
  private boolean running;

  /**
   * @param binding the vehicle's language; the DCM follows its own node
   * @param ids where Call-IDs, tags and the like come from
   * @param rules what the DCM goes by: {@link DcmRules#REQUIRED}, or with deliberate defects
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
      DcmRules rules) {
    this(
        new DcmContext(timeline, binding.reader(timeline), pins, access, memory, ids),
        settings,
        rules,
        bus,
        DcmCertificates.read(access.certificates(), timeline::now, rules),
        (context, node) -> new FrameRequests(context, binding, node));
  }

  /** Makes what the DCM sends its requests with. */
  @FunctionalInterface
  interface Requests {
    BusRequests of(DcmContext context, Supplier<@Nullable CanNode> node);
  }

  EmulatedDcm(
      DcmContext dcm,
      DcmSettings settings,
      DcmRules rules,
      CanBus bus,
      Trust trust,
      Requests makesRequests) {
    this.dcm = dcm;
    this.bus = bus;
    Modem modem = new Modem(dcm);
    CarState car = new CarState(dcm, settings.acn().ignition());
    TelematicsMessages ours = TelematicsMessages.of(settings.telematics().tries());
    TrackingMessages tracked =
        TrackingMessages.of(settings.svt().queue(), settings.telematics().tries());
    HttpsExchanges exchanges =
        new HttpsExchanges(
            dcm,
            settings.telematics(),
            rules,
            modem,
            trust,
            List.of(
                ours.emergencyEvent(),
                ours.configuration(),
                ours.telemetry(),
                tracked.trackingOrder(),
                tracked.acknowledgement(),
                tracked.position(),
                RemoteService.COMMAND_RESULT,
                tracked.securityEvent()));
    BusRequests requests = makesRequests.of(dcm, () -> node);
    OrderVerifier verifier = new OrderVerifier(dcm, rules, trust.ordersKey());
    Tracking tracking = new Tracking(car, settings.position().trustedAge().toNanos());
    this.power = new PowerSupply(dcm, settings.backup(), rules, new PowerEvents());
    this.indicator = new IndicatorDriver(dcm, settings.indicator());
    this.indicatorPolicy = new IndicatorPolicy(settings.indicator(), rules);
    this.position = new PositionKeeper(dcm, settings.position(), rules);
    this.selfTest =
        new SelfTest(
            dcm,
            settings.selfTest(),
            settings.indicator().ignition(),
            rules,
            car,
            power::isOnBackup,
            this::refresh);
    this.svt =
        new SvtService(
            dcm, settings.svt(), tracked, rules, exchanges, verifier, position, requests, tracking);
    this.telematics =
        new TelematicsClient(
            dcm,
            settings.telematics(),
            ours,
            rules,
            car,
            exchanges,
            svt::featuresConfigured,
            this::configured);
    this.remote =
        new RemoteService(
            dcm, rules, exchanges, verifier, position, requests, tracking, svt::securityEvent);
    this.sleep = new SleepService(dcm, settings.sleep(), rules, car, new Sleeping());
    this.calls =
        new CallManager(
            new CallParts(
                dcm,
                modem,
                settings.call(),
                settings.callBack(),
                settings.voice(),
                settings.msd(),
                rules),
            this::refresh);
    this.sos =
        new SosService(
            dcm,
            settings.sos(),
            rules,
            car,
            calls,
            () -> new Incident(takeDown(false)),
            new ForSos());
    this.acn =
        new AcnService(dcm, settings.acn(), rules, car, calls, () -> takeDown(true), new ForAcn());
    MqttChannel commands =
        new MqttChannel(
            dcm,
            settings.mqtt(),
            new RetryPlan(dcm, settings.telematics(), rules),
            modem,
            trust,
            new Commands());
    SmsChannel sms = new SmsChannel(dcm, settings.sms(), modem, this::sms);
    this.services =
        List.of(
            modem,
            car,
            sleep,
            position,
            requests,
            selfTest,
            telematics,
            calls,
            sos,
            acn,
            exchanges,
            sms,
            commands,
            svt);
    List<DcmService> reversed = new ArrayList<>(services);
    Collections.reverse(reversed);
    this.servicesReversed = List.copyOf(reversed);
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

  private CrashData takeDown(boolean automatic) {
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
        seats > MOST_PASSENGERS ? CrashData.UNKNOWN_PASSENGERS : seats);
  }

  // Power, frames, pins.

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
    services.forEach(DcmService::boot);
    refresh();
  }

  private void off() {
    // What stops below asks for nothing any more, least of all on the way to a reset.
    running = false;
    servicesReversed.forEach(DcmService::stop);
    indicator.show(Show.DARK);
    dcm.pins().draw(0);
  }

  private void pinsChanged() {
    power.supplyChanged();
    if (power.isPowered()) {
      services.forEach(DcmService::pinsChanged);
    }
    refresh();
  }

  private void frame(long timeNanos, Frame frame) {
    if (power.isPowered()) {
      dcm.reader().onFrame(timeNanos, frame);
      for (DcmService service : services) {
        service.frame(timeNanos);
      }
    }
  }

  // What depends on several services.

  private void refresh() {
    if (!running) {
      return;
    }
    power.need(acn.isActive() || isAcnCallBackOpen(), calls.isCallActive());
    if (!running) {
      return;
    }
    indicator.show(
        indicatorPolicy.show(
            new IndicatorPolicy.Situation(
                calls.isCallActive(),
                sos.isActive() || acn.isActive(),
                selfTest.isIgnitionShown(),
                power.isOnBackup(),
                selfTest.isFirstRunning(),
                selfTest.isFaulty(),
                !telematics.isEmergencyCallEnabled())));
    dcm.pins().draw(amperes());
  }

  private double amperes() {
    if (sleep.isAsleep()) {
      return AMPERES_ASLEEP;
    }
    return calls.isCallActive() ? AMPERES_IN_CALL : AMPERES_IDLE;
  }

  private boolean isAcnCallBackOpen() {
    return calls.isCallBackForCrashOpen() || (calls.isCallForCrash() && power.isOnBackup());
  }

  private void configured() {
    remote.dataConnectivityConfigured();
    refresh();
  }

  private void sms(String sender, String text) {
    if (sleep.sms()) {
      svt.ask();
    }
  }

  private final class Commands implements MqttChannel.Listener {
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

  private final class Tracking implements SvtService.Dependencies, RemoteService.Dependencies {
    private final CarState car;
    private final long silenceNanos;

    Tracking(CarState car, long silenceNanos) {
      this.car = car;
      this.silenceNanos = silenceNanos;
    }

    @Override
    public boolean isBusSilent() {
      return car.isBusSilentFor(silenceNanos);
    }

    @Override
    public boolean isIgnitionOn() {
      return car.isIgnitionOn();
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

  private final class Sleeping implements SleepService.Dependencies {
    @Override
    public boolean isKeptAwake() {
      return power.isOnBackup() || services.stream().anyMatch(DcmService::isKeepingAwake);
    }

    @Override
    public void putToSleep() {
      servicesReversed.forEach(DcmService::sleep);
      refresh();
    }

    @Override
    public void wakeAll() {
      services.forEach(DcmService::wake);
      refresh();
    }
  }

  private final class ForSos implements SosService.Dependencies {
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

  private final class ForAcn implements AcnService.Dependencies {
    @Override
    public boolean isEmergencyCallEnabled() {
      return telematics.isEmergencyCallEnabled();
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
