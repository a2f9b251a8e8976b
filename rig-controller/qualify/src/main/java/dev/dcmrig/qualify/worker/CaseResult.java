// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.qualify.worker;

import dev.dcmrig.evidence.Verdict;
import dev.dcmrig.qualify.bytecode.Reach;
import java.util.List;

/**
 * What came of a case.
 *
 * @param failed requirements that the verdict of failed speaks for; otherwise empty
 * @param reason a sentence; empty when passed
 * @param digest over all that was seen: frames, messages, readings, verdict, times
 * @param cpuMillis processor time of the whole process
 * @param keys of the specified profile that its steps and limits have named
 * @param reach lines that were reached; none where nobody asked for it
 */
public record CaseResult(
    Case of,
    Verdict verdict,
    List<String> failed,
    String reason,
    String digest,
    long cpuMillis,
    List<String> keys,
    Reach reach) {}
