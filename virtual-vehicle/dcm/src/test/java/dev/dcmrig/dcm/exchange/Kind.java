// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.exchange;

import dev.dcmrig.dcm.DcmSettings;
import dev.dcmrig.dcm.remote.RemoteService;
import dev.dcmrig.dcm.svt.TrackingMessages;
import dev.dcmrig.dcm.telematics.TelematicsMessages;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/** What a DCM exchanges, the most important first. */
public enum Kind {
  EMERGENCY_EVENT(settings -> ours(settings).emergencyEvent()),
  CONFIGURATION(settings -> ours(settings).configuration()),
  TELEMETRY(settings -> ours(settings).telemetry()),
  TRACKING_ORDER(settings -> tracking(settings).trackingOrder()),
  ACKNOWLEDGEMENT(settings -> tracking(settings).acknowledgement()),
  POSITION(settings -> tracking(settings).position()),
  COMMAND_RESULT(settings -> RemoteService.COMMAND_RESULT),
  SECURITY_EVENT(settings -> tracking(settings).securityEvent());

  private final Function<DcmSettings, MessageType> type;

  Kind(Function<DcmSettings, MessageType> type) {
    this.type = type;
  }

  private static TelematicsMessages ours(DcmSettings settings) {
    return TelematicsMessages.of(settings.telematics().tries());
  }

  private static TrackingMessages tracking(DcmSettings settings) {
    return TrackingMessages.of(settings.svt().queue(), settings.telematics().tries());
  }

  public MessageType with(DcmSettings settings) {
    return type.apply(settings);
  }

  public static List<MessageType> all(DcmSettings settings) {
    return Arrays.stream(values()).map(kind -> kind.with(settings)).toList();
  }
}
