// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClosingTest {
  private final List<String> stopped = new ArrayList<>();

  private AutoCloseable part(String name, Throwable failure) {
    return () -> {
      stopped.add(name);
      if (failure instanceof Error error) {
        throw error;
      }
      if (failure instanceof Exception exception) {
        throw exception;
      }
    };
  }

  @Test
  void allIsStoppedLastFirstWhateverFails() {
    Closing closing = new Closing();
    closing.add(part("bus", null));
    closing.add(part("link", new IllegalStateException("busy")));
    closing.add(part("program", new NoClassDefFoundError("a user's jar")));
    Error thrown = assertThrows(NoClassDefFoundError.class, closing::close);
    assertEquals(List.of("program", "link", "bus"), stopped);
    assertEquals("busy", thrown.getSuppressed()[0].getMessage());
  }
}
