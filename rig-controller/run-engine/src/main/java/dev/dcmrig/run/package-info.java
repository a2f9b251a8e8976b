// SPDX-License-Identifier: Apache-2.0
/** A run from its options to its folder, without a command line. */
@NullMarked
package dev.dcmrig.run;

import org.jspecify.annotations.NullMarked;
