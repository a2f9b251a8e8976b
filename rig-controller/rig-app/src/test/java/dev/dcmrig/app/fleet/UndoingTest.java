// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class UndoingTest {
  private final List<String> closed = new ArrayList<>();

  private void closes(Undoing undoing, String part) {
    undoing.with(() -> closed.add(part));
  }

  @Test
  void whatFailsOnTheWayLeavesNothingOpen() {
    assertThrows(
        IllegalStateException.class,
        () -> {
          try (Undoing undoing = new Undoing()) {
            closes(undoing, "folder");
            closes(undoing, "server");
            throw new IllegalStateException("the third part can't be opened");
          }
        });
    assertEquals(List.of("server", "folder"), closed);
  }

  @Test
  void whatIsKeptIsClosedOnceByWhoeverKeepsIt() {
    Undoing kept;
    try (Undoing undoing = new Undoing()) {
      closes(undoing, "folder");
      closes(undoing, "server");
      kept = undoing.kept();
    }
    assertEquals(List.of(), closed);
    kept.close();
    kept.close();
    assertEquals(List.of("server", "folder"), closed);
  }

  @Test
  void onePartThatFailsHoldsUpNoOther() {
    Undoing undoing = new Undoing();
    closes(undoing, "folder");
    undoing.with(
        () -> {
          throw new IllegalStateException("second");
        });
    undoing.with(
        () -> {
          throw new IllegalStateException("first");
        });
    IllegalStateException thrown = assertThrows(IllegalStateException.class, undoing::close);
    assertEquals("first", thrown.getMessage());
    assertEquals("second", thrown.getSuppressed()[0].getMessage());
    assertEquals(List.of("folder"), closed);
  }
}
