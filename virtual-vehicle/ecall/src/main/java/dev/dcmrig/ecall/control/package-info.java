// SPDX-License-Identifier: Apache-2.0
/**
 * The EmergencyCallData.Control document of RFC 8147: acknowledgement of data and requests for it.
 */
@NullMarked
package dev.dcmrig.ecall.control;

import org.jspecify.annotations.NullMarked;
