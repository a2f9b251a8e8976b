// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.qualify.bytecode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LineProbesTest {
  /** Frames at line starts, an object that is not whole when a frame lies before its line. */
  private static final String CODE =
      """
      public class Probed implements java.util.function.IntFunction<String> {
        public String apply(int value) {
          String said =
              value > 3
                  ? "large"
                  : "small";
          for (int i = 0; i < value; i++) {
            said +=
                new StringBuilder(
                    i % 2 == 0
                        ? new String("e")
                        : new String("o"))
                    .toString();
          }
          switch (said) {
            case "small":
              return said;
            default:
              return said + 1L;
          }
        }
      }
      """;

  @TempDir private Path folder;

  @Test
  void theLinesThatRunAreSeen() throws Exception {
    Path source = Files.writeString(folder.resolve("Probed.java"), CODE);
    assertEquals(
        0,
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, "-g", "-d", folder.toString(), source.toString()));
    byte[] bytes = LineProbes.probed("Probed", Files.readAllBytes(folder.resolve("Probed.class")));
    @SuppressWarnings("unchecked") // It says so itself.
    java.util.function.IntFunction<String> probed =
        (java.util.function.IntFunction<String>)
            new Defining().define(bytes).getDeclaredConstructor().newInstance();
    Probes.clear();
    assertEquals("small", probed.apply(0));
    Reach none = Reach.of(Probes.reached());
    assertTrue(none.includes("Probed", 6) && none.includes("Probed", 17));
    assertFalse(none.includes("Probed", 5) || none.includes("Probed", 8));
    Probes.clear();
    assertEquals("largeeoeo1", probed.apply(4));
    Reach four = Reach.of(Probes.reached());
    assertTrue(
        four.includes("Probed", 5) && four.includes("Probed", 11) && four.includes("Probed", 19));
    assertFalse(four.includes("Probed", 17) || four.includes("Other"));
  }

  @Test
  void anEmptyReachHasNothing() {
    assertFalse(Reach.NONE.includes("Probed"));
    assertFalse(Reach.of(Map.of()).includes("Probed", 1));
  }

  private static final class Defining extends ClassLoader {
    Class<?> define(byte[] bytes) {
      return defineClass("Probed", bytes, 0, bytes.length);
    }
  }
}
