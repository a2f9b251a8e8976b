// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.ecall.msd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HexFormat;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** What is refused, and that nothing but {@link MsdException} ever comes out of the decoder. */
class MsdCodecTest {
  private static final byte[] PUBLIC =
      HexFormat.of()
          .parseHex(
              "02251C0680E30A51439E2955D43800800437F80A3105669023F8A71166932185B004150043C040");

  private static MsdException refused(byte[] bytes) {
    return assertThrows(MsdException.class, () -> MsdCodec.decode(bytes));
  }

  private static byte[] withBit(int bit) {
    byte[] bytes = PUBLIC.clone();
    bytes[bit / 8] ^= (byte) (0x80 >> (bit % 8));
    return bytes;
  }

  @Test
  void otherVersionsAreNamed() {
    byte[] bytes = PUBLIC.clone();
    bytes[0] = 1;
    assertTrue(refused(bytes).getMessage().startsWith("format version 1; only version 2"));
    bytes[0] = 3;
    assertTrue(refused(bytes).getMessage().startsWith("format version 3; only version 2"));
  }

  @Test
  void anExtensionIsNamedWithItsBit() {
    MsdException message = refused(withBit(16));
    assertEquals(16, message.bit());
    assertTrue(message.getMessage().contains("MSDMessage"), message.getMessage());
    MsdException structure = refused(withBit(18));
    assertEquals(18, structure.bit());
    assertTrue(structure.getMessage().contains("MSDStructure"), structure.getMessage());
    assertEquals(33, refused(withBit(33)).bit());
  }

  @Test
  void aWrongLengthIsNamed() {
    byte[] bytes = PUBLIC.clone();
    bytes[1]++;
    MsdException refusal = refused(bytes);
    assertEquals(8, refusal.bit());
    assertTrue(refusal.getMessage().contains("says 38 bytes, 37 follow"), refusal.getMessage());
  }

  @Test
  void anUndefinedVehicleTypeIsNamed() {
    byte[] bytes = PUBLIC.clone();
    // Bits 34 to 37: 15 of 0 to 12.
    bytes[4] |= 0x3C;
    MsdException refusal = refused(bytes);
    assertEquals(34, refusal.bit());
    assertTrue(refusal.getMessage().startsWith("vehicleType 16"), refusal.getMessage());
  }

  @Test
  void setPaddingAndBytesBehindTheEndAreRefused() {
    assertTrue(refused(withBit(PUBLIC.length * 8 - 1)).getMessage().contains("fill up"));
    byte[] longer = java.util.Arrays.copyOf(PUBLIC, PUBLIC.length + 1);
    longer[1]++;
    assertTrue(refused(longer).getMessage().contains("goes on"));
  }

  @Test
  void valuesOutOfRangeAreRefusedBeforeTheyAreEncoded() {
    assertThrows(
        IllegalArgumentException.class, () -> Msd.builder().messageIdentifier(256).build());
    assertThrows(IllegalArgumentException.class, () -> Msd.builder().vehicleType(0).build());
    assertThrows(IllegalArgumentException.class, () -> Msd.builder().vehicleType(14).build());
    assertThrows(IllegalArgumentException.class, () -> Msd.builder().vin("SHORT").build());
    assertThrows(
        IllegalArgumentException.class, () -> Msd.builder().vin("IOQ00000000000000").build());
    assertThrows(
        IllegalArgumentException.class, () -> Msd.builder().timestampSeconds(1L << 32).build());
    assertThrows(IllegalArgumentException.class, () -> new LocationDelta(512, 0));
    assertThrows(IllegalArgumentException.class, () -> new LocationDelta(0, -513));
  }

  @Test
  void aMessageOf140BytesIsAllowedAndOneMoreIsNot() {
    Msd bare = Msd.builder().additionalData(new AdditionalData(List.of(1), new byte[0])).build();
    int room = MsdCodec.MAX_BYTES - MsdCodec.encode(bare).length;
    Msd full =
        bare.toBuilder().additionalData(new AdditionalData(List.of(1), new byte[room])).build();
    assertEquals(MsdCodec.MAX_BYTES, MsdCodec.encode(full).length);
    Msd over =
        bare.toBuilder().additionalData(new AdditionalData(List.of(1), new byte[room + 1])).build();
    assertThrows(IllegalArgumentException.class, () -> MsdCodec.encode(over));
  }

  @Test
  void degreesBecomeMilliarcsecondsAndSteps() {
    assertEquals(-121_927_680, Msd.masOfDegrees(-33.8688));
    assertEquals(-33.8688, Msd.degreesOfMas(-121_927_680), 1e-9);
    assertEquals(0, Msd.directionOfDegrees(359.9));
    assertEquals(45, Msd.directionOfDegrees(90));
    assertEquals(135, Msd.directionOfDegrees(-90));
    assertEquals(new LocationDelta(-512, 3), LocationDelta.between(0, 0, -90_000, 330));
  }

  @Property(seed = "1572202", tries = 2000)
  void anyMessageComesBackAsItWentIn(@ForAll("messages") Msd msd) throws MsdException {
    byte[] bytes = MsdCodec.encode(msd);
    assertTrue(bytes.length <= MsdCodec.MAX_BYTES);
    assertEquals(msd, MsdCodec.decode(bytes));
  }

  @Provide
  Arbitrary<Msd> messages() {
    Arbitrary<LocationDelta> deltas =
        Combinators.combine(
                Arbitraries.integers().between(-512, 511),
                Arbitraries.integers().between(-512, 511))
            .as(LocationDelta::new);
    Arbitrary<String> vins =
        Arbitraries.strings().withChars("0123456789ABCDEFGHJKLMNPRSTUVWXYZ").ofLength(17);
    return Combinators.combine(
            Arbitraries.integers().between(0, 255),
            Arbitraries.integers().between(1, 13),
            vins,
            Arbitraries.of(Propulsion.class).set(),
            Arbitraries.longs().between(0, 0xFFFFFFFFL),
            Arbitraries.integers(),
            Arbitraries.integers(),
            deltas.injectNull(0.5))
        .as(
            (id, type, vin, propulsion, time, latitude, longitude, n1) ->
                Msd.builder()
                    .messageIdentifier(id)
                    .automaticActivation(id % 2 == 0)
                    .testCall(id % 3 == 0)
                    .positionCanBeTrusted(id % 5 == 0)
                    .vehicleType(type)
                    .vin(vin)
                    .propulsion(propulsion)
                    .timestampSeconds(time)
                    .position(latitude, longitude)
                    .direction(id)
                    .recentVehicleLocationN1(n1)
                    .build());
  }

  @Property(seed = "1572203", tries = 5000)
  void garbledBitsGiveAMessageOrAnMsdException(
      @ForAll @Size(min = 1, max = 8) List<@IntRange(max = 39 * 8 - 1) Integer> bits) {
    byte[] bytes = PUBLIC.clone();
    bits.forEach(bit -> bytes[bit / 8] ^= (byte) (0x80 >> (bit % 8)));
    decodeOrRefuse(bytes);
  }

  @Property(seed = "1572204", tries = 5000)
  void randomBytesGiveAMessageOrAnMsdException(@ForAll @Size(max = 150) byte[] bytes) {
    decodeOrRefuse(bytes);
    if (bytes.length >= 2 && bytes.length <= MsdCodec.MAX_BYTES) {
      bytes[0] = 2;
      bytes[1] = (byte) (bytes.length - 2);
      decodeOrRefuse(bytes);
    }
  }

  private static void decodeOrRefuse(byte[] bytes) {
    try {
      MsdCodec.encode(MsdCodec.decode(bytes));
    } catch (MsdException e) {
      assertTrue(e.bit() >= 0 && e.bit() <= bytes.length * 8, e.getMessage());
    }
  }
}
