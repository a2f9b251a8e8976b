// SPDX-License-Identifier: Apache-2.0
/** One emergency call from INVITE to its end, its data and its voice, and the call back. */
@NullMarked
package dev.dcmrig.dcm.call;

import org.jspecify.annotations.NullMarked;
