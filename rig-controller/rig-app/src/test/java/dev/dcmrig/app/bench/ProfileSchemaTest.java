// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dcmrig.dcm.DcmSettings;
import dev.dcmrig.sim.settings.JsonSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * The JSON Schema of a DCM profile is made from the DCM's settings; {@code -Drig.update=true}
 * writes it anew.
 */
class ProfileSchemaTest {
  private static final Path FILE =
      Path.of(System.getProperty("rig.root"), "hil-configs/schema/dcm-profile.schema.json");

  @Test
  void theSchemaSaysWhatTheDcmReads() throws IOException {
    DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
    DefaultPrettyPrinter printer =
        new DefaultPrettyPrinter().withObjectIndenter(indenter).withArrayIndenter(indenter);
    String schema =
        new ObjectMapper()
                .writer(printer)
                .writeValueAsString(
                    JsonSchema.document(
                        DcmSettings.class,
                        "A DCM profile",
                        "For editors, made from the DCM's settings. What counts is what `rig check"
                            + " BENCH` says."))
            + "\n";
    if (Boolean.getBoolean("rig.update")) {
      Files.writeString(FILE, schema);
    }
    assertEquals(
        Files.readString(FILE), schema, "write it anew: mvn test -Drig.update=true, this test");
  }
}
