// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.qualify.bytecode;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MergedClassTest {
  private static final String CODE =
      """
      public class Merged implements java.util.function.IntUnaryOperator {
        public int applyAsInt(int value) {
          return first(value) * 100 + second(value) * 10 + third(value);
        }

        private int first(int value) {
          return value;
        }

        private int second(int value) {
          return value;
        }

        private int third(int value) {
          return value;
        }
      }
      """;

  @TempDir private Path folder;

  /** Of each changed class its own method only is taken. */
  @Test
  void eachMethodIsThatOfItsClass() throws Exception {
    byte[] original = compiled(CODE);
    byte[] first =
        compiled(
            CODE.replaceFirst(
                "(?s)first\\(int value\\) \\{\\s*return value",
                "first(int value) { return value + 1"));
    byte[] third =
        compiled(
            CODE.replaceFirst(
                "(?s)third\\(int value\\) \\{\\s*return value",
                "third(int value) { return value + 3"));
    byte[] merged = MergedClass.of(original, Map.of("first", first, "third", third));
    assertEquals(111, applied(original));
    assertEquals(214, applied(merged));
  }

  private byte[] compiled(String code) throws Exception {
    Path source = Files.writeString(folder.resolve("Merged.java"), code);
    assertEquals(
        0,
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, "-d", folder.toString(), source.toString()));
    return Files.readAllBytes(folder.resolve("Merged.class"));
  }

  private static int applied(byte[] bytes) throws Exception {
    return ((java.util.function.IntUnaryOperator)
            new Defining().define(bytes).getDeclaredConstructor().newInstance())
        .applyAsInt(1);
  }

  /** A class loader of its own for each set of bytes. */
  private static final class Defining extends ClassLoader {
    Class<?> define(byte[] bytes) {
      return defineClass("Merged", bytes, 0, bytes.length);
    }
  }
}
