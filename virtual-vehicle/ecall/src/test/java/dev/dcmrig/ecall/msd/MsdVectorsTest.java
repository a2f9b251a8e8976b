// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.ecall.msd;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The codec held to vectors that others made. */
class MsdVectorsTest {
  private static JsonNode read(String name) {
    try (var in = MsdVectorsTest.class.getResourceAsStream("/vectors/" + name)) {
      return new ObjectMapper().readTree(in);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Stream<Named<JsonNode>> of(String name) {
    return StreamSupport.stream(read(name).spliterator(), false)
        .map(node -> Named.of(node.get("note").asText() + " " + node.get("hex").asText(), node));
  }

  static Stream<Named<JsonNode>> vectors() {
    return Stream.of("msd-v1.json", "msd-v2.json").flatMap(MsdVectorsTest::of);
  }

  static Stream<Named<JsonNode>> additional() {
    return of("msd-v2-additional-data.json");
  }

  private static byte[] bytes(JsonNode vector) {
    return HexFormat.of().parseHex(vector.get("hex").asText());
  }

  private static LocationDelta delta(JsonNode pair) {
    return pair == null ? null : new LocationDelta(pair.get(0).asInt(), pair.get(1).asInt());
  }

  private static Propulsion propulsion(String fieldName) {
    return Arrays.stream(Propulsion.values())
        .filter(each -> each.fieldName().equals(fieldName))
        .findFirst()
        .orElseThrow();
  }

  private static Msd expected(JsonNode vector) {
    EnumSet<Propulsion> propulsion = EnumSet.noneOf(Propulsion.class);
    vector.get("propulsion").forEach(name -> propulsion.add(propulsion(name.asText())));
    MsdBuilder msd =
        Msd.builder()
            .messageIdentifier(vector.get("messageIdentifier").asInt())
            .automaticActivation(vector.get("automaticActivation").asBoolean())
            .testCall(vector.path("testCall").asBoolean())
            .positionCanBeTrusted(vector.get("positionCanBeTrusted").asBoolean())
            .vehicleType(vector.get("vehicleType").asInt())
            .vin(vector.get("vin").asText())
            .propulsion(propulsion)
            .timestampSeconds(vector.get("timestamp").asLong())
            .position(vector.get("latitudeMas").asInt(), vector.get("longitudeMas").asInt())
            .direction(vector.get("direction").asInt())
            .recentVehicleLocationN1(delta(vector.get("recentVehicleLocationN1")))
            .recentVehicleLocationN2(delta(vector.get("recentVehicleLocationN2")));
    if (vector.has("numberOfPassengers")) {
      msd.numberOfPassengers(vector.get("numberOfPassengers").asInt());
    }
    if (vector.has("additionalData")) {
      JsonNode additional = vector.get("additionalData");
      List<Integer> oid =
          Arrays.stream(additional.get("relativeOid").asText().split("\\."))
              .map(Integer::valueOf)
              .toList();
      byte[] data = HexFormat.of().parseHex(additional.get("hex").asText());
      msd.additionalData(new AdditionalData(oid, data));
    }
    return msd.version(MsdVersion.of(bytes(vector)[0]).orElseThrow()).build();
  }

  @Test
  void thereAreVectors() {
    assertTrue(vectors().count() >= 21);
  }

  /** The fields of the public vector of version 2, and two with what only version 3 has. */
  @Test
  void version3SaysWhatItsNotesSay() throws MsdException {
    JsonNode vectors = read("msd-v3.json");
    Msd published = MsdCodec.decode(bytes(read("msd-v2.json").get(0)));
    Msd first = MsdCodec.decode(bytes(vectors.get(0)));
    assertEquals(published.toBuilder().version(MsdVersion.V3).build(), first);
    AdditionalData dead = new AdditionalData(List.of(1, 4, 2), HexFormat.of().parseHex("DEAD"));
    Msd other = MsdCodec.decode(bytes(vectors.get(1)));
    assertEquals(23, other.vehicleType());
    assertTrue(other.numberOfPassengers().isEmpty());
    assertEquals(dead, other.additionalData().orElseThrow());
    Msd trailer = MsdCodec.decode(bytes(vectors.get(2)));
    assertEquals("O", VehicleType.className(trailer.vehicleType()));
    assertEquals(255, trailer.numberOfPassengers().orElseThrow());
    assertEquals(dead, trailer.additionalData().orElseThrow());
  }

  static Stream<Named<JsonNode>> every() {
    return Stream.of("msd-v1.json", "msd-v2.json", "msd-v2-additional-data.json", "msd-v3.json")
        .flatMap(MsdVectorsTest::of);
  }

  @ParameterizedTest
  @MethodSource("every")
  void aGoodMessageHasNoFaultAndItsFieldsCoverEachBitOnce(JsonNode vector) throws MsdException {
    DecodedMsd read = MsdCodec.read(bytes(vector));
    assertEquals(List.of(), read.faults());
    int bit = 0;
    for (MsdField field : read.fields()) {
      assertEquals(bit, field.bit(), field.toString());
      bit += field.bits();
    }
    assertEquals(bytes(vector).length * 8, bit);
  }

  @ParameterizedTest
  @MethodSource("every")
  void aMessageWithoutExplicitDefaultsIsWrittenAsItCame(JsonNode vector) throws MsdException {
    if (!vector.path("explicitDefaults").asBoolean()) {
      assertArrayEquals(bytes(vector), MsdCodec.encode(MsdCodec.decode(bytes(vector))));
    }
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void theBytesSayWhatTheVectorSays(JsonNode vector) throws MsdException {
    assertEquals(expected(vector), MsdCodec.decode(bytes(vector)));
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void theEncoderWritesTheShortForm(JsonNode vector) throws MsdException {
    byte[] written = MsdCodec.encode(expected(vector));
    if (vector.path("explicitDefaults").asBoolean()) {
      assertEquals(expected(vector), MsdCodec.decode(written));
      assertTrue(written.length <= bytes(vector).length);
    } else {
      assertArrayEquals(bytes(vector), written);
    }
  }

  @ParameterizedTest
  @MethodSource("additional")
  void additionalDataAreReadAndWrittenAsAnAsn1CompilerDoes(JsonNode vector) throws MsdException {
    Msd msd = MsdCodec.decode(bytes(vector));
    assertEquals(vector.get("messageIdentifier").asInt(), msd.messageIdentifier());
    assertEquals("ECALLEXAMPLE02013", msd.vin());
    if (vector.has("oid")) {
      List<Integer> oid = new ArrayList<>();
      vector.get("oid").forEach(part -> oid.add(part.asInt()));
      byte[] data = HexFormat.of().parseHex(vector.get("data").asText());
      assertEquals(new AdditionalData(oid, data), msd.additionalData().orElseThrow());
    } else {
      assertTrue(msd.additionalData().isEmpty());
    }
    assertArrayEquals(bytes(vector), MsdCodec.encode(msd));
  }

  @ParameterizedTest
  @MethodSource("every")
  void everyCutIsNoticed(JsonNode vector) {
    byte[] whole = bytes(vector);
    for (int length = 0; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertThrows(MsdException.class, () -> MsdCodec.decode(cut));
      if (length >= 2 && whole[0] != 1) {
        // A cut behind which somebody set the length right.
        cut[1] = (byte) (length - 2);
        assertThrows(MsdException.class, () -> MsdCodec.decode(cut));
      }
    }
  }
}
