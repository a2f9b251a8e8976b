// SPDX-License-Identifier: Apache-2.0
/** The side of the parent: it plans, keeps workers, and writes down what became of each fault. */
@NullMarked
package dev.dcmrig.qualify.run;

import org.jspecify.annotations.NullMarked;
