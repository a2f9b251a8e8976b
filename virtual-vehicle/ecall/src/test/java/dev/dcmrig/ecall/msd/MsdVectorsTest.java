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
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The codec held to vectors that others made. */
class MsdVectorsTest {
  private static final Map<String, Propulsion> PROPULSION =
      Map.of(
          "gasolineTankPresent", Propulsion.GASOLINE_TANK,
          "dieselTankPresent", Propulsion.DIESEL_TANK,
          "compressedNaturalGas", Propulsion.COMPRESSED_NATURAL_GAS,
          "liquidPropaneGas", Propulsion.LIQUID_PROPANE_GAS,
          "electricEnergyStorage", Propulsion.ELECTRIC_ENERGY_STORAGE,
          "hydrogenStorage", Propulsion.HYDROGEN_STORAGE,
          "otherStorage", Propulsion.OTHER_STORAGE);

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
    return of("msd-v2.json");
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

  private static Msd expected(JsonNode vector) {
    EnumSet<Propulsion> propulsion = EnumSet.noneOf(Propulsion.class);
    vector.get("propulsion").forEach(name -> propulsion.add(PROPULSION.get(name.asText())));
    MsdBuilder msd =
        Msd.builder()
            .messageIdentifier(vector.get("messageIdentifier").asInt())
            .automaticActivation(vector.get("automaticActivation").asBoolean())
            .testCall(vector.get("testCall").asBoolean())
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
    return msd.build();
  }

  @Test
  void thereAreVectors() {
    assertTrue(vectors().count() >= 20);
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
    if (vector.get("explicitDefaults").asBoolean()) {
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
  @MethodSource("vectors")
  void everyCutIsNoticed(JsonNode vector) {
    byte[] whole = bytes(vector);
    for (int length = 0; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertThrows(MsdException.class, () -> MsdCodec.decode(cut));
      if (length >= 2) {
        // A cut behind which somebody set the length right.
        cut[1] = (byte) (length - 2);
        assertThrows(MsdException.class, () -> MsdCodec.decode(cut));
      }
    }
  }
}
