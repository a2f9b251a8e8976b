// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.evidence.requirement;

import java.util.List;

/**
 * A document's clauses.
 *
 * @param id for instance {@code EU-2017-79}
 * @param version of this set, not of the document
 * @param document its name and edition
 * @param note how sure the set is
 */
public record RequirementSet(
    String id, String title, String version, String document, String note, List<Clause> clauses) {

  public RequirementSet {
    clauses = List.copyOf(clauses);
  }

  /** SHA-256 over its version and the hashes of its clauses. */
  public String hash() {
    TextHash hash = new TextHash().add("set", id).add("version", version);
    clauses.forEach(clause -> hash.add(clause.id(), clause.hash()));
    return hash.hex();
  }
}
