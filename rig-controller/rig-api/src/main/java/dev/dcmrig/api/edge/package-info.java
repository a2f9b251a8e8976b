// SPDX-License-Identifier: Apache-2.0
/** What the radio link and the telematics service's HTTP edge say to each other. */
@NullMarked
package dev.dcmrig.api.edge;

import org.jspecify.annotations.NullMarked;
