// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.api;

import dev.dcmrig.can.binding.DomainValue;
import java.time.Duration;
import java.util.List;

/**
 * What happens to and in one car; {@link Bench#vehicle} finds it by its VIN. Each verb reaches the
 * DCM as frames only.
 */
public interface Vehicle {

  void ignition(Ignition position);

  /** Presses the SOS button, and lets go of it after {@code duration}. */
  void pressSos(Duration duration);

  void deployAirbag();

  /** An impact with this peak acceleration, in g, with no airbag deployed. */
  void impact(double peakG);

  /** Deployment and impact of one crash, close together. */
  void crash(double peakG);

  /** So many seats are occupied, 0 to 14. */
  void occupants(int count);

  /** The seat sensors don't know how many seats are occupied. */
  void occupantsUnknown();

  /** Where the GNSS source says the car is: degrees north, east; course in degrees. */
  void position(double latitude, double longitude, double course);

  /** Drives straight on at this speed: the position moves with time. */
  void drive(double speedKmh);

  void gnss(GnssReception reception);

  void navigation(NavigationState state);

  /** Main battery's voltage at its posts; the DCM's supply follows it. */
  void battery(double volts);

  /** Takes the main battery off, and puts it back. */
  void disconnectBattery();

  void reconnectBattery(double volts);

  /** A start of the engine: the usual dip of the voltage. */
  void crank();

  /** A deliberate fault of the message that carries {@code value}, until {@link #undisturb}. */
  void disturb(DomainValue value, Disturbance disturbance);

  void undisturb(DomainValue value);

  /** Whether the doors are locked, as the body ECU says on the bus; false before it has spoken. */
  boolean doorsLocked();

  /**
   * What the head unit has shown of updates, the oldest first: a view for each change of state or
   * version, and for what is said again after a silence of more than 2 s.
   */
  List<UpdateView> updateViews();

  /** When the DCM has said on the bus what is to be shown, each time; the newest 100,000. */
  List<Duration> updateMessages();

  /** The user answers at the head unit to the offer of an update. */
  void answerUpdate(UpdateAnswer answer);

  /**
   * The next so many times an ECU goes wrong at a step while it takes software.
   *
   * @param ecu as the car's data call it: {@code "navigation"}
   * @param times 1 or more
   */
  void failFlashing(String ecu, FlashingStep step, int times);

  /** Where an ECU can go wrong while it takes software by UDS, in the order of the steps. */
  enum FlashingStep {
    SESSION,
    SECURITY_ACCESS,
    ERASE,
    DOWNLOAD,
    BLOCK,
    TRANSFER_EXIT,
    CHECKSUM,
    DEPENDENCIES,
    /** The request for a reset is not heard. */
    RESET,
    /** The new software does not start. */
    START
  }

  /**
   * What the head unit shows of an update, as the DCM told it on the bus.
   *
   * @param at when it was first shown
   * @param state {@code OFFERED}, {@code ANNOUNCED}, {@code INSTALLING}, {@code SUCCEEDED}, {@code
   *     FAILED}, {@code NONE}
   * @param version {@code 2.0.0}
   * @param minutes how long the DCM will need for it
   */
  record UpdateView(Duration at, String state, String version, int minutes) {}

  /** What the user says to the offer of an update. */
  enum UpdateAnswer {
    ACCEPT,
    DECLINE,
    POSTPONE
  }

  /** Positions of the ignition switch. */
  enum Ignition {
    OFF,
    ACC,
    ON,
    START
  }

  /** What the GNSS receiver gets. */
  enum GnssReception {
    GOOD,
    WEAK,
    LOST,
    /** The receiver sends nothing at all. */
    SILENT
  }

  /** The navigation system beside the DCM. */
  enum NavigationState {
    WORKING,
    FAULTY,
    SILENT
  }

  /** How a message is disturbed. */
  enum Disturbance {
    /** The CRC of its end-to-end protection is wrong. */
    WRONG_CRC,
    /** Its alive counter stands still. */
    STUCK_COUNTER,
    /** It is not sent. */
    SILENT
  }
}
