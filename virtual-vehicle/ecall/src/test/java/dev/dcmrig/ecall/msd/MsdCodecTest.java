// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.ecall.msd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
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

  private static void write(byte[] bytes, int bit, int count, long value) {
    for (int i = 0; i < count; i++) {
      int at = bit + i;
      int mask = 0x80 >> (at % 8);
      boolean set = (value >>> (count - 1 - i) & 1) != 0;
      bytes[at / 8] = (byte) (set ? bytes[at / 8] | mask : bytes[at / 8] & ~mask);
    }
  }

  private static MsdField field(byte[] bytes, String name) throws MsdException {
    return MsdCodec.read(bytes).fields().stream()
        .filter(each -> each.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aVersionThatNobodyDefinedIsNamed() {
    byte[] bytes = PUBLIC.clone();
    bytes[0] = 4;
    assertTrue(refused(bytes).getMessage().startsWith("format version 4; 1, 2 and 3 are defined"));
    bytes[0] = 0;
    assertEquals("id", refused(bytes).field());
  }

  /** What a later edition adds to MSDStructure: X.691 19.7 lets a decoder pass it over. */
  @Test
  void anAdditionIsPassedOverAndNoted() throws MsdException {
    Msd msd = MsdCodec.decode(PUBLIC);
    PerWriter additions = new PerWriter();
    additions.bits(0, 1);
    additions.bits(1, 6);
    additions.bits(0b01, 2);
    additions.octets(new byte[] {7, 7, 7});
    byte[] more = additions.toBytes();
    int used = PUBLIC.length * 8 - field(PUBLIC, "padding").bits();
    byte[] bytes = java.util.Arrays.copyOf(PUBLIC, (used + 41 + 7) / 8);
    for (int i = 0; i < 41; i++) {
      write(bytes, used + i, 1, more[i / 8] >> (7 - i % 8) & 1);
    }
    bytes[1] = (byte) (bytes.length - 2);
    write(bytes, 18, 1, 1);
    DecodedMsd read = MsdCodec.read(bytes);
    assertEquals(msd, read.msd());
    assertEquals("extension of MSDStructure", read.faults().get(0).field());
    // The same bits say the same in MSDMessage, behind the structure.
    write(bytes, 18, 1, 0);
    write(bytes, 16, 1, 1);
    assertEquals("extension of MSDMessage", MsdCodec.read(bytes).faults().get(0).field());
  }

  @Test
  void anAdditionThatIsCutSaysWhereItStopped() {
    MsdException refusal = refused(withBit(18));
    assertEquals("extension of MSDStructure", refusal.field());
    assertTrue(refusal.fields().size() > 20, refusal.fields().toString());
  }

  @Test
  void anUndefinedVehicleTypeOfALaterEditionIsReadAndNoted() throws MsdException {
    MsdField padding = field(PUBLIC, "padding");
    PerWriter out = new PerWriter();
    for (int bit = 0; bit < 33; bit++) {
      out.bits(PUBLIC[bit / 8] >> (7 - bit % 8) & 1, 1);
    }
    out.bits(1, 1);
    out.bits(2, 7);
    for (int bit = 38; bit < padding.bit(); bit++) {
      out.bits(PUBLIC[bit / 8] >> (7 - bit % 8) & 1, 1);
    }
    byte[] bytes = out.toBytes();
    bytes[1] = (byte) (bytes.length - 2);
    DecodedMsd read = MsdCodec.read(bytes);
    assertEquals(16, read.msd().vehicleType());
    assertEquals("vehicleType", read.faults().get(0).field());
    assertEquals("ECALLEXAMPLE02013", read.msd().vin());
    assertThrows(IllegalArgumentException.class, () -> MsdCodec.encode(read.msd()));
  }

  @Test
  void valuesOutOfRangeAreReadAndSaidToBe() throws Exception {
    byte[] latitude;
    try (var in = MsdCodecTest.class.getResourceAsStream("/vectors/latitude-90.0000003.hex")) {
      latitude =
          HexFormat.of().parseHex(new String(in.readAllBytes(), StandardCharsets.US_ASCII).strip());
    }
    DecodedMsd north = MsdCodec.read(latitude);
    assertEquals(324_000_001, north.msd().latitudeMas());
    assertEquals(1, north.faults().size());
    assertTrue(
        north.faults().get(0).toString().contains("324000001 mas is out of range"),
        north.faults().toString());
    for (int direction : new int[] {179, 180, 254, 255}) {
      byte[] bytes = PUBLIC.clone();
      write(bytes, field(bytes, "vehicleDirection").bit(), 8, direction);
      DecodedMsd read = MsdCodec.read(bytes);
      assertEquals(direction, read.msd().direction());
      assertEquals(direction == 180 || direction == 254, !read.faults().isEmpty());
    }
    byte[] west = PUBLIC.clone();
    int at = field(west, "positionLongitude").bit();
    write(west, at, 32, -648_000_000L + (1L << 31));
    assertTrue(MsdCodec.read(west).faults().isEmpty());
    write(west, at, 32, -648_000_001L + (1L << 31));
    assertEquals("positionLongitude", MsdCodec.read(west).faults().get(0).field());
    write(west, at, 32, 0xFFFFFFFFL);
    assertEquals("vehicleLocation", MsdCodec.read(west).faults().get(0).field());
    byte[] zero = PUBLIC.clone();
    write(zero, field(zero, "messageIdentifier").bit(), 8, 0);
    assertEquals("messageIdentifier", MsdCodec.read(zero).faults().get(0).field());
  }

  /** X.691 11.9.3.6 and .7: from 128 bytes on a length has two bytes. */
  @Test
  void aLongMessageHasALengthOfTwoBytes() throws MsdException {
    Msd bare = MsdCodec.decode(PUBLIC);
    int room = MsdCodec.MAX_BYTES - PUBLIC.length - 6;
    AdditionalData data = new AdditionalData(List.of(1), new byte[room]);
    byte[] bytes = MsdCodec.encode(bare.toBuilder().additionalData(data).build());
    assertEquals(0x80, bytes[1] & 0xFF);
    assertEquals(bytes.length - 3, bytes[2] & 0xFF);
    assertEquals(data, MsdCodec.decode(bytes).additionalData().orElseThrow());
  }

  @Test
  void aLengthInTwoBytesWhereOneIsEnoughIsReadAndNoted() throws MsdException {
    byte[] bytes = new byte[PUBLIC.length + 1];
    bytes[0] = 2;
    bytes[1] = (byte) 0x80;
    System.arraycopy(PUBLIC, 1, bytes, 2, PUBLIC.length - 1);
    DecodedMsd read = MsdCodec.read(bytes);
    assertEquals("ECALLEXAMPLE02013", read.msd().vin());
    assertEquals("length of msd", read.faults().get(0).field());
  }

  @Test
  void whatAVersionHasNoPlaceForIsRefused() {
    MsdBuilder msd = Msd.builder().propulsion(List.of(Propulsion.OTHER_STORAGE));
    assertThrows(
        IllegalArgumentException.class, () -> MsdCodec.encode(msd.version(MsdVersion.V1).build()));
    assertThrows(
        IllegalArgumentException.class,
        () -> MsdCodec.encode(Msd.builder().version(MsdVersion.V3).build()));
    assertThrows(
        IllegalArgumentException.class,
        () -> MsdCodec.encode(Msd.builder().vehicleType(14).build()));
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
    // One byte more of length from 128 bytes on.
    int room = MsdCodec.MAX_BYTES - MsdCodec.encode(bare).length - 1;
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
    Msd third =
        msd.toBuilder()
            .version(MsdVersion.V3)
            .vehicleType(msd.vehicleType() + 10)
            .recentVehicleLocationN1(msd.recentVehicleLocationN1().orElse(new LocationDelta(0, 0)))
            .recentVehicleLocationN2(new LocationDelta(-512, 511))
            .build();
    assertEquals(third, MsdCodec.decode(MsdCodec.encode(third)));
    if (!msd.propulsion().contains(Propulsion.OTHER_STORAGE)) {
      Msd first = msd.toBuilder().version(MsdVersion.V1).build();
      assertEquals(first, MsdCodec.decode(MsdCodec.encode(first)));
    }
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
      for (byte version = 1; version <= 3; version++) {
        bytes[0] = version;
        bytes[1] = (byte) (bytes.length - 2);
        decodeOrRefuse(bytes);
      }
    }
  }

  private static void decodeOrRefuse(byte[] bytes) {
    try {
      DecodedMsd read = MsdCodec.read(bytes);
      if (read.faults().isEmpty()) {
        MsdCodec.encode(read.msd());
      }
    } catch (MsdException e) {
      assertTrue(e.bit() >= 0 && e.bit() <= bytes.length * 8, e.getMessage());
    }
  }
}
