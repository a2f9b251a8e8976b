// SPDX-License-Identifier: Apache-2.0
/** What a log of frames is, whatever its format: read and written one frame at a time. */
@NullMarked
package dev.dcmrig.can.log;

import org.jspecify.annotations.NullMarked;
