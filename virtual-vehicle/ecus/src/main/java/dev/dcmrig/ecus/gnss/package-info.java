// SPDX-License-Identifier: Apache-2.0
/** The GNSS receiver: position, fix, course and speed over ground. */
@NullMarked
package dev.dcmrig.ecus.gnss;

import org.jspecify.annotations.NullMarked;
