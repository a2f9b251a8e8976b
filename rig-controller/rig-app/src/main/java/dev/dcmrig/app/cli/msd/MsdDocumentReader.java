// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.cli.msd;

import dev.dcmrig.bench.config.YamlMap;
import dev.dcmrig.ecall.msd.AdditionalData;
import dev.dcmrig.ecall.msd.LocationDelta;
import dev.dcmrig.ecall.msd.Msd;
import dev.dcmrig.ecall.msd.MsdBuilder;
import dev.dcmrig.ecall.msd.MsdVersion;
import dev.dcmrig.ecall.msd.Propulsion;
import dev.dcmrig.ecall.msd.VehicleType;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads the keys of one message; each thing that is wrong becomes a problem with its line. */
final class MsdDocumentReader {
  private static final String PASSENGERS = "numberOfPassengers";
  private static final String OCCUPANTS = "numberOfOccupants";
  private static final int BYTE_MAX = 255;

  /** The first three stand in vectors and say nothing about the message. */
  private static final Set<String> KEYS =
      Set.of(
          "note",
          "hex",
          "explicitDefaults",
          "version",
          "messageIdentifier",
          "automaticActivation",
          "testCall",
          "positionCanBeTrusted",
          "vehicleType",
          "vin",
          "propulsion",
          "timestamp",
          "latitudeMas",
          "longitudeMas",
          "latitude",
          "longitude",
          "direction",
          "recentVehicleLocationN1",
          "recentVehicleLocationN2",
          PASSENGERS,
          OCCUPANTS,
          "additionalData");

  private final YamlMap map;
  private final Map<String, Object> values;
  private final MsdBuilder msd = Msd.builder();
  private boolean good = true;

  MsdDocumentReader(YamlMap map) {
    this.map = map;
    this.values = map.plain();
  }

  /** Empty when a problem was noted. */
  Optional<Msd> read() {
    knownKeysOnly();
    number("version", 1, 3, 2, value -> msd.version(MsdVersion.of((int) value).orElseThrow()));
    required("messageIdentifier");
    number("messageIdentifier", 0, BYTE_MAX, 0, value -> msd.messageIdentifier((int) value));
    flag("automaticActivation", true, msd::automaticActivation);
    flag("positionCanBeTrusted", true, msd::positionCanBeTrusted);
    flag("testCall", false, msd::testCall);
    vehicleType();
    vin();
    propulsion();
    timestamp();
    position();
    number("direction", 0, BYTE_MAX, Msd.DIRECTION_UNKNOWN, value -> msd.direction((int) value));
    delta("recentVehicleLocationN1", msd::recentVehicleLocationN1);
    delta("recentVehicleLocationN2", msd::recentVehicleLocationN2);
    occupants();
    additionalData();
    return good ? Optional.of(msd.build()) : Optional.empty();
  }

  private void wrong(String key, String what, String remedy) {
    good = false;
    map.problem(key, what, remedy);
  }

  private void knownKeysOnly() {
    for (String key : values.keySet()) {
      if (!KEYS.contains(key)) {
        wrong(key, "unknown key '" + key + "'", "'rig msd encode --help' lists the keys");
      }
    }
  }

  private void required(String key) {
    if (!values.containsKey(key)) {
      wrong(key, "key '" + key + "' is missing", "add it");
    }
  }

  private interface LongConsumer {
    void take(long value);
  }

  private void number(String key, long min, long max, long otherwise, LongConsumer to) {
    Object value = values.get(key);
    if (value == null) {
      to.take(otherwise);
    } else if (value instanceof Number number && isWhole(number)) {
      if (number.longValue() < min || number.longValue() > max) {
        wrong(key, "'" + key + "' is " + value, "it has " + min + " to " + max);
      } else {
        to.take(number.longValue());
      }
    } else {
      wrong(key, "'" + key + "' is " + quoted(value), "write a whole number");
    }
  }

  private static boolean isWhole(Number number) {
    return number.doubleValue() == Math.rint(number.doubleValue());
  }

  private static String quoted(@Nullable Object value) {
    return "'" + value + "'";
  }

  private void flag(String key, boolean mustBeThere, Consumer<Boolean> to) {
    Object value = values.get(key);
    if (value instanceof Boolean flag) {
      to.accept(flag);
    } else if (value != null) {
      wrong(key, "'" + key + "' is " + quoted(value), "write true or false");
    } else if (mustBeThere) {
      required(key);
    }
  }

  private void vehicleType() {
    required("vehicleType");
    Object value = values.get("vehicleType");
    if (value instanceof String name) {
      VehicleType.ofClass(name)
          .ifPresentOrElse(
              msd::vehicleType,
              () ->
                  wrong(
                      "vehicleType",
                      quoted(name) + " is no vehicle type",
                      "it is one of " + String.join(", ", VehicleType.classes())));
    } else {
      number(
          "vehicleType",
          1,
          VehicleType.classes().size(),
          1,
          number -> msd.vehicleType((int) number));
    }
  }

  /** As written: a vehicle identification number of digits may begin with zeros. */
  private void vin() {
    required("vin");
    if (!values.containsKey("vin")) {
      return;
    }
    String vin = map.text("vin").orElse("");
    try {
      // Checked here, where its line is known.
      Msd.builder().vin(vin).build();
      msd.vin(vin);
    } catch (IllegalArgumentException e) {
      wrong("vin", String.valueOf(e.getMessage()), "correct it");
    }
  }

  private void propulsion() {
    Object value = values.getOrDefault("propulsion", List.of());
    List<Propulsion> kinds = new ArrayList<>();
    if (!(value instanceof List<?> names)) {
      wrong("propulsion", "'propulsion' is " + quoted(value), "write a list");
      return;
    }
    for (Object name : names) {
      Optional<Propulsion> kind =
          Arrays.stream(Propulsion.values())
              .filter(each -> each.fieldName().equals(name) || each.name().equals(name))
              .findFirst();
      if (kind.isPresent()) {
        kinds.add(kind.get());
      } else {
        List<String> known = Arrays.stream(Propulsion.values()).map(Propulsion::fieldName).toList();
        wrong(
            "propulsion",
            quoted(name) + " is no propulsion",
            "it is one of " + String.join(", ", known));
      }
    }
    msd.propulsion(kinds);
  }

  private void timestamp() {
    required("timestamp");
    Object value = values.get("timestamp");
    if (value instanceof String text) {
      try {
        long seconds = Instant.parse(text).getEpochSecond();
        values.put("timestamp", seconds);
      } catch (DateTimeParseException e) {
        wrong(
            "timestamp",
            "'timestamp' is " + quoted(text),
            "write seconds since 1970, or for instance 2026-06-01T08:00:00Z");
        return;
      }
    }
    number("timestamp", 0, 0xFFFFFFFFL, 0, msd::timestampSeconds);
  }

  private void position() {
    long latitude = coordinate("latitude");
    long longitude = coordinate("longitude");
    msd.position((int) latitude, (int) longitude);
  }

  /** Milliarcseconds by {@code latitudeMas}, or degrees by {@code latitude}; else unknown. */
  private long coordinate(String name) {
    Object degrees = values.get(name);
    String masKey = name + "Mas";
    if (degrees != null && values.containsKey(masKey)) {
      wrong(name, "there are both '" + name + "' and '" + masKey + "'", "remove one of them");
      return 0;
    }
    if (degrees != null) {
      if (degrees instanceof Number number && Math.abs(number.doubleValue()) <= 180) {
        return Msd.masOfDegrees(number.doubleValue());
      }
      wrong(name, "'" + name + "' is " + quoted(degrees), "write degrees, north and east positive");
      return 0;
    }
    long[] mas = {Msd.POSITION_UNKNOWN};
    number(
        masKey,
        Integer.MIN_VALUE,
        Integer.MAX_VALUE,
        Msd.POSITION_UNKNOWN,
        value -> mas[0] = value);
    return mas[0];
  }

  private void delta(String key, Consumer<LocationDelta> to) {
    Object value = values.get(key);
    if (value == null) {
      return;
    }
    if (value instanceof List<?> pair
        && pair.size() == 2
        && pair.get(0) instanceof Number latitude
        && pair.get(1) instanceof Number longitude) {
      try {
        to.accept(new LocationDelta(latitude.intValue(), longitude.intValue()));
      } catch (IllegalArgumentException e) {
        wrong(key, String.valueOf(e.getMessage()), "give units of 100 milliarcseconds");
      }
    } else {
      wrong(
          key,
          "'" + key + "' is " + quoted(value),
          "write [latitude, longitude] in units of 100 milliarcseconds");
    }
  }

  private void occupants() {
    if (values.containsKey(PASSENGERS) && values.containsKey(OCCUPANTS)) {
      wrong(OCCUPANTS, "there are both '" + PASSENGERS + "' and '" + OCCUPANTS + "'", "remove one");
      return;
    }
    for (String key : List.of(PASSENGERS, OCCUPANTS)) {
      if (values.containsKey(key)) {
        number(key, 0, BYTE_MAX, BYTE_MAX, value -> msd.numberOfPassengers((int) value));
      }
    }
  }

  private void additionalData() {
    String key = "additionalData";
    if (!values.containsKey(key)) {
      return;
    }
    Optional<YamlMap> data = map.map(key);
    if (data.isEmpty()) {
      good = false;
      return;
    }
    // As written: 1.40 and 0010 are no numbers here.
    Optional<String> oid = data.get().text("relativeOid");
    Optional<String> hex = data.get().text("hex");
    if (oid.isEmpty() || hex.isEmpty()) {
      good = false;
      return;
    }
    try {
      List<Integer> parts =
          Arrays.stream(oid.get().split("\\.", -1)).map(Integer::valueOf).toList();
      msd.additionalData(new AdditionalData(parts, HexFormat.of().parseHex(hex.get())));
    } catch (IllegalArgumentException e) {
      wrong(
          key,
          "'" + key + "' can't be used: " + e.getMessage(),
          "write {relativeOid: 1.4.2, hex: DEAD}");
    }
  }
}
