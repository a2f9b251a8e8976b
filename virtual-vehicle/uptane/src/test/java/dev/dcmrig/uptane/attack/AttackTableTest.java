// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.uptane.attack;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dcmrig.uptane.Yard;
import dev.dcmrig.uptane.verify.Attack;
import dev.dcmrig.uptane.verify.Installation;
import dev.dcmrig.uptane.verify.Rejection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Each row of hil-configs/ota/attacks.yaml is played, and ends as it says. */
class AttackTableTest {
  private static final Map<String, Play.Attack> PLAYS = new LinkedHashMap<>();

  static {
    PLAYS.putAll(OnTheWay.ATTACKS);
    PLAYS.putAll(WithKeys.ATTACKS);
    PLAYS.putAll(InTheVehicle.ATTACKS);
  }

  @TestFactory
  Stream<DynamicTest> eachAttackIsNoticedAsTheTableSays() throws IOException {
    return rows().stream()
        .map(row -> DynamicTest.dynamicTest(text(row, "id"), () -> isNoticed(row)));
  }

  @Test
  void tableAndPlaysHaveTheSameAttacks() throws IOException {
    assertEquals(
        new HashSet<>(rows().stream().map(row -> text(row, "id")).toList()), PLAYS.keySet());
  }

  private static void isNoticed(Map<String, Object> row) {
    Play play = new Play();
    Rejection rejection = assertThrows(Rejection.class, () -> PLAYS.get(text(row, "id")).on(play));
    assertAll(
        () -> assertEquals(Attack.valueOf(text(row, "kind")), rejection.attack()),
        () -> assertEquals(text(row, "rule"), rejection.rule(), rejection.getMessage()),
        () -> assertEquals(text(row, "noticed-by"), play.noticedBy),
        () -> assertEquals(Duration.parse(text(row, "after")), play.sinceStart()),
        () -> assertTrue(play.installable.stream().allMatch(AttackTableTest::isAuthorised)));
  }

  /** Made by those in charge, for that ECU: only such an order may ever come out. */
  static boolean isAuthorised(Installation installation) {
    long counter = installation.target().releaseCounter().orElse(0);
    return counter == 2
        && (installation.target().equals(Yard.order(installation.ecu().id(), counter))
            || installation.target().length() == 100_000);
  }

  private static String text(Map<String, Object> row, String name) {
    return String.valueOf(row.get(name));
  }

  @SuppressWarnings("unchecked")
  private static List<Map<String, Object>> rows() throws IOException {
    Path table = root().resolve("hil-configs/ota/attacks.yaml");
    Map<String, Object> file =
        (Map<String, Object>)
            new Load(LoadSettings.builder().build()).loadFromString(Files.readString(table));
    assertEquals(Set.of("attacks", "of-the-dcm"), file.keySet());
    return (List<Map<String, Object>>) file.get("attacks");
  }

  private static Path root() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.isDirectory(folder.resolve("hil-configs"))) {
      folder = folder.getParent();
    }
    return folder;
  }
}
