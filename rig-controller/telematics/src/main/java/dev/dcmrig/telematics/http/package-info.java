// SPDX-License-Identifier: Apache-2.0
/** The telematics service: WireMock at the edge, a model of the vehicle behind it. */
@NullMarked
package dev.dcmrig.telematics.http;

import org.jspecify.annotations.NullMarked;
