// SPDX-License-Identifier: Apache-2.0
/** The CAN driver on a real kernel's sockets, beside the drivers of others. */
@NullMarked
package dev.dcmrig.benchmarks.can;

import org.jspecify.annotations.NullMarked;
