// SPDX-License-Identifier: Apache-2.0
/** The way into the mobile network: a SOCKS5 proxy (RFC 1928). */
@NullMarked
package dev.dcmrig.dcm.modem;

import org.jspecify.annotations.NullMarked;
