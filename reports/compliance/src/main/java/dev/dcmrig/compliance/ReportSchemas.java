// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.compliance;

import dev.dcmrig.evidence.files.WrittenSchema;
import java.util.Map;

/** The JSON Schemas of the reports of a run, made from the records that are written. */
public final class ReportSchemas {
  /** The file that programs read. */
  public static final String REQUIREMENTS = "requirements.json";

  /** What came from the DCM and was not used. */
  public static final String NOT_USED = "not-used.json";

  private ReportSchemas() {}

  /** Of {@code not-used.json}. */
  public static Map<String, Object> notUsed() {
    return WrittenSchema.document(
        NOT_USED + " of a run of DCM Rig",
        "What came from the DCM and was not used, with the reason, scenario by scenario.",
        WrittenSchema.listOf(NotUsed.Item.class));
  }

  /** Of {@code requirements.json}, measurements included. */
  public static Map<String, Object> requirements() {
    return WrittenSchema.document(
        REQUIREMENTS + " of a run of DCM Rig",
        "A verdict for each requirement, with what was measured for it.",
        WrittenSchema.record(RequirementsFile.class));
  }
}
