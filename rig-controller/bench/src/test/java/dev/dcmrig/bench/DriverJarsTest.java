// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dcmrig.bench.config.ConfigurationException;
import dev.dcmrig.bench.driver.DriverTable;
import dev.dcmrig.bench.driver.Port;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Jars of a user's own: one that is right, and those that say why they are not. */
class DriverJarsTest {
  private static final String SERVICES = "META-INF/services/dev.dcmrig.bench.driver.DriverFactory";
  private static final String SOURCE =
      """
      package own;
      import dev.dcmrig.api.Supply;
      import dev.dcmrig.bench.driver.*;
      public class Psu implements DriverFactory<Supply> {
        public record Options(
            @dev.dcmrig.sim.settings.Key(value = "Channel of the supply.", minimum = 1, maximum = 4)
            int channel) {}
        public Port<Supply> port() { return Port.SUPPLY; }
        public String name() { return "psu"; }
        public Class<? extends Record> options() { return Options.class; }
        public Supply open(Site site) {
          int channel = site.options(Options.class).channel();
          return new Supply() {
            public void volts(double volts) { site.pins().supply(volts); }
            public double amperes() { return channel; }
            public double highestAmperes(java.time.Duration from, java.time.Duration to) {
              return channel;
            }
          };
        }
      }
      """;

  @TempDir Path folder;

  private Path jar(String name, String source, String services) throws IOException {
    Path sources = Files.createDirectories(folder.resolve(name + "-src/own"));
    Path java = Files.writeString(sources.resolve("Psu.java"), source);
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    int code =
        compiler.run(
            null,
            null,
            null,
            "-proc:none",
            "-d",
            folder.resolve(name).toString(),
            "-cp",
            System.getProperty("java.class.path"),
            java.toString());
    assertEquals(0, code);
    Path jars = Files.createDirectories(folder.resolve("jars"));
    Path jar = jars.resolve(name + ".jar");
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
        var files = Files.walk(folder.resolve(name))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        out.putNextEntry(new JarEntry(folder.resolve(name).relativize(file).toString()));
        Files.copy(file, out);
        out.closeEntry();
      }
      if (!services.isEmpty()) {
        out.putNextEntry(new JarEntry(SERVICES));
        out.write(services.getBytes(StandardCharsets.UTF_8));
        out.closeEntry();
      }
    }
    return jars;
  }

  private static String refused(Path jars) {
    return String.valueOf(
        assertThrows(ConfigurationException.class, () -> DriverJars.load(jars, TestDrivers.TABLE))
            .getMessage());
  }

  @Test
  void aDriverOfAUsersOwnIsOneMoreOfItsPort() throws IOException {
    DriverTable table = DriverJars.load(jar("good", SOURCE, "own.Psu\n"), TestDrivers.TABLE);
    assertEquals(List.of("emulated", "exec", "psu"), table.names(Port.SUPPLY));
    assertEquals("Options", table.find(Port.SUPPLY, "psu").orElseThrow().options().getSimpleName());
  }

  @Test
  void aJarSaysWhyItCanNotBeUsed() throws IOException {
    Path jars = jar("none", SOURCE, "");
    assertTrue(refused(jars).contains("none.jar: holds no driver; list its factories in META-INF"));
    Files.delete(jars.resolve("none.jar"));
    assertTrue(refused(jars).contains("holds no jar"));
    assertTrue(refused(folder.resolve("nowhere")).contains("is no folder"));
    jar("clash", SOURCE.replace("\"psu\"", "\"exec\""), "own.Psu\n");
    assertTrue(refused(jars).contains("are both driver 'exec' of port 'supply'"), refused(jars));
    Files.delete(jars.resolve("clash.jar"));
    jar("name", SOURCE.replace("\"psu\"", "\"My PSU\""), "own.Psu\n");
    assertTrue(refused(jars).contains("is named 'My PSU'"), refused(jars));
    Files.delete(jars.resolve("name.jar"));
    jar(
        "port",
        SOURCE.replace(
            "return Port.SUPPLY;",
            "return new Port<>(\"horn\", Supply.class, Port.Section.TOP, \"\");"),
        "own.Psu\n");
    assertTrue(refused(jars).contains("a bench has no such port; there are:"), refused(jars));
    Files.delete(jars.resolve("port.jar"));
    jar("broken", SOURCE, "own.Missing\n");
    assertTrue(refused(jars).contains("has a driver that can't be loaded"), refused(jars));
  }
}
