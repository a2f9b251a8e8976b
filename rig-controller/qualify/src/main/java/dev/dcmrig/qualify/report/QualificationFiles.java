// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.qualify.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.dcmrig.evidence.files.AtomicFile;
import dev.dcmrig.qualify.run.Qualified;
import java.io.IOException;
import java.nio.file.Path;

/** Writes a qualification as data and as a page. */
public final class QualificationFiles {
  /** For programs; its schema lies in {@code hil-configs/schema}. */
  public static final String DATA = "qualification.json";

  /** For people. */
  public static final String PAGE = "qualification.html";

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private QualificationFiles() {}

  /**
   * @throws IOException when the folder can't be written
   */
  public static void write(Path folder, Qualified qualified) throws IOException {
    QualificationData data = QualificationData.of(qualified);
    AtomicFile.write(folder.resolve(DATA), JSON.writeValueAsString(data) + "\n");
    AtomicFile.write(folder.resolve(PAGE), QualificationPage.of(data));
  }
}
