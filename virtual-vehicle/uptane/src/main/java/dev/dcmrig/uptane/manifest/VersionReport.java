// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.uptane.manifest;

import dev.dcmrig.uptane.json.JsonObject;
import dev.dcmrig.uptane.key.SignedDocument;
import dev.dcmrig.uptane.key.SigningKey;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * What an ECU says of itself (Uptane 5.4.2.1.2).
 *
 * @param ecu its id
 * @param image path of the installed image; {@link #NO_IMAGE}: none runs
 * @param length of the image, in bytes
 * @param hashes of the image, hexadecimal by algorithm
 * @param attack the name of an attack that it noticed; empty for none
 * @param time the latest time that it can verify
 * @param counter grows with each report: a report with a counter that was seen is a replay
 */
public record VersionReport(
    String ecu,
    String image,
    long length,
    Map<String, String> hashes,
    String attack,
    Instant time,
    long counter) {

  /** Path that an ECU reports that has nothing but its bootloader: an image of no bytes. */
  public static final String NO_IMAGE = "none";

  public VersionReport {
    hashes = Collections.unmodifiableMap(new TreeMap<>(hashes));
  }

  /** The report with the ECU's signature. */
  public Map<String, Object> signedBy(SigningKey key) {
    Map<String, Object> fileInfo = new LinkedHashMap<>();
    fileInfo.put("length", length);
    fileInfo.put("hashes", hashes);
    Map<String, Object> installed = new LinkedHashMap<>();
    installed.put("filepath", image);
    installed.put("fileinfo", fileInfo);
    Map<String, Object> signed = new LinkedHashMap<>();
    signed.put("ecu_serial", ecu);
    signed.put("installed_image", installed);
    signed.put("attacks_detected", attack);
    signed.put("timeserver_time", time.toString());
    signed.put("report_counter", counter);
    return SignedDocument.report(signed, key);
  }

  static VersionReport read(JsonObject signed) {
    JsonObject installed = signed.object("installed_image");
    JsonObject fileInfo = installed.object("fileinfo");
    return new VersionReport(
        signed.text("ecu_serial"),
        installed.text("filepath"),
        fileInfo.number("length", 0),
        fileInfo.object("hashes").texts(),
        signed.text("attacks_detected"),
        time(signed, "timeserver_time"),
        signed.number("report_counter", 0));
  }

  static Instant time(JsonObject json, String name) {
    try {
      return Instant.parse(json.text(name));
    } catch (DateTimeException notATime) {
      throw json.wrong(name, "a time such as 2027-01-31T00:00:00Z is wanted");
    }
  }
}
