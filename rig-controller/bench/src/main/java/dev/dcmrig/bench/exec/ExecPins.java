// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.bench.exec;

import dev.dcmrig.bench.driver.Port;
import dev.dcmrig.sim.pins.Condition;
import dev.dcmrig.sim.pins.Line;
import dev.dcmrig.sim.pins.PinBoard;
import io.vertx.core.json.JsonObject;
import java.util.Arrays;

/**
 * The electrical face of an emulated DCM, for a program that stands in for an instrument: what the
 * DCM drives is told to the program, what the program says drives the DCM.
 */
final class ExecPins {
  private static final double MAX_VOLTS = 60;

  private final PinBoard pins;

  ExecPins(PinBoard pins) {
    this.pins = pins;
  }

  /** Tells the program of a port what its instrument would see on the wires. */
  static void connect(Port<?> port, PinBoard pins, ExecProgram program) {
    program.says("pin", new ExecPins(pins)::take);
    if (port.equals(Port.SUPPLY)) {
      pins.onDraw(
          (nanos, amperes) ->
              program.request(new JsonObject().put("pin", "draw").put("amperes", amperes)));
    }
    if (port.equals(Port.INDICATOR)) {
      pins.onLamp(
          (nanos, lamp, brightness) ->
              program.request(
                  new JsonObject()
                      .put("pin", "lamp")
                      .put("lamp", lamp.name())
                      .put("brightness", brightness)));
    }
  }

  /**
   * A line with {@code pin} that the program has said.
   *
   * @throws IllegalArgumentException for a line that is wrong; the message says what is right
   */
  private void take(JsonObject line) {
    String pin = String.valueOf(line.getValue("pin"));
    switch (pin) {
      case "supply" -> pins.supply(volts(line.getValue("volts")));
      case "sos" -> pins.sosSwitch(truth(line.getValue("pressed")));
      case "line" ->
          pins.condition(
              constant(Line.class, line.getValue("line")),
              constant(Condition.class, line.getValue("condition")));
      default ->
          throw new IllegalArgumentException(
              "there is no pin '" + pin + "'; a program drives 'supply', 'sos' and 'line'");
    }
  }

  private static double volts(Object value) {
    if (value instanceof Number number
        && number.doubleValue() >= 0
        && number.doubleValue() <= MAX_VOLTS) {
      return number.doubleValue();
    }
    throw new IllegalArgumentException("'volts' is " + value + "; write a number from 0 to 60");
  }

  private static boolean truth(Object value) {
    if (value instanceof Boolean truth) {
      return truth;
    }
    throw new IllegalArgumentException("'pressed' is " + value + "; write true or false");
  }

  private static <E extends Enum<E>> E constant(Class<E> type, Object value) {
    return Arrays.stream(type.getEnumConstants())
        .filter(constant -> constant.name().equals(value))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    value + " is none of " + Arrays.toString(type.getEnumConstants())));
  }
}
