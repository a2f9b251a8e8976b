// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.bench.process;

import dev.dcmrig.api.BenchBroken;
import dev.dcmrig.sim.pins.Lamp;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionException;

/**
 * The first lines of a DCM on virtual time: {@code hello}, {@code clock}, and its seeded defects
 * when it was handed some.
 */
final class ClockGreeting implements TurnSocket.Listener, ElectricalLines.FromDcm {
  private static final String CLOCK = "clock ";

  private final DefectList defects;
  private String identity = "";
  private boolean clocked;
  private String problem = "";
  private int lines;

  ClockGreeting(Set<String> handed) {
    this.defects = new DefectList(handed);
  }

  /** Its name and version. */
  String identity() {
    return identity;
  }

  boolean isOver() {
    return problem.isEmpty() && clocked && defects.answer().isDone();
  }

  boolean isBroken() {
    return !problem.isEmpty();
  }

  /** What is wrong with it, or what it has not said. */
  String problem() {
    if (!problem.isEmpty()) {
      return problem;
    }
    String missing = clocked ? "defects ID ..." : CLOCK + ClockLines.VERSION;
    return "the DCM has connected and not said '"
        + (identity.isEmpty() ? "hello NAME VERSION" : missing)
        + "' in time"
        + (clocked || identity.isEmpty()
            ? ""
            : ": without a clock protocol it runs in real time only; write 'time: real'")
        + " (docs/DCM-INTERFACE.md, section 0)";
  }

  /**
   * @throws BenchBroken when it does not know a defect that it was handed
   */
  void check() {
    try {
      defects.answer().join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof BenchBroken broken ? broken : e;
    }
  }

  @Override
  public void line(String line) {
    if (++lines > ClockedDcm.MAX_LINES) {
      violated("it says more than " + ClockedDcm.MAX_LINES + " lines before its first turn");
      return;
    }
    try {
      if (identity.isEmpty() && !line.startsWith("hello ")) {
        violated("its first line is '" + line.split(" ", 2)[0] + " ...' and not 'hello'");
      } else if (line.startsWith(CLOCK)) {
        clock(line.substring(CLOCK.length()));
      } else {
        if (!ElectricalLines.isOfDefects(line)) {
          defects.end();
        }
        ElectricalLines.readFromDcm(line, this);
      }
    } catch (ElectricalLines.BadLine e) {
      violated(String.valueOf(e.getMessage()));
    }
  }

  private void clock(String version) {
    if (version.equals(ClockLines.VERSION)) {
      clocked = true;
    } else {
      violated("it speaks version " + version + " of the clock protocol; here it is version 1");
    }
  }

  private void violated(String what) {
    if (problem.isEmpty()) {
      problem =
          "the DCM broke the rules of its electrical socket (docs/DCM-INTERFACE.md, section 0): "
              + what;
    }
  }

  @Override
  public void ended(String why) {
    if (problem.isEmpty()) {
      problem = why;
    }
  }

  @Override
  public void hello(String name, String version) {
    if (identity.isEmpty()) {
      identity = name + " " + version;
      defects.begin();
    } else {
      violated("it said 'hello' twice");
    }
  }

  @Override
  public void defects(List<String> ids) {
    if (!defects.isOpen()) {
      violated("it said 'defects' after its list had ended; it comes right after 'clock'");
    } else if (!defects.add(ids)) {
      violated("it named more than " + DefectList.MAX_IDS + " defects");
    }
  }

  @Override
  public void lamp(Lamp lamp, double brightness) {
    violated("it said 'lamp' before its first turn");
  }

  @Override
  public void draw(double amperes) {
    violated("it said 'draw' before its first turn");
  }

  @Override
  public void speaker(short[] samples) {
    violated("it said 'speaker' before its first turn");
  }

  @Override
  public void audio(boolean on) {
    violated("it said 'audio' before its first turn");
  }
}
