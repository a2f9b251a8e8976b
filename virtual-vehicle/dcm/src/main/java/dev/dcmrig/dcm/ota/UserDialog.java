// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.ota;

import dev.dcmrig.can.binding.DomainValue;
import dev.dcmrig.dcm.car.CarState;
import dev.dcmrig.dcm.core.DcmContext;
import dev.dcmrig.dcm.remote.BusRequests;
import dev.dcmrig.sim.Timer;
import java.util.concurrent.TimeUnit;

/**
 * What the user sees of an update, and answers, on the bus (OTA-10). While there is something to be
 * seen its message goes out each second, so that a display that starts late shows it, too.
 */
final class UserDialog {
  private static final long CYCLE_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final long SILENT_NANOS = TimeUnit.SECONDS.toNanos(2);
  private static final int SECONDS_OF_A_MINUTE = 60;

  /** What is shown; the words of {@code dcm.updateState}. */
  enum View {
    NONE,
    /** The user is asked. */
    OFFERED,
    /** It begins soon, or when the car is as it should. */
    ANNOUNCED,
    INSTALLING,
    SUCCEEDED,
    FAILED
  }

  /** What the user says. */
  interface Listener {
    void accepted();

    void declined();

    void postponed();
  }

  private final DcmContext dcm;
  private final CarState car;
  private final BusRequests bus;
  private final Listener listener;
  private final Timer cycle;
  private View view = View.NONE;
  private String version = "0";
  private long seconds;

  UserDialog(DcmContext dcm, CarState car, BusRequests bus, Listener listener) {
    this.dcm = dcm;
    this.car = car;
    this.bus = bus;
    this.listener = listener;
    this.cycle = dcm.timeline().timer(this::send);
  }

  /**
   * Shows something else.
   *
   * @param newVersion of the update
   * @param newSeconds how long the DCM will need for it
   */
  void show(View next, String newVersion, long newSeconds) {
    if (view != next || !version.equals(newVersion)) {
      view = next;
      version = newVersion;
      seconds = newSeconds;
      send();
    }
  }

  private void send() {
    if (!car.isBusSilentFor(SILENT_NANOS)) {
      long minutes = (seconds + SECONDS_OF_A_MINUTE - 1) / SECONDS_OF_A_MINUTE;
      bus.updateStatus(view.name(), Versions.packed(version), (int) Math.min(minutes, 255));
    }
    if (view == View.NONE) {
      cycle.cancel();
    } else {
      cycle.armAfter(CYCLE_NANOS);
    }
  }

  /** Whether the user has been asked, and has not said anything yet. */
  boolean isAnswerAwaited() {
    return view == View.OFFERED;
  }

  /** A frame was on the bus: perhaps an answer. */
  void frame(long timeNanos) {
    if (view != View.OFFERED
        || dcm.reader().receivedNanos(DomainValue.UPDATE_ANSWER) != timeNanos) {
      return;
    }
    switch (dcm.reader().word(DomainValue.UPDATE_ANSWER)) {
      case "ACCEPT" -> listener.accepted();
      case "DECLINE" -> listener.declined();
      case "POSTPONE" -> listener.postponed();
      default -> {
        // NONE says nothing.
      }
    }
  }

  /** Says nothing more; the view is kept for {@link #wake()}. */
  void sleep() {
    cycle.cancel();
  }

  void wake() {
    if (view != View.NONE) {
      cycle.armAfter(CYCLE_NANOS);
    }
  }

  void stop() {
    cycle.cancel();
    view = View.NONE;
  }
}
