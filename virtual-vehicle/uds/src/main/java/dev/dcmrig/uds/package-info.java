// SPDX-License-Identifier: Apache-2.0
/**
 * Diagnostic services (ISO 14229-1:2020, UDS): one vocabulary of requests, responses and negative
 * response codes, a client and the server of an ECU, both on {@link dev.dcmrig.isotp.IsoTpLink}.
 */
@NullMarked
package dev.dcmrig.uds;

import org.jspecify.annotations.NullMarked;
