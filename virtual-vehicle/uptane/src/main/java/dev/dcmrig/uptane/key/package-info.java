// SPDX-License-Identifier: Apache-2.0
/** Public keys with their ids, and the private keys that sign; algorithms are the JDK's. */
@NullMarked
package dev.dcmrig.uptane.key;

import org.jspecify.annotations.NullMarked;
