// SPDX-License-Identifier: Apache-2.0
/** Speed measurements, each with the peer that it is compared with in the same run. */
@NullMarked
package dev.dcmrig.benchmarks;

import org.jspecify.annotations.NullMarked;
