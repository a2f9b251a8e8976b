// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.attest;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dcmrig.evidence.RunFolder;
import dev.dcmrig.evidence.SealedRun;
import dev.dcmrig.evidence.Verdict;

/**
 * The in-toto statement (v1) about a run, with the vetted predicate of test results (v0.1). Its
 * subject is the manifest, by which all of the folder is fixed. A scenario that broke, showed
 * nothing, was not judged, or passed at the second time only is a warning.
 */
final class Statement {
  static final String TYPE = "https://in-toto.io/Statement/v1";
  static final String PREDICATE = "https://in-toto.io/attestation/test-result/v0.1";
  private static final ObjectMapper JSON = new ObjectMapper();

  private Statement() {}

  static ObjectNode of(SealedRun run) {
    ObjectNode statement = JSON.createObjectNode();
    statement.put("_type", TYPE);
    descriptor(statement.putArray("subject"), RunFolder.MANIFEST, run.seal());
    statement.put("predicateType", PREDICATE);
    ObjectNode predicate = statement.putObject("predicate");
    predicate.put("result", result(run));
    ArrayNode configuration = predicate.putArray("configuration");
    run.inputs().forEach((name, sha256) -> descriptor(configuration, name, sha256));
    ArrayNode passed = predicate.putArray("passedTests");
    ArrayNode warned = predicate.putArray("warnedTests");
    ArrayNode failed = predicate.putArray("failedTests");
    run.verdicts()
        .forEach(
            (id, verdict) -> {
              switch (verdict) {
                case PASSED -> passed.add(id);
                case FAILED -> failed.add(id);
                case FLAKY, INCONCLUSIVE, ERROR, NOT_VERIFIED -> warned.add(id);
              }
            });
    return statement;
  }

  private static String result(SealedRun run) {
    if (run.verdicts().containsValue(Verdict.FAILED)) {
      return "FAILED";
    }
    boolean all = run.verdicts().values().stream().allMatch(Verdict.PASSED::equals);
    return all ? "PASSED" : "WARNED";
  }

  private static void descriptor(ArrayNode list, String name, String sha256) {
    list.addObject().put("name", name).putObject("digest").put("sha256", sha256);
  }
}
