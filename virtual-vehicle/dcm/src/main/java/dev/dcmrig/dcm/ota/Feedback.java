// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.ota;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;

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
  static String of(
      Instant now, String action, String execution, String finished, List<String> details) {
    ObjectNode body = JSON.createObjectNode();
    body.put("id", action).put("time", TIME.format(now));
    ObjectNode status = body.putObject("status");
    status.put("execution", execution);
    status.putObject("result").put("finished", finished);
    ArrayNode lines = status.putArray("details");
    details.forEach(lines::add);
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

  /**
   * Attributes of this vehicle.
   *
   * @param ecus versions of ECUs behind the DCM, as far as it knows them
   */
  static String attributes(String vin, FirmwareVersions versions, Map<String, String> ecus) {
    ObjectNode body = JSON.createObjectNode();
    body.put("mode", "merge");
    ObjectNode data = body.putObject("data");
    data.put("vin", vin)
        .put("hardware", versions.hardware())
        .put("version", versions.running())
        .put("rxswin", versions.rxswin());
    ecus.forEach((ecu, version) -> data.put("ecu." + ecu, version));
    return body.toString();
  }
}
