// SPDX-License-Identifier: Apache-2.0
/** Bounds for bytes that come from outside: how many, and how slowly. */
@NullMarked
package dev.dcmrig.uptane.transfer;

import org.jspecify.annotations.NullMarked;
