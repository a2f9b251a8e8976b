// SPDX-License-Identifier: Apache-2.0
/** Faults of bytecode: found and made by PIT's mutation engine, which only this package knows. */
@NullMarked
package dev.dcmrig.qualify.mutants;

import org.jspecify.annotations.NullMarked;
