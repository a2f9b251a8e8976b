// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.ecall.msd;

import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The values of a message as the judges write them. */
final class MsdNotation {
  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  private final Msd msd;

  private MsdNotation(Msd msd) {
    this.msd = msd;
  }

  /** As a map, as {@code erlc +maps} makes it, without the version. */
  static String erlang(Msd msd) {
    return new MsdNotation(msd).message(new Erlang());
  }

  /** As canonical XML (X.693); what is FALSE by default is left away. */
  static String xer(Msd msd) {
    String message = new MsdNotation(msd).message(new Xer());
    return "<MSDMessage>" + message + "</MSDMessage>";
  }

  /** How one kind of value is written. */
  private interface Notation {
    String group(String name, List<String> fields);

    String number(String name, long value);

    String flag(String name, boolean value);

    String word(String name, String value);

    String text(String name, String value);

    String bytes(String name, byte[] value);

    String oid(String name, List<Integer> value);

    boolean writesDefaults();

    String outermost(List<String> fields);
  }

  private String message(Notation to) {
    List<String> structure =
        fields(
            to.number("messageIdentifier", msd.messageIdentifier()),
            to.group(
                "control",
                fields(
                    to.flag("automaticActivation", msd.automaticActivation()),
                    to.flag("testCall", msd.testCall()),
                    to.flag("positionCanBeTrusted", msd.positionCanBeTrusted()),
                    to.word("vehicleType", "type" + msd.vehicleType()))),
            to.group(
                "vehicleIdentificationNumber",
                fields(
                    to.text("isowmi", msd.vin().substring(0, 3)),
                    to.text("isovds", msd.vin().substring(3, 9)),
                    to.text("isovisModelyear", msd.vin().substring(9, 10)),
                    to.text("isovisSeqPlant", msd.vin().substring(10)))),
            to.group(
                "vehiclePropulsionStorageType",
                msd.version().propulsion().stream()
                    .filter(each -> to.writesDefaults() || msd.propulsion().contains(each))
                    .map(each -> to.flag(each.fieldName(), msd.propulsion().contains(each)))
                    .toList()),
            to.number("timestamp", msd.timestampSeconds()),
            to.group(
                "vehicleLocation",
                fields(
                    to.number("positionLatitude", msd.latitudeMas()),
                    to.number("positionLongitude", msd.longitudeMas()))),
            to.number("vehicleDirection", msd.direction()),
            delta(to, "recentVehicleLocationN1", msd.recentVehicleLocationN1()),
            delta(to, "recentVehicleLocationN2", msd.recentVehicleLocationN2()),
            msd.numberOfPassengers().isPresent()
                ? to.number(msd.version().occupantsField(), msd.numberOfPassengers().getAsInt())
                : "");
    String additional =
        msd.additionalData()
            .map(
                data ->
                    to.group(
                        "optionalAdditionalData",
                        fields(to.oid("oid", data.relativeOid()), to.bytes("data", data.data()))))
            .orElse("");
    return to.outermost(fields(to.group("msdStructure", structure), additional));
  }

  private static String delta(Notation to, String name, Optional<LocationDelta> delta) {
    return delta
        .map(
            there ->
                to.group(
                    name,
                    fields(
                        to.number("latitudeDelta", there.latitude100Mas()),
                        to.number("longitudeDelta", there.longitude100Mas()))))
        .orElse("");
  }

  private static List<String> fields(String... fields) {
    return java.util.Arrays.stream(fields).filter(each -> !each.isEmpty()).toList();
  }

  private static final class Erlang implements Notation {
    @Override
    public String group(String name, List<String> fields) {
      return name + "=>#{" + String.join(",", fields) + "}";
    }

    @Override
    public String number(String name, long value) {
      return name + "=>" + value;
    }

    @Override
    public String flag(String name, boolean value) {
      return name + "=>" + value;
    }

    @Override
    public String word(String name, String value) {
      return name + "=>" + value;
    }

    @Override
    public String text(String name, String value) {
      return name + "=>\"" + value + "\"";
    }

    @Override
    public String bytes(String name, byte[] value) {
      return name + "=><<16#" + HEX.formatHex(value) + ":" + 8 * value.length + ">>";
    }

    @Override
    public String oid(String name, List<Integer> value) {
      return name + "=>" + parts(value, ",", "{", "}");
    }

    @Override
    public boolean writesDefaults() {
      return true;
    }

    @Override
    public String outermost(List<String> fields) {
      return ("#{" + String.join(",", fields) + "}.").replace("<<16#:0>>", "<<>>");
    }
  }

  private static final class Xer implements Notation {
    private static String element(String name, String content) {
      return "<" + name + ">" + content + "</" + name + ">";
    }

    @Override
    public String group(String name, List<String> fields) {
      return element(name, String.join("", fields));
    }

    @Override
    public String number(String name, long value) {
      return element(name, String.valueOf(value));
    }

    @Override
    public String flag(String name, boolean value) {
      return element(name, value ? "<true/>" : "<false/>");
    }

    @Override
    public String word(String name, String value) {
      return element(name, "<" + value + "/>");
    }

    @Override
    public String text(String name, String value) {
      return element(name, value);
    }

    @Override
    public String bytes(String name, byte[] value) {
      return element(name, HEX.formatHex(value));
    }

    @Override
    public String oid(String name, List<Integer> value) {
      return element(name, parts(value, ".", "", ""));
    }

    @Override
    public boolean writesDefaults() {
      return false;
    }

    @Override
    public String outermost(List<String> fields) {
      return String.join("", fields);
    }
  }

  private static String parts(List<Integer> oid, String between, String before, String after) {
    return oid.stream().map(String::valueOf).collect(Collectors.joining(between, before, after));
  }
}
