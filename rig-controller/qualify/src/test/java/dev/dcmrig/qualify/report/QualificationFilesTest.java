// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.qualify.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.dcmrig.bench.config.RigHome;
import dev.dcmrig.qualify.fault.Domains;
import dev.dcmrig.qualify.fault.Only;
import dev.dcmrig.qualify.fault.Sample.Shard;
import dev.dcmrig.qualify.run.Noticed;
import dev.dcmrig.qualify.run.Outcome;
import dev.dcmrig.qualify.run.OwnTests;
import dev.dcmrig.qualify.run.Qualified;
import dev.dcmrig.qualify.run.Request;
import dev.dcmrig.qualify.run.UnreachedLine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QualificationFilesTest {
  @TempDir private Path folder;

  private final RigHome home = RigHome.find();

  private Qualified qualified(String what, Noticed... outcomes) {
    Request request =
        new Request(
            Domains.read(home, "dcm"),
            home.benches().resolve("emulated.yaml"),
            OwnTests.NONE,
            "",
            List.of("STRONGER"),
            Only.ALL,
            outcomes.length,
            7,
            Shard.WHOLE,
            1,
            Integer.MAX_VALUE,
            folder,
            "rig qualify");
    List<Outcome> all =
        Stream.of(outcomes)
            .map(
                noticed ->
                    new Outcome(
                        "dev.Lamp.on()/Math/" + noticed.ordinal(),
                        noticed,
                        "sos",
                        what,
                        "Lamp:3",
                        List.of("SOS-04"),
                        "sos/attempts:x",
                        "failed: four",
                        3,
                        List.of("sos/attempts:y"),
                        120))
            .toList();
    return new Qualified(
        request,
        2_000,
        outcomes.length,
        500,
        List.of(new UnreachedLine("sos", "dev.Lamp", 3, 2)),
        all);
  }

  @Test
  void theDataKeepToTheirSchema() throws Exception {
    QualificationFiles.write(folder, qualified("changed", Noticed.values()));
    String schema = Files.readString(home.configs().resolve("schema/qualification.schema.json"));
    String data = Files.readString(folder.resolve(QualificationFiles.DATA));
    assertEquals(
        List.of(),
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(schema)
            .validate(data, InputFormat.JSON));
  }

  @Test
  void whatIsArguedOrCannotBeMadeDoesNotCount() {
    Qualified qualified =
        qualified(
            "changed",
            Noticed.BY_ITS_ID,
            Noticed.TIME_LIMIT,
            Noticed.INCONCLUSIVE,
            Noticed.SEEN,
            Noticed.EQUIVALENT,
            Noticed.NOT_POSSIBLE);
    assertEquals(75.0, qualified.percent());
    assertFalse(qualified.reachesItsGoal());
    assertEquals(100.0, qualified("changed", Noticed.EQUIVALENT).percent());
  }

  @Test
  void namesFromOutsideAreTextOnThePage() throws Exception {
    QualificationFiles.write(folder, qualified("<script>\u202Ea", Noticed.SEEN));
    String page = Files.readString(folder.resolve(QualificationFiles.PAGE));
    assertFalse(page.contains("<script>") || page.contains("\u202E"));
    assertTrue(page.contains("&lt;script&gt;"));
  }
}
