// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The numbers of the profile {@code tps}, and what a test wants otherwise. Telemetry and
 * configuration are exchanged once a day, so that long tests are not about them.
 */
public final class TestProfile {
  private static final String TPS =
      """
      sos.holdTime=500ms
      sos.attempts=3
      sos.gap=30s
      sos.ignition=ON START
      acn.impactThreshold=20
      acn.limit=24h
      acn.gap=120s
      acn.sameCrash=10s
      acn.ignitionGrace=1s
      acn.ignition=ON START
      call.mode=tps
      call.target=sip:+61800555911@assist.dcmrig.example;user=phone
      call.answerTimeout=30s
      call.maxDuration=60min
      call.msdResend=5s
      call.msdResends=2
      callBack.window=60min
      callBack.registerRetry=10s
      backup.belowVolts=6.0
      backup.talk=5min
      backup.standby=60min
      backup.holdUp=300ms
      selfTest.duration=5s
      selfTest.limit=10s
      selfTest.interval=60s
      indicator.phase=500ms
      indicator.betweenAttempts=solid-green
      indicator.ignition=ACC ON START
      voice.mode=burst
      voice.mediaTimeout=20s
      voice.firstBurst=1s
      voice.burst=200ms
      voice.burstInterval=5s
      telematics.firstConfiguration=1s
      telematics.configurationInterval=24h
      telematics.telemetryInterval=24h
      telematics.answerTimeout=10s
      telematics.firstRetry=5s
      telematics.idleTimeout=120s
      telematics.tries=3
      telematics.retryFactor=2
      telematics.retryLimit=5min
      telematics.retryJitter=0.1
      telematics.retryAfterLimit=1h
      telematics.eventLifetime=24h
      telematics.queue=32
      mqtt.keepAlive=20min
      mqtt.answerTimeout=10s
      sms.retry=10s
      svt.interval=60s
      svt.lowInterval=300s
      svt.lowBelow=11.5
      svt.ceaseBelow=9.0
      svt.hysteresis=0.5
      svt.hold=10s
      svt.queue=0
      svt.fixWait=1s
      sleep.mode=sleeps
      sleep.after=10min
      sleep.awake=2min
      position.trustedAge=5s
      position.recent=5s
      msd.version=2
      msd.vehicleType=1
      msd.propulsion=GASOLINE_TANK
      ota.hardware=dcm-1
      ota.factoryVersion=1.0.0
      ota.rxswin=DCMRIG-0001
      ota.firstPoll=5s
      ota.pollInterval=10min
      ota.pollJitter=0.1
      ota.whenRestricted=stop
      ota.answerTimeout=10s
      ota.idleTimeout=120s
      ota.tries=5
      ota.imageBlocks=32
      ota.deltas=zstd
      ota.endurance=100
      ota.flashKibPerSecond=256
      ota.minimumVolts=12.2
      ota.ignition=OFF ACC
      ota.seenWithin=5s
      ota.notice=10s
      ota.postpone=24h
      ota.waitLimit=168h
      ota.resultShown=60s
      ota.bootAttempts=3
      ota.ecuTries=2
      ota.ecuRetryGap=10s
      ota.ecuBoot=2s
      ota.watchdog=5s
      ota.selfTest=10s
      """;

  private TestProfile() {}

  /** Lines of {@code path=value} that replace those of the profile. */
  public static DcmSettings of(String... changes) {
    Map<String, Object> tree = new LinkedHashMap<>();
    (TPS + String.join("\n", changes)).lines().forEach(line -> put(tree, line));
    return DcmSettings.of("test", tree);
  }

  private static void put(Map<String, Object> tree, String line) {
    int equals = line.indexOf('=');
    String path = line.substring(0, equals);
    String value = line.substring(equals + 1);
    boolean list = path.endsWith(".ignition") || path.endsWith(".propulsion");
    @SuppressWarnings("unchecked")
    Map<String, Object> section =
        (Map<String, Object>)
            tree.computeIfAbsent(
                path.substring(0, path.indexOf('.')), key -> new LinkedHashMap<String, Object>());
    section.put(path.substring(path.indexOf('.') + 1), list ? List.of(value.split(" ")) : value);
  }
}
