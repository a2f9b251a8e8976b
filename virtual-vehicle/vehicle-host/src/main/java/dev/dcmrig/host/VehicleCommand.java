// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.host;

import dev.dcmrig.can.binding.DomainValue;
import dev.dcmrig.ecus.Disturbance;
import dev.dcmrig.ecus.Ecu;
import dev.dcmrig.ecus.body.Ignition;
import dev.dcmrig.ecus.chassis.Gear;
import dev.dcmrig.ecus.gnss.Reception;
import dev.dcmrig.ecus.navigation.NavigationState;
import dev.dcmrig.ecus.vehicle.VirtualVehicle;
import dev.dcmrig.uds.data.FlashFaults;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * One thing that shall happen to a hosted vehicle. On the event bus it is a JSON object: {@code
 * {"verb": "IMPACT", "peakG": 31.5}}.
 */
public final class VehicleCommand {
  private static final String VERB = "verb";

  /** Names of {@link Verb}; those of ECUs begin with a small letter. */
  private static final Pattern COMMON = Pattern.compile("[A-Z_]+");

  private final String verb;
  private final JsonObject arguments;

  private VehicleCommand(Verb verb, JsonObject arguments) {
    this(verb.name(), arguments);
  }

  private VehicleCommand(String verb, JsonObject arguments) {
    this.verb = verb;
    this.arguments = arguments;
  }

  /**
   * A verb that an ECU has declared itself ({@link dev.dcmrig.ecus.Ecu#verbs()}).
   *
   * @param verb begins with a small letter
   * @param arguments numbers, words and truth values by name
   */
  public static VehicleCommand toEcu(String verb, Map<String, Object> arguments) {
    return new VehicleCommand(verb, new JsonObject(new LinkedHashMap<>(arguments)));
  }

  public static VehicleCommand ignition(Ignition position) {
    return with(Verb.IGNITION, "position", position.name());
  }

  public static VehicleCommand openDoors() {
    return of(Verb.OPEN_DOORS);
  }

  public static VehicleCommand closeDoors() {
    return of(Verb.CLOSE_DOORS);
  }

  public static VehicleCommand deployAirbag() {
    return of(Verb.DEPLOY_AIRBAG);
  }

  /** An impact with this peak acceleration, in g, with no airbag deployed. */
  public static VehicleCommand impact(double peakG) {
    return with(Verb.IMPACT, "peakG", peakG);
  }

  /** Impact and deployment of one crash. */
  public static VehicleCommand crash(double peakG) {
    return with(Verb.CRASH, "peakG", peakG);
  }

  public static VehicleCommand occupants(int count) {
    return with(Verb.OCCUPANTS, "count", count);
  }

  /** The seat sensors don't know. */
  public static VehicleCommand occupantsUnknown() {
    return of(Verb.OCCUPANTS_UNKNOWN);
  }

  public static VehicleCommand pressSos() {
    return of(Verb.PRESS_SOS);
  }

  /** Presses the SOS button, and lets go of it after {@code duration}. */
  public static VehicleCommand pressSos(Duration duration) {
    return with(Verb.PRESS_SOS_FOR, "durationNanos", duration.toNanos());
  }

  public static VehicleCommand releaseSos() {
    return of(Verb.RELEASE_SOS);
  }

  /** Degrees north, east; course in degrees clockwise from north. */
  public static VehicleCommand position(double latitude, double longitude, double course) {
    return new VehicleCommand(
        Verb.POSITION,
        new JsonObject()
            .put("latitude", latitude)
            .put("longitude", longitude)
            .put("course", course));
  }

  public static VehicleCommand drive(double speedKmh) {
    return with(Verb.DRIVE, "speedKmh", speedKmh);
  }

  public static VehicleCommand gear(Gear gear) {
    return with(Verb.GEAR, "gear", gear.name());
  }

  public static VehicleCommand parked(boolean parked) {
    return with(Verb.PARKED, "parked", parked);
  }

  public static VehicleCommand reception(Reception reception) {
    return with(Verb.RECEPTION, "reception", reception.name());
  }

  public static VehicleCommand navigation(NavigationState state) {
    return with(Verb.NAVIGATION, "state", state.name());
  }

  /** The main battery's voltage at its posts. */
  public static VehicleCommand battery(double volts) {
    return with(Verb.BATTERY, "volts", volts);
  }

  public static VehicleCommand disconnectBattery() {
    return of(Verb.DISCONNECT_BATTERY);
  }

  public static VehicleCommand reconnectBattery(double volts) {
    return with(Verb.RECONNECT_BATTERY, "volts", volts);
  }

  /** A start of the engine, as the battery feels it. */
  public static VehicleCommand crank() {
    return of(Verb.CRANK);
  }

  public static VehicleCommand disturb(DomainValue value, Disturbance disturbance) {
    return new VehicleCommand(
        Verb.DISTURB,
        new JsonObject().put("value", value.name()).put("disturbance", disturbance.name()));
  }

  public static VehicleCommand undisturb(DomainValue value) {
    return with(Verb.UNDISTURB, "value", value.name());
  }

  /** The next so many times an ECU goes wrong at a step while it takes software. */
  public static VehicleCommand failFlashing(String ecu, FlashFaults.Step step, int times) {
    return new VehicleCommand(
        Verb.FAIL_FLASHING,
        new JsonObject().put("ecu", ecu).put("step", step.name()).put("times", times));
  }

  private static VehicleCommand of(Verb verb) {
    return new VehicleCommand(verb, new JsonObject());
  }

  private static VehicleCommand with(Verb verb, String name, Object value) {
    return new VehicleCommand(verb, new JsonObject().put(name, value));
  }

  JsonObject toJson() {
    return arguments.copy().put(VERB, verb);
  }

  /**
   * Reads what {@link #toJson()} wrote.
   *
   * @throws IllegalArgumentException when there is no such verb
   */
  static VehicleCommand fromJson(JsonObject json) {
    JsonObject arguments = json.copy();
    String verb = String.valueOf(arguments.remove(VERB));
    return COMMON.matcher(verb).matches()
        ? new VehicleCommand(Verb.valueOf(verb), arguments)
        : new VehicleCommand(verb, arguments);
  }

  void applyTo(VirtualVehicle vehicle) {
    if (COMMON.matcher(verb).matches()) {
      Verb.valueOf(verb).apply(vehicle, arguments);
      return;
    }
    for (Ecu ecu : vehicle.ecus()) {
      Consumer<Map<String, Object>> action = ecu.verbs().get(verb);
      if (action != null) {
        action.accept(arguments.getMap());
        return;
      }
    }
    throw new IllegalArgumentException("no ECU of this car knows the verb '" + verb + "'");
  }

  @Override
  public String toString() {
    return verb + (arguments.isEmpty() ? "" : " " + arguments.encode());
  }
}
