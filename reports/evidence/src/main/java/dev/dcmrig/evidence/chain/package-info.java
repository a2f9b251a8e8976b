// SPDX-License-Identifier: Apache-2.0
/**
 * Records that are chained by hash while they are written; {@code docs/EVIDENCE-FORMAT.md} says
 * exactly how.
 *
 * <pre>
 *   chain.txt              of the run: a line for each thing that is settled, in that order
 *   scenarios/NAME/chain.txt  of a scenario: a line for each record of its files of evidence
 * </pre>
 */
@NullMarked
package dev.dcmrig.evidence.chain;

import org.jspecify.annotations.NullMarked;
