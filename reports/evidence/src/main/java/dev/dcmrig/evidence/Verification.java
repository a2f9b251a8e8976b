// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.evidence;

import java.util.List;

/**
 * What a look at a sealed run folder came to.
 *
 * @param problems a sentence each; empty when the folder is as it was sealed and fits together
 * @param digest evidence digest, computed anew from the evidence; empty when that was impossible.
 *     Who holds a digest from elsewhere (a console, a signature) compares it with this one
 * @param seal SHA-256 of the manifest, which lists every file with its own; empty without one. The
 *     evidence digest is the same for equal runs; the seal is of this run alone, with what was
 *     asked for, the tool and the inputs
 * @param scenarios that the plan has
 * @param unkept of these, scenarios whose evidence was not kept, so that their digests stand alone
 */
public record Verification(
    List<String> problems, String digest, String seal, int scenarios, int unkept) {

  /** More than this many are not listed one by one. */
  public static final int MAX_PROBLEMS = 1000;

  public Verification {
    problems = List.copyOf(problems);
  }

  /** One line for a terminal: what it would obey, of a hostile name, is a question mark. */
  public static String plain(String sentence) {
    return sentence.replaceAll("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]", "?");
  }

  public boolean isGood() {
    return problems.isEmpty();
  }
}
