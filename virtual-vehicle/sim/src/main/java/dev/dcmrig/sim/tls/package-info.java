// SPDX-License-Identifier: Apache-2.0
/** TLS without sockets, threads or time: bytes in, bytes out. */
@NullMarked
package dev.dcmrig.sim.tls;

import org.jspecify.annotations.NullMarked;
