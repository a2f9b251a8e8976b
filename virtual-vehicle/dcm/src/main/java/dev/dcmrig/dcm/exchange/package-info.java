// SPDX-License-Identifier: Apache-2.0
/** Messages to and from the telematics service: tries, gaps, what must not be lost (NET-02). */
@NullMarked
package dev.dcmrig.dcm.exchange;

import org.jspecify.annotations.NullMarked;
