// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.features;

import dev.dcmrig.api.DcmProfile;
import dev.dcmrig.features.scene.Expressions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * The numbers by which the suite judges: {@code hil-configs/dcm-profiles/tps.yaml}, read plainly.
 */
final class SpecifiedProfile implements DcmProfile {
  private static final Path FILE =
      Path.of(System.getProperty("rig.root"), "hil-configs/dcm-profiles/tps.yaml");

  private final Map<?, ?> sections;
  private final Expressions expressions = new Expressions(() -> this);

  SpecifiedProfile() {
    try {
      sections =
          (Map<?, ?>)
              new Load(LoadSettings.builder().build()).loadFromString(Files.readString(FILE));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String name() {
    return "tps";
  }

  @Override
  public Duration duration(String path) {
    return expressions.span(text(path)).duration();
  }

  @Override
  public int count(String path) {
    return Integer.parseInt(text(path));
  }

  @Override
  public double number(String path) {
    return Double.parseDouble(text(path));
  }

  @Override
  public String text(String path) {
    String[] keys = path.split("\\.", 2);
    Object value = ((Map<?, ?>) sections.get(keys[0])).get(keys[1]);
    if (value == null) {
      throw new IllegalStateException(FILE + " has no " + path);
    }
    return value.toString();
  }
}
