// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.bench.config;

import dev.dcmrig.evidence.Subject;

/**
 * One entry of the requirement catalogue.
 *
 * @param source {@code CS} or {@code D}
 * @param verifiedBy how it is shown
 */
public record Requirement(
    String id, String title, String statement, String source, Subject subject, String verifiedBy) {}
