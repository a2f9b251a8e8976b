// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where steps get their bench from. The composition root sets the opener once, before the first
 * scenario; the hooks of {@code features} open and close a bench around each scenario.
 */
public final class Benches {

  /** Makes a clean bench for a scenario. */
  @FunctionalInterface
  public interface Opener {
    Bench open(ScenarioId scenario);
  }

  /**
   * Which scenario this is.
   *
   * @param uri address of the feature file: {@code file:///.../sos/manual_call.feature}
   * @param line of the scenario, or of the example's row
   * @param tags with their {@code @}
   */
  public record ScenarioId(String uri, int line, String name, List<String> tags) {
    /** For messages: address and line. */
    public String location() {
      return uri + ":" + line;
    }
  }

  private static volatile @Nullable Opener opener;

  private Benches() {}

  public static void openWith(Opener newOpener) {
    opener = newOpener;
  }

  public static Bench open(ScenarioId scenario) {
    Opener current = opener;
    if (current == null) {
      throw new BenchBroken(
          "no bench has been set up for scenario "
              + scenario.location()
              + ": run features through 'rig run'");
    }
    return current.open(scenario);
  }
}
