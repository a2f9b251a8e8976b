// SPDX-License-Identifier: Apache-2.0
/** How much the OTA server stands; no test, see {@code OtaLoadBenchmark}. */
@NullMarked
package dev.dcmrig.ota.load;

import org.jspecify.annotations.NullMarked;
