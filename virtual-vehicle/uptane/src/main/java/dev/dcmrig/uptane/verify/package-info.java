// SPDX-License-Identifier: Apache-2.0
/**
 * The rules of the Uptane standard 2.1 that a vehicle checks, and the order in which it asks for
 * files.
 */
@NullMarked
package dev.dcmrig.uptane.verify;

import org.jspecify.annotations.NullMarked;
