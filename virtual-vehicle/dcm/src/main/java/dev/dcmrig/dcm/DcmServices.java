// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dcmrig.dcm.acn.AcnService;
import dev.dcmrig.dcm.call.CallManager;
import dev.dcmrig.dcm.call.CallParts;
import dev.dcmrig.dcm.call.Incident;
import dev.dcmrig.dcm.car.CarState;
import dev.dcmrig.dcm.core.DcmContext;
import dev.dcmrig.dcm.core.DcmService;
import dev.dcmrig.dcm.core.FrameFollower;
import dev.dcmrig.dcm.diagnostics.DiagnosticsService;
import dev.dcmrig.dcm.exchange.HttpsExchanges;
import dev.dcmrig.dcm.exchange.RetryPlan;
import dev.dcmrig.dcm.indicator.IndicatorDriver;
import dev.dcmrig.dcm.indicator.IndicatorPolicy;
import dev.dcmrig.dcm.indicator.SelfTest;
import dev.dcmrig.dcm.modem.Modem;
import dev.dcmrig.dcm.mqtt.MqttChannel;
import dev.dcmrig.dcm.orders.OrderVerifier;
import dev.dcmrig.dcm.ota.EcuSide;
import dev.dcmrig.dcm.ota.FirmwareKeeper;
import dev.dcmrig.dcm.ota.OtaRules;
import dev.dcmrig.dcm.ota.UpdateService;
import dev.dcmrig.dcm.ota.UserParts;
import dev.dcmrig.dcm.position.PositionKeeper;
import dev.dcmrig.dcm.power.PowerSupply;
import dev.dcmrig.dcm.remote.BusRequests;
import dev.dcmrig.dcm.remote.RemoteService;
import dev.dcmrig.dcm.sleep.SleepService;
import dev.dcmrig.dcm.sms.SmsChannel;
import dev.dcmrig.dcm.sos.SosService;
import dev.dcmrig.dcm.svt.SvtService;
import dev.dcmrig.dcm.svt.TrackingMessages;
import dev.dcmrig.dcm.telematics.TelematicsClient;
import dev.dcmrig.dcm.telematics.TelematicsMessages;
import dev.dcmrig.dcm.tls.Trust;
import dev.dcmrig.sim.pins.Condition;
import dev.dcmrig.sim.pins.Line;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The parts of one emulated DCM, each told of those that it asks or tells. Parts that know each
 * other both ways meet here: nothing is asked before all of them stand.
 */
final class DcmServices {
  private static final SelfTest.Results NO_TESTER =
      new SelfTest.Results() {
        @Override
        public void operationBegins() {}

        @Override
        public void tested(Line line, boolean failed) {}
      };

  final PowerSupply power;
  final IndicatorDriver indicator;
  final IndicatorPolicy indicatorPolicy;
  final SelfTest selfTest;

  /** Null in a car in which no tester can ask the DCM. */
  final @Nullable DiagnosticsService diagnostics;

  final SleepService sleep;
  final TelematicsClient telematics;
  final CallManager calls;
  final SosService sos;
  final AcnService acn;
  final SvtService svt;
  final RemoteService remote;
  final FirmwareKeeper firmware;
  final UpdateService updates;

  private final OtaRules rules;

  /** In the order in which they are told; stopped the other way round. */
  final List<DcmService> inOrder;

  final List<DcmService> reversed;

  /** Those that look at each frame, in the same order. An array: it is gone through for each. */
  final FrameFollower[] followers;

  /**
   * @param requests what the DCM asks of the bus
   * @param tester what diagnostics need; null: there are none
   * @param ecus those that it gives software to
   * @param powered told when the supply comes and goes
   * @param restart resets the DCM
   * @param refresh looks again at what depends on several parts: indicator, current, backup supply
   */
  DcmServices(
      DcmContext dcm,
      DcmSettings settings,
      DcmRules rules,
      Trust trust,
      BusRequests requests,
      DiagnosticsService.@Nullable Dependencies tester,
      EcuSide ecus,
      PowerSupply.Listener powered,
      Runnable restart,
      Runnable refresh) {
    this.rules = rules;
    Modem modem = new Modem(dcm, rules);
    CarState car = new CarState(dcm, settings.acn().ignition());
    TelematicsMessages ours = TelematicsMessages.of(settings.telematics().tries());
    TrackingMessages tracking =
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
                tracking.trackingOrder(),
                tracking.acknowledgement(),
                tracking.position(),
                RemoteService.COMMAND_RESULT,
                tracking.securityEvent()));
    OrderVerifier verifier = new OrderVerifier(dcm, rules, trust.ordersKey());
    TrackedCar tracked =
        new TrackedCar(this, car, settings.position().trustedAge().toNanos(), refresh);
    this.power = new PowerSupply(dcm, settings.backup(), rules, powered);
    this.indicator = new IndicatorDriver(dcm, settings.indicator());
    this.indicatorPolicy = new IndicatorPolicy(settings.indicator(), rules);
    PositionKeeper position = new PositionKeeper(dcm, settings.position(), rules);
    CrashScene scene = new CrashScene(dcm, position);
    this.diagnostics = tester == null ? null : new DiagnosticsService(dcm, rules, tester);
    this.selfTest =
        new SelfTest(
            dcm,
            settings.selfTest(),
            settings.indicator().ignition(),
            rules,
            car,
            power::isOnBackup,
            diagnostics == null ? NO_TESTER : diagnostics,
            refresh);
    this.svt =
        new SvtService(
            dcm, settings.svt(), tracking, rules, exchanges, verifier, position, requests, tracked);
    this.telematics =
        new TelematicsClient(
            dcm,
            settings.telematics(),
            ours,
            rules,
            car,
            exchanges,
            svt::featuresConfigured,
            this::updatesConfigured,
            () -> configured(refresh));
    this.remote =
        new RemoteService(
            dcm, rules, exchanges, verifier, position, requests, tracked, svt::securityEvent);
    this.sleep =
        new SleepService(dcm, settings.sleep(), rules, car, new SleepAndWake(this, refresh));
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
            refresh::run);
    this.sos =
        new SosService(
            dcm,
            settings.sos(),
            rules,
            car,
            calls,
            () -> new Incident(scene.takeDown(false)),
            new SosNeighbours(this));
    this.acn =
        new AcnService(
            dcm,
            settings.acn(),
            rules,
            car,
            calls,
            () -> scene.takeDown(true),
            new AcnNeighbours(this, refresh));
    MqttChannel commands =
        new MqttChannel(
            dcm,
            settings.mqtt(),
            new RetryPlan(dcm, settings.telematics(), rules),
            modem,
            trust,
            new CommandTopics(this));
    SmsChannel sms = new SmsChannel(dcm, settings.sms(), rules, modem, (sender, text) -> sms());
    this.firmware =
        new FirmwareKeeper(
            settings.ota(), rules, () -> dcm.pins().condition(Line.FLASH) != Condition.OK);
    this.updates =
        new UpdateService(
            dcm,
            settings.ota(),
            rules,
            rules,
            new RetryPlan(dcm, settings.telematics(), rules),
            modem,
            trust,
            firmware,
            new UserParts(car, requests),
            ecus,
            new UpdateNeighbours(this, restart));
    List<DcmService> all =
        new ArrayList<>(
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
                svt,
                updates));
    if (diagnostics != null) {
      all.add(all.indexOf(selfTest), diagnostics);
    }
    this.inOrder = List.copyOf(all);
    List<DcmService> backwards = new ArrayList<>(inOrder);
    Collections.reverse(backwards);
    this.reversed = List.copyOf(backwards);
    this.followers =
        inOrder.stream()
            .filter(FrameFollower.class::isInstance)
            .map(FrameFollower.class::cast)
            .toArray(FrameFollower[]::new);
  }

  boolean isServedWhileInstalling() {
    return rules.isEmergencyServed(updates.isInstalling());
  }

  private void updatesConfigured(JsonNode where) {
    updates.serverConfigured(where);
  }

  private void configured(Runnable refresh) {
    remote.dataConnectivityConfigured();
    refresh.run();
  }

  private void sms() {
    if (sleep.sms()) {
      svt.ask();
    }
  }
}
