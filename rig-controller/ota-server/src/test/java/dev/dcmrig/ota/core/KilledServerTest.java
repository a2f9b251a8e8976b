// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.ota.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dcmrig.ota.model.ActionEvent;
import dev.dcmrig.ota.model.ActionState;
import dev.dcmrig.ota.model.RolloutState;
import dev.dcmrig.ota.model.UpdatePolicy;
import dev.dcmrig.ota.model.WavePlan;
import dev.dcmrig.ota.store.Db;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server in a process of its own is killed without warning, in the middle of a rollout. */
class KilledServerTest {
  private static final int CARS = 150;

  /** How far the server may be ahead of what was read, so that it can't come to its end. */
  private static final int AHEAD = 30;

  /** Words that are waited for until the process is killed. */
  private static final int WORDS = 60;

  @TempDir Path folder;

  @Test
  void whatWasAnsweredBeforeAKillIsThereAfterIt() throws Exception {
    Process server =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                KilledServerTest.class.getName(),
                folder.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    List<String> said = new ArrayList<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(server.getInputStream(), StandardCharsets.UTF_8))) {
      while (said.size() < WORDS) {
        String line = lines.readLine();
        if (line == null) {
          throw new AssertionError("the server ended by itself after " + said);
        }
        said.add(line);
        server.getOutputStream().write('\n');
        server.getOutputStream().flush();
      }
      // By its handle: that of the process would close the stream that is still to be read.
      server.toHandle().destroyForcibly();
      // What it had answered and nobody has read yet counts, too.
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.endsWith(".")) {
          said.add(line);
        }
      }
    } finally {
      server.destroyForcibly();
      assertTrue(server.waitFor(60, TimeUnit.SECONDS));
    }
    assertTrue(said.size() < CARS, "it was killed before its end");
    try (Fleet after = new Fleet(folder)) {
      RolloutStatus status = after.core.rollouts().status(1);
      for (Wave wave : status.waves()) {
        assertEquals(after.counted(1, wave.no()), wave.counts());
      }
      for (String line : said) {
        int car = Integer.parseInt(line.substring(0, line.length() - 1));
        List<Action> actions = after.core.actions().actionsOf("car" + car);
        assertEquals(ActionState.FINISHED, actions.get(0).state(), "car" + car);
      }
      // It goes on.
      for (int car = 0; car < CARS; car++) {
        if (after.offered(car).isPresent()) {
          after.closes(car, ActionEvent.SUCCEED);
        }
      }
      assertEquals(RolloutState.FINISHED, after.core.rollouts().rollout(1).state());
    }
  }

  /** The server that is killed: each line says that a target's success was taken. */
  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[0]);
    try (Fleet fleet = new Fleet(folder.resolve("artifacts"), Db.inFolder(folder), CARS)) {
      long rollout =
          fleet.rollout(
              List.of(new WavePlan(25, 100, 0), new WavePlan(100, 100, 0)), UpdatePolicy.FORCED);
      fleet.core.rollouts().start(rollout);
      for (int car = 0; car < CARS; car++) {
        fleet.closes(car, ActionEvent.SUCCEED);
        System.out.println(car + ".");
        System.out.flush();
        if (car >= AHEAD && System.in.read() < 0) {
          return;
        }
      }
    }
    throw new IllegalStateException("nobody has killed it");
  }
}
