// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.bench;

import dev.dcmrig.bench.config.ConfigurationException;
import dev.dcmrig.bench.config.Problem;
import dev.dcmrig.bench.driver.DriverFactory;
import dev.dcmrig.bench.driver.DriverTable;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/**
 * Drivers of a user's own, from jars in a folder. Each jar has a class loader of its own, so that
 * two may bring different versions of a library. They stay loaded for as long as the rig runs.
 */
public final class DriverJars {

  /** Jars of one folder; more than that are no drivers. */
  private static final int MAX_JARS = 100;

  private static final String SERVICES = "META-INF/services/" + DriverFactory.class.getName();

  private DriverJars() {}

  /** The jars of a folder, by name. */
  public static List<Path> in(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw problem(folder, "is no folder", "name the folder of your driver jars with --drivers");
    }
    try (var files = Files.list(folder)) {
      List<Path> jars =
          files
              .filter(file -> file.toString().endsWith(".jar") && Files.isRegularFile(file))
              .sorted()
              .limit(MAX_JARS + 1L)
              .toList();
      if (jars.isEmpty() || jars.size() > MAX_JARS) {
        throw problem(
            folder,
            jars.isEmpty() ? "holds no jar" : "holds more than " + MAX_JARS + " jars",
            "put the jars of your drivers there, and nothing else");
      }
      return jars;
    } catch (IOException e) {
      throw problem(folder, "can't be listed: " + e.getMessage(), "check its permissions");
    }
  }

  /**
   * A table with the drivers of all jars, too.
   *
   * @throws ConfigurationException for a jar without a driver, with one that can't be loaded or
   *     serves no port of a bench, or with a name that is taken
   */
  public static DriverTable load(Path folder, DriverTable table) {
    DriverTable all = table;
    for (Path jar : in(folder)) {
      List<DriverFactory<?>> factories = factories(jar);
      if (factories.isEmpty()) {
        throw problem(jar, "holds no driver", "list its factories in " + SERVICES);
      }
      try {
        all = all.and(factories);
      } catch (IllegalArgumentException e) {
        throw problem(jar, String.valueOf(e.getMessage()), "");
      }
    }
    return all;
  }

  private static List<DriverFactory<?>> factories(Path jar) {
    List<DriverFactory<?>> own = new ArrayList<>();
    try {
      ClassLoader loader =
          new URLClassLoader(new URL[] {jar.toUri().toURL()}, DriverJars.class.getClassLoader());
      for (DriverFactory<?> factory : ServiceLoader.load(DriverFactory.class, loader)) {
        if (factory.getClass().getClassLoader() == loader) {
          own.add(factory);
        }
      }
    } catch (ServiceConfigurationError | LinkageError e) {
      throw problem(
          jar,
          "has a driver that can't be loaded: " + e,
          "build it against this rig's bench and rig-api, for Java 17");
    } catch (MalformedURLException e) {
      throw problem(jar, "can't be named as a URL: " + e.getMessage(), "give it a plain name");
    }
    return own;
  }

  private static ConfigurationException problem(Path file, String what, String remedy) {
    return new ConfigurationException(new Problem(file.toString(), 0, what, remedy));
  }
}
