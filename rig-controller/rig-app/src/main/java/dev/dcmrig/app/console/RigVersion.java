// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.console;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The version of this build. */
public final class RigVersion {
  private RigVersion() {}

  /** As the build wrote it down. */
  public static String number() {
    Properties properties = new Properties();
    try (InputStream in =
        RigVersion.class.getResourceAsStream("/dev/dcmrig/app/version.properties")) {
      if (in != null) {
        properties.load(in);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties.getProperty("version", "of unknown version");
  }
}
