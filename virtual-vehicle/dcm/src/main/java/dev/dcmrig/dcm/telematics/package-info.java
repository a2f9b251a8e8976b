// SPDX-License-Identifier: Apache-2.0
/** Configuration, telemetry and notices over HTTP; never in the way of a call. */
@NullMarked
package dev.dcmrig.dcm.telematics;

import org.jspecify.annotations.NullMarked;
