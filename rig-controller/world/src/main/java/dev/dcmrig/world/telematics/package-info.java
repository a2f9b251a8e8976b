// SPDX-License-Identifier: Apache-2.0
/** The telematics service: WireMock at the edge, a model of the vehicle behind it. */
@NullMarked
package dev.dcmrig.world.telematics;

import org.jspecify.annotations.NullMarked;
