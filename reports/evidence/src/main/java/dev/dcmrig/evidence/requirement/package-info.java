// SPDX-License-Identifier: Apache-2.0
/**
 * Requirement sets: the clauses of a document in this project's words, each with what shows it. JDK
 * only.
 */
@NullMarked
package dev.dcmrig.evidence.requirement;

import org.jspecify.annotations.NullMarked;
