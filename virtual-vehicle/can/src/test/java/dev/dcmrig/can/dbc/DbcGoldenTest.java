// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.can.dbc;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dcmrig.can.Frame;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Holds the codec to values that cantools gave for the same files; see make_golden.py. */
class DbcGoldenTest {
  private static final Map<String, Dbc> FILES = new HashMap<>();
  private static List<Vector> vectors;

  private record Vector(
      String file, Message message, Signal signal, byte[] data, String raw, double physical) {
    Frame frame() {
      int flags =
          (message.isExtended() ? Frame.EXTENDED : 0) | (message.length() > 8 ? Frame.FD : 0);
      return Frame.of(message.id(), flags, data.length, data);
    }

    @Override
    public String toString() {
      return file + " " + message + "." + signal + " " + HexFormat.of().formatHex(data);
    }
  }

  @BeforeAll
  static void readVectors() throws IOException {
    Path configs = Path.of(System.getProperty("rig.root"), "hil-configs", "dbc");
    FILES.put("golden.dbc", Dbc.parse("golden.dbc", resource("golden.dbc")));
    FILES.put("vehicle.dbc", Dbc.read(configs.resolve("vehicle.dbc")));
    FILES.put("kei.dbc", Dbc.read(configs.resolve("kei.dbc")));
    vectors =
        resource("golden.tsv")
            .lines()
            .filter(l -> !l.startsWith("#"))
            .map(DbcGoldenTest::vector)
            .toList();
  }

  private static String resource(String name) throws IOException {
    try (var in = Objects.requireNonNull(DbcGoldenTest.class.getResourceAsStream("/dbc/" + name))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static Vector vector(String line) {
    String[] part = line.split("\t");
    Message message = FILES.get(part[0]).message(part[1]);
    return new Vector(
        part[0],
        message,
        message.signal(part[2]),
        HexFormat.of().parseHex(part[3]),
        part[4],
        Double.parseDouble(part[5]));
  }

  @Test
  void everySignalDecodesAsCantoolsDecodesIt() {
    assertTrue(vectors.size() > 1500, vectors.size() + " vectors");
    for (Vector vector : vectors) {
      double tolerance = Math.abs(vector.physical) * 1e-12 + 1e-12;
      assertEquals(
          vector.physical, vector.signal.decode(vector.data), tolerance, vector.toString());
      assertEquals(
          vector.signal.decode(vector.data),
          vector.signal.decode(vector.frame()),
          vector.toString());
      if (vector.signal.type() == Signal.ValueType.INTEGER) {
        assertEquals(
            vector.raw,
            vector.signal.isSigned()
                ? Long.toString(vector.signal.raw(vector.data))
                : Long.toUnsignedString(vector.signal.raw(vector.data)),
            vector.toString());
      }
    }
  }

  @Test
  void everySignalEncodesToTheBitsThatCantoolsDecoded() {
    for (Vector vector : vectors) {
      byte[] data = vector.data.clone();
      vector.signal.encodeRaw(data, ~vector.signal.raw(data));
      vector.signal.encodeRaw(data, vector.signal.raw(vector.data));
      assertArrayEquals(vector.data, data, vector.toString());
      if (vector.signal.length() <= 48 && inRange(vector)) {
        vector.signal.encodeRaw(data, ~vector.signal.raw(data));
        vector.signal.encode(data, vector.physical);
        assertArrayEquals(vector.data, data, vector.toString());
      }
    }
  }

  private static boolean inRange(Vector vector) {
    return !vector.signal.hasRange()
        || (vector.physical >= vector.signal.minimum()
            && vector.physical <= vector.signal.maximum());
  }
}
