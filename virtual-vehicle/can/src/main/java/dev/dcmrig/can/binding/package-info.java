// SPDX-License-Identifier: Apache-2.0
/**
 * Which message, signal and value carries a domain value in one vehicle, so that another car is
 * another file.
 */
@NullMarked
package dev.dcmrig.can.binding;

import org.jspecify.annotations.NullMarked;
