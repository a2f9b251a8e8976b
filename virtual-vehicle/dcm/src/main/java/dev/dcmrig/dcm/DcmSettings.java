// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm;

import dev.dcmrig.dcm.acn.AcnSettings;
import dev.dcmrig.dcm.call.CallBackSettings;
import dev.dcmrig.dcm.call.CallSettings;
import dev.dcmrig.dcm.call.MsdSettings;
import dev.dcmrig.dcm.call.VoiceSettings;
import dev.dcmrig.dcm.exchange.TelematicsSettings;
import dev.dcmrig.dcm.indicator.IndicatorSettings;
import dev.dcmrig.dcm.indicator.SelfTestSettings;
import dev.dcmrig.dcm.mqtt.MqttSettings;
import dev.dcmrig.dcm.ota.OtaSettings;
import dev.dcmrig.dcm.position.PositionSettings;
import dev.dcmrig.dcm.power.BackupSettings;
import dev.dcmrig.dcm.sleep.SleepSettings;
import dev.dcmrig.dcm.sms.SmsSettings;
import dev.dcmrig.dcm.sos.SosSettings;
import dev.dcmrig.dcm.svt.TrackingSettings;
import dev.dcmrig.sim.settings.Key;
import dev.dcmrig.sim.settings.RecordReader;
import java.util.Map;
import java.util.Optional;

/** A DCM profile: every number that a DCM goes by, one record for each service. */
public record DcmSettings(
    @Key("What kind of DCM this is, for people") Optional<String> description,
    @Key("The SOS button") SosSettings sos,
    @Key("Automatic collision notification") AcnSettings acn,
    @Key("Emergency calls") CallSettings call,
    @Key("Calls back from the centre") CallBackSettings callBack,
    @Key("The back-up battery") BackupSettings backup,
    @Key("The self-test") SelfTestSettings selfTest,
    @Key("The indicator beside the SOS button") IndicatorSettings indicator,
    @Key("Voice of a call") VoiceSettings voice,
    @Key("Exchanges with the telematics service") TelematicsSettings telematics,
    @Key("The session with the broker") MqttSettings mqtt,
    @Key("Short messages") SmsSettings sms,
    @Key("Tracking of a stolen vehicle") TrackingSettings svt,
    @Key("Sleep") SleepSettings sleep,
    @Key("The position") PositionSettings position,
    @Key("What the minimum set of data says of the vehicle") MsdSettings msd,
    @Key("Updates over the air") OtaSettings ota) {

  /**
   * Reads a profile.
   *
   * @param profileName for messages
   * @param profile as a YAML reader gives it: nested maps, texts, numbers, lists
   * @throws DcmSettingsException with everything that is wrong with it
   */
  public static DcmSettings of(String profileName, Map<String, ?> profile) {
    RecordReader.Reading<DcmSettings> reading = RecordReader.read(DcmSettings.class, profile);
    return reading
        .value()
        .orElseThrow(() -> new DcmSettingsException(profileName, reading.problems()));
  }
}
