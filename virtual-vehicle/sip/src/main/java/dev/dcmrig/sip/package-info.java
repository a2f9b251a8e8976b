// SPDX-License-Identifier: Apache-2.0
/**
 * A SIP user agent over connections (RFC 3261 on TCP) without sockets and without a clock of its
 * own: bytes go in and out, timers are the timeline's. DCM and emergency-assistance centre both use
 * it; other people's peers (sipp, tshark) judge it.
 *
 * <p>{@code SipStreamReader} reads a connection along for journals; the examples of
 * docs/DCM-INTERFACE.md are checked by it.
 */
@NullMarked
package dev.dcmrig.sip;

import org.jspecify.annotations.NullMarked;
