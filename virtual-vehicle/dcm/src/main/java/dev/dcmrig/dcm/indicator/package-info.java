// SPDX-License-Identifier: Apache-2.0
/** Self-test and the indicator beside the SOS button (IND-01 to IND-06). */
@NullMarked
package dev.dcmrig.dcm.indicator;

import org.jspecify.annotations.NullMarked;
