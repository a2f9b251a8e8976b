// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.bench;

import dev.dcmrig.api.Observations;
import dev.dcmrig.can.BusException;
import dev.dcmrig.can.CanBus;
import dev.dcmrig.evidence.Subject;
import dev.dcmrig.sim.HoldExpiredException;
import dev.dcmrig.sim.Timeline;
import dev.dcmrig.sim.TimelineInterruptedException;
import dev.dcmrig.sim.pins.DcmPins;
import dev.dcmrig.sim.pins.Lamp;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The watchdog of a DCM in the rig's process: what the DCM throws resets it, as it would reset a
 * device whose processor met it. Whatever calls the DCM passes through here: timers, posted tasks,
 * frames, pins. On the timeline's thread.
 *
 * <p>Whose exception it is, its stack says: the first class that is neither Java's nor shared code
 * ({@code sim}, {@code can}, {@code uds}, ...) has thrown it. One of the rig breaks the bench, and
 * so do a bus that fails, an exchange that does not end, and an exception without a stack.
 *
 * <p>Does not simulate: the time until a watchdog bites. A DCM that can't be reset stays off, and
 * so does one that was reset {@value #MAX_RESETS} times.
 */
final class DcmWatchdog {
  /** Resets after which the DCM is left off: a scenario has to come to its end. */
  static final int MAX_RESETS = 20;

  private static final String RIG = "dev.dcmrig.";

  /** The rig's packages that a DCM is made of; its own are the first. */
  private static final Set<String> OF_A_DCM =
      Set.of("dcm", "can", "ecall", "isotp", "sim", "sip", "uds", "uptane");

  /** What only hands on. */
  private static final String GUARDS = DcmWatchdog.class.getPackageName() + ".Guarded";

  private final DcmPins pins;
  private final Observations notebook;
  private Runnable reset = () -> {};
  private @Nullable String first;
  private int resets;
  private boolean inside;
  private boolean dead;

  DcmWatchdog(DcmPins pins, Observations notebook) {
    this.pins = pins;
    this.notebook = notebook;
  }

  /** How the DCM is reset once it is there. */
  void resetsBy(Runnable newReset) {
    reset = newReset;
  }

  /** What the DCM takes for its time. */
  Timeline guarded(Timeline timeline) {
    return new GuardedTimeline(timeline, this::run);
  }

  /** What the DCM takes for its bus. */
  CanBus guarded(CanBus bus) {
    return new GuardedBus(bus, this::run);
  }

  /** What the DCM takes for its pins. */
  DcmPins guardedPins() {
    return new GuardedPins(pins, this::run);
  }

  /** Why it has reset the DCM for the first time; empty when it never did. */
  Optional<String> bitten() {
    return Optional.ofNullable(first);
  }

  /** Has the DCM do something; nothing is done where it is off for good. */
  void run(Runnable task) {
    if (dead) {
      return;
    }
    if (inside) {
      // What is thrown here goes through to the outermost call.
      task.run();
      return;
    }
    inside = true;
    try {
      task.run();
    } catch (RuntimeException | AssertionError | StackOverflowError e) {
      bite(e);
    } finally {
      inside = false;
    }
  }

  private void bite(Throwable thrown) {
    refuseUnlessOfDcm(thrown);
    String cause = cause(thrown);
    resets++;
    if (first == null) {
      first = cause;
    }
    notebook.note(Subject.DCM, "dcm.watchdog", Map.of("cause", cause));
    if (resets >= MAX_RESETS) {
      leaveOff("it was reset " + resets + " times");
      return;
    }
    try {
      reset.run();
    } catch (RuntimeException | AssertionError | StackOverflowError e) {
      refuseUnlessOfDcm(e);
      leaveOff("it can't be reset: " + cause(e));
    }
  }

  private void leaveOff(String why) {
    dead = true;
    notebook.note(Subject.DCM, "dcm.off", Map.of("cause", why));
    for (Lamp lamp : Lamp.values()) {
      pins.lamp(lamp, 0);
    }
    pins.draw(0);
  }

  private static void refuseUnlessOfDcm(Throwable thrown) {
    boolean ofRig =
        thrown instanceof TimelineInterruptedException
            || thrown instanceof HoldExpiredException
            || thrown instanceof BusException
            || thrown.getStackTrace().length == 0;
    if (!ofRig && origin(thrown).filter(name -> !part(name).equals("dcm")).isEmpty()) {
      return;
    }
    if (thrown instanceof Error error) {
      throw error;
    }
    throw (RuntimeException) thrown;
  }

  /** The class of ours that threw it: the DCM's, or one that a DCM is not made of. */
  private static Optional<String> origin(Throwable thrown) {
    for (StackTraceElement frame : thrown.getStackTrace()) {
      String name = frame.getClassName();
      boolean ours = name.startsWith(RIG) && !name.startsWith(GUARDS);
      if (ours && (part(name).equals("dcm") || !OF_A_DCM.contains(part(name)))) {
        return Optional.of(name);
      }
    }
    return Optional.empty();
  }

  /** {@code dcm} of {@code dev.dcmrig.dcm.sos.SosService}. */
  private static String part(String type) {
    int end = type.indexOf('.', RIG.length());
    return end < 0 ? "" : type.substring(RIG.length(), end);
  }

  /** {@code IllegalStateException at SosService.held(SosService.java:120): no call}. */
  private static String cause(Throwable thrown) {
    String where = "";
    for (StackTraceElement frame : thrown.getStackTrace()) {
      if (frame.getClassName().startsWith(RIG + "dcm.")) {
        String type = frame.getClassName();
        where =
            " at "
                + type.substring(type.lastIndexOf('.') + 1)
                + "."
                + frame.getMethodName()
                + "("
                + frame.getFileName()
                + ":"
                + frame.getLineNumber()
                + ")";
        break;
      }
    }
    String message = thrown.getMessage();
    return thrown.getClass().getSimpleName() + where + (message == null ? "" : ": " + message);
  }
}
