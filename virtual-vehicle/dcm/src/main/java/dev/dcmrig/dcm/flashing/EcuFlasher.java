// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.flashing;

import dev.dcmrig.sim.Timeline;
import dev.dcmrig.sim.Timer;
import dev.dcmrig.uds.EcuDescription;
import dev.dcmrig.uds.Request;
import dev.dcmrig.uds.UdsAnswer;
import dev.dcmrig.uds.UdsClient;
import dev.dcmrig.uds.data.EcuFile;
import dev.dcmrig.uds.data.FlashActions;
import dev.dcmrig.uds.data.IdentityData;
import dev.dcmrig.uds.data.SeedAndKey;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Gives one ECU new software by UDS (docs/DCM-INTERFACE.md, 1.2), in this order:
 *
 * <ol>
 *   <li>extended session, version and hardware number read, storing of trouble codes off
 *   <li>programming session, seed and key
 *   <li>erase, download, blocks, exit
 *   <li>checksum and dependencies by the ECU's routines
 *   <li>reset, and the version read back
 * </ol>
 *
 * Whoever wants it is asked before each request whether it may go on: an emergency call or a car
 * that drives off ends it at once. It is begun anew then: an ECU without whole software stays in
 * its bootloader. Other ECUs are not silenced: the DCM needs the crash message and the SOS button.
 */
public final class EcuFlasher {
  private static final int HARD_RESET = 1;
  private static final int OFF = 2;
  private static final int START = 1;
  private static final int ROUTINE_RESULT = 3;
  private static final int LONGEST_BLOCK = 4095;
  private static final byte[] NOTHING = {};

  /** Who wants it done. */
  public interface Listener {
    /** Asked before each request. */
    boolean mayGoOn();

    /** It was ended since it may not go on; it can be begun anew. */
    void interrupted();

    /**
     * What the ECU runs before.
     *
     * @return whether its software is to be replaced; otherwise nothing is done to it
     */
    boolean found(String version);

    /** From now on the ECU may have nothing but its bootloader. */
    void erasing();

    /** It has refused to erase, and says that it still runs this. */
    void kept(String version);

    /** The ECU says that this runs. */
    void done(String version);

    /**
     * It did not work.
     *
     * @param lasting whether another try would end the same
     * @param step at which it ended
     */
    void failed(FlashStep step, String why, boolean lasting);
  }

  private final TesterNode tester;
  private final FlashRules rules;
  private final long bootNanos;
  private final Timer booted;
  private @Nullable Run run;

  /**
   * @param boot from an ECU's reset until it is asked again
   */
  public EcuFlasher(Timeline timeline, TesterNode tester, FlashRules rules, Duration boot) {
    this.tester = tester;
    this.rules = rules;
    this.bootNanos = boot.toNanos();
    this.booted = timeline.timer(this::booted);
  }

  public boolean isBusy() {
    return run != null;
  }

  /** Begins; only while none is under way. */
  public void begin(FlashJob job, Listener listener) {
    Run next = new Run(job, listener);
    run = next;
    next.begin();
  }

  /** Ends what is under way; nobody is told. */
  public void stop() {
    run = null;
    booted.cancel();
    tester.close();
  }

  private void booted() {
    Run now = run;
    if (now != null) {
      now.readBack();
    }
  }

  private final class Run {
    private final FlashJob job;
    private final Listener listener;
    private final EcuFile.Flash flash;
    private @Nullable UdsClient client;
    private int longest;

    Run(FlashJob job, Listener listener) {
      this.job = job;
      this.listener = listener;
      this.flash = job.ecu().file().flash().orElseThrow();
    }

    private void ask(FlashStep step, Request request, Consumer<byte[]> then) {
      UdsClient open = client;
      if (open == null) {
        failed(step, "the DCM is not on the bus");
      } else if (!listener.mayGoOn()) {
        stop();
        listener.interrupted();
      } else {
        open.request(request, answer -> answered(step, answer, then));
      }
    }

    private void answered(FlashStep step, UdsAnswer answer, Consumer<byte[]> then) {
      if (run != this) {
        return;
      }
      if (step == FlashStep.ERASE && answer instanceof UdsAnswer.Negative) {
        refusedErasure(answer.toString());
        return;
      }
      if (answer instanceof UdsAnswer.Positive positive) {
        then.accept(positive.data());
      } else if (answer instanceof UdsAnswer.Negative) {
        failed(step, answer.toString());
      } else {
        failed(step, "no response");
      }
    }

    private void failed(FlashStep step, String why) {
      stop();
      listener.failed(step, why, /* lasting= */ false);
    }

    // Before anything is changed.

    void begin() {
      client = tester.open(job.ecu()).orElse(null);
      ask(
          FlashStep.SESSION,
          new Request.SessionControl(EcuDescription.EXTENDED_SESSION, false),
          data -> read(FlashStep.IDENTIFICATION, IdentityData.SOFTWARE_VERSION, this::before));
    }

    private void read(FlashStep step, int identifier, Consumer<String> then) {
      ask(step, new Request.ReadData(List.of(identifier)), data -> then.accept(text(data)));
    }

    /** Text of a data identifier's answer, without blanks at its end. */
    private static String text(byte[] data) {
      return new String(
              Arrays.copyOfRange(data, Math.min(2, data.length), data.length),
              StandardCharsets.US_ASCII)
          .stripTrailing();
    }

    private void before(String version) {
      if (listener.found(version)) {
        read(FlashStep.IDENTIFICATION, IdentityData.HARDWARE_NUMBER, this::hardware);
      } else {
        // Whoever did not want it has taken that down.
        stop();
      }
    }

    private void hardware(String hardware) {
      if (rules.isForThisEcu(hardware.equals(job.hardware()))) {
        ask(FlashStep.SESSION, new Request.ControlDtcSetting(OFF, false), data -> programming());
      } else {
        stop();
        listener.failed(
            FlashStep.IDENTIFICATION,
            "the software is for hardware " + job.hardware() + ", the ECU is " + hardware,
            /* lasting= */ true);
      }
    }

    private void programming() {
      ask(
          FlashStep.SESSION,
          new Request.SessionControl(EcuDescription.PROGRAMMING_SESSION, false),
          data -> unlock());
    }

    private void unlock() {
      int level = flash.level();
      if (level == EcuDescription.NO_LEVEL) {
        erase();
        return;
      }
      ask(
          FlashStep.SECURITY_ACCESS,
          new Request.SecurityAccess(level, NOTHING),
          data -> key(level, Arrays.copyOfRange(data, Math.min(1, data.length), data.length)));
    }

    private void key(int level, byte[] seed) {
      if (isZero(seed)) {
        // The level is unlocked already (ISO 14229-1, 10.4.1).
        erase();
        return;
      }
      Optional<String> secret =
          job.ecu().file().security().stream()
              .filter(known -> known.level() == level)
              .map(EcuFile.SecurityLevel::secret)
              .findFirst();
      ask(
          FlashStep.SECURITY_ACCESS,
          new Request.SecurityAccess(level + 1, SeedAndKey.key(secret.orElse(""), seed)),
          data -> erase());
    }

    private static boolean isZero(byte[] seed) {
      for (byte one : seed) {
        if (one != 0) {
          return false;
        }
      }
      return true;
    }

    // From here on the ECU has nothing but its bootloader.

    private void erase() {
      listener.erasing();
      routine(FlashStep.ERASE, FlashActions.ERASE, NOTHING, this::download);
    }

    /** What the ECU has left it says itself: a refusal may come before or after the erasure. */
    private void refusedErasure(String why) {
      UdsClient open = client;
      if (open == null || !listener.mayGoOn()) {
        stop();
        listener.interrupted();
        return;
      }
      open.request(
          new Request.ReadData(List.of(IdentityData.SOFTWARE_VERSION)),
          answer -> {
            if (run == this) {
              String version = answer instanceof UdsAnswer.Positive told ? text(told.data()) : "";
              if (!version.isEmpty()) {
                listener.kept(version);
              }
              failed(FlashStep.ERASE, why);
            }
          });
    }

    /** A routine that says 0 when it went well. */
    private void routine(FlashStep step, int routine, byte[] option, Runnable then) {
      ask(
          step,
          new Request.RoutineControl(START, false, routine, option),
          data -> {
            boolean passed = data.length > ROUTINE_RESULT && data[ROUTINE_RESULT] == 0;
            if (step == FlashStep.ERASE ? passed : rules.isCheckHeeded(passed)) {
              then.run();
            } else {
              failed(step, "the ECU's routine has not passed");
            }
          });
    }

    private void download() {
      ask(
          FlashStep.DOWNLOAD,
          new Request.RequestDownload(0, flash.first(), job.size()),
          data -> {
            longest = longest(data) - 2;
            if (longest < 1 || longest > LONGEST_BLOCK - 2) {
              failed(FlashStep.DOWNLOAD, "the ECU takes blocks of " + (longest + 2) + " bytes");
            } else {
              block(0, 1);
            }
          });
    }

    private static int longest(byte[] data) {
      int bytes = data.length == 0 ? 0 : (data[0] & 0xF0) >> 4;
      int longest = 0;
      for (int at = 1; at <= Math.min(bytes, Integer.BYTES) && at < data.length; at++) {
        longest = longest << 8 | (data[at] & 0xFF);
      }
      return longest;
    }

    private void block(int at, int counter) {
      if (at >= job.size()) {
        ask(FlashStep.TRANSFER_EXIT, new Request.TransferExit(NOTHING), data -> check());
        return;
      }
      int count = Math.min(longest, job.size() - at);
      ask(
          FlashStep.BLOCK,
          new Request.TransferData(counter, job.source().read(at, count)),
          data -> block(at + count, (counter + 1) & 0xFF));
    }

    private void check() {
      routine(FlashStep.CHECKSUM, FlashActions.CHECK, job.crc(), this::dependencies);
    }

    private void dependencies() {
      routine(FlashStep.DEPENDENCIES, FlashActions.DEPENDENCIES, NOTHING, this::reset);
    }

    private void reset() {
      ask(
          FlashStep.RESET,
          new Request.EcuReset(HARD_RESET, false),
          data -> {
            tester.close();
            booted.armAfter(bootNanos);
          });
    }

    void readBack() {
      if (!rules.isReadBack()) {
        done(job.version());
        return;
      }
      client = tester.open(job.ecu()).orElse(null);
      read(FlashStep.READING_BACK, IdentityData.SOFTWARE_VERSION, this::compare);
    }

    private void compare(String version) {
      if (version.equals(job.version())) {
        done(version);
      } else {
        failed(
            FlashStep.READING_BACK,
            version.isEmpty() ? "no software runs" : "version " + version + " runs");
      }
    }

    private void done(String version) {
      stop();
      listener.done(version);
    }
  }
}
