// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.ota;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Bodies that the DCM sends (DDI API v1). */
final class Feedback {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

  private Feedback() {}

  /**
   * What becomes of an action.
   *
   * @param execution {@code proceeding}, {@code closed}, {@code rejected}, ...
   * @param finished {@code none}, {@code success} or {@code failure}
   * @param details for people
   */
  static String of(Instant now, String action, String execution, String finished, String details) {
    ObjectNode body = JSON.createObjectNode();
    body.put("id", action).put("time", TIME.format(now));
    ObjectNode status = body.putObject("status");
    status.put("execution", execution);
    status.putObject("result").put("finished", finished);
    status.putArray("details").add(details);
    return body.toString();
  }

  /**
   * What the user says to a deployment that has to be confirmed.
   *
   * @param confirmation {@code confirmed} or {@code denied}
   */
  static String confirmation(String confirmation, String details) {
    ObjectNode body = JSON.createObjectNode();
    body.put("confirmation", confirmation).put("code", 1);
    body.putArray("details").add(details);
    return body.toString();
  }

  /** Attributes of this vehicle. */
  static String attributes(String vin, FirmwareVersions versions) {
    ObjectNode body = JSON.createObjectNode();
    body.put("mode", "merge");
    body.putObject("data")
        .put("vin", vin)
        .put("hardware", versions.hardware())
        .put("version", versions.running())
        .put("rxswin", versions.rxswin());
    return body.toString();
  }
}
