// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.cli.msd;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dcmrig.bench.config.Problems;
import dev.dcmrig.bench.config.YamlFile;
import dev.dcmrig.bench.config.YamlMap;
import dev.dcmrig.ecall.msd.AdditionalData;
import dev.dcmrig.ecall.msd.LocationDelta;
import dev.dcmrig.ecall.msd.Msd;
import dev.dcmrig.ecall.msd.Propulsion;
import java.util.HexFormat;
import java.util.Optional;
import java.util.stream.Collectors;

/** A message as JSON, and as the YAML that JSON is a part of. */
final class MsdDocument {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private MsdDocument() {}

  /**
   * @param shown names the text in messages
   * @throws dev.dcmrig.bench.config.ConfigurationException lists everything that is wrong
   */
  static Msd read(String text, String shown) {
    Problems problems = new Problems();
    // YAML takes no tab for indentation; JSON does, and has none inside of its words.
    boolean isJson = text.stripLeading().startsWith("{");
    String plain = isJson ? text.replace('\t', ' ') : text;
    Optional<YamlMap> map = YamlFile.parse(plain, shown, problems);
    problems.throwIfAny();
    Optional<Msd> msd = new MsdDocumentReader(map.orElseThrow()).read();
    problems.throwIfAny();
    return msd.orElseThrow();
  }

  static String write(Msd msd) {
    ObjectNode json = JSON.createObjectNode();
    json.put("version", msd.version().number());
    json.put("messageIdentifier", msd.messageIdentifier());
    json.put("automaticActivation", msd.automaticActivation());
    json.put("testCall", msd.testCall());
    json.put("positionCanBeTrusted", msd.positionCanBeTrusted());
    json.put("vehicleType", msd.vehicleType());
    json.put("vin", msd.vin());
    ArrayNode propulsion = json.putArray("propulsion");
    msd.propulsion().stream().map(Propulsion::fieldName).forEach(propulsion::add);
    json.put("timestamp", msd.timestampSeconds());
    json.put("latitudeMas", msd.latitudeMas());
    json.put("longitudeMas", msd.longitudeMas());
    json.put("direction", msd.direction());
    msd.recentVehicleLocationN1().ifPresent(at -> delta(json, "recentVehicleLocationN1", at));
    msd.recentVehicleLocationN2().ifPresent(at -> delta(json, "recentVehicleLocationN2", at));
    msd.numberOfPassengers().ifPresent(count -> json.put(msd.version().occupantsField(), count));
    msd.additionalData().ifPresent(data -> additional(json, data));
    try {
      return JSON.writeValueAsString(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void delta(ObjectNode json, String name, LocationDelta delta) {
    json.putArray(name).add(delta.latitude100Mas()).add(delta.longitude100Mas());
  }

  private static void additional(ObjectNode json, AdditionalData data) {
    String oid = data.relativeOid().stream().map(String::valueOf).collect(Collectors.joining("."));
    json.putObject("additionalData")
        .put("relativeOid", oid)
        .put("hex", HexFormat.of().withUpperCase().formatHex(data.data()));
  }
}
