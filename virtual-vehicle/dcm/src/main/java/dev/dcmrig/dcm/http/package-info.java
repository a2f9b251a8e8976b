// SPDX-License-Identifier: Apache-2.0
/** One connection of HTTP/1.1 to the telematics service (docs/DCM-INTERFACE.md, 2.4). */
@NullMarked
package dev.dcmrig.dcm.http;

import org.jspecify.annotations.NullMarked;
