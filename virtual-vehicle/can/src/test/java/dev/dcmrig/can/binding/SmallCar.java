// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.can.binding;

import dev.dcmrig.can.dbc.Dbc;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A car with one message of each kind, and bindings that a test can spoil. */
final class SmallCar {
  static final String DBC =
      """
      VERSION ""
      BU_: X
      BO_ 80 AirbagStatus: 4 X
       SG_ CRC : 0|8@1+ (1,0) [0|255] "" X
       SG_ Counter : 8|4@1+ (1,0) [0|15] "" X
       SG_ Deployed : 12|2@1+ (1,0) [0|3] "" X
       SG_ Impact : 16|8@1+ (1,0) [0|250] "g" X
       SG_ Seats : 24|4@1+ (1,0) [0|15] "" X
      BO_ 2147483905 Mixed: 8 X
       SG_ Page M : 0|8@1+ (1,0) [0|255] "" X
       SG_ Key m1 : 8|2@1+ (1,0) [0|3] "" X
       SG_ Door m1 : 16|1@1+ (1,0) [0|1] "" X
       SG_ Volts m2 : 8|16@1+ (0.01,0) [0|100] "V" X
       SG_ Lever m2 : 24|4@1- (1,0) [-8|7] "" X
      BO_ 258 Plain: 8 X
       SG_ Lat : 0|24@1- (0.0001,0) [-90|90] "deg" X
       SG_ Lon : 24|24@1- (0.001,0) [-180|180] "deg" X
       SG_ Fix : 48|2@1+ (1,0) [0|3] "" X
       SG_ Bit50 : 50|1@1+ (1,0) [0|1] "" X
       SG_ Bit51 : 51|1@1+ (1,0) [0|1] "" X
       SG_ Bit52 : 52|1@1+ (1,0) [0|1] "" X
       SG_ Bit53 : 53|1@1+ (1,0) [0|1] "" X
       SG_ Bit54 : 54|2@1+ (1,0) [0|3] "" X
       SG_ Small : 56|8@1+ (1,0) [0|255] "" X
      BO_ 259 Spare: 1 X
       SG_ Rest : 0|8@1+ (1,0) [0|255] "" X
      BA_DEF_ BO_ "GenMsgCycleTime" INT 0 65535;
      BA_DEF_ BO_ "E2EProfile" ENUM "NONE","P1","P2";
      BA_DEF_ BO_ "E2EDataID" STRING ;
      BA_DEF_ SG_ "GenSigStartValue" FLOAT 0 1000;
      BA_DEF_DEF_ "E2EProfile" "NONE";
      BA_DEF_DEF_ "GenMsgCycleTime" 0;
      BA_ "GenMsgCycleTime" BO_ 80 20;
      BA_ "E2EProfile" BO_ 80 2;
      BA_ "E2EDataID" BO_ 80 "1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16";
      BA_ "GenSigStartValue" SG_ 259 Rest 77;
      """;

  private SmallCar() {}

  static Dbc dbc() {
    return Dbc.parse("small.dbc", DBC);
  }

  /** The voltage lies below two selectors. */
  static Dbc deepDbc() {
    return Dbc.parse(
        "deep.dbc",
        DBC.replace(
                " SG_ Volts m2 : 8|16",
                " SG_ Sub m2M : 32|8@1+ (1,0) [0|255] \"\" X\n SG_ Volts m4 : 8|16")
            + """
            SG_MUL_VAL_ 2147483905 Key Page 1-1;
            SG_MUL_VAL_ 2147483905 Door Page 1-1;
            SG_MUL_VAL_ 2147483905 Sub Page 2-3;
            SG_MUL_VAL_ 2147483905 Lever Page 2-2;
            SG_MUL_VAL_ 2147483905 Volts Sub 4-4, 9-9;
            """);
  }

  static Map<String, Object> bindings() {
    Map<String, Object> all = new LinkedHashMap<>();
    put(all, "ignition", "Mixed", "Key", List.of("OFF", "ACC", "ON", "START"));
    put(all, "doors", "Mixed", "Door", List.of("CLOSED", "OPEN"));
    put(all, "airbag.deployed", "AirbagStatus", "Deployed", List.of("NO", "YES"));
    put(all, "airbag.impactLevel", "AirbagStatus", "Impact", List.of());
    put(all, "airbag.passengers", "AirbagStatus", "Seats", List.of());
    put(all, "power.batteryVoltage", "Mixed", "Volts", List.of());
    put(all, "gnss.latitude", "Plain", "Lat", List.of());
    put(all, "gnss.longitude", "Plain", "Lon", List.of());
    put(all, "gnss.fix", "Plain", "Fix", List.of("NONE", "FIX_2D", "FIX_3D"));
    put(all, "gnss.direction", "Plain", "Small", List.of());
    put(all, "gnss.speed", "Plain", "Small", List.of());
    put(all, "sos.button", "Plain", "Bit50", List.of("RELEASED", "PRESSED"));
    put(all, "chassis.speed", "Plain", "Small", List.of());
    put(all, "chassis.gear", "Mixed", "Lever", List.of("P", "R", "N", "D"));
    put(all, "chassis.parked", "Plain", "Bit51", List.of("NO", "YES"));
    put(all, "navigation.state", "Plain", "Bit52", List.of("OK", "FAULTY"));
    put(all, "doors.lock", "Plain", "Bit53", List.of("UNLOCKED", "LOCKED"));
    put(all, "dcm.lockRequest", "Plain", "Bit54", List.of("NONE", "LOCK", "UNLOCK"));
    put(all, "dcm.gnssRequest", "Plain", "Bit53", List.of("NO", "YES"));
    return all;
  }

  private static void put(
      Map<String, Object> all, String key, String message, String signal, List<String> words) {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("message", message);
    entry.put("signal", signal);
    if (!words.isEmpty()) {
      Map<String, Object> values = new LinkedHashMap<>();
      // Half of the gear's raw values are negative.
      words.forEach(word -> values.put(word, values.size() - (key.equals("chassis.gear") ? 2 : 0)));
      entry.put("values", values);
    }
    all.put(key, entry);
  }

  @SuppressWarnings("unchecked")
  static Map<String, Object> entry(Map<String, Object> bindings, String key) {
    return (Map<String, Object>) bindings.get(key);
  }

  static VehicleBinding binding() {
    return VehicleBinding.of("small.yaml", dbc(), bindings());
  }
}
