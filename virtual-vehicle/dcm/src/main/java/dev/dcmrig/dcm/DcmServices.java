// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm;

import dev.dcmrig.dcm.acn.AcnService;
import dev.dcmrig.dcm.call.CallManager;
import dev.dcmrig.dcm.call.CallParts;
import dev.dcmrig.dcm.call.Incident;
import dev.dcmrig.dcm.car.CarState;
import dev.dcmrig.dcm.core.DcmContext;
import dev.dcmrig.dcm.core.DcmService;
import dev.dcmrig.dcm.core.FrameFollower;
import dev.dcmrig.dcm.exchange.HttpsExchanges;
import dev.dcmrig.dcm.exchange.RetryPlan;
import dev.dcmrig.dcm.indicator.IndicatorDriver;
import dev.dcmrig.dcm.indicator.IndicatorPolicy;
import dev.dcmrig.dcm.indicator.SelfTest;
import dev.dcmrig.dcm.modem.Modem;
import dev.dcmrig.dcm.mqtt.MqttChannel;
import dev.dcmrig.dcm.orders.OrderVerifier;
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
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The parts of one emulated DCM, each told of those that it asks or tells. Parts that know each
 * other both ways meet here: nothing is asked before all of them stand.
 */
final class DcmServices {
  final PowerSupply power;
  final IndicatorDriver indicator;
  final IndicatorPolicy indicatorPolicy;
  final SelfTest selfTest;
  final SleepService sleep;
  final TelematicsClient telematics;
  final CallManager calls;
  final SosService sos;
  final AcnService acn;
  final SvtService svt;
  final RemoteService remote;

  /** In the order in which they are told; stopped the other way round. */
  final List<DcmService> inOrder;

  final List<DcmService> reversed;

  /** Those that look at each frame, in the same order. An array: it is gone through for each. */
  final FrameFollower[] followers;

  /**
   * @param requests what the DCM asks of the bus
   * @param powered told when the supply comes and goes
   * @param refresh looks again at what depends on several parts: indicator, current, backup supply
   */
  DcmServices(
      DcmContext dcm,
      DcmSettings settings,
      DcmRules rules,
      Trust trust,
      BusRequests requests,
      PowerSupply.Listener powered,
      Runnable refresh) {
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
    this.selfTest =
        new SelfTest(
            dcm,
            settings.selfTest(),
            settings.indicator().ignition(),
            rules,
            car,
            power::isOnBackup,
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
    this.inOrder =
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
    List<DcmService> backwards = new ArrayList<>(inOrder);
    Collections.reverse(backwards);
    this.reversed = List.copyOf(backwards);
    this.followers =
        inOrder.stream()
            .filter(FrameFollower.class::isInstance)
            .map(FrameFollower.class::cast)
            .toArray(FrameFollower[]::new);
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
