// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.bench.driver;

import dev.dcmrig.api.Bench;
import dev.dcmrig.api.EmergencyCentre;
import dev.dcmrig.api.Faults;
import dev.dcmrig.api.Indicator;
import dev.dcmrig.api.RadioLink;
import dev.dcmrig.api.Supply;
import dev.dcmrig.api.TelematicsService;
import dev.dcmrig.api.Tester;
import dev.dcmrig.api.Vehicle;
import dev.dcmrig.api.Voice;
import dev.dcmrig.bench.driver.DcmDriver.Dcm;
import dev.dcmrig.can.CanBus;
import java.util.List;

/**
 * A place on the bench that a driver fills.
 *
 * @param name its key in a bench file
 * @param type what a driver of it opens
 * @param section where the key stands
 * @param usual the driver of a bench file that names none; empty when one must be named
 * @param <P> the type
 */
public record Port<P>(String name, Class<P> type, Section section, String usual) {
  private static final String EMULATED = "emulated";

  /** Where in a bench file a port stands. */
  public enum Section {
    /** A key of the file itself. */
    TOP(""),
    INSTRUMENTS("instruments"),
    SERVICES("services");

    private final String key;

    Section(String key) {
      this.key = key;
    }

    /** Empty for the file itself. */
    public String key() {
      return key;
    }
  }

  /** The car's bus; its driver is the scheme of {@code bus.uri}. */
  public static final Port<CanBus> BUS = new Port<>("bus", CanBus.class, Section.TOP, "");

  /** The device under test. */
  public static final Port<Dcm> DCM = new Port<>("dcm", Dcm.class, Section.TOP, "");

  /** What happens to and in the car. */
  public static final Port<Vehicle> VEHICLE = instrument("vehicle", Vehicle.class);

  /** Voltage at the DCM, and the current it draws. */
  public static final Port<Supply> SUPPLY = instrument("supply", Supply.class);

  /** The light reader. */
  public static final Port<Indicator> INDICATOR = instrument("indicator", Indicator.class);

  /** Speaker and microphone. */
  public static final Port<Voice> VOICE = instrument("voice", Voice.class);

  /** The fault-insertion unit. */
  public static final Port<Faults> FAULTS = instrument("faults", Faults.class);

  /**
   * The wires between instruments and DCM; what type they are, is between their drivers and the
   * bench.
   */
  public static final Port<Object> WIRING = instrument("wiring", Object.class);

  /** A workshop's tester on the car's bus. */
  public static final Port<Tester> TESTER = instrument("tester", Tester.class);

  /** The network simulator. */
  public static final Port<RadioLink> RADIO_LINK = instrument("radioLink", RadioLink.class);

  /** The emergency-assistance centre. */
  public static final Port<EmergencyCentre> CENTRE = service("centre", EmergencyCentre.class);

  /** The telematics service. */
  public static final Port<TelematicsService> TELEMATICS =
      service("telematics", TelematicsService.class);

  /** The broker of orders; what type it is, is between its drivers and the environment. */
  public static final Port<Object> BROKER = service("broker", Object.class);

  /** Who gives updates to devices; what type it is, is between its drivers and the environment. */
  public static final Port<Object> UPDATES = service("updates", Object.class);

  /** All of them, in the order of a bench file. */
  public static final List<Port<?>> ALL =
      List.of(
          BUS,
          DCM,
          VEHICLE,
          SUPPLY,
          INDICATOR,
          VOICE,
          FAULTS,
          WIRING,
          TESTER,
          RADIO_LINK,
          CENTRE,
          TELEMATICS,
          BROKER,
          UPDATES);

  private static <P> Port<P> instrument(String name, Class<P> type) {
    return new Port<>(name, type, Section.INSTRUMENTS, EMULATED);
  }

  private static <P> Port<P> service(String name, Class<P> type) {
    return new Port<>(name, type, Section.SERVICES, EMULATED);
  }

  /** Whether steps can see it: its type is one of {@code dev.dcmrig.api}. */
  public boolean isOfSteps() {
    return type.getPackage().equals(Bench.class.getPackage());
  }

  /** The ports of one section. */
  public static List<Port<?>> of(Section section) {
    return ALL.stream()
        .filter(port -> port.section() == section)
        .<Port<?>>map(port -> port)
        .toList();
  }

  /** For messages: {@code instruments.supply}. */
  public String path() {
    return section.key().isEmpty() ? name : section.key() + "." + name;
  }

  @Override
  public String toString() {
    return name;
  }
}
