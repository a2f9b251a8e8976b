// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.ecall.msd;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Messages for the judges of {@code .ci/msd-judges}: a line each, of hexadecimal, the values as an
 * Erlang term, and the values as XML (XER), with a tab between.
 *
 * <pre>
 *   generate VERSION COUNT SEED    seeded messages of one version, this project's encoding
 *   echo                           reads hexadecimal lines from standard input, decodes each
 * </pre>
 */
public final class MsdJudgeMessages {
  private static final HexFormat HEX = HexFormat.of().withUpperCase();
  private static final String VIN_CHARACTERS = "0123456789ABCDEFGHJKLMNPRSTUVWXYZ";

  private final SplittableRandom random;
  private final MsdVersion version;

  private MsdJudgeMessages(MsdVersion version, long seed) {
    this.version = version;
    this.random = new SplittableRandom(seed);
  }

  /** Run by {@code .ci/msd-judges}. */
  public static void main(String[] arguments) throws IOException, MsdException {
    if (arguments.length == 4 && arguments[0].equals("generate")) {
      MsdVersion version = MsdVersion.of(Integer.parseInt(arguments[1])).orElseThrow();
      MsdJudgeMessages messages = new MsdJudgeMessages(version, Long.parseLong(arguments[3]));
      for (int i = 0; i < Integer.parseInt(arguments[2]); i++) {
        System.out.println(line(messages.next()));
      }
    } else if (arguments.length == 2 && arguments[0].equals("echo")) {
      for (String hex : Files.readAllLines(Path.of(arguments[1]), StandardCharsets.US_ASCII)) {
        System.out.println(line(MsdCodec.decode(HEX.parseHex(hex))));
      }
    } else {
      throw new IllegalArgumentException("generate VERSION COUNT SEED, or echo FILE");
    }
  }

  private static String line(Msd msd) {
    boolean known = msd.vehicleType() <= msd.version().vehicleTypes();
    String hex = known ? HEX.formatHex(MsdCodec.encode(msd)) : "-";
    return String.join("\t", hex, MsdNotation.erlang(msd), MsdNotation.xer(msd));
  }

  private Msd next() {
    MsdBuilder msd =
        Msd.builder()
            .version(version)
            .messageIdentifier(random.nextInt(256))
            .automaticActivation(random.nextBoolean())
            .testCall(random.nextBoolean())
            .positionCanBeTrusted(random.nextBoolean())
            .vehicleType(1 + random.nextInt(version.vehicleTypes()))
            .vin(vin())
            .propulsion(propulsion())
            .timestampSeconds(oneOf(0, 0xFFFFFFFFL, random.nextLong(1L << 32)))
            .position(coordinate(Msd.MAX_LATITUDE_MAS), coordinate(Msd.MAX_LONGITUDE_MAS))
            .direction((int) oneOf(0, 179, 255, random.nextInt(256)));
    if (version.recentLocationsMandatory() || random.nextBoolean()) {
      msd.recentVehicleLocationN1(delta());
    }
    if (version.recentLocationsMandatory() || random.nextBoolean()) {
      msd.recentVehicleLocationN2(delta());
    }
    if (random.nextBoolean()) {
      msd.numberOfPassengers(random.nextInt(256));
    }
    return random.nextInt(3) == 0 ? withAdditionalData(msd) : msd.build();
  }

  private long oneOf(long... values) {
    return values[random.nextInt(values.length)];
  }

  private int coordinate(int limitMas) {
    return (int)
        oneOf(
            0,
            -limitMas,
            limitMas,
            Msd.POSITION_UNKNOWN,
            Integer.MIN_VALUE,
            random.nextInt(),
            random.nextInt());
  }

  private String vin() {
    StringBuilder vin = new StringBuilder();
    for (int i = 0; i < 17; i++) {
      vin.append(VIN_CHARACTERS.charAt(random.nextInt(VIN_CHARACTERS.length())));
    }
    return vin.toString();
  }

  private EnumSet<Propulsion> propulsion() {
    EnumSet<Propulsion> propulsion = EnumSet.noneOf(Propulsion.class);
    for (Propulsion each : version.propulsion()) {
      if (random.nextBoolean()) {
        propulsion.add(each);
      }
    }
    return propulsion;
  }

  private LocationDelta delta() {
    return new LocationDelta(
        (int) oneOf(-512, 511, random.nextInt(-512, 512)),
        (int) oneOf(-512, 511, random.nextInt(-512, 512)));
  }

  private Msd withAdditionalData(MsdBuilder msd) {
    List<Integer> oid = new ArrayList<>();
    for (int i = random.nextInt(1, 4); i > 0; i--) {
      oid.add((int) oneOf(0, 127, 128, 16_383, 16_384, 1_000_000_000, random.nextInt(1000)));
    }
    Msd bare = msd.additionalData(new AdditionalData(oid, new byte[0])).build();
    // The longest make messages whose length has two bytes.
    int room = MsdCodec.MAX_BYTES - MsdCodec.encode(bare).length - 1;
    byte[] data = new byte[(int) oneOf(0, 1, room, random.nextInt(room))];
    for (int i = 0; i < data.length; i++) {
      data[i] = (byte) random.nextInt();
    }
    return msd.additionalData(new AdditionalData(oid, data)).build();
  }
}
